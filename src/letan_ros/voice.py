"""Says texts aloud: action /voice/say, marks as it speaks, silent within 0.3 s of a stop."""

from collections.abc import Callable, Mapping
from typing import Any

from letan_msgs.action import Say
from letan_msgs.msg import AudioChunk, SpeechMark

from letan.kernel.faults import Fault, LetanError
from letan.kernel.units import Pcm, Seconds
from letan.ports.sound import DeviceBusy, SoundSink
from letan.ports.synthesiser import Prosody, Synthesiser
from letan.voice import marks
from letan.voice.loudness import NORMAL_VOLUME
from letan.voice.script import write_script
from letan.voice.speech import Speech
from letan_ros import topics
from letan_ros.convert.body import chunk_to_msg
from letan_ros.convert.moment import language_from_msg
from letan_ros.goals import GoalDesk
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA
from letan_ros.speech_task import Said, SpeechTask
from letan_ros.worker import Worker

NO_LOUDSPEAKER = "VOICE-001"
ENGINE_FAILED = "VOICE-002"
LOUDSPEAKER_BUSY = "VOICE-003"


class _TopicSink:
    """Hands sound on as it is written; a paced sink around it gives it the speed of sound."""

    def __init__(self, hand_on: Callable[[Pcm, int], None]) -> None:
        self._hand_on = hand_on
        self._rate = 0
        self._samples = 0

    def open(self, sample_rate_hz: int) -> None:
        self._rate, self._samples = sample_rate_hz, 0

    def write(self, pcm: Pcm) -> None:
        self._samples += len(pcm)
        self._hand_on(pcm, self._rate)

    def played_s(self) -> Seconds:
        return self._samples / self._rate if self._rate else 0.0

    def drain(self) -> None:
        """Nothing waits."""

    def abort(self) -> None:
        """Nothing waits."""


class _Both:
    """A loudspeaker, and the topic that tells the ear what it plays."""

    def __init__(self, loudspeaker: SoundSink, topic: _TopicSink) -> None:
        self._loudspeaker, self._topic = loudspeaker, topic

    def open(self, sample_rate_hz: int) -> None:
        self._loudspeaker.open(sample_rate_hz)
        self._topic.open(sample_rate_hz)

    def write(self, pcm: Pcm) -> None:
        self._topic.write(pcm)
        self._loudspeaker.write(pcm)

    def played_s(self) -> Seconds:
        return self._loudspeaker.played_s()

    def drain(self) -> None:
        self._loudspeaker.drain()

    def abort(self) -> None:
        self._loudspeaker.abort()


