"""What a code that somebody shows is allowed to mean.

Queue numbers and dossier codes go to the conversation. Everything else is refused, and its text
goes nowhere: an identity card's code holds number, name, birthday and address. Whoever calls
`judge` must let go of the text; what comes back never holds more than a number that was let in.
"""

import re
from dataclasses import dataclass
from enum import Enum


class CodeKind(Enum):
    """What was shown."""

    TICKET = "ticket"
    DOSSIER = "dossier"
    IDENTITY_CARD = "identity_card"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code that somebody showed.

    Attributes:
        kind: What it is.
        number: The queue number, e.g. "B017", or the dossier's code; "" for what is refused.
    """

    kind: CodeKind
    number: str = ""


_LONGEST = 4096
_IDENTITY = re.compile(r"\s*\d{12}\s*\|")
"""The chip card's code begins with the 12 digits of the personal number and a bar:
number|old number|name|birthday|sex|address|issued (Thông tư 59/2021/TT-BCA and its successors)."""
_BARE_IDENTITY = re.compile(r"\s*(\d{9}|\d{12})\s*")
_OLD_ZONE = re.compile(r"(^|\n)\s*I[D<]VNM\d")
"""The machine-readable zone on a card's back, where somebody makes a code of it."""
_TICKET = re.compile(r"(?:STT[:\s-]*)?([A-Z]{0,2}[- ]?\d{1,4})")
_DOSSIER = re.compile(r"(?:[A-Z]\d{2}|\d{3})(?:[.-]\d{1,3}){1,4}[.-]\d{6}[.-]\d{3,8}")
"""Groups of the national dossier code: agency (H26.31 or 000.00.01.G12 as it was), date as yymmdd,
running number (Nghị định 61/2018/NĐ-CP, Thông tư 01/2018/TT-VPCP)."""
_OLD_DOSSIER = re.compile(r"\d{3}(?:\.\d{2}){2,3}\.[A-Z]\d{2}-\d{6}-\d{3,6}")


def judge(text: str) -> ShownCode:
    """Return what a code's text is; anything that is not surely one of ours is refused."""
    if len(text) > _LONGEST:
        return ShownCode(CodeKind.OTHER)
    if _IDENTITY.match(text) or _BARE_IDENTITY.fullmatch(text) or _OLD_ZONE.search(text):
        return ShownCode(CodeKind.IDENTITY_CARD)
    plain = text.strip().upper()
    dossier = _OLD_DOSSIER.fullmatch(plain) or _DOSSIER.fullmatch(plain)
    if dossier:
        return ShownCode(CodeKind.DOSSIER, plain)
    ticket = _TICKET.fullmatch(plain)
    if ticket:
        return ShownCode(CodeKind.TICKET, re.sub(r"[- ]", "", ticket[1]))
    return ShownCode(CodeKind.OTHER)


@dataclass(slots=True)
class CodeGate:
    """Tells of each code once while it is held up; remembers no refused text.

    Attributes:
        again: A code shown once more after so many seconds without it is told again.
    """

    again: float = 5.0
    _last: ShownCode | None = None
    _seen: float = float("-inf")

    def show(self, codes: tuple[ShownCode, ...], now: float) -> ShownCode | None:
        """Return what is to be told now, None for nothing new; the first of several counts."""
        if not codes:
            return None
        code = min(codes, key=lambda shown: list(CodeKind).index(shown.kind))
        fresh = code != self._last or now - self._seen > self.again
        self._last, self._seen = code, now
        return code if fresh else None
