"""Human recordings for benchmarks: the folder that `LETAN_TEST_AUDIO` names, where there is one.

Its `manifest.tsv` has the columns `file`, `text` and `kind` at least; "human" rows count.
"""

import csv
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from letan.kernel.units import Pcm
from letan_engines.sound_in.audio_file import read_sound

_SENTENCE_WORDS = 5
_SPOKEN = {"19": "mười chín", "2": "hai"}
"""Figures in the texts of the recordings."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording: 16 kHz, and its words in lower case."""

    name: str
    pcm: Pcm
    words: tuple[str, ...]


@cache
def recordings() -> tuple[Clip, ...]:
    """Return the human recordings; none where the variable is not set."""
    folder = os.environ.get("LETAN_TEST_AUDIO", "")
    table = Path(folder, "manifest.tsv")
    if not folder or not table.is_file():
        return ()
    with table.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["kind"] == "human"]
    return tuple(
        Clip(row["file"], read_sound(table.with_name(row["file"])), _words(row["text"]))
        for row in rows
        if row["text"]
    )


def sentences() -> tuple[Clip, ...]:
    """Those that are connected speech."""
    return tuple(clip for clip in recordings() if len(clip.words) >= _SENTENCE_WORDS)


def saying(*texts: str) -> tuple[Clip, ...]:
    """Those that say one of these texts and nothing else."""
    return tuple(clip for clip in recordings() if " ".join(clip.words) in texts)


def word_errors(wanted: Sequence[str], heard: Sequence[str]) -> int:
    """Edit distance in words."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(wanted, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def _words(text: str) -> tuple[str, ...]:
    plain = re.sub(r"[^\w ]", " ", unicodedata.normalize("NFC", text).lower())
    return tuple(word for part in plain.split() for word in _SPOKEN.get(part, part).split())
