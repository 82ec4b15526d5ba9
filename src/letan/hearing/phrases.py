"""Finding known phrases in the sound itself, whatever the recogniser's best reading says.

A phrase is scored on the frame log-probabilities: the best alignment of its word pieces with
any stretch of the utterance, against the best free path over the same stretch. 0 means that
the recogniser would have written the very phrase; each unit below is a factor e, per piece,
by which something else fits better.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.hearing.ctc import WORD_START
from letan.hearing.sound_alikes import confusion_cost, split_syllable
from letan.hearing.word_pieces import columns_of, pieces, readings
from letan.ports.recogniser import LogProbs

ENTRY_COST = 3.0
"""Natural log, once a phrase: without it short phrasings win by luck (docs/hearing.md)."""

_IMPOSSIBLE = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say an intent.

    Attributes:
        intent: Its id.
        facet: "" or one of the facets of the content.
        text: As written or spoken; case and punctuation do not matter.
    """

    intent: str
    facet: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class PhraseGraph:
    """Phrases compiled against one vocabulary: a prefix tree of word pieces.

    Attributes:
        phrases: Those that can be scored.
        left_out: Those that the vocabulary cannot spell.
        vocabulary_size: Columns of the log-probabilities it fits.
        alike_columns: Vocabulary columns of the symbols and their sound-alikes, int64[m].
        alike_costs: What each of them costs, float32[m].
        alike_starts: Where each symbol's columns begin in `alike_columns`, int64[symbols].
        symbol: Symbol of each node, int64[nodes].
        parent: Node before it, int64[nodes]; `nodes` for the first of a phrase.
        repeats: Nodes with the symbol of their parent, int64[r]: a blank must part them.
        end: Last node of each reading, int64[readings].
        owner: Phrase of each reading, int64[readings].
        length: Pieces of each reading, int64[readings].
        ratios: What `letan.hearing.evidence.Channel` holds, where it was computed ahead; else None.
    """

    phrases: tuple[Phrase, ...]
    left_out: tuple[Phrase, ...]
    vocabulary_size: int
    alike_columns: NDArray[np.int64]
    alike_costs: NDArray[np.float32]
    alike_starts: NDArray[np.int64]
    symbol: NDArray[np.int64]
    parent: NDArray[np.int64]
    repeats: NDArray[np.int64]
    end: NDArray[np.int64]
    owner: NDArray[np.int64]
    length: NDArray[np.int64]
    ratios: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """Where and how well a phrase fits.

    Attributes:
        phrase: The best phrasing of its intent and facet.
        llr: `(sum of log-ratios - ENTRY_COST) / pieces`: 0 less the entry cost for a phrase said
            clearly.
        pieces: Word pieces of the reading that fitted, >= 1.
        first: First frame of it.
        last: Last frame of it.
    """

    phrase: Phrase
    llr: float
    pieces: int
    first: int
    last: int

    @property
    def mean_ratio(self) -> float:
        """Mean log-ratio a piece without the entry cost, <= 0."""
        return self.llr + ENTRY_COST / self.pieces


def compile_phrases(phrases: Sequence[Phrase], vocabulary: Sequence[str]) -> PhraseGraph:
    """Compile phrases for a recogniser.

    Args:
        phrases: Any number, also none.
        vocabulary: Word piece of each column of the log-probabilities.
    """
    columns = columns_of(vocabulary)
    tree = _Tree()
    kept: list[Phrase] = []
    left_out: list[Phrase] = []
    for phrase in phrases:
        spellings = [pieces(reading, columns) for reading in readings(phrase.text)]
        usable = [spelling for spelling in spellings if spelling]
        if usable:
            for spelling in usable:
                tree.add(spelling, len(kept))
            kept.append(phrase)
        else:
            left_out.append(phrase)
    used = sorted(set(tree.column))
    alikes = _sound_alikes(used, vocabulary)
    rank = {column: index for index, column in enumerate(used)}
    parent = [len(tree.parent) if p < 0 else p for p in tree.parent]
    return PhraseGraph(
        tuple(kept),
        tuple(left_out),
        len(vocabulary),
        np.array([column for alike in alikes for column, _ in alike], np.int64),
        np.array([cost for alike in alikes for _, cost in alike], np.float32),
        np.cumsum([0, *(len(alike) for alike in alikes)], dtype=np.int64)[:-1],
        np.array([rank[column] for column in tree.column], np.int64),
        np.array(parent, np.int64),
        np.array(
            [n for n, p in enumerate(tree.parent) if p >= 0 and tree.column[p] == tree.column[n]],
            np.int64,
        ),
        np.array(tree.end, np.int64),
        np.array(tree.owner, np.int64),
        np.array(tree.length, np.int64),
    )


