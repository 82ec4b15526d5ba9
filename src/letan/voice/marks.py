"""Speech marks: where the robot is in what it says, in the characters of the written text."""

from dataclasses import dataclass
from enum import Enum

from letan.kernel.units import Seconds


class MarkKind(Enum):
    """What begins at the mark; values are those of letan_msgs/SpeechMark."""

    SENTENCE = 0
    WORD = 1
    END = 2


@dataclass(frozen=True, slots=True)
class SpeechMark:
    """A place in the speech.

    Attributes:
        kind: What begins here.
        index: 0-based number of the sentence or word; for END the number of words.
        text_start: First character in the written text, code points.
        text_end: One past the last character.
        text: The written words themselves; "" for END.
        t_s: Seconds of sound after the first sample of this speech.
    """

    kind: MarkKind
    index: int
    text_start: int
    text_end: int
    text: str
    t_s: Seconds
