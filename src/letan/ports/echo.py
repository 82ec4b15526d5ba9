"""Taking the robot's own voice out of what its ear hears."""

from typing import Protocol

from letan.kernel.units import Pcm


class EchoCanceller(Protocol):
    """Learns the way from mouth to ear; keeps state between blocks. Not thread-safe."""

    @property
    def sample_rate_hz(self) -> int:
        """Rate of both sounds."""
        ...

    @property
    def frame_samples(self) -> int:
        """A block's length must be a multiple of this."""
        ...

    def cancel(self, heard: Pcm, played: Pcm) -> Pcm:
        """Return what was heard without the robot's voice.

        Args:
            heard: int16[n] of the microphone, n a multiple of `frame_samples`.
            played: int16[n] of the loudspeaker, from the same moment on or up to 0.15 s before.

        Raises:
            ValueError: If the lengths differ or are no multiple of the frame.
        """
        ...

    def reset(self) -> None:
        """Forget the way from mouth to ear."""
        ...
