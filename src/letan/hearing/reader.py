"""What the words and the sound of an utterance mean, against the release that answers come from."""

from dataclasses import replace

from letan.hearing.endings import Endings
from letan.hearing.endpoint import Ending, hang_over_s, judge_ending
from letan.hearing.evidence import Channel, open_channel, score_by_evidence
from letan.hearing.level import SILENCE
from letan.hearing.over_voice import Evidence, OverVoice, judge_over_voice
from letan.hearing.params import HearingParams
from letan.hearing.phrases import PhraseGraph, compile_phrases
from letan.hearing.spotting import COMMAND_PHRASES, Command, is_command, spot, spot_stop, spot_text
from letan.hearing.turn import Reading, Turn
from letan.hearing.utterance import PhraseScore, Source, Utterance
from letan.kernel.units import Dbfs, Ratio, Seconds
from letan.ports.recogniser import Hypothesis, LogProbs, Recogniser

_LONGEST_COMMAND_WORDS = 10
"""More words than a command and the politeness around it can have: not searched any more."""
_PHRASE_REACHES_S = 0.3
"""A phrase that ends this near the last speech ends with it."""


class Reader:
    """Reads turns; knows the release and nothing of sound devices.

    Args:
        recogniser: Whose hypotheses are read.
        params: See `HearingParams`.
        graph: The release's phrasings; None scores none.
        release: Id of that release.
        source: What the utterances are marked with.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        params: HearingParams,
        graph: PhraseGraph | None,
        release: str,
        source: Source,
    ) -> None:
        self._engine = recogniser.name
        self._params = params
        self._source = source
        self._vocabulary = vocabulary = recogniser.vocabulary
        self._commands = compile_phrases(COMMAND_PHRASES, vocabulary) if vocabulary else None
        self.use_release(graph, release)

    @property
    def release(self) -> str:
        """Id of the release it reads against; "" where there is none."""
        return self._release

    def use_release(self, graph: PhraseGraph | None, release: str) -> None:
        """Read against another release."""
        self._graph = graph
        self._channel: Channel | None = None
        if graph is not None and self._vocabulary is not None:
            self._channel = open_channel(graph, self._vocabulary)
        self._release = release if graph is not None else ""
        self._endings = Endings(() if graph is None else (p.text for p in graph.phrases))

    def look(self, turn: Turn, ahead: Hypothesis | None, end: Seconds, patience: Ratio) -> Reading:
        """Read the turn as if it ended at `end`; `ahead` is the engine's view, where it has one."""
        hypothesis = Hypothesis(turn.text) if ahead is None else ahead
        phrases = self.score(turn, hypothesis)
        speech_s = turn.last_speech - turn.start
        ends = any(
            phrase.llr >= self._params.phrase_end_llr
            and abs(phrase.end_s - speech_s) <= _PHRASE_REACHES_S
            for phrase in phrases
        )
        share = self._endings.probability(hypothesis.text)
        sure = hypothesis.words[-1].confidence if hypothesis.words else None
        ending = judge_ending(hypothesis.text, share, ends, sure)
        if turn.spotted:
            ending = Ending.COMPLETE
        return Reading(
            hypothesis,
            phrases,
            turn.fed_samples if ahead is not None else -1,
            hang_over_s(ending, end - turn.start, self._params, patience),
        )

    def score(self, turn: Turn, hypothesis: Hypothesis) -> tuple[PhraseScore, ...]:
        """Score the release's phrasings on the whole turn."""
        if hypothesis.log_probs is None or turn.guarded:
            return ()
        return turn.since_start(self._found(hypothesis.log_probs))

    def _found(self, log_probs: LogProbs) -> tuple[PhraseScore, ...]:
        if self._graph is None or self._channel is None:
            return ()
        return score_by_evidence(self._graph, self._channel, log_probs)

    def spot(self, turn: Turn, end: Seconds) -> Command | None:
        """Find a command while the turn goes on, up to `end`; None until there is more to read."""
        if turn.spotted or turn.text.count(" ") >= _LONGEST_COMMAND_WORDS:
            return None
        log_probs = turn.stream.log_probs()
        if log_probs is None:
            if end - turn.last_speech < self._params.spot_pause_s:
                return None
        elif len(log_probs.values) == turn.frames_seen:
            return None
        else:
            turn.frames_seen = len(log_probs.values)
        return self.command(turn, log_probs, turn.text)

    def command(self, turn: Turn, log_probs: LogProbs | None, text: str) -> Command | None:
        """Find a command in the frames so far; in the words where there are no frames."""
        if log_probs is None or self._commands is None:
            return spot_text(text)
        frames = replace(log_probs, values=log_probs.values[turn.spot_from :])
        if not len(frames.values):
            return None
        command = spot(self._commands, frames, self._params)
        if command is None and turn.held:
            command = spot_stop(self._commands, frames, self._params)
        return command

    def over_voice(
        self,
        turn: Turn,
        hypothesis: Hypothesis,
        usual_dbfs: Dbfs | None,
        saying: str,
        *,
        finished: bool,
    ) -> OverVoice:
        """Judge what was heard over the robot's voice; only what is new in the turn counts.

        Args:
            turn: The turn.
            hypothesis: The words so far, without log-probabilities where they are not complete.
            usual_dbfs: Level at which the visitor spoke before.
            saying: What the robot says.
            finished: Nothing more comes.
        """
        log_probs = hypothesis.log_probs or turn.stream.log_probs()
        asked: float | None = None
        if log_probs is not None:
            new = replace(log_probs, values=log_probs.values[turn.spot_from :])
            scores = self._found(new)
            asked = max((p.llr for p in scores if not is_command(p.intent)), default=None)
        evidence = Evidence(
            hypothesis.text.removeprefix(turn.told).strip(),
            finished,
            hypothesis.confidence,
            turn.lately_dbfs(SILENCE),
            usual_dbfs,
            asked,
            saying,
            bool(turn.told),
            turn.lately_likeness(),
        )
        return judge_over_voice(evidence, self._params)

    def utterance(
        self, turn: Turn, hypothesis: Hypothesis, phrases: tuple[PhraseScore, ...]
    ) -> Utterance:
        """Return the turn as an utterance."""
        return turn.utterance(
            hypothesis, phrases, self._release, self._source, self._engine, SILENCE
        )
