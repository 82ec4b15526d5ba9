"""Sound devices: where blocks of samples come from and go to."""

from collections.abc import Iterator
from typing import Protocol

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm, Seconds


class DeviceBusy(LetanError):
    """Another program holds the sound device: nothing is broken, and no plug need be looked at."""


class SoundSource(Protocol):
    """A microphone, a file, a simulated ear."""

    @property
    def sample_rate_hz(self) -> int:
        """Rate of the blocks."""
        ...

    def blocks(self) -> Iterator[Pcm]:
        """Yield blocks as they are recorded, until the source ends or is closed.

        Raises:
            LetanError: If the device is missing or goes away; the text names the remedy.
            DeviceBusy: If another program holds it.
        """
        ...

    def close(self) -> None:
        """Release the device; safe to call twice."""
        ...


class Resampler(Protocol):
    """Changes the rate of a stream of sound."""

    def feed(self, pcm: Pcm) -> Pcm:
        """Take the next samples, int16[n]; return those that are ready."""
        ...


class SoundSink(Protocol):
    """A loudspeaker, a file, a simulated mouth. One stream of sound at a time."""

    def open(self, sample_rate_hz: int) -> None:
        """Begin a stream.

        Raises:
            LetanError: If there is no device; the text names the remedy.
            DeviceBusy: If another program holds it.
        """
        ...

    def write(self, pcm: Pcm) -> None:
        """Queue samples; blocks while more than about 0.1 s are queued."""
        ...

    def played_s(self) -> Seconds:
        """Seconds of this stream that have left the device."""
        ...

    def drain(self) -> None:
        """Wait until all that was written has been played."""
        ...

    def abort(self) -> None:
        """Silence at once, dropping what is queued; thread-safe; the stream is over."""
        ...
