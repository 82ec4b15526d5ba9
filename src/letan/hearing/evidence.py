"""How much the sound says for each phrase, against any other talk.

A phrase is laid along the frames, piece by piece; each piece that is heard adds
`ln p(heard | said) / p(heard)` (`letan.hearing.confusions`). So the sum is a log-likelihood ratio:
that the phrase was said, against words that have nothing to do with it. Long phrases may gather
more than short ones, and a word that is common in all phrases says little.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.hearing.confusions import heard_ratios
from letan.hearing.phrases import PhraseGraph, best_readings
from letan.hearing.utterance import PhraseScore
from letan.kernel.compiled import compiled
from letan.ports.recogniser import LogProbs

LOST = -3.0
"""Natural log of the chance that a piece is not heard at all: 9 % were not, the rest is doubt."""
BESIDE = -5.0
"""What a frame that belongs to no piece of the phrase costs at most."""
WORST = -6.0
"""What a piece that is heard as something else costs at most."""
_HOPELESS = -15.0
"""A path this bad is given up: two words that are wrong; a fresh one begins at 0."""
_UNHEARD = -7.0
"""Pieces this much less likely than the frame's best are not looked at; a frame with none but the
blank is silent."""
_IMPOSSIBLE = -1e9
_OTHER_VOCABULARY = "the phrase graph was compiled for another vocabulary"


@dataclass(frozen=True, slots=True, eq=False)
class Channel:
    """What each symbol of a graph is heard as.

    Attributes:
        ratios: `p(heard | said) / p(heard)` of each pair, float32[vocabulary, symbols].
    """

    ratios: NDArray[np.float32]


def open_channel(graph: PhraseGraph, vocabulary: Sequence[str]) -> Channel:
    """Return what the graph's symbols are heard as; where the graph does not hold it, compute it.

    Args:
        graph: Compiled for the vocabulary.
        vocabulary: Word piece of each column of the log-probabilities.

    Raises:
        ValueError: If the graph was compiled for another vocabulary.
    """
    if len(vocabulary) != graph.vocabulary_size:
        raise ValueError(_OTHER_VOCABULARY)
    if graph.ratios is not None:
        return Channel(graph.ratios)
    said = graph.alike_columns[graph.alike_starts].tolist()
    counts = np.bincount(graph.symbol, minlength=len(said)).tolist()
    return Channel(heard_ratios(said, counts, vocabulary))


def score_by_evidence(
    graph: PhraseGraph, channel: Channel, log_probs: LogProbs, limit: int = 12
) -> tuple[PhraseScore, ...]:
    """Score all phrases; the best phrasing of each (intent, facet) counts.

    Returns:
        Those with the most evidence, most first; times are seconds after the first sample fed to
        the recogniser.

    Raises:
        ValueError: If the graph was compiled for another vocabulary.
    """
    if log_probs.values.shape[1] != graph.vocabulary_size:
        raise ValueError(_OTHER_VOCABULARY)
    if not len(graph.end) or not len(log_probs.values):
        return ()
    said, silent = _emissions(log_probs.values, log_probs.blank, channel.ratios)
    repeated = np.zeros(len(graph.symbol), np.bool_)
    repeated[graph.repeats] = True
    parent, symbol = graph.parent.astype(np.int32), graph.symbol.astype(np.int32)
    children, child_from = _children(graph.parent)
    best, first, last = _paths(
        said, silent, _blanks(log_probs), parent, symbol, repeated, children, child_from
    )
    found: list[PhraseScore] = []
    for reading in best_readings(graph, best[graph.end], limit).tolist():
        phrase, end = graph.phrases[int(graph.owner[reading])], int(graph.end[reading])
        if best[end] > _HOPELESS:
            start_s = log_probs.start_s + int(first[end]) * log_probs.frame_s
            end_s = log_probs.start_s + (int(last[end]) + 1) * log_probs.frame_s
            llr = float(best[end])
            found.append(PhraseScore(phrase.intent, phrase.facet, llr, start_s, end_s))
    return tuple(found)


def _children(parent: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the children of all nodes one after another, and where those of each begin.

    The root is the node past the last; int32[nodes] and int32[nodes + 2].
    """
    counts = np.bincount(parent, minlength=len(parent) + 1)
    begins = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
    return np.argsort(parent, kind="stable").astype(np.int32), begins.astype(np.int32)


def _blanks(log_probs: LogProbs) -> NDArray[np.float32]:
    """What each frame costs a path that passes it by, float32[frames], BESIDE..0."""
    ratio = log_probs.values[:, log_probs.blank] - log_probs.values.max(axis=1)
    cost: NDArray[np.float32] = np.maximum(ratio, np.float32(BESIDE)).astype(np.float32)
    return cost


