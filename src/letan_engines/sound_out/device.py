"""The loudspeaker, through PortAudio's callback: queued sound is short, an abort is at once."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm, Seconds
from letan.ports.sound import DeviceBusy

_QUEUE_S = 0.1
_BLOCK_S = 0.02
_DEVICE_LATENCY_S = 0.06
"""PortAudio's "low" runs dry on a busy two-core machine (measured through PulseAudio)."""
_REMEDY = "Check the loudspeaker's plug and volume; letan doctor lists the devices"


class OutputStream(Protocol):
    """What the sink needs of a PortAudio stream."""

    latency: Seconds

    def start(self) -> None:
        """Begin to call back."""

    def abort(self) -> None:
        """Stop, dropping buffers."""

    def close(self) -> None:
        """Release the device."""


Fill = Callable[[NDArray[np.int16]], None]
Opener = Callable[[int, Fill, Callable[[], None]], OutputStream]
"""Opens a stream: rate, function that fills one block int16[n], function called when it ends."""


class DeviceSink:
    """A sound card. One stream at a time; `abort` may come from any thread."""

    def __init__(
        self, device: str | None = None, opener: Opener | None = None, stall_s: Seconds = 2.0
    ) -> None:
        """Nothing is opened yet.

        Args:
            device: Name of the device; None is the system's default.
            opener: Opens streams; by default PortAudio's.
            stall_s: A device that takes no sound for this long has gone.
        """
        self._stall_s = stall_s
        self._opener = opener or _portaudio_opener(device)
        self._changed = threading.Condition()
        self._queue: deque[Pcm] = deque()
        self._queued = 0
        self._taken = 0
        self._stream: OutputStream | None = None
        self._rate = 1
        self._gone = False

    def open(self, sample_rate_hz: int) -> None:
        """Begin a stream; one that still plays is aborted.

        Raises:
            LetanError: If there is no device or it is busy.
        """
        self.abort()
        with self._changed:
            self._rate = sample_rate_hz
            self._taken = 0
            self._gone = False
        stream = self._opener(sample_rate_hz, self._fill, self._ended)
        try:
            stream.start()
        except Exception as error:  # noqa: BLE001 - PortAudioError comes from an untyped library
            stream.close()
            raise _explain("does not start", error) from None
        with self._changed:
            self._stream = stream

    def write(self, pcm: Pcm) -> None:
        """Queue samples; wait while more than 0.1 s is queued. After an abort nothing is taken.

        Raises:
            LetanError: If the device has gone away or takes no more sound.
        """
        with self._changed:
            if self._stream is None:
                return
            self._queue.append(pcm)
            self._queued += len(pcm)
            self._await(round(_QUEUE_S * self._rate))

    def played_s(self) -> Seconds:
        """Seconds that have left the device, by its own word on its latency."""
        with self._changed:
            latency = self._stream.latency if self._stream is not None else 0.0
            return max(0.0, self._taken / self._rate - latency)

    def drain(self) -> None:
        """Wait until the queue is empty and the device's own buffer has sounded.

        Raises:
            LetanError: If the device has gone away.
        """
        with self._changed:
            if self._stream is None:
                return
            self._await(0)
            latency = self._stream.latency if self._stream is not None else 0.0
            self._changed.wait_for(lambda: self._gone or self._stream is None, latency)

    def abort(self) -> None:
        """Silence at once; safe to call when nothing plays."""
        with self._changed:
            stream, self._stream = self._stream, None
            self._queue.clear()
            self._queued = 0
            self._changed.notify_all()
        if stream is not None:
            stream.abort()
            stream.close()

    def _await(self, limit: int) -> None:
        def free() -> bool:
            return self._queued <= limit or self._gone or self._stream is None

        while not free():  # each block that is taken wakes this up
            if not self._changed.wait(self._stall_s):
                raise LetanError("loudspeaker", "takes no sound any more", _REMEDY)
        if self._gone and self._stream is not None:
            raise LetanError("loudspeaker", "has gone away", _REMEDY)

    def _fill(self, block: NDArray[np.int16]) -> None:
        """Fill one block from the queue, silence where it is empty; runs in PortAudio's thread."""
        with self._changed:
            at = 0
            while at < len(block) and self._queue:
                pcm = self._queue.popleft()
                part = min(len(pcm), len(block) - at)
                block[at : at + part] = pcm[:part]
                if part < len(pcm):
                    self._queue.appendleft(pcm[part:])
                at += part
            block[at:] = 0
            self._queued -= at
            self._taken += at
            self._changed.notify_all()

    def _ended(self) -> None:
        with self._changed:
            self._gone = True
            self._changed.notify_all()


def _portaudio_opener(device: str | None) -> Opener:
    def open_stream(rate: int, fill: Fill, ended: Callable[[], None]) -> OutputStream:
        sounddevice = _sounddevice()

        def callback(out: NDArray[np.int16], _frames: int, _time: object, _status: object) -> None:
            fill(out[:, 0])

        try:
            stream: OutputStream = sounddevice.OutputStream(
                samplerate=rate,
                channels=1,
                dtype="int16",
                device=device,
                latency=_DEVICE_LATENCY_S,
                blocksize=round(_BLOCK_S * rate),
                callback=callback,
                finished_callback=ended,
            )
        except (sounddevice.PortAudioError, ValueError) as error:
            raise _explain("cannot be opened", error) from None
        return stream

    return open_stream


def _explain(what: str, error: Exception) -> LetanError:
    text = " ".join(str(error).split())
    if "busy" in text.lower() or "unavailable" in text.lower():
        return DeviceBusy("loudspeaker", "is in use", "Close the other program that plays")
    return LetanError("loudspeaker", f"{what} ({text})", _REMEDY)


def _sounddevice() -> Any:
    try:
        import sounddevice
    except OSError:
        raise LetanError(
            "loudspeaker",
            "PortAudio is not installed",
            "Install it: sudo apt-get install libportaudio2",
        ) from None
    return sounddevice


def has_loudspeaker() -> bool:
    """True where PortAudio is installed and finds a device that plays."""
    try:
        devices = _sounddevice().query_devices()
    except LetanError:
        return False
    return any(device["max_output_channels"] > 0 for device in devices)