class VoiceNode(LetanNode):
    """Carries `letan.voice` out. Parameters: launch/params/letan.yaml, section `voice`.

    Action /voice/say; a new goal stops the present one. Out: /voice/mark (the same marks as the
    feedback, and an END mark also after a stop), /audio/out where the profile wants it.
    Synthesis and sound run in a thread of their own.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        load: Callable[[], Synthesiser],
        loudspeaker: Callable[[], SoundSink] | None,
        paced: Callable[[SoundSink | None], SoundSink],
        *,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node.

        Args:
            values: Parameters.
            load: Makes the speech engine, when the node is configured.
            loudspeaker: Makes the sound device; None: /audio/out alone.
            paced: Makes a sink that plays at the speed of sound into the one given, or to nobody.
            use_sim_time: Take the time from /clock.
            remaps: New topic name by old name.
        """
        super().__init__("voice", SCHEMA["voice"], values, use_sim_time=use_sim_time, remaps=remaps)
        self._load, self._loudspeaker, self._paced = load, loudspeaker, paced
        self._worker: Worker | None = None
        self._task: SpeechTask | None = None
        self._sent = 0

    def on_start(self) -> None:
        """Load the engine and offer the action."""
        self._engine = self._load()
        self._mark_out = self.talk(topics.SPEECH_MARK)
        self._audio_out = self.talk(topics.AUDIO_OUT) if self._publishes else None
        self._worker = Worker("voice", self.mailbox)
        self._desk = GoalDesk(self, Say, topics.SAY_ACTION, self._begin, self._stop)

    def on_idle(self) -> None:
        """Fall silent."""
        self._stop()

    def on_stop(self) -> None:
        """Fall silent and end the thread."""
        if self._task is not None:
            self._task.stop()
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def on_parameters(self) -> None:
        """Turn the present speech louder at once, slower from its next sentence."""
        if self._task is not None:
            self._task.change(rate=self._prosody(self._goal).rate, volume=self._volume(self._goal))

    def diagnostics(self) -> Mapping[str, str]:
        """Return whether it speaks."""
        return {"speaking": str(self._task is not None).lower()}

    @property
    def _publishes(self) -> bool:
        return self._loudspeaker is None or bool(self.values["publish_audio"])

    @property
    def _working(self) -> Worker:
        if self._worker is None:
            raise RuntimeError("the voice has not started")
        return self._worker

    def _begin(self, goal: Say.Goal) -> None:
        try:
            language = language_from_msg(goal.language)
        except ValueError as error:
            self._end(Say.Result(outcome=Say.Goal.FAILED, message=str(error)))
            return
        self._goal = goal
        dialect = self.values["dialect"]
        script = write_script(goal.text, language, dialect)  # type: ignore[arg-type]  # one of the schema's choices
        speech = Speech(
            script, self._engine, self._prosody(goal), goal.from_word, self._volume(goal)
        )
        task = self._task = SpeechTask(speech, self._sinks(), self._on_marks)
        future = self._working.submit(task.run)
        future.add_done_callback(lambda done: self._on_done(task, done))

    def _prosody(self, goal: Say.Goal) -> Prosody:
        """Return ratios of this robot's own normal voice, which the parameters set."""
        rate = self.number("rate") * (goal.rate if goal.rate > 0 else 1.0)
        pitch = self.number("pitch") * (goal.pitch if goal.pitch > 0 else 1.0)
        return Prosody(rate=min(2.0, max(0.5, rate)), pitch=min(2.0, max(0.5, pitch)))

    def _volume(self, goal: Say.Goal) -> float:
        """Return the loudness: what the goal asks for above or below normal, from here."""
        asked = goal.volume - NORMAL_VOLUME if goal.volume >= 0 else 0.0
        return min(1.0, max(0.0, self.number("volume") + asked))

    def _sinks(self) -> list[SoundSink]:
        """Return where the sound goes, best first; the last one always works."""
        topic = _TopicSink(self._hand_on) if self._publishes else None
        paced = self._paced(topic)
        if self._loudspeaker is None:
            return [paced]
        loudspeaker = self._loudspeaker()
        return [loudspeaker if topic is None else _Both(loudspeaker, topic), paced]

    def _hand_on(self, pcm: Pcm, rate: int) -> None:
        self.mailbox.post(lambda: self._publish(pcm, rate))

    def _publish(self, pcm: Pcm, rate: int) -> None:
        if self._audio_out is not None:
            message: AudioChunk = chunk_to_msg(pcm, rate, self._sent, self.now_s, "voice")
            self._sent += len(pcm)
            self._audio_out(message)

    def _on_marks(self, found: tuple[marks.SpeechMark, ...]) -> None:
        """Called in the worker's thread."""
        messages = [_mark_to_msg(mark) for mark in found]
        self.mailbox.post(lambda: self._publish_marks(messages))

    def _publish_marks(self, messages: list[SpeechMark]) -> None:
        for message in messages:
            self._mark_out(message)
            self._desk.feedback(Say.Feedback(mark=message))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.stop()
        else:
            self._end(Say.Result(outcome=Say.Goal.STOPPED))

    def _on_done(self, task: SpeechTask, done: Any) -> None:
        if self._task is task:
            self._task = None
        error = done.exception()
        if error is not None:
            code = _loudspeaker_code(error) if error is task.trouble else ENGINE_FAILED
            self.report(Fault(code, {"reason": type(error).__name__}))
            self.get_logger().error(f"the voice failed: {error}")
            self._publish_marks([SpeechMark(kind=SpeechMark.END)])
            self._end(Say.Result(outcome=Say.Goal.FAILED, message=str(error)))
            return
        self.clear(ENGINE_FAILED)
        if task.trouble is not None:
            self.report(Fault(_loudspeaker_code(task.trouble), {"reason": task.trouble.problem}))
        elif self._loudspeaker is not None:
            self.clear(NO_LOUDSPEAKER)
            self.clear(LOUDSPEAKER_BUSY)
        self._end(_result_to_msg(done.result()))

    def _end(self, result: Say.Result) -> None:
        self._desk.finish(result, succeeded=result.outcome == Say.Goal.DONE)


def _loudspeaker_code(error: LetanError | None) -> str:
    return LOUDSPEAKER_BUSY if isinstance(error, DeviceBusy) else NO_LOUDSPEAKER


def _result_to_msg(said: Said) -> Say.Result:
    return Say.Result(
        outcome=Say.Goal.STOPPED if said.cut else Say.Goal.DONE,
        next_word=said.next_word,
        spoken_s=float(said.spoken_s),
        first_audio_ms=float(said.first_audio_ms),
    )


def _mark_to_msg(mark: marks.SpeechMark) -> SpeechMark:
    return SpeechMark(
        kind=mark.kind.value,
        index=mark.index,
        text_start=mark.text_start,
        text_end=mark.text_end,
        text=mark.text,
        t_s=float(mark.t_s),
    )