def match(graph: PhraseGraph, log_probs: LogProbs, limit: int) -> tuple[PhraseMatch, ...]:
    """Find the phrases that fit best a piece; the best phrasing of each (intent, facet) counts.

    Args:
        graph: Compiled for the recogniser's vocabulary.
        log_probs: Of the utterance so far.
        limit: Most results.

    Returns:
        Best `llr` first.

    Raises:
        ValueError: If the graph was compiled for another vocabulary.
    """
    if log_probs.values.shape[1] != graph.vocabulary_size:
        raise ValueError("the phrase graph was compiled for another vocabulary")
    if not len(graph.end) or not len(log_probs.values):
        return ()
    symbols, blank = _ratios(graph, log_probs)
    best = _best_paths(graph, symbols, blank)[graph.end]
    llr = ((best - ENTRY_COST) / graph.length).astype(np.float32)
    winners = best_readings(graph, llr, limit)
    spans = _spans(graph, graph.end[winners], symbols, blank)
    return tuple(
        PhraseMatch(
            graph.phrases[int(graph.owner[reading])],
            float(llr[reading]),
            int(graph.length[reading]),
            *span,
        )
        for reading, span in zip(winners.tolist(), spans, strict=True)
    )


class _Tree:
    """A prefix tree under construction; one list entry a node, and one a reading."""

    def __init__(self) -> None:
        self.column: list[int] = []
        self.parent: list[int] = []
        self.end: list[int] = []
        self.owner: list[int] = []
        self.length: list[int] = []
        self._child: dict[tuple[int, int], int] = {}

    def add(self, spelling: tuple[int, ...], owner: int) -> None:
        node = -1
        for column in spelling:
            child = self._child.get((node, column))
            if child is None:
                child = len(self.column)
                self._child[node, column] = child
                self.column.append(column)
                self.parent.append(node)
            node = child
        self.end.append(node)
        self.owner.append(owner)
        self.length.append(len(spelling))


def _sound_alikes(used: list[int], vocabulary: Sequence[str]) -> list[list[tuple[int, float]]]:
    syllables = {
        column: split_syllable(piece.removeprefix(WORD_START))
        for column, piece in enumerate(vocabulary)
        if piece.startswith(WORD_START) and len(piece) > 1
    }
    found: list[list[tuple[int, float]]] = []
    for column in used:
        alikes = [(column, 0.0)]
        own = syllables.get(column)
        if own is not None:
            for other, syllable in syllables.items():
                cost = confusion_cost(own, syllable) if other != column else None
                if cost is not None:
                    alikes.append((other, cost))
        found.append(alikes)
    return found


