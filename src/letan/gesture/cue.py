"""When in a sentence a gesture belongs: the hand is out as the word is said.

A gesture that comes with speech waits for it. When a sentence begins that holds the gesture's
word, the gesture starts so much earlier than the word as the hand needs; where the word comes
sooner than thought, with the word. Speech that does not come, or ends without the word, is not
waited for.
Source: McNeill 1992, "Hand and Mind": a gesture's stroke comes with its word or just before it.
"""

from letan.kernel.units import Seconds
from letan.voice.marks import MarkKind, SpeechMark

CUES: dict[str, tuple[str, ...]] = {
    "greet": ("chào", "hello", "welcome"),
    "nod": ("vâng", "dạ", "yes"),
    "point": ("quầy", "bàn", "máy", "cửa", "kia", "đó", "counter", "desk", "machine", "there"),
    "wave": ("chào", "biệt", "goodbye", "bye"),
    "refuse": ("lỗi", "không", "sorry", "cannot"),
}
"""Words of each gesture, in small letters; a gesture that has none starts at once."""

_S_PER_CHARACTER: Seconds = 0.065
"""Of speech at the usual rate: 15 characters a second."""
_BEGINS_WITHIN_S: Seconds = 1.0
_LONGEST_S: Seconds = 20.0
"""Then it starts, whatever the speech does."""


class Cue:
    """The moment of one gesture. Call `hear` with every mark, and `due` again and again."""

    def __init__(self, gesture: str, stroke: Seconds, now: Seconds) -> None:
        """Wait for the speech that comes with it.

        Args:
            gesture: One of `letan.gesture.gestures.NAMES`.
            stroke: From its start until the hand is out.
            now: The moment it was asked for.
        """
        self._words = CUES.get(gesture, ())
        self._stroke = stroke
        self._latest = now + _LONGEST_S
        self._at: Seconds = now + _BEGINS_WITHIN_S if self._words else now

    def hear(self, mark: SpeechMark, now: Seconds) -> None:
        """Take a mark in, at the moment it is reached."""
        match mark.kind:
            case MarkKind.SENTENCE:
                place = self._place(mark.text)
                said = float("inf") if place is None else now + place * _S_PER_CHARACTER
                self._at = max(now, said - self._stroke)
            case MarkKind.WORD:
                if self._place(mark.text) == 0:
                    self._at = min(self._at, now)
            case MarkKind.END:
                self._at = min(self._at, now)

    def due(self, now: Seconds) -> bool:
        """Is it time to start?"""
        return now >= min(self._at, self._latest)

    def _place(self, text: str) -> int | None:
        """Return where the first of the gesture's words begins, in characters."""
        at = 0
        for word in text.split(" "):
            if word.strip(".,;:!?…\"'()").lower() in self._words:
                return at
            at += len(word) + 1
        return None
