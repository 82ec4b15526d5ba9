"""Listens: microphone or /audio/in in; utterances, activity, spotted commands, level out."""

import threading
import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, assert_never

from letan_msgs import msg
from std_msgs.msg import String

from letan.hearing import events
from letan.hearing.listener import Listener
from letan.hearing.phrases import PhraseGraph
from letan.hearing.utterance import Source, Utterance
from letan.kernel.faults import Fault, LetanError
from letan.kernel.units import Pcm, Seconds
from letan.ports.sound import DeviceBusy, Resampler, SoundSource
from letan_ros import topics
from letan_ros.convert.body import chunk_from_msg
from letan_ros.convert.moment import time_from_msg, time_to_msg
from letan_ros.convert.words import utterance_to_msg
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA
from letan_ros.sound_jobs import SoundJobs
from letan_ros.worker import Worker

NO_MICROPHONE = "HEAR-004"
MICROPHONE_BUSY = "HEAR-006"
WRONG_RATE = "HEAR-007"
RECOGNISER_FAILED = "HEAR-005"

_RATE_HZ = 16_000
_RETRY_S = 2.0
_BEHIND_S = 10.0
"""Sound that waits for a recogniser that is slower than speech; older sound is lost."""
_SILENT_VOICE_S = 5.0
"""A voice that sends no mark for so long has died: the ear opens again."""
_SAYING_KEPT = 500
"""Characters of what the robot says that are remembered, the last ones."""
_Job: TypeAlias = Callable[[Listener], tuple[events.HearingEvent, ...]]


