"""A release's phrase graph on disk, `phrases-KEY.npz`: compiled at publishing, loaded by the ear.

It depends on the recogniser's word pieces. So the ear leaves them beside it, and a publish compiles
for the recogniser that heard last on this robot.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from letan.hearing import heard_as
from letan.hearing.evidence import open_channel
from letan.hearing.phrases import Phrase, PhraseGraph, compile_phrases
from letan_engines.compiled_files import digest, kept

VERSION = 1
"""Another number where `compile_phrases` or `open_channel` makes something else of the same."""
_VOCABULARY = "heard_pieces.json"


@dataclass(frozen=True, slots=True, eq=False)
class _Stored:
    """A `PhraseGraph` as arrays; `can_be_scored` holds the places of its phrases among all."""

    can_be_scored: NDArray[np.int64]
    alike_columns: NDArray[np.int64]
    alike_costs: NDArray[np.float32]
    alike_starts: NDArray[np.int64]
    symbol: NDArray[np.int64]
    parent: NDArray[np.int64]
    repeats: NDArray[np.int64]
    end: NDArray[np.int64]
    owner: NDArray[np.int64]
    length: NDArray[np.int64]
    ratios: NDArray[np.float32]


def load_or_compile_phrases(
    phrases: Sequence[Phrase], vocabulary: Sequence[str], folder: Path
) -> PhraseGraph:
    """Return the graph with its channel out of `folder`, or compile it and leave it there."""
    said = tuple((phrase.intent, phrase.facet, phrase.text) for phrase in phrases)
    counts = (heard_as.INITIALS, heard_as.VOWELS, heard_as.FINALS, heard_as.TONES)
    path = folder / f"phrases-{digest((VERSION, said, tuple(vocabulary), counts))}.npz"
    stored = kept(path, _Stored, lambda: _compiled(phrases, vocabulary))
    usable = stored.can_be_scored.tolist()
    others = sorted(set(range(len(phrases))) - set(usable))
    return PhraseGraph(
        tuple(phrases[place] for place in usable),
        tuple(phrases[place] for place in others),
        len(vocabulary),
        stored.alike_columns,
        stored.alike_costs,
        stored.alike_starts,
        stored.symbol,
        stored.parent,
        stored.repeats,
        stored.end,
        stored.owner,
        stored.length,
        stored.ratios,
    )


def remember_vocabulary(vocabulary: Sequence[str], folder: Path) -> None:
    """Leave the word pieces of the recogniser that hears; nothing is raised."""
    if remembered_vocabulary(folder) == tuple(vocabulary):
        return
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / f"{_VOCABULARY}.new"
        new.write_text(json.dumps(list(vocabulary), ensure_ascii=False), encoding="utf-8")
        new.replace(folder / _VOCABULARY)


def remembered_vocabulary(folder: Path) -> tuple[str, ...]:
    """Return the word pieces of the recogniser that heard last; empty where none did."""
    try:
        return tuple(map(str, json.loads((folder / _VOCABULARY).read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError):
        return ()


def _compiled(phrases: Sequence[Phrase], vocabulary: Sequence[str]) -> _Stored:
    graph = compile_phrases(phrases, vocabulary)
    graph = replace(graph, ratios=open_channel(graph, vocabulary).ratios)
    place = {id(phrase): number for number, phrase in enumerate(phrases)}
    can_be_scored = np.array([place[id(phrase)] for phrase in graph.phrases], np.int64)
    arrays = {name: getattr(graph, name) for name in _Stored.__slots__ if name != "can_be_scored"}
    return _Stored(can_be_scored, **arrays)
