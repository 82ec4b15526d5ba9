"""The robot's mouth in virtual time: at most one speech, pulled step by step."""

from dataclasses import dataclass

from letan.dialogue.commands import Say
from letan.kernel.units import Seconds
from letan.ports.sound import SoundSink
from letan.ports.synthesiser import Prosody, Synthesiser
from letan.voice.marks import SpeechMark
from letan.voice.script import write_script
from letan.voice.speech import Speech


@dataclass(frozen=True, slots=True)
class Silenced:
    """A speech that was cut short."""

    say_id: int
    next_word: int


@dataclass(frozen=True, slots=True)
class Uttered:
    """What one step of speech gave."""

    say_id: int
    marks: tuple[SpeechMark, ...]
    finished: bool


class VirtualMouth:
    """Speaks one `Say` at a time into a sink."""

    def __init__(self, synthesiser: Synthesiser, sink: SoundSink) -> None:
        """Be silent."""
        self._synthesiser = synthesiser
        self._sink = sink
        self._speech: Speech | None = None
        self._say_id = 0

    @property
    def say_id(self) -> int:
        """Of the latest speech; 0 before the first."""
        return self._say_id

    @property
    def speaking(self) -> bool:
        """Whether a speech is under way."""
        return self._speech is not None

    def begin(self, say: Say) -> Silenced | None:
        """Begin to speak; a speech that was under way is cut, and returned."""
        cut = self.silence()
        script = write_script(say.text, say.language)
        prosody = Prosody(say.rate)
        self._speech = Speech(script, self._synthesiser, prosody, say.from_word, say.volume)
        self._say_id = say.say_id
        self._sink.open(self._synthesiser.sample_rate_hz)
        return cut

    def silence(self) -> Silenced | None:
        """Cut the speech; None where there was none."""
        speech, self._speech = self._speech, None
        if speech is None:
            return None
        stopped = speech.stop()
        self._sink.abort()
        return Silenced(self._say_id, stopped.next_word)

    def step(self, dt: Seconds) -> Uttered | None:
        """Speak for `dt`; None while silent.

        Raises:
            LetanError: If the speech engine fails; the mouth is silent then.
        """
        if self._speech is None:
            return None
        try:
            spoken = self._speech.pull_s(dt)
        except BaseException:
            self._speech = None
            self._sink.abort()
            raise
        self._sink.write(spoken.pcm)
        if spoken.finished:
            self._speech = None
        return Uttered(self._say_id, spoken.marks, spoken.finished)
