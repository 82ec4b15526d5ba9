"""What is heard while the robot itself speaks: an interruption, or something to talk on through."""

import itertools
from dataclasses import dataclass
from enum import Enum

from letan.hearing.params import HearingParams
from letan.kernel.units import Dbfs, Probability, Ratio
from letan.vietnamese.unicode import words_of

LISTENERS_WORDS = frozenset(
    """ừ ừm ờ à ạ dạ vâng được rồi ok okay thế vậy hả hở ồ phải đúng biết hiểu nhỉ uh huh yes yeah
    mhm hm rứa a á ơ ui ôi ra là""".split()
)
"""What somebody murmurs who listens, and the cries of a child; the conversation reads it too."""

_CALLS = (
    *("cháu ơi", "robot", "rô bốt", "cho hỏi", "cho tôi hỏi", "cho bác hỏi", "cho chú hỏi"),
    *("cho cô hỏi", "cho em hỏi", "cho mình hỏi", "cho con hỏi", "này cháu", "khoan", "từ từ"),
    *("dừng lại", "dừng đi", "thôi được rồi", "im đi"),
)
"""Said to the robot, whatever follows."""

_NOBODY_REPEATS_WORDS = 12
"""Nobody says so many words of the robot's, in its order, while it speaks."""
_SURE_WORDS = 2
"""A visitor who goes on is one that is known to speak to the robot."""


class OverVoice(Enum):
    """What it is; the robot gives way to the first at once.

    A SENTENCE is whatever else a near visitor has said: the conversation judges it by its words.
    """

    INTERRUPTION = "interruption"
    SENTENCE = "sentence"
    UNDECIDED = "undecided"
    BACKCHANNEL = "backchannel"
    COUGH = "cough"
    OTHERS = "others"
    OWN_VOICE = "own_voice"


FOR_THE_ROBOT = frozenset((OverVoice.INTERRUPTION, OverVoice.SENTENCE, OverVoice.BACKCHANNEL))
"""What the conversation is told of."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a sound that began over the robot's voice.

    Attributes:
        text: The words so far.
        finished: Nothing more comes.
        confidence: Of the words; None where unknown.
        level_dbfs: Of the sound.
        usual_dbfs: Level at which this visitor spoke before; None where he has not spoken yet.
        phrase_llr: Fit of the best phrase of the release, commands left out; None where none fits.
        saying: What the robot is saying.
        continues: It follows at once on what this visitor has said, before the robot answered.
        likeness: To the robot's voice; see `letan.hearing.likeness`.
    """

    text: str
    finished: bool
    confidence: Probability | None
    level_dbfs: Dbfs
    usual_dbfs: Dbfs | None = None
    phrase_llr: float | None = None
    saying: str = ""
    continues: bool = False
    likeness: float = 0.0


def judge_over_voice(evidence: Evidence, params: HearingParams) -> OverVoice:
    """Judge it; pure, so that each case is a line of a table in the tests.

    Only what is surely meant for the robot is an interruption, and that also before its end: it is
    called, or asked for something of the release. Else whatever a near visitor has said counts at
    its end, and the conversation judges the words.
    """
    words = words_of(evidence.text)
    if not words:
        return OverVoice.COUGH if evidence.finished else OverVoice.UNDECIDED
    if _is_own(words, evidence, params):
        return OverVoice.OWN_VOICE
    usual = evidence.usual_dbfs
    if usual is not None and evidence.level_dbfs < usual - params.others_db:
        return OverVoice.OTHERS if evidence.finished else OverVoice.UNDECIDED
    sure = evidence.confidence
    asked = evidence.phrase_llr is not None and evidence.phrase_llr >= params.asked_llr
    if sure is not None and sure < params.over_voice_confidence and not asked:
        return OverVoice.OTHERS if evidence.finished else OverVoice.UNDECIDED
    if all(word in LISTENERS_WORDS for word in words):
        return OverVoice.BACKCHANNEL if evidence.finished else OverVoice.UNDECIDED
    goes_on = evidence.continues and len(words) >= _SURE_WORDS
    if goes_on or asked or any(call in evidence.text for call in _CALLS):
        return OverVoice.INTERRUPTION
    return OverVoice.SENTENCE if evidence.finished else OverVoice.UNDECIDED


def _is_own(words: list[str], evidence: Evidence, params: HearingParams) -> bool:
    """Whether it is what the canceller has left of the robot's own voice.

    A visitor names a choice in the robot's own words while it is read out; so the words alone are
    no proof, unless they are more than anybody repeats. They are one where the sound is half like
    the robot's voice.
    """
    if evidence.likeness >= params.own_likeness:
        return True
    share, run = _own_words(words, words_of(evidence.saying))
    if share < params.own_words_share:
        return False
    return evidence.likeness >= params.own_words_likeness or run >= _NOBODY_REPEATS_WORDS


def _own_words(words: list[str], own: list[str]) -> tuple[Ratio, int]:
    """Return the share of words in the robot's order, and the longest run of them in words."""
    if len(words) == 1:
        return float(words[0] in own), 1
    pairs = set(itertools.pairwise(own))
    found = [pair in pairs for pair in itertools.pairwise(words)]
    runs = (sum(1 for _ in group) for same, group in itertools.groupby(found) if same)
    return sum(found) / len(found), 1 + max(runs, default=0)
