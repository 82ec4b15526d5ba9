"""Does the visitor speak English?"""

from letan.vietnamese.spoken.letters import is_syllable
from letan.vietnamese.unicode import words_of

_ENGLISH = frozenset(
    """thank thanks you please where what how which when who is are does your need want would like
    could should goodbye help english speak understand much fee cost document documents paper
    papers certificate birth marriage death register registration passport toilet restroom bathroom
    counter office officer open close address identity card child wife husband father mother copy
    water chair elevator exit entrance get apply new have this and with for from cannot confirm
    confirmation certify declare report install pay house service change permission permit social
    insurance pension land signature digital military borrow print build again name
    residence temporary permanent foreigner citizen visa driver license form file post mail
    wait live rent renting room single divorce adopt adoption merge split inheritance""".split()
)
"""Words that hardly any Vietnamese question holds; not "hello", "ok", "bye", "stop", "online"."""
_EITHER = frozenset("i a an the to do me my in on at of or by we it can as go up so be".split())
"""Words of both languages: "the can cuoc"."""
_SHARE = 0.7
"""Of the words."""


def is_english(text: str) -> bool:
    """Say whether the words are English: most of them, and none with a Vietnamese letter.

    Vietnamese typed without marks ("lam the can cuoc") is not, nor is a greeting alone.
    """
    said = [word.lower() for word in words_of(text)]
    if not text.isascii() or _ENGLISH.isdisjoint(said):
        return False
    likely = sum(w in _ENGLISH or w in _EITHER or not is_syllable(w) for w in said)
    return likely / len(said) >= _SHARE