class HearingNode(LetanNode):
    """Carries `letan.hearing` out. Parameters: launch/params/letan.yaml, section `hearing`.

    In: a microphone, or /audio/in (16 kHz mono); /voice/mark (when the robot itself speaks);
    /dialogue/state and /attention/presence (when the visitor has gone); /faq/release (whose
    phrasings the sound is scored against);
    /audio/out (what it then plays, so that it can be taken out of the sound).
    Out: /hearing/utterance, /hearing/activity, /hearing/spotted, /hearing/level. Recognition runs
    in a thread of its own; a missing microphone is a fault, is tried again, and stops nothing; a
    recogniser that falls behind loses the oldest sound, and says so.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        load: Callable[[Callable[[], str]], Listener],
        phrases: Callable[[str], PhraseGraph | None],
        microphone: Callable[[], SoundSource] | None,
        resampler: Callable[[int], Resampler] | None = None,
        *,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node.

        Args:
            values: Parameters.
            load: Makes the listener with its engines, when the node is configured; takes what
                gives the next turn's id.
            phrases: Compiles the phrasings of a release, in a thread of its own.
            microphone: Opens the microphone; None: listen to /audio/in.
            resampler: Brings sound of a rate to that of the ear; None: /audio/out is not heard.
            use_sim_time: Take the time from /clock.
            remaps: New topic name by old name.
        """
        super().__init__(
            "hearing", SCHEMA["hearing"], values, use_sim_time=use_sim_time, remaps=remaps
        )
        self._load, self._phrases, self._microphone = load, phrases, microphone
        self._release_id = self._compiling = ""
        self._compiler: Worker | None = None
        self._jobs: SoundJobs[_Job] = SoundJobs(_BEHIND_S)
        self._make_resampler = resampler
        self._resampler: Resampler | None = None
        self._played_hz = 0
        self._saying = ""
        self._threads: list[threading.Thread] = []
        self._closing = threading.Event()
        self._speaking = False
        self._session = ""
        self._left_s: Seconds | None = None
        self._last_mark_s = 0.0
        self._next_sample: int | None = None
        self._lost_s = 0.0
        self._turns = 0

    def on_start(self) -> None:
        """Load the engines, begin to listen."""
        listener = self._load(_new_id)
        self._release_id = self._compiling = listener.release
        self._compiler = Worker("phrases", self.mailbox)
        self._utterance_out = self.talk(topics.UTTERANCE)
        self._activity_out = self.talk(topics.SPEECH_ACTIVITY)
        self._spotted_out = self.talk(topics.SPOTTED)
        self._level_out = self.talk(topics.AUDIO_LEVEL)
        self._jobs = SoundJobs(_BEHIND_S)
        self._closing = threading.Event()
        self._start_thread("hearing", lambda: self._listen(listener))
        if self._microphone is None:
            self.listen(topics.AUDIO_IN, self._on_audio)
        else:
            microphone = self._microphone
            self._start_thread("microphone", lambda: self._record(microphone))
        self.listen(topics.SPEECH_MARK, self._on_mark)
        self.listen(topics.DIALOGUE_STATE, self._on_dialogue)
        self.listen(topics.PRESENCE, self._on_presence)
        self.listen(topics.RELEASE, self._on_release)
        if self._make_resampler is not None:
            self.listen(topics.AUDIO_OUT, self._on_played)
        self.every(1.0, self._check_voice, steady=True)

    def on_stop(self) -> None:
        """End the threads; a recognition in progress ends within a second."""
        self._closing.set()
        self._jobs.close()
        for thread in self._threads:
            thread.join(1.0)
        self._threads.clear()
        if self._compiler is not None:
            self._compiler.close()
            self._compiler = None

    def diagnostics(self) -> Mapping[str, str]:
        """Return counts, and the release it listens for; never words."""
        lost_s = self._lost_s + self._jobs.lost_s
        return {
            "turns": str(self._turns),
            "lost_s": f"{lost_s:.1f}",
            "release": self._release_id,
        }

    # Sound in

    def _on_audio(self, message: msg.AudioChunk) -> None:
        if message.sample_rate_hz != _RATE_HZ:
            fields = {"sample_rate_hz": str(message.sample_rate_hz)}
            self.report(Fault(WRONG_RATE, fields))
            return
        self.clear(WRONG_RATE)
        pcm, t = chunk_from_msg(message), time_from_msg(message.header.stamp)
        if self._next_sample is not None and message.first_sample > self._next_sample:
            self._lost_s += (message.first_sample - self._next_sample) / _RATE_HZ
        self._next_sample = message.first_sample + len(pcm)
        if len(pcm):
            self._push(pcm, t)

    def _push(self, pcm: Pcm, t: Seconds) -> None:
        self._jobs.put(lambda listener: listener.push(pcm, t), len(pcm) / _RATE_HZ)

    def _record(self, microphone: Callable[[], SoundSource]) -> None:
        """Read the microphone, in its own thread, again and again until the node stops."""
        while not self._closing.is_set():
            try:
                source = microphone()
                try:
                    self._read(source)
                finally:
                    source.close()
            except LetanError as error:
                code = MICROPHONE_BUSY if isinstance(error, DeviceBusy) else NO_MICROPHONE
                fault = Fault(code, {"reason": error.problem})
                self.mailbox.post(lambda fault=fault: self.report(fault))  # type: ignore[misc]  # a default binds the loop's value
            self._closing.wait(_RETRY_S)

    def _read(self, source: SoundSource) -> None:
        first = True
        for pcm in source.blocks():
            if self._closing.is_set():
                return
            if first:
                self.mailbox.post(self._microphone_works)
                first = False
            if self.active:
                t = self.now_s - len(pcm) / source.sample_rate_hz
                self._push(pcm, t)

    def _microphone_works(self) -> None:
        self.clear(NO_MICROPHONE)
        self.clear(MICROPHONE_BUSY)

    def _on_dialogue(self, message: msg.DialogueState) -> None:
        """The last visitor has gone: nothing of his goes into the next one's words."""
        if self._session and message.session_id != self._session:
            left = self._left_s
            self._jobs.put(lambda listener: listener.new_visitor(left))
        self._session = message.session_id

    def _on_presence(self, message: msg.Presence) -> None:
        self._left_s = None if message.present else time_from_msg(message.header.stamp)

    # Another release

    def _on_release(self, message: String) -> None:
        """Another release answers now: score sound against its phrasings from here on."""
        release = str(message.data)
        if release == self._compiling or self._compiler is None:
            return
        self._compiling = release
        compiled = self._compiler.submit(lambda: self._phrases(release))
        compiled.add_done_callback(lambda done: self._on_compiled(done, release))

    def _on_compiled(self, done: Any, release: str) -> None:
        error = done.exception()
        if error is not None:  # the old phrasings are better than none
            self.get_logger().warning(f"the phrasings of release {release}: {error}")
            return
        graph = done.result()
        self._release_id = release
        self._jobs.put(lambda listener: _use(listener, graph, release))

    # The robot's own voice

    def _on_mark(self, message: msg.SpeechMark) -> None:
        self._last_mark_s = self.now_s
        new = message.kind == msg.SpeechMark.SENTENCE
        if new:
            self._saying = f"{self._saying} {message.text}"[-_SAYING_KEPT:]
        self._set_speaking(message.kind != msg.SpeechMark.END, tell=new)

    def _on_played(self, message: msg.AudioChunk) -> None:
        """What the mouth plays, for the echo canceller."""
        rate = message.sample_rate_hz
        if self._make_resampler is None:
            return
        if self._resampler is None or rate != self._played_hz:
            self._resampler, self._played_hz = self._make_resampler(rate), rate
        pcm, t = chunk_from_msg(message), time_from_msg(message.header.stamp)
        played = self._resampler.feed(pcm)
        self._jobs.put(lambda listener: listener.play(played, t))

    def _check_voice(self) -> None:
        if self._speaking and self.now_s - self._last_mark_s > _SILENT_VOICE_S:
            self._set_speaking(False)

    def _set_speaking(self, speaking: bool, *, tell: bool = False) -> None:
        if speaking == self._speaking and not tell:
            return
        self._saying = self._saying if speaking else ""
        self._speaking, t, saying = speaking, self.now_s, self._saying
        self._jobs.put(lambda listener: listener.set_speaking(speaking, t, saying))

    # What was heard

    def _listen(self, listener: Listener) -> None:
        """Recognise, in its own thread; an engine that fails costs one utterance."""
        while (job := self._jobs.get()) is not None:
            try:
                found = job(listener)
            except Exception as error:  # noqa: BLE001  engines raise what they like
                fault = Fault(RECOGNISER_FAILED, {"reason": type(error).__name__})
                self.mailbox.post(lambda fault=fault: self.report(fault))  # type: ignore[misc]  # a default binds the loop's value
                found = listener.give_up(self.now_s)
            if found:
                self.mailbox.post(lambda found=found: self._publish(found))  # type: ignore[misc]  # a default binds the loop's value

    def _publish(self, found: tuple[events.HearingEvent, ...]) -> None:
        if self.active:
            for event in found:
                self._publish_one(event)

    def _publish_one(self, event: events.HearingEvent) -> None:
        match event:
            case events.SpeechStarted(turn_id, t, _):
                self._tell_activity(turn_id, t, msg.SpeechActivity.START)
            case events.Interruption(turn_id, t):
                self._tell_activity(turn_id, t, msg.SpeechActivity.INTERRUPTION)
            case events.Partial(turn_id, t, text):
                source = Source.MICROPHONE
                partial = Utterance(turn_id, text, source=source, start=t, end=t)
                self._utterance_out(utterance_to_msg(partial, t, final=False))
            case events.Spotted(turn_id, t, intent, llr):
                spotted = msg.SpottedCommand(turn_id=turn_id, intent=intent, llr=float(llr))
                spotted.header.stamp = time_to_msg(t)
                self._spotted_out(spotted)
            case events.Endpoint(turn_id, t, _):
                self._tell_activity(turn_id, t, msg.SpeechActivity.END)
            case events.Final(t, utterance):
                self.clear(RECOGNISER_FAILED)
                self._turns += 1
                self._utterance_out(utterance_to_msg(utterance, t))
            case events.Discarded(turn_id, t):
                self._tell_activity(turn_id, t, msg.SpeechActivity.DISCARDED)
            case events.LevelReport():
                self._tell_level(event)
            case events.MicrophoneFault(_, fault):
                self.report(fault)
            case events.MicrophoneHealed(_, code):
                self.clear(code)
            case _:
                assert_never(event)

    def _tell_activity(self, turn_id: str, t: Seconds, event: int) -> None:
        message = msg.SpeechActivity(turn_id=turn_id, event=event)
        message.header.stamp = time_to_msg(t)
        self._activity_out(message)

    def _tell_level(self, report: events.LevelReport) -> None:
        message = msg.AudioLevel(
            level_dbfs=float(report.level_dbfs),
            noise_dbfs=float(report.noise_dbfs),
            speech_probability=float(report.speech_probability),
            clipping=report.clipping,
        )
        message.header.stamp = time_to_msg(report.t)
        self._level_out(message)

    def _start_thread(self, name: str, run: Callable[[], None]) -> None:
        thread = threading.Thread(target=run, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()


def _use(
    listener: Listener, graph: PhraseGraph | None, release: str
) -> tuple[events.HearingEvent, ...]:
    listener.use_release(graph, release)
    return ()


def _new_id() -> str:
    return uuid.uuid4().hex[:12]
