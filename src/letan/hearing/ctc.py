"""Reading words from the frame log-probabilities of a CTC recogniser, best path only."""

import copy
import dataclasses
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Probability, Seconds
from letan.ports.recogniser import RecognisedWord

WORD_START = "\u2581"
"""SentencePiece's mark of a piece that begins a word."""


@dataclass(slots=True)
class _Piece:
    column: int
    first: int
    last: int
    log_prob: float


class BestPathDecoder:
    """Turns frames into words as they come: repeats and blanks of the best path fall away.

    Args:
        vocabulary: Word piece of each column; pieces in angle brackets are never words.
        blank: Column of the blank.
        frame_s: Seconds of sound a frame, > 0.
        start_s: Moment of the first frame, seconds.
    """

    def __init__(
        self, vocabulary: tuple[str, ...], blank: int, frame_s: Seconds, start_s: Seconds = 0.0
    ) -> None:
        self._vocabulary = vocabulary
        self._silent = frozenset(
            column
            for column, piece in enumerate(vocabulary)
            if column == blank or (piece.startswith("<") and piece.endswith(">"))
        )
        self._frame_s = frame_s
        self._start_s = start_s
        self._pieces: list[_Piece] = []
        self._frames = 0
        self._previous = blank

    def copy(self) -> "BestPathDecoder":
        """Return a decoder that goes on from here by itself."""
        twin = copy.copy(self)
        pieces = [dataclasses.replace(piece) for piece in self._pieces]
        twin._pieces = pieces  # noqa: SLF001 - of its own class
        return twin

    def feed(self, log_probs: NDArray[np.float32]) -> bool:
        """Read the next frames, float32[n, vocabulary]; return whether the words changed."""
        columns = log_probs.argmax(axis=1)
        changed = False
        for row, column in enumerate(columns.tolist()):
            log_prob = float(log_probs[row, column])
            if column not in self._silent:
                if column == self._previous:
                    piece = self._pieces[-1]
                    piece.last = self._frames
                    piece.log_prob = max(piece.log_prob, log_prob)
                else:
                    self._pieces.append(_Piece(column, self._frames, self._frames, log_prob))
                    changed = True
            self._previous = column
            self._frames += 1
        return changed

    def words(self) -> tuple[RecognisedWord, ...]:
        """The words so far; their confidence is the geometric mean of their pieces' best frames."""
        groups: list[list[_Piece]] = []
        for piece in self._pieces:
            if not groups or self._vocabulary[piece.column].startswith(WORD_START):
                groups.append([])
            groups[-1].append(piece)
        words = (self._word(group) for group in groups)
        return tuple(word for word in words if word.text)

    def text(self) -> str:
        """The words so far, separated by one space."""
        return " ".join(word.text for word in self.words())

    def confidence(self) -> Probability | None:
        """Geometric mean over all pieces; None while there are none."""
        if not self._pieces:
            return None
        return math.exp(sum(piece.log_prob for piece in self._pieces) / len(self._pieces))

    def _word(self, group: list[_Piece]) -> RecognisedWord:
        text = "".join(self._vocabulary[piece.column] for piece in group)
        return RecognisedWord(
            text.removeprefix(WORD_START),
            max(0.0, self._start_s + group[0].first * self._frame_s),
            max(0.0, self._start_s + (group[-1].last + 1) * self._frame_s),
            math.exp(sum(piece.log_prob for piece in group) / len(group)),
        )
