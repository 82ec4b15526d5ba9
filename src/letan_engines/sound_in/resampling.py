"""Changing the rate of a stream of sound, block by block."""

import soxr

from letan.kernel.units import Pcm


class StreamResampler:
    """Band-limited (soxr, quality "HQ"); the blocks join without a seam.

    Args:
        from_hz: Rate of what comes in, > 0.
        to_hz: Rate of what goes out, > 0.
    """

    def __init__(self, from_hz: int, to_hz: int) -> None:
        same = from_hz == to_hz
        self._stream = (
            None if same else soxr.ResampleStream(from_hz, to_hz, 1, dtype="int16", quality="HQ")
        )

    def feed(self, pcm: Pcm) -> Pcm:
        """Take the next samples, int16[n]; return those that are ready, a few ms behind."""
        if self._stream is None:
            return pcm
        changed: Pcm = self._stream.resample_chunk(pcm)
        return changed
