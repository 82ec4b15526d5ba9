"""When does an utterance begin? The last blocks of sound, and the judgement on them."""

import math
from collections import deque
from dataclasses import dataclass

from letan.hearing.likeness import Trace
from letan.hearing.params import HearingParams
from letan.kernel.units import Dbfs, Pcm, Probability, Seconds


@dataclass(frozen=True, slots=True)
class Block:
    """A block of sound with what is known of it; `start` is the moment of its first sample.

    `trace` is how it stands beside the robot's own voice, where that sounds.
    """

    pcm: Pcm
    start: Seconds
    level_dbfs: Dbfs
    probability: Probability
    trace: Trace | None = None


class Onset:
    """Keeps the pre-roll and finds the onset in it.

    Args:
        params: Thresholds and lengths.
        block_s: Length of a block, seconds.
    """

    def __init__(self, params: HearingParams, block_s: Seconds) -> None:
        self._params = params
        self._needed = math.ceil(params.onset_s / block_s - 1e-9)
        self._pre_roll = math.ceil(params.pre_roll_s / block_s - 1e-9)
        self._kept: deque[Block] = deque(maxlen=2 * self._pre_roll + self._needed)

    def keep(self, block: Block) -> None:
        """Add the next block."""
        self._kept.append(block)

    def clear(self) -> None:
        """Forget the blocks."""
        self._kept.clear()

    def find(self, noise_dbfs: Dbfs) -> tuple[list[Block], list[Block]] | None:
        """Return pre-roll and first blocks of speech, or None while nobody speaks."""
        blocks = list(self._kept)
        last = blocks[-self._needed :]
        if len(last) < self._needed:
            return None
        lowest = min(block.probability for block in last)
        if lowest >= self._params.speech_threshold:
            return self._split(blocks, len(blocks) - self._needed)
        if lowest < self._params.doubt_threshold:
            return None
        loud = [
            index
            for index, block in enumerate(blocks)
            if block.level_dbfs >= noise_dbfs + self._params.loud_db
            and index >= len(blocks) - self._pre_roll
        ]
        return self._split(blocks, loud[0]) if loud else None

    def _split(self, blocks: list[Block], first: int) -> tuple[list[Block], list[Block]]:
        return blocks[max(0, first - self._pre_roll) : first], blocks[first:]
