"""How to address a visitor: the pronoun he uses of himself is mirrored, and kept."""

import re
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Address:
    """A pair of pronouns: what the robot calls the visitor, and what it calls itself."""

    you: str
    me: str

    def fill(self, line: str, **values: str) -> str:
        """Put the pair into a line that holds {you}, {You}, {me}, {Me}, and other values."""
        return line.format(
            you=self.you,
            me=self.me,
            You=self.you[:1].upper() + self.you[1:],
            Me=self.me[:1].upper() + self.me[1:],
            **values,
        )

    def dress(self, answer: str) -> str:
        """Put the pair into a Vietnamese answer of the content, which says "quý khách" or "bác".

        Words of kinship are left alone: "bác ruột", "con cháu", "cháu bé" are other people.
        """
        answer = _VISITOR.sub(lambda found: _like(found.group(), self.you), answer)
        if self.me != "cháu":
            answer = _ROBOT.sub(lambda found: _like(found.group(), self.me), answer)
        return answer


_VISITOR = re.compile(
    r"\b[Qq]uý khách\b|(?<!ông )(?<!cô )(?<!chú )(?<!dì, )(?<!cậu, )\b[Bb]ác\b(?! (?:ruột|sĩ|bỏ))"
)
_ROBOT = re.compile(
    r"(?<!con )(?<!các )(?<!ông )(?<!bà )\b[Cc]háu\b(?! (?:bé|nội|ngoại|trai|gái|ruột)\b)"
)

UNKNOWN = Address("quý khách", "cháu")

_ELDERS = ("bác", "cô", "chú", "ông", "bà", "cụ", "dì", "mợ", "thím", "o", "mệ", "ôn")
"""Words by which an older person speaks of himself to a young receptionist, who then is `cháu`."""

_PEERS = ("anh", "chị")
"""Words of visitors somewhat older than a young receptionist, who then is `em`."""

_YOUNGER = ("em",)
"""Words of visitors younger than the receptionist, who then is `mình`; also what it is called."""

_SELF = frozenset(
    """hỏi muốn cần nghe đến đi làm bị mất chưa không có ở định tính đang xin già mới vừa là
    được phải tới qua sang nhờ""".split()
)
"""Words that follow a pronoun when its speaker is the subject ("bác muốn …")."""

_SURELY_SELF = frozenset(("muốn", "cần", "xin", "định", "tính", "bị"))
"""Of these those that nobody would say of the robot ("em có biết …" is the robot)."""

_SERVING = ("dẫn", "chỉ", "giúp", "đưa")
"""Words before a pronoun when the robot shall do something for its speaker."""
_KIN = frozenset("nội ngoại bà ông ấy ta kia này nào xã tôi em ruột hàng".split())
"""Words after a pronoun that make it somebody else."""

_CALLED = {
    "cháu": Address("bác", "cháu"),
    "con": Address("bác", "cháu"),
    "em": Address("anh chị", "em"),
}
"""Whoever calls the robot by this word ("em ơi") and does not name himself."""

_VOCATIVE = ("ơi", "à", "ạ", "này")
"""Words that follow a pronoun when it is the robot that is called ("cô ơi")."""


def address_of(text: str) -> Address | None:
    """Guess the pair from what was said; None where the visitor does not name himself.

    Args:
        text: Lower-case words separated by one space, as recognised.
    """
    words = text.lower().replace(",", " ").split()
    served = _served(words)
    if served is not None:
        return served
    called: Address | None = None
    for word, following in pairwise(words):
        if following in _VOCATIVE:
            called = called or (_CALLED.get(word) if following == "ơi" else None)
            continue
        if following not in _SELF:
            continue
        if word in _ELDERS:
            return Address(word, "cháu")
        if word in _PEERS:
            return Address(word, "em")
        if word in _YOUNGER and following in _SURELY_SELF:
            return Address("em", "mình")
    return called


def _served(words: list[str]) -> Address | None:
    """Return the pair of who wants something done for himself: "dẫn bác ra quầy"."""
    for at, (before, word, after) in enumerate(
        zip(words, words[1:], [*words[2:], ""], strict=False)
    ):
        himself = before == "cho" and at == 0 and after  # "cho bà lấy cái số"
        if (before in _SERVING or himself) and after not in _KIN:
            if word in _ELDERS:
                return Address(word, "cháu")
            if word in _PEERS:
                return Address(word, "em")
    return None


def _like(found: str, word: str) -> str:
    return word[:1].upper() + word[1:] if found[:1].isupper() else word
