"""Voice activity: is this block of sound speech?"""

from typing import Protocol

from letan.kernel.units import Pcm, Probability


class VoiceActivityDetector(Protocol):
    """Judges one block after the other; keeps state between blocks."""

    @property
    def sample_rate_hz(self) -> int:
        """Rate of the samples that `probability` takes."""
        ...

    @property
    def block_samples(self) -> int:
        """Exact number of samples of a block."""
        ...

    def probability(self, block: Pcm) -> Probability:
        """Probability that the block, int16[block_samples], holds speech."""
        ...

    def reset(self) -> None:
        """Forget the blocks seen so far."""
        ...