def _ratios(
    graph: PhraseGraph, log_probs: LogProbs
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Log-ratios to the best column of each frame: [frames, symbols], and the blank's [frames]."""
    ratios = log_probs.values - log_probs.values.max(axis=1, keepdims=True)
    alikes = ratios[:, graph.alike_columns] - graph.alike_costs
    symbols = np.maximum.reduceat(alikes, graph.alike_starts, axis=1)
    return symbols, ratios[:, log_probs.blank].copy()


def _best_paths(
    graph: PhraseGraph, symbols: NDArray[np.float32], blank: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Best score with which a path through each node leaves it, at any frame; float32[nodes].

    Two states a node: in its piece, and in the blanks after it. The node past the last is the
    root: a phrase may begin at any frame, at no cost.
    """
    nodes = len(graph.symbol)
    inside = np.full(nodes + 1, _IMPOSSIBLE, np.float32)
    after = np.full(nodes + 1, _IMPOSSIBLE, np.float32)
    best = np.full(nodes, _IMPOSSIBLE, np.float32)
    leave = np.empty(nodes + 1, np.float32)
    repeat_parent = graph.parent[graph.repeats]
    by_node = symbols[:, graph.symbol] if nodes * len(symbols) < 2_000_000 else None
    for frame in range(len(symbols)):
        np.maximum(inside, after, out=leave)
        leave[nodes] = 0.0
        enter = leave.take(graph.parent)
        enter[graph.repeats] = after[repeat_parent]
        np.maximum(inside[:-1], enter, out=enter)
        emitted = symbols[frame].take(graph.symbol) if by_node is None else by_node[frame]
        np.add(enter, emitted, out=inside[:-1])
        np.add(leave, blank[frame], out=after)
        np.maximum(best, inside[:-1], out=best)
    return best


def best_readings(graph: PhraseGraph, worth: NDArray[np.float32], limit: int) -> NDArray[np.int64]:
    """Return the best reading of each (intent, facet), best first, int64[up to limit].

    Args:
        graph: The phrases.
        worth: Of each reading, float32[readings].
        limit: Most results.
    """
    seen: set[tuple[str, str]] = set()
    winners: list[int] = []
    for reading in np.argsort(-worth, kind="stable").tolist():
        phrase = graph.phrases[int(graph.owner[reading])]
        if (phrase.intent, phrase.facet) not in seen:
            seen.add((phrase.intent, phrase.facet))
            winners.append(reading)
            if len(winners) == limit:
                break
    return np.array(winners, np.int64)


def _spans(
    graph: PhraseGraph,
    ends: NDArray[np.int64],
    symbols: NDArray[np.float32],
    blank: NDArray[np.float32],
) -> list[tuple[int, int]]:
    """First and last frame of the best path to each node of `ends`."""
    chains = [_chain(graph, int(end)) for end in ends]
    width = max(map(len, chains))
    emitted = np.full((len(symbols), len(chains), width), _IMPOSSIBLE, np.float32)
    apart = np.zeros((len(chains), width), bool)
    for row, chain in enumerate(chains):
        chain_symbols = graph.symbol[chain]
        emitted[:, row, : len(chain)] = symbols[:, chain_symbols]
        apart[row, 1 : len(chain)] = chain_symbols[1:] == chain_symbols[:-1]
    last = np.array([len(chain) - 1 for chain in chains])
    rows = np.arange(len(chains))
    shape = (len(chains), width)
    inside, after = np.full(shape, _IMPOSSIBLE), np.full(shape, _IMPOSSIBLE)
    inside_from, after_from = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    best = np.full(len(chains), _IMPOSSIBLE, np.float64)
    span = np.zeros((len(chains), 2), np.int64)
    for frame in range(len(symbols)):
        stay = inside >= after
        leave = np.where(stay, inside, after)
        leave_from = np.where(stay, inside_from, after_from)
        enter, enter_from = np.zeros(shape), np.full(shape, frame, np.int64)
        enter[:, 1:] = np.where(apart[:, 1:], after[:, :-1], leave[:, :-1])
        enter_from[:, 1:] = np.where(apart[:, 1:], after_from[:, :-1], leave_from[:, :-1])
        keep = inside >= enter
        inside_from = np.where(keep, inside_from, enter_from)
        inside = np.where(keep, inside, enter) + emitted[frame]
        after, after_from = leave + blank[frame], leave_from
        reached = inside[rows, last]
        better = reached > best
        best = np.where(better, reached, best)
        span[better, 0] = inside_from[rows, last][better]
        span[better, 1] = frame
    return [(int(first), int(final)) for first, final in span]


def _chain(graph: PhraseGraph, end: int) -> list[int]:
    chain = [end]
    while graph.parent[chain[-1]] < len(graph.symbol):
        chain.append(int(graph.parent[chain[-1]]))
    return chain[::-1]