@compiled
def _emissions(
    values: NDArray[np.float32], blank: int, ratios: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Log of what each frame says for each symbol, [frames, symbols], and which are silent."""
    symbols = ratios.shape[1]
    said = np.empty((len(values), symbols), np.float32)
    silent = np.ones(len(values), np.bool_)
    for frame in range(len(values)):
        best = values[frame].max()
        total = np.full(symbols, np.float32(1e-12))
        for piece in range(values.shape[1]):
            below = values[frame, piece] - best
            if piece != blank and below > _UNHEARD:
                total += np.exp(below) * ratios[piece]
                silent[frame] = False
        if not silent[frame]:
            said[frame] = np.maximum(np.log(total), np.float32(WORST))
    return said, silent


@compiled
def _left(
    inside: NDArray[np.float32],
    after: NDArray[np.float32],
    inside_from: NDArray[np.int32],
    after_from: NDArray[np.int32],
    node: int,
) -> tuple[np.float32, np.int32]:
    """Sum and first frame of the better of a node's two states."""
    if inside[node] >= after[node]:
        return inside[node], inside_from[node]
    return after[node], after_from[node]


@compiled
def _reach(
    due: NDArray[np.uint8], node: int, children: NDArray[np.int32], child_from: NDArray[np.int32]
) -> None:
    """Mark what can be entered from a node: its children, and theirs, since a piece may be lost."""
    for at in range(child_from[node], child_from[node + 1]):
        child = children[at]
        due[child] = 1
        for below in range(child_from[child], child_from[child + 1]):
            due[children[below]] = 1


@compiled
def _hopeless(parent: NDArray[np.int32]) -> NDArray[np.float32]:
    """Below what a path in each node is given up; the last, the root's, is that of any path.

    Near the beginning it is given up when it is worse than if none of its pieces had been heard.
    """
    nodes = len(parent)
    least = np.zeros(nodes + 1, np.float32)
    for node in range(nodes):
        least[node] = max(np.float32(_HOPELESS), least[parent[node]] + np.float32(LOST))
    least[nodes] = np.float32(_HOPELESS)
    return least


@compiled
def _fall_silent(
    inside: NDArray[np.float32],
    after: NDArray[np.float32],
    inside_from: NDArray[np.int32],
    after_from: NDArray[np.int32],
) -> None:
    """Leave every piece; what follows in silence costs nothing."""
    for node in range(len(inside) - 1):
        if inside[node] >= after[node]:
            after[node], after_from[node] = inside[node], inside_from[node]
        inside[node] = np.float32(_IMPOSSIBLE)


@compiled
def _entered(
    inside: NDArray[np.float32],
    after: NDArray[np.float32],
    inside_from: NDArray[np.int32],
    after_from: NDArray[np.int32],
    parent: NDArray[np.int32],
    node: int,
    frame: int,
    repeated: np.bool_,
) -> tuple[np.float32, np.int32]:
    """Sum and first frame of the best path that enters a node: from its parent, or past it."""
    nodes, lost = len(parent), np.float32(LOST)
    before = parent[node]
    if before == nodes:
        return np.float32(0.0), np.int32(frame)
    enter, enter_from = _left(inside, after, inside_from, after_from, before)
    if repeated:
        enter, enter_from = after[before], after_from[before]
    above = parent[before]
    if above == nodes:
        skip, skip_from = lost, np.int32(frame)
    else:
        skip, skip_from = _left(inside, after, inside_from, after_from, above)
        skip += lost
    if skip > enter:
        return skip, skip_from
    return enter, enter_from


@compiled
def _paths(
    said: NDArray[np.float32],
    silent: NDArray[np.bool_],
    beside: NDArray[np.float32],
    parent: NDArray[np.int32],
    symbol: NDArray[np.int32],
    repeated: NDArray[np.bool_],
    children: NDArray[np.int32],
    child_from: NDArray[np.int32],
) -> tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.int32]]:
    """Best sum of a path that ends in each node, and its first and last frame.

    Two states a node: in its piece, and after it. The node past the last is the root: a path may
    begin at any frame with 0. Children stand behind their parents, so that going backwards
    reads the parents as they were a frame ago. Only nodes that a living path can reach are looked
    at: the node itself, the next, and the one after that.
    """
    nodes = len(parent)
    impossible = np.float32(_IMPOSSIBLE)
    hopeless = _hopeless(parent)
    nothing = np.float32(0.0)
    inside = np.full(nodes + 1, impossible)
    after = np.full(nodes + 1, impossible)
    inside_from = np.zeros(nodes + 1, np.int32)
    after_from = np.zeros(nodes + 1, np.int32)
    best = np.full(nodes, impossible)
    first = np.zeros(nodes, np.int32)
    last = np.zeros(nodes, np.int32)
    due = np.zeros(nodes + 1, np.uint8)
    due_next = np.zeros(nodes + 1, np.uint8)
    _reach(due, nodes, children, child_from)
    for frame in range(len(said)):
        if silent[frame]:
            if frame == 0 or not silent[frame - 1]:
                _fall_silent(inside, after, inside_from, after_from)
            continue
        _reach(due_next, nodes, children, child_from)
        for node in range(nodes - 1, -1, -1):
            if not due[node]:
                continue
            due[node] = 0
            enter, enter_from = _entered(
                inside, after, inside_from, after_from, parent, node, frame, repeated[node]
            )
            own, own_from = inside[node], inside_from[node]
            rest, rest_from = after[node], after_from[node]
            least = hopeless[node]
            if enter < hopeless[nodes] and own < least and rest < least:
                inside[node] = after[node] = impossible
                continue
            if own >= rest:
                rest, rest_from = own, own_from
            after[node], after_from[node] = rest + beside[frame], rest_from
            here = said[frame, symbol[node]]
            enter += here
            own += min(here, nothing)
            if enter > own:
                own, own_from = enter, enter_from
            inside[node], inside_from[node] = own, own_from
            if own > best[node]:
                best[node], first[node], last[node] = own, own_from, frame
            if own < least and after[node] < least:
                inside[node] = after[node] = impossible
            else:
                due_next[node] = 1
                _reach(due_next, node, children, child_from)
        due, due_next = due_next, due
    return best, first, last
