"""What a visitor said: the one thing that flows through the whole house."""

from dataclasses import dataclass
from enum import Enum

from letan.kernel.units import Dbfs, Language, Probability, Seconds
from letan.ports.recogniser import RecognisedWord


class Source(Enum):
    """How the words came in; values are those of letan_msgs/Utterance."""

    MICROPHONE = 0
    TYPED = 1
    TOUCH = 2
    FILE = 3


@dataclass(frozen=True, slots=True)
class PhraseScore:
    """How well the sound fits one intent's phrasings; the best phrasing counts.

    Attributes:
        intent: Id in the release that was scored.
        facet: "" or one of `letan.faq.content.entry.FACETS`.
        llr: Log-likelihood ratio that it was said, against other talk, natural log of the whole
            phrase: talk about other things reaches about 8, what was said 20 to 50.
        start_s: Where the phrasing begins, seconds after the utterance's start.
        end_s: Where it ends.
    """

    intent: str
    facet: str
    llr: float
    start_s: Seconds = 0.0
    end_s: Seconds = 0.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """A final utterance.

    Attributes:
        turn_id: The id of everything that follows from it.
        text: Best reading; "" when sound was heard but no word understood.
        language: Of the words.
        source: How they came in.
        alternatives: Further readings, best first.
        words: With times after `start`; empty for typed text.
        phrases: Acoustic scores, best first; empty for typed text and engines without them.
        release: Id of the release the phrases were scored against.
        confidence: Of the reading; None where unknown.
        level_dbfs: Level of the speech; None for typed text.
        start: First sample of speech, on the caller's clock.
        end: Last sample of speech, without the silence that proved the end.
        engine: The recogniser's name; "" for typed text.
    """

    turn_id: str
    text: str
    language: Language = "vi"
    source: Source = Source.TYPED
    alternatives: tuple[str, ...] = ()
    words: tuple[RecognisedWord, ...] = ()
    phrases: tuple[PhraseScore, ...] = ()
    release: str = ""
    confidence: Probability | None = None
    level_dbfs: Dbfs | None = None
    start: Seconds = 0.0
    end: Seconds = 0.0
    engine: str = ""
