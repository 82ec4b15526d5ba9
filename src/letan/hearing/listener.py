"""The ear's mind: blocks of sound in, events out. Time is what the caller says it is."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from letan.hearing.endpoint import hang_over_s
from letan.hearing.events import (
    Discarded,
    Endpoint,
    Final,
    HearingEvent,
    Partial,
    SpeechStarted,
    Spotted,
)
from letan.hearing.level import SILENCE, LevelMeter, level_dbfs
from letan.hearing.onset import Block, Onset
from letan.hearing.params import HearingParams
from letan.hearing.phrases import PhraseGraph, compile_phrases, score
from letan.hearing.spotting import COMMAND_PHRASES, QUIET_COMMANDS, Command, spot, spot_text
from letan.hearing.turn import Turn
from letan.hearing.utterance import PhraseScore, Source, Utterance
from letan.kernel.units import Pcm, Seconds
from letan.ports.recogniser import Hypothesis, Recogniser
from letan.ports.voice_activity import VoiceActivityDetector

_LONGEST_COMMAND_WORDS = 10
"""More words than a command and the politeness around it can have: not searched any more."""


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
    ) -> None:
        if recogniser.sample_rate_hz != voice_activity.sample_rate_hz:
            raise ValueError("recogniser and voice activity want different sample rates")
        self._recogniser = recogniser
        self._voice_activity = voice_activity
        self._turn_id = turn_id
        self._params = HearingParams() if params is None else params
        self._graph = graph
        self._release = release
        self._source = source
        vocabulary = recogniser.vocabulary
        self._commands = compile_phrases(COMMAND_PHRASES, vocabulary) if vocabulary else None
        self._rate = voice_activity.sample_rate_hz
        self._block = voice_activity.block_samples
        self._meter = LevelMeter(self._params)
        self._rest: Pcm = np.empty(0, np.int16)
        self._onset = Onset(self._params, self._block / self._rate)
        self._turn: Turn | None = None
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

    def use_release(self, graph: PhraseGraph | None, release: str) -> None:
        """Score utterances against another release, from the next endpoint on."""
        self._graph = graph
        self._release = release

    def set_speaking(self, speaking: bool, t: Seconds) -> tuple[HearingEvent, ...]:
        """Tell that the robot's voice began or ended; with `half_duplex` it drops what overlaps.

        While the robot speaks, only command words come through (`Spotted`). An utterance that
        was in progress when the voice began is dropped.
        """
        if speaking == self._speaking or not self._params.half_duplex:
            return ()
        self._speaking = speaking
        if not speaking:
            self._deaf_until = t + self._params.echo_tail_s
        return self._drop(t)

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
        return tuple(events)

    def give_up(self, t: Seconds) -> tuple[HearingEvent, ...]:
        """Forget the utterance in progress, since an engine failed; the next sound begins anew."""
        turn = self._turn
        self._rest = np.empty(0, np.int16)
        self._forget()
        self._onset.clear()
        if turn is None or (turn.guarded and not turn.spotted):
            return ()
        return (Discarded(turn.turn_id, t),)

    def _take(self, block: Pcm, start: Seconds) -> list[HearingEvent]:
        end = start + self._block / self._rate
        probability = self._voice_activity.probability(block)
        level = level_dbfs(block)
        if level < self._params.silence_dbfs:
            probability = 0.0
        speaking = self._turn is not None or probability >= self._params.speech_threshold
        events: list[HearingEvent] = [*self._meter.feed(block, start, end, probability, speaking)]
        if self._deaf_until is not None:
            if start < self._deaf_until:
                return events
            self._deaf_until = None
        self._onset.keep(Block(block.copy(), start, level, probability))
        if self._turn is None:
            events += self._wait(end)
        else:
            events += self._follow(self._turn, block, end, probability)
        return events

    def _wait(self, end: Seconds) -> list[HearingEvent]:
        found = self._onset.find(self._meter.noise_dbfs)
        if found is None:
            return []
        before, speech = found
        fed_from = (before or speech)[0].start
        turn = Turn(
            self._turn_id(),
            self._recogniser.start(),
            fed_from,
            speech[0].start,
            end,
            self._speaking,
        )
        self._turn = turn
        events: list[HearingEvent] = []
        if not turn.guarded:
            events.append(SpeechStarted(turn.turn_id, end, turn.start))
        for block in before:
            turn.feed(block.pcm)
        for block in speech:
            turn.feed(block.pcm)
            turn.hear(block.pcm)
        if turn.text and not turn.guarded:
            events.append(Partial(turn.turn_id, end, turn.text))
        return events

    def _follow(
        self, turn: Turn, block: Pcm, end: Seconds, probability: float
    ) -> list[HearingEvent]:
        changed = turn.feed(block)
        if probability >= self._params.silence_threshold:
            turn.speech_until(end)
            turn.hear(block)
        events: list[HearingEvent] = []
        if changed and not turn.guarded:
            events.append(Partial(turn.turn_id, end, turn.text))
        events += self._spot(turn, end)
        silent_s = end - turn.last_speech
        if silent_s >= hang_over_s(turn.text, end - turn.start, self._params) - 1e-9:
            events += self._end(turn, end)
        elif end - turn.start >= self._params.longest_utterance_s:
            events += self._end(turn, end)
            self._onset.clear()
        return events

    def _spot(self, turn: Turn, end: Seconds) -> list[HearingEvent]:
        if turn.spotted or turn.text.count(" ") >= _LONGEST_COMMAND_WORDS:
            return []
        log_probs = turn.stream.log_probs()
        if log_probs is None or self._commands is None:
            if end - turn.last_speech < self._params.spot_pause_s:
                return []
            return self._command(turn, end, spot_text(turn.text))
        if len(log_probs.values) == turn.frames_seen:
            return []
        turn.frames_seen = len(log_probs.values)
        return self._command(turn, end, spot(self._commands, log_probs, self._params))

    def _command(self, turn: Turn, t: Seconds, command: Command | None) -> list[HearingEvent]:
        if command is None or (turn.guarded and command.intent in QUIET_COMMANDS):
            return []
        turn.spotted = True
        return [Spotted(turn.turn_id, t, command.intent, command.llr)]

    def _end(self, turn: Turn, t: Seconds) -> list[HearingEvent]:
        self._forget()
        hypothesis = turn.stream.finish()
        voiced_s = turn.voiced_s(self._rate)
        if turn.guarded:
            return self._end_guarded(turn, hypothesis, t)
        if voiced_s < self._params.min_speech_s:
            return [Discarded(turn.turn_id, t)]
        if not hypothesis.text and voiced_s < self._params.unclear_after_s:
            return [Discarded(turn.turn_id, t)]
        utterance = self._utterance(turn, hypothesis)
        return [Endpoint(turn.turn_id, t, turn.last_speech), Final(t, utterance)]

    def _end_guarded(self, turn: Turn, hypothesis: Hypothesis, t: Seconds) -> list[HearingEvent]:
        """Speech over the robot's own: unless it was a command, it is dropped unseen."""
        if turn.spotted:
            return [Discarded(turn.turn_id, t)]
        log_probs = hypothesis.log_probs
        if log_probs is None or self._commands is None:
            command = spot_text(hypothesis.text)
        else:
            command = spot(self._commands, log_probs, self._params)
        spotted = self._command(turn, t, command)
        return [*spotted, Discarded(turn.turn_id, t)] if spotted else []

    def _utterance(self, turn: Turn, hypothesis: Hypothesis) -> Utterance:
        shift = turn.fed_from - turn.start
        phrases: tuple[PhraseScore, ...] = ()
        if self._graph is not None and hypothesis.log_probs is not None:
            phrases = tuple(
                replace(
                    found,
                    start_s=max(0.0, found.start_s + shift),
                    end_s=max(0.0, found.end_s + shift),
                )
                for found in score(self._graph, hypothesis.log_probs)
            )
        words = tuple(
            replace(
                word, start_s=max(0.0, word.start_s + shift), end_s=max(0.0, word.end_s + shift)
            )
            for word in hypothesis.words
        )
        return Utterance(
            turn.turn_id,
            hypothesis.text,
            "vi",
            self._source,
            hypothesis.alternatives,
            words,
            phrases,
            self._release if self._graph is not None else "",
            hypothesis.confidence,
            turn.level_dbfs(SILENCE),
            turn.start,
            turn.last_speech,
            self._recogniser.name,
        )

    def _drop(self, t: Seconds) -> tuple[HearingEvent, ...]:
        if self._turn is not None:
            self._turn.stream.finish()
        return self.give_up(t)

    def _forget(self) -> None:
        self._turn = None
        self._voice_activity.reset()
