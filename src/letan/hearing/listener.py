"""The ear's mind: blocks of sound in, events out. Time is what the caller says it is."""

from collections.abc import Callable

import numpy as np

from letan.hearing.ended import Ended
from letan.hearing.events import (
    Discarded,
    Endpoint,
    Final,
    HearingEvent,
    Interruption,
    Partial,
    SpeechStarted,
    Spotted,
)
from letan.hearing.level import LevelMeter, level_dbfs
from letan.hearing.onset import Block, Onset
from letan.hearing.over_voice import FOR_THE_ROBOT, OverVoice
from letan.hearing.own_voice import OwnVoice
from letan.hearing.params import HearingParams
from letan.hearing.pauses import Pauses
from letan.hearing.phrases import PhraseGraph
from letan.hearing.reader import Reader
from letan.hearing.spotting import QUIET_COMMANDS, STOP_COMMANDS, Command
from letan.hearing.turn import Turn
from letan.hearing.utterance import PhraseScore, Source
from letan.kernel.units import Dbfs, Pcm, Seconds
from letan.ports.recogniser import Hypothesis, Recogniser
from letan.ports.voice_activity import VoiceActivityDetector

_AHEAD_S = 0.1
"""An old reading ahead is renewed so long before the end, while one waits anyway."""


class Listener:
    """Finds utterances in a stream of sound and has them recognised.

    Push every block of the ear, in order; each call returns what happened. Blocks may have any
    length; work is done a voice activity block at a time. Nothing here waits or looks at a clock.

    Args:
        recogniser: Its rate must be that of the voice activity detector and of the blocks.
        voice_activity: Judges each block.
        turn_id: Gives the next turn's id each time it is called.
        params: See `HearingParams`.
        graph: The release's phrasings; None scores none.
        release: Id of that release.
        source: What the utterances are marked with.
        own_voice: Knows what the robot itself says, and takes it out of the sound.

    Raises:
        ValueError: If the two engines want different rates.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        voice_activity: VoiceActivityDetector,
        turn_id: Callable[[], str],
        params: HearingParams | None = None,
        graph: PhraseGraph | None = None,
        release: str = "",
        source: Source = Source.MICROPHONE,
        own_voice: OwnVoice | None = None,
    ) -> None:
        if recogniser.sample_rate_hz != voice_activity.sample_rate_hz:
            raise ValueError("recogniser and voice activity want different sample rates")
        self._recogniser = recogniser
        self._voice_activity = voice_activity
        self._turn_id = turn_id
        self._params = HearingParams() if params is None else params
        self._own_voice = own_voice
        cancels = own_voice is not None and own_voice.cancels
        self._half_duplex = self._params.half_duplex and not cancels
        self._saying = ""
        self._usual_dbfs: Dbfs | None = None
        self._reader = Reader(recogniser, self._params, graph, release, source)
        self._rate = voice_activity.sample_rate_hz
        self._block = voice_activity.block_samples
        self._meter = LevelMeter(self._params)
        self._rest: Pcm = np.empty(0, np.int16)
        self._onset = Onset(self._params, self._block / self._rate)
        self._turn: Turn | None = None
        self._ended = Ended(self._params, self._rate)
        self._pauses = Pauses()
        self._speaking = False
        self._deaf_until: Seconds | None = None

    @property
    def params(self) -> HearingParams:
        """The numbers it runs on."""
        return self._params

    @property
    def listening(self) -> bool:
        """Whether an utterance is in progress."""
        return self._turn is not None

    @property
    def release(self) -> str:
        """Id of the release whose phrasings it scores; "" where it scores none."""
        return self._reader.release

    def use_release(self, graph: PhraseGraph | None, release: str) -> None:
        """Score utterances against another release, from the next endpoint on."""
        self._reader.use_release(graph, release)

    def new_visitor(self, left: Seconds | None = None) -> tuple[HearingEvent, ...]:
        """Forget how the last visitor spoke and what he said, since another one comes.

        Args:
            left: When the last visitor left; an utterance in progress that began before is his and
                is dropped. None: he is not known to have left, and may be the one who speaks.
        """
        self._pauses.forget()
        self._usual_dbfs = None
        self._ended.forget()
        if self._turn is None or left is None or self._turn.start >= left:
            return ()
        return self._drop(left)

    def set_speaking(
        self, speaking: bool, t: Seconds, saying: str = ""
    ) -> tuple[HearingEvent, ...]:
        """Tell that the robot's voice began or ended.

        With `half_duplex` and no echo canceller it drops what overlaps: while the robot speaks only
        command words come through (`Spotted`), and an utterance that was in progress when the voice
        began is dropped. With a canceller everything is heard, and judged by `over_voice`.

        Args:
            speaking: Whether it speaks from now on.
            t: Now.
            saying: What it says; words that are its own are no visitor's.
        """
        if not speaking:
            self._ended.forget()  # what is said after an answer is a new utterance
            if self._own_voice is not None:
                self._own_voice.cut(t)
        self._saying = saying if speaking else self._saying
        if speaking == self._speaking or not self._half_duplex:
            return ()
        self._speaking = speaking
        if not speaking:
            self._deaf_until = t + self._params.echo_tail_s
        return self._drop(t)

    def play(self, pcm: Pcm, told_t: Seconds) -> tuple[HearingEvent, ...]:
        """Tell what the robot's mouth plays; see `OwnVoice.play_next`. Nothing happens by it."""
        if self._own_voice is not None:
            self._own_voice.play_next(pcm, told_t)
        return ()

    def push(self, pcm: Pcm, t: Seconds) -> tuple[HearingEvent, ...]:
        """Take the next samples.

        Args:
            pcm: int16[n] at the engines' rate, any n.
            t: Moment of the first sample, seconds on the caller's clock, never going back.

        Raises:
            LetanError: If an engine fails; call `give_up` before the next push.
        """
        start = t - len(self._rest) / self._rate
        samples = np.concatenate((self._rest, pcm)) if len(self._rest) else pcm
        events: list[HearingEvent] = []
        whole = len(samples) - len(samples) % self._block
        for first in range(0, whole, self._block):
            block = samples[first : first + self._block]
            events += self._take(block, start + first / self._rate)
        self._rest = samples[whole:].copy()
        return tuple(events)

    def flush(self, t: Seconds) -> tuple[HearingEvent, ...]:
        """End the utterance in progress, since the sound has ended."""
        events: list[HearingEvent] = []
        if self._turn is not None and len(self._rest):
            self._turn.feed(self._rest)
        self._rest = np.empty(0, np.int16)
        if self._turn is not None:
            events += self._end(self._turn, t)
        self._ended.forget()
        return tuple(events)

    def give_up(self, t: Seconds) -> tuple[HearingEvent, ...]:
        """Forget the utterance in progress, since an engine failed; the next sound begins anew."""
        turn = self._turn
        self._rest = np.empty(0, np.int16)
        self._forget()
        self._onset.clear()
        if turn is None or (turn.quiet and not turn.spotted):
            return ()
        return (Discarded(turn.turn_id, t),)

    def _take(self, block: Pcm, start: Seconds) -> list[HearingEvent]:
        end = start + self._block / self._rate
        raw, own = block, self._own_voice
        if own is not None:
            block = own.clean(raw, start, self._turn is not None)
        probability = self._voice_activity.probability(block)
        level = level_dbfs(block)
        if level < self._params.silence_dbfs or self._is_own(own):
            probability = 0.0
        speaking = self._turn is not None or probability >= self._params.speech_threshold
        events: list[HearingEvent] = [*self._meter.feed(raw, start, end, probability, speaking)]
        if self._deaf_until is not None:
            if start < self._deaf_until:
                return events
            self._deaf_until = None
        trace = None if own is None else own.trace
        known = Block(block.copy(), start, level, probability, trace)
        self._onset.keep(known)
        if self._turn is None:
            self._ended.feed(block, end, deaf=self._speaking)
            events += self._wait(end)
        else:
            events += self._follow(self._turn, known, end)
        return events

    def _is_own(self, own: OwnVoice | None) -> bool:
        return own is not None and own.likeness >= self._params.own_likeness

    def _wait(self, end: Seconds) -> list[HearingEvent]:
        found = self._onset.find(self._meter.noise_dbfs)
        if found is None:
            return []
        before, speech = found
        ended = self._ended.take()
        if ended is not None:
            return self._go_on(ended, speech, end)
        fed_from = (before or speech)[0].start
        turn = Turn(
            self._turn_id(),
            self._recogniser.start(),
            fed_from,
            speech[0].start,
            end,
            self._speaking,
        )
        self._hold(turn, turn.start)
        self._turn = turn
        events: list[HearingEvent] = []
        if not turn.quiet:
            events.append(SpeechStarted(turn.turn_id, end, turn.start))
        for block in before:
            turn.feed(block.pcm)
        for block in speech:
            turn.feed(block.pcm)
            turn.hear(block)
        if turn.text:
            events += self._tell_words(turn, end)
        return events

    def _tell_words(self, turn: Turn, t: Seconds) -> list[HearingEvent]:
        """Tell the words so far; over the robot's voice only once they are surely for it."""
        if turn.guarded:
            return []
        partial = Partial(turn.turn_id, t, turn.text)
        if not turn.held:
            return [partial]
        if self._judge(turn, Hypothesis(turn.text)) is not OverVoice.INTERRUPTION:
            return []
        turn.held = False
        return [*self._started(turn, t, sure=True), partial]

    def _started(self, turn: Turn, t: Seconds, *, sure: bool) -> list[HearingEvent]:
        """Tell of a turn over the robot's voice, some time after its start."""
        started = SpeechStarted(turn.turn_id, t, turn.start)
        return [started, Interruption(turn.turn_id, t)] if sure else [started]

    def _judge(self, turn: Turn, hypothesis: Hypothesis, *, finished: bool = False) -> OverVoice:
        usual, saying = self._usual_dbfs, self._saying
        return self._reader.over_voice(turn, hypothesis, usual, saying, finished=finished)

    def _go_on(self, turn: Turn, speech: list[Block], end: Seconds) -> list[HearingEvent]:
        """The visitor continues what was taken for finished: the same turn, its words joined."""
        self._turn = turn
        self._pauses.paused(speech[0].start - turn.last_speech)
        turn.go_on()
        turn.speech_until(end)
        for block in speech:
            turn.hear(block)
        self._hold(turn, speech[0].start)
        events: list[HearingEvent] = []
        if not turn.held:
            events.append(SpeechStarted(turn.turn_id, end, speech[0].start))
        if turn.text != turn.told:
            events += self._tell_words(turn, end)
        return events

    def _hold(self, turn: Turn, t: Seconds) -> None:
        """Note whether what begins at `t` is over the robot's voice, and so not told yet."""
        own = self._own_voice
        turn.held = own is not None and own.cancels and own.sounds(t)

    def _follow(self, turn: Turn, block: Block, end: Seconds) -> list[HearingEvent]:
        changed = turn.feed(block.pcm)
        if block.probability >= self._params.silence_threshold:
            pause = turn.speech_until(end) - self._block / self._rate
            if pause >= self._params.judge_after_s:
                self._pauses.paused(pause)
            turn.hear(block)
        events: list[HearingEvent] = []
        if changed:
            events += self._tell_words(turn, end)
        events += self._command(turn, end, self._reader.spot(turn, end))
        silent_s = end - turn.last_speech
        if silent_s >= self._params.judge_after_s - 1e-9:
            events += self._pause(turn, end, silent_s)
        if self._turn is turn and end - turn.start >= self._params.longest_utterance_s:
            events += self._end(turn, end)
            self._onset.clear()
        return events

    def _pause(self, turn: Turn, end: Seconds, silent_s: Seconds) -> list[HearingEvent]:
        """Read ahead once in a pause, and end the turn when the pause is long enough."""
        reading = turn.reading
        old = reading is not None and self._ended.is_old(turn, reading.samples)
        events: list[HearingEvent] = []
        if reading is None or (old and silent_s >= reading.hang_over_s - _AHEAD_S):
            ahead = None if turn.guarded else turn.stream.peek()
            if ahead is not None and not turn.spotted:
                command = self._reader.command(turn, ahead.log_probs, ahead.text)
                events += self._command(turn, end, command)
            reading = self._reader.look(turn, ahead, end, self._pauses.patience)
            turn.reading = reading
        if silent_s >= reading.hang_over_s - 1e-9:
            events += self._end(turn, end)
        return events

    def _command(self, turn: Turn, t: Seconds, command: Command | None) -> list[HearingEvent]:
        if command is None or (turn.quiet and command.intent in QUIET_COMMANDS):
            return []
        turn.spotted, turn.stopped = True, command.intent in STOP_COMMANDS
        return [Spotted(turn.turn_id, t, command.intent, command.llr)]

    def _end(self, turn: Turn, t: Seconds) -> list[HearingEvent]:
        self._forget()
        voiced_s = turn.voiced_s(self._rate)
        if turn.guarded:
            return self._end_guarded(turn, turn.stream.finish(), t)
        if turn.held:
            return self._end_held(turn, t)
        if voiced_s < self._params.min_speech_s:
            return [Discarded(turn.turn_id, t)]
        hypothesis, phrases = self._ended.read(turn, self._reader)
        cough = not hypothesis.text and voiced_s < self._params.unclear_after_s
        if cough or (turn.told and hypothesis.text == turn.told):
            return [Discarded(turn.turn_id, t)]
        return self._final(turn, hypothesis, phrases, t)

    def _end_held(self, turn: Turn, t: Seconds) -> list[HearingEvent]:
        """Speech over the robot's voice that was not told yet: tell it, or drop it unseen."""
        hypothesis, phrases = self._ended.read(turn, self._reader)
        judgement = self._judge(turn, hypothesis, finished=True)
        if judgement not in FOR_THE_ROBOT:
            self._ended.forget()
            return [Discarded(turn.turn_id, t)] if turn.spotted else []
        told = self._started(turn, t, sure=judgement is OverVoice.INTERRUPTION)
        return [*told, *self._final(turn, hypothesis, phrases, t)]

    def _final(
        self, turn: Turn, hypothesis: Hypothesis, phrases: tuple[PhraseScore, ...], t: Seconds
    ) -> list[HearingEvent]:
        self._pauses.finished()
        utterance = self._reader.utterance(turn, hypothesis, phrases)
        turn.tell(hypothesis.text, self._rate)
        turn.held = False
        if hypothesis.text and utterance.level_dbfs is not None:
            self._usual_dbfs = utterance.level_dbfs
        return [Endpoint(turn.turn_id, t, turn.last_speech), Final(t, utterance)]

    def _end_guarded(self, turn: Turn, hypothesis: Hypothesis, t: Seconds) -> list[HearingEvent]:
        """Speech over the robot's own: unless it was a command, it is dropped unseen."""
        if turn.spotted:
            return [Discarded(turn.turn_id, t)]
        command = self._reader.command(turn, hypothesis.log_probs, hypothesis.text)
        spotted = self._command(turn, t, command)
        return [*spotted, Discarded(turn.turn_id, t)] if spotted else []

    def _drop(self, t: Seconds) -> tuple[HearingEvent, ...]:
        if self._turn is not None:
            self._turn.stream.finish()
        return self.give_up(t)

    def _forget(self) -> None:
        self._turn = None
        self._ended.forget()
        self._voice_activity.reset()
