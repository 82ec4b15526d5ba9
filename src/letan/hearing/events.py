"""What hearing tells the rest of the robot; `t` is the moment on the caller's clock."""

from dataclasses import dataclass
from typing import TypeAlias

from letan.hearing.utterance import Utterance
from letan.kernel.faults import Fault
from letan.kernel.units import Dbfs, Probability, Seconds


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """A visitor began to speak at `start`; noticed at `t`."""

    turn_id: str
    t: Seconds
    start: Seconds


@dataclass(frozen=True, slots=True)
class Interruption:
    """The utterance, said over the robot's voice, is surely for the robot: it gives way.

    Follows the utterance's `SpeechStarted`. An utterance over the voice without this event is
    to be judged by its words.
    """

    turn_id: str
    t: Seconds


@dataclass(frozen=True, slots=True)
class Partial:
    """The words so far; they may still change."""

    turn_id: str
    t: Seconds
    text: str


@dataclass(frozen=True, slots=True)
class Spotted:
    """A command word was heard before the endpoint; `llr` as in `PhraseMatch`."""

    turn_id: str
    t: Seconds
    intent: str
    llr: float


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The visitor has finished; the last sample of speech was at `end`."""

    turn_id: str
    t: Seconds
    end: Seconds


@dataclass(frozen=True, slots=True)
class Final:
    """The utterance; follows its `Endpoint` at the same `t`."""

    t: Seconds
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class Discarded:
    """What began was no speech for the robot: too short, no words, or taken by the echo."""

    turn_id: str
    t: Seconds


@dataclass(frozen=True, slots=True)
class LevelReport:
    """The ear's level over the last interval; `noise_dbfs` is the level while nobody speaks."""

    t: Seconds
    level_dbfs: Dbfs
    noise_dbfs: Dbfs
    speech_probability: Probability
    clipping: bool


@dataclass(frozen=True, slots=True)
class MicrophoneFault:
    """The ear is broken (HEAR-002) or overdriven (HEAR-003); told once until it has healed."""

    t: Seconds
    fault: Fault


@dataclass(frozen=True, slots=True)
class MicrophoneHealed:
    """The fault with this code is over."""

    t: Seconds
    code: str


HearingEvent: TypeAlias = (
    SpeechStarted
    | Interruption
    | Partial
    | Spotted
    | Endpoint
    | Final
    | Discarded
    | LevelReport
    | MicrophoneFault
    | MicrophoneHealed
)
