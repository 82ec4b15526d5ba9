"""From words and sound to ranked intents with one calibrated probability each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from letan.faq.content.release import Release
from letan.faq.matching.compiled import CompiledIndex, compile_index
from letan.faq.matching.fusion import FusionWeights, probabilities
from letan.faq.matching.meaning import Meaning
from letan.faq.matching.params import FUSION, FUSION_WITH_MEANING, SOUND
from letan.faq.matching.signals import ALIAS, EXACT, SIGNALS, SignalIndex, SignalTable
from letan.faq.matching.sound import GOOD_LLR, Evidence, Heard, SoundWeights, evidence, joined
from letan.faq.matching.vectors import BlockWeights
from letan.kernel.units import Probability
from letan.vietnamese.fold import fold
from letan.vietnamese.restoring import Restorer
from letan.vietnamese.rewriting import RewriteRule, RewriteTable
from letan.vietnamese.tones import canonical_syllable
from letan.vietnamese.views import Views, views_of

CONSENT = ("lenh.dong_y", "lenh.tu_choi", "lenh.dan_duong")
"""What may be said to an offer."""


@dataclass(frozen=True, slots=True)
class MatcherParams:
    """How questions are compared.

    Attributes:
        blocks: Shares of the five n-gram blocks.
        ridge_penalty: Smoothing of the classifier, > 0.
        meaning_penalty: Smoothing of the semantic tier's classifier, > 0.
        fusion: Fitted weights of the words alone.
        fusion_with_meaning: Fitted weights where there is a semantic tier too.
        sound: Fitted weights where there is sound.
    """

    blocks: BlockWeights = field(default_factory=BlockWeights)
    ridge_penalty: float = 0.15
    meaning_penalty: float = 0.15
    fusion: FusionWeights = FUSION
    fusion_with_meaning: FusionWeights = FUSION_WITH_MEANING
    sound: SoundWeights = SOUND


@dataclass(frozen=True, slots=True)
class Ranking:
    """All intents for one question.

    Attributes:
        intents: Best first, out of scope left out.
        probabilities: Of each, same order; together with `foreign` they sum to 1.
        foreign: Probability that none of them is meant.
        table: The text signals, rows as in `SignalIndex.intents`.
        acoustic: Final probability of each intent that was heard well.
        words: Number of words without fillers.
        is_phrasing: The whole text is a phrasing as it stands.
        is_known: The words hold a phrasing or an alias of the first intent, or the sound
            alone makes it likelier than not.
    """

    intents: tuple[str, ...]
    probabilities: tuple[Probability, ...]
    foreign: Probability
    table: SignalTable
    acoustic: dict[str, Probability]
    words: int
    is_phrasing: bool
    is_known: bool

    def pairs(self) -> list[tuple[str, Probability]]:
        """Return (intent, probability), best first."""
        return list(zip(self.intents, self.probabilities, strict=True))


class Matcher:
    """Built once from a release; ranking changes nothing."""

    def __init__(
        self,
        release: Release,
        params: MatcherParams | None = None,
        compiled: CompiledIndex | None = None,
        meaning: Meaning | None = None,
    ) -> None:
        """Unpack the compiled release.

        Args:
            release: The content.
            params: How questions are compared.
            compiled: What `compiled_index` made of this release and these params; None = make it
                now, which takes seconds.
            meaning: The semantic tier, of the same release; None = words alone.
        """
        self.params = params or MatcherParams()
        self.meaning = meaning
        """The semantic tier, if there is one."""
        self.table = release.table
        self._no_fillers = _removing(release.fillers)
        compiled = compiled or compiled_index(release, self.params)
        self.index = SignalIndex(compiled, self.params.blocks, self.params.ridge_penalty)
        """The signals behind the ranking."""
        self.restorer = Restorer(compiled.spellings)
        """Puts diacritics back, as this release spells."""
        self._row = {intent: row for row, intent in enumerate(self.index.intents)}
        orders = {entry.id for entry in release.entries() if entry.is_command}
        self._consent = np.array([float(intent in CONSENT) for intent in self.index.intents])
        self._commands = np.array([intent in orders for intent in self.index.intents])

    def views(self, text: str) -> Views:
        """Return the views of a text without its fillers; with them, if nothing else is there."""
        return self.without_fillers(views_of(text, self.table))

    def without_fillers(self, whole: Views) -> Views:
        """Drop the fillers, unless nothing else is there."""
        return _without(self._no_fillers, whole)

    def bare_words(self, whole: Views) -> int:
        """Count the words that are no fillers; 0 for talk that asks nothing."""
        return len(self._no_fillers.rewrite(whole.plain))

    def signals(self, views: Views) -> SignalTable:
        """Lexical signals of a text of any length.

        A text without diacritics is also read with the likeliest ones, and both readings count
        alike: the guess is right in nine syllables of ten.
        """
        written = self.index.table(views)
        if views.marked or not views.plain:
            return written
        restored = self.index.table(self.views(self.restorer.restore(" ".join(views.plain))))
        values = (written.values + restored.values) / 2
        whole = [EXACT, ALIAS]
        values[:, whole] = np.maximum(written.values[:, whole], restored.values[:, whole])
        return SignalTable(values, written.best)

    def signals_with_meaning(self, views: Views) -> SignalTable:
        """All signals of a text: as `signals`, and those of the semantic tier if there is one."""
        return self._with_meaning(self.signals(views), views)

    def _with_meaning(self, table: SignalTable, views: Views) -> SignalTable:
        if self.meaning is None:
            return table
        words = views.plain
        if words and not views.marked:
            words = self.views(self.restorer.restore(" ".join(words))).plain
        values = np.concatenate((table.values, self.meaning.signals(words)), axis=1)
        return SignalTable(values, table.best)

    def rank_views(self, views: Views) -> Ranking:
        """Rank a part of an utterance by its words alone: no model is asked, which takes long."""
        return self._ranked(self.signals(views), (views,), None)

    def rank(self, readings: Sequence[Views], heard: Heard | None = None) -> Ranking:
        """Rank by the readings of an utterance (best first) and by its sound.

        The first reading counts fully, further ones fill in what it misses. An empty text
        with phrase scores is ranked by sound alone.
        """
        return self._ranked(self._read(readings), readings, heard)

    def by_words(self, ranking: Ranking, views: Views) -> Ranking:
        """Return what a ranking is without the semantic tier: nothing is computed anew but odds.

        Args:
            ranking: Of `rank`.
            views: Its first reading.
        """
        table = ranking.table
        if table.values.shape[1] == len(SIGNALS) or ranking.acoustic:
            return ranking
        lexical = SignalTable(table.values[:, : len(SIGNALS)], table.best)
        return self._ranked(lexical, (views,), None)

    def _ranked(
        self, table: SignalTable, readings: Sequence[Views], heard: Heard | None
    ) -> Ranking:
        found: dict[str, Probability] = {}
        if heard is not None and self.knows_any(heard):
            shares = self._join(table, heard)
            rows = {p.intent for p in heard.phrases if p.llr >= GOOD_LLR} & self._row.keys()
            found = {intent: float(shares[self._row[intent]]) for intent in rows}
        else:
            shares = self._shares(table)
        order = np.argsort(-shares[:-1], kind="stable")
        intents = self.index.intents
        first = int(order[0])
        written = bool(table.values[first, EXACT] > 0 or table.values[first, ALIAS] > 0)
        return Ranking(
            tuple(intents[i] for i in order),
            tuple(float(shares[i]) for i in order),
            float(shares[-1]),
            table,
            found,
            len(readings[0].plain),
            self.index.is_phrasing(readings[0]),
            written or found.get(intents[first], 0.0) >= 0.5,
        )

    def knows_any(self, heard: Heard) -> bool:
        """Say whether a phrase of this release was found in the sound."""
        return any(phrase.intent in self._row for phrase in heard.phrases)

    def evidence(self, readings: Sequence[Views], heard: Heard) -> Evidence:
        """Return what text and sound say, before they are weighed."""
        return self._evidence(self._read(readings), heard)

    def _read(self, readings: Sequence[Views]) -> SignalTable:
        table = self.signals(readings[0])
        for other in readings[1:]:
            further = self.signals(other)
            table = SignalTable(np.maximum(table.values, 0.9 * further.values), table.best)
        return self._with_meaning(table, readings[0])

    def _shares(self, table: SignalTable) -> NDArray[np.float64]:
        """Return the probabilities by text, "none of them" last."""
        lexical = table.values.shape[1] == len(SIGNALS)
        weights = self.params.fusion if lexical else self.params.fusion_with_meaning
        return probabilities(table.values, weights)

    def _evidence(self, table: SignalTable, heard: Heard) -> Evidence:
        shares = self._shares(table)
        if not heard.words:
            shares = np.append(np.zeros(len(self.index.intents)), 1.0)
        return evidence(shares, table.values[:-1, EXACT], self._commands, self._row, heard)

    def _join(self, table: SignalTable, heard: Heard) -> NDArray[np.float64]:
        """Return the probabilities by text and sound, "none of them" last."""
        offered = heard.offered and heard.spoken_s <= self.params.sound.consent_s
        gain = self.params.sound.consent * self._consent if offered else None
        return joined(*self._evidence(table, heard), self.params.sound, gain)


def compiled_index(release: Release, params: MatcherParams) -> CompiledIndex:
    """Compile a release for `Matcher`: the slow part of building one, and the same every time."""
    no_fillers = _removing(release.fillers)
    return compile_index(
        release,
        params.blocks,
        params.ridge_penalty,
        lambda text: _without(no_fillers, views_of(text, release.table)),
    )


def _without(fillers: RewriteTable, whole: Views) -> Views:
    kept = fillers.rewrite(whole.plain)
    if not kept or len(kept) == len(whole.plain):
        return whole
    return views_of(" ".join(kept), RewriteTable())


def _removing(fillers: Sequence[str]) -> RewriteTable:
    """Make a table that drops the fillers, written with or without diacritics."""
    written = {tuple(map(canonical_syllable, filler.lower().split())) for filler in fillers}
    folded = {tuple(map(fold, words)) for words in written if len(words) > 1}
    return RewriteTable(tuple(RewriteRule(words, ()) for words in sorted(written | folded)))
