"""The microphone: blocks as they are recorded; a device that went away is opened again."""

import queue
import threading
from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm
from letan.ports.sound import DeviceBusy
from letan_engines.sound_in.resampling import StreamResampler

_RATE_HZ = 16_000
_PLACE = "microphone"
_QUEUE_S = 10.0
"""Sound kept while nobody reads; older blocks are lost, so that memory is bounded."""
_SILENT_S = 2.0
"""A device that gives no block this long has gone away."""


class SoundDevices(Protocol):
    """The part of the library `sounddevice` that is used here."""

    def InputStream(self, **options: Any) -> Any:  # noqa: N802 - the library's name
        """Open a stream."""

    def query_devices(self, device: int | str | None = None, kind: str | None = None) -> Any:
        """Describe the devices."""


class Microphone:
    """A microphone at 16 kHz, mono; a device that knows only other rates is resampled.

    Args:
        device: Name, part of a name, or index; None for the system's choice.
        block_samples: Length of the blocks.
        devices: The sound library; None loads `sounddevice`.
        anew: Start the sound library anew first, so that a device that was plugged in since is
            seen; this ends every other stream of this process.

    Raises:
        LetanError: If there is no microphone or it is busy; the text names the remedy.
    """

    sample_rate_hz: int = _RATE_HZ

    def __init__(
        self,
        device: int | str | None = None,
        block_samples: int = 512,
        devices: SoundDevices | None = None,
        *,
        anew: bool = False,
    ) -> None:
        self._devices = _load() if devices is None else devices
        self._device = device
        self._block = block_samples
        self._queue: queue.Queue[Pcm | None] = queue.Queue(
            maxsize=int(_QUEUE_S * _RATE_HZ / block_samples)
        )
        self._closed = threading.Event()
        self._resampler: StreamResampler | None = None
        if anew:
            self._restart_library()
        self._stream = self._open()

    def blocks(self) -> Iterator[Pcm]:
        """Yield blocks until `close`.

        Raises:
            LetanError: If the device goes away; call `reopen` until it is back.
        """
        while not self._closed.is_set():
            try:
                block = self._queue.get(timeout=_SILENT_S)
            except queue.Empty:
                raise _gone("it gives no more sound") from None
            if block is None:
                if self._closed.is_set():
                    return
                raise _gone("it was unplugged")
            yield block

    def reopen(self) -> None:
        """Open the device again after it went away; the robot tries every few seconds.

        The sound library sees new devices only when it starts anew, which ends every other
        stream of this process: let the ear have a process of its own.

        Raises:
            LetanError: If it is still missing.
        """
        self._stop()
        while not self._queue.empty():
            self._queue.get_nowait()
        self._restart_library()
        self._stream = self._open()

    def _restart_library(self) -> None:
        for step in ("_terminate", "_initialize"):
            getattr(self._devices, step, lambda: None)()

    def close(self) -> None:
        """Release the device; safe to call twice, and from another thread."""
        if not self._closed.is_set():
            self._closed.set()
            self._stop()
            self._put(None)

    def _open(self) -> Any:
        self._resampler = None
        try:
            return self._open_at(_RATE_HZ, self._block)
        except Exception as error:
            if type(error).__name__ == "PortAudioError" and "sample rate" in str(error).lower():
                return self._open_at_its_own_rate(error)
            if not isinstance(error, (OSError, ValueError, RuntimeError)) and (
                type(error).__name__ != "PortAudioError"
            ):
                raise
            raise _explain(error, self._device) from error

    def _open_at_its_own_rate(self, refused: Exception) -> Any:
        try:
            device = self._devices.query_devices(self._device, "input")
            rate = round(device["default_samplerate"])
            self._resampler = StreamResampler(rate, _RATE_HZ)
            return self._open_at(rate, round(self._block * rate / _RATE_HZ))
        except Exception as error:
            if type(error).__name__ != "PortAudioError":
                raise
            raise _explain(error, self._device) from refused

    def _open_at(self, rate_hz: int, block_samples: int) -> Any:
        stream = self._devices.InputStream(
            samplerate=rate_hz,
            channels=1,
            dtype="int16",
            blocksize=block_samples,
            device=self._device,
            callback=self._on_block,
            finished_callback=lambda: self._put(None),
        )
        stream.start()
        return stream

    def _on_block(self, samples: Pcm, frames: int, time: object, status: object) -> None:
        block: Pcm = np.array(samples[:, 0], np.int16)
        if self._resampler is not None:
            block = self._resampler.feed(block)
        if len(block):
            self._put(block)

    def _put(self, block: Pcm | None) -> None:
        while True:
            try:
                self._queue.put_nowait(block)
            except queue.Full:
                self._queue.get_nowait()
            else:
                return

    def _stop(self) -> None:
        try:
            self._stream.abort()
            self._stream.close()
        except Exception as error:
            if type(error).__name__ != "PortAudioError":
                raise


def _load() -> SoundDevices:
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        raise LetanError(
            _PLACE, f"the sound library cannot be loaded ({error})", "Run ./letan setup"
        ) from error
    library: SoundDevices = sounddevice
    return library


def _explain(error: Exception, device: int | str | None) -> LetanError:
    text = " ".join(str(error).split())
    which = "the system's microphone" if device is None else f"the microphone {device!r}"
    if "busy" in text.lower() or "unavailable" in text.lower():
        return DeviceBusy(_PLACE, f"{which} is in use", "Close the other program that records")
    return LetanError(
        _PLACE, f"{which} cannot be opened ({text})", "Plug a microphone in, or choose another one"
    )


def _gone(what: str) -> LetanError:
    return LetanError(_PLACE, what, "Plug it in again; it is opened again by itself")
