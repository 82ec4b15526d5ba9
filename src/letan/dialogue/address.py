"""How to address a visitor: the pronoun he uses of himself is mirrored, and kept."""

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Address:
    """A pair of pronouns: what the robot calls the visitor, and what it calls itself."""

    you: str
    me: str

    def fill(self, line: str) -> str:
        """Put the pair into a line that holds {you}, {You}, {me}, {Me}."""
        return line.format(
            you=self.you,
            me=self.me,
            You=self.you[:1].upper() + self.you[1:],
            Me=self.me[:1].upper() + self.me[1:],
        )


UNKNOWN = Address("quý khách", "cháu")

_ELDERS = ("bác", "cô", "chú", "ông", "bà", "cụ", "dì", "mợ", "thím")
"""Words by which an older person speaks of himself to a young receptionist, who then is `cháu`."""

_PEERS = ("anh", "chị")
"""Words of visitors somewhat older than a young receptionist, who then is `em`."""

_SELF = (
    "hỏi",
    "muốn",
    "cần",
    "nghe",
    "đến",
    "đi",
    "làm",
    "bị",
    "mất",
    "chưa",
    "không",
    "có",
    "ở",
    "định",
    "tính",
    "đang",
    "xin",
    "già",
)
"""Words that follow a pronoun when its speaker is the subject ("bác muốn …")."""

_VOCATIVE = ("ơi", "à", "ạ")
"""Words that follow a pronoun when it is the robot that is called ("cô ơi")."""


def address_of(text: str) -> Address | None:
    """Guess the pair from what was said; None where the visitor does not name himself.

    Args:
        text: Lower-case words separated by one space, as recognised.
    """
    words = text.split()
    for word, following in pairwise(words):
        if following in _VOCATIVE or following not in _SELF:
            continue
        if word in _ELDERS:
            return Address(word, "cháu")
        if word in _PEERS:
            return Address(word, "em")
    return None
