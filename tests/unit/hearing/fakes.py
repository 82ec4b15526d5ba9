"""Stand-ins for the engines: what they make of a sound is written down beforehand."""

import copy
from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from letan.hearing.ctc import WORD_START, BestPathDecoder
from letan.kernel.units import Pcm, Probability
from letan.ports.recogniser import Hypothesis, LogProbs

RATE_HZ = 16_000
BLOCK = 512
BLOCK_S = BLOCK / RATE_HZ
FRAME_S = 0.04
WORDS = (
    *("tôi", "muốn", "đăng", "ký", "khai", "sinh", "cho", "con", "ở", "đâu", "dừng", "lại"),
    *("không", "có", "kinh", "doanh", "tử", "giấy", "để", "nhà", "vệ", "cháy", "dứng"),
    *("cái", "thứ", "hai", "số", "quầy"),
)
VOCABULARY = (
    "<blank>",
    "<unk>",
    *(WORD_START + word for word in WORDS),
    "a",
    WORD_START + "t",
    "m",
)


def near(value: float, abs: float | None = None) -> float:  # noqa: A002 - as pytest names it
    """`pytest.approx`, typed as the number it stands for."""
    return cast(float, pytest.approx(value, abs=abs))


def frames(
    words: Sequence[str], *, frames_a_word: int = 5, sure: float = 0.98
) -> NDArray[np.float32]:
    """Float32[n, vocabulary]: each word lights one frame, with blanks around it."""
    rest = (1.0 - sure) / (len(VOCABULARY) - 1)
    table = np.full((frames_a_word * len(words), len(VOCABULARY)), rest)
    for index, word in enumerate(words):
        lit = frames_a_word * index + frames_a_word // 2
        for frame in range(frames_a_word * index, frames_a_word * (index + 1)):
            column = VOCABULARY.index(WORD_START + word) if frame == lit and word else 0
            table[frame, column] = sure
    return np.log(table).astype(np.float32)


class ScriptedRecogniser:
    """Says the next script at each `start`: one word each 0.2 s of sound, whatever the sound."""

    name: str = "scripted"
    sample_rate_hz: int = RATE_HZ

    def __init__(self, *scripts: str, scores: bool = True) -> None:
        self._scripts = list(scripts)
        self._scores = scores
        self.streams: list[ScriptedStream] = []

    @property
    def vocabulary(self) -> tuple[str, ...] | None:
        return VOCABULARY if self._scores else None

    def start(self) -> "ScriptedStream":
        words = self._scripts.pop(0).split(" ") if self._scripts else []
        stream = ScriptedStream(words, self._scores)
        self.streams.append(stream)
        return stream


class ScriptedStream:
    """A "_" in the script is 0.2 s without a word."""

    def __init__(self, words: list[str], scores: bool) -> None:
        self._table = frames(["" if word == "_" else word for word in words])
        self._scores = scores
        self._decoder = BestPathDecoder(VOCABULARY, 0, FRAME_S)
        self._read = 0
        self.samples = 0
        self.peeks = True

    def feed(self, pcm: Pcm) -> str | None:
        self.samples += len(pcm)
        due = min(len(self._table), int(self.samples / RATE_HZ / FRAME_S))
        return self._advance(due)

    def log_probs(self) -> LogProbs | None:
        return LogProbs(self._table[: self._read], FRAME_S) if self._scores else None

    def peek(self) -> Hypothesis | None:
        """With the words that are due half a second later, as an engine looks ahead."""
        if not self.peeks:
            return None
        twin = copy.copy(self)
        twin._decoder = self._decoder.copy()
        ahead = int((self.samples / RATE_HZ + 0.4) / FRAME_S)
        twin._advance(min(len(self._table), ahead))
        return twin._hypothesis()

    def finish(self) -> Hypothesis:
        self._advance(len(self._table))
        return self._hypothesis()

    def _hypothesis(self) -> Hypothesis:
        return Hypothesis(
            self._decoder.text(),
            self._decoder.words(),
            (),
            self._decoder.confidence(),
            self.log_probs(),
        )

    def _advance(self, due: int) -> str | None:
        changed = self._decoder.feed(self._table[self._read : due]) if due > self._read else False
        self._read = max(due, self._read)
        return self._decoder.text() if changed else None


class LoudVoiceActivity:
    """Loud blocks are speech, very loud ones surely not (bangs): probability by peak."""

    sample_rate_hz: int = RATE_HZ
    block_samples: int = BLOCK

    def __init__(self) -> None:
        self.resets = 0

    def probability(self, block: Pcm) -> Probability:
        peak = int(np.abs(block).max())
        if peak > 20_000:
            return 0.4
        return 0.9 if peak > 1_000 else 0.02

    def reset(self) -> None:
        self.resets += 1


class Leaves:
    """A canceller of a hall without echo, or one that leaves so much of everything."""

    sample_rate_hz: int = RATE_HZ
    frame_samples: int = 256

    def __init__(self, share: float = 1.0) -> None:
        self._share = share

    def cancel(self, heard: Pcm, played: Pcm) -> Pcm:
        return (heard * self._share).astype(np.int16)

    def reset(self) -> None: ...


def sound(*parts: tuple[str, float]) -> Pcm:
    """Sound of ("hush"|"speech"|"loud"|"bang"|"zero", seconds) parts, in whole blocks."""
    peaks = {"hush": 10, "speech": 5_000, "loud": 18_000, "bang": 30_000, "zero": 0}
    blocks = [
        np.tile(np.array([peaks[kind], -peaks[kind]], np.int16), BLOCK // 2)
        for kind, seconds in parts
        for _ in range(round(seconds / BLOCK_S))
    ]
    return np.concatenate(blocks)
