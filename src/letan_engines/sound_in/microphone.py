"""The microphone: blocks as they are recorded; a device that went away is opened again."""

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm, Seconds

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
    """A microphone at 16 kHz, mono.

    Args:
        device: Name, part of a name, or index; None for the system's choice.
        block_samples: Length of the blocks.
        devices: The sound library; None loads `sounddevice`.

    Raises:
        LetanError: If there is no microphone or it is busy; the text names the remedy.
    """

    sample_rate_hz: int = _RATE_HZ

    def __init__(
        self,
        device: int | str | None = None,
        block_samples: int = 512,
        devices: SoundDevices | None = None,
    ) -> None:
        self._devices = _load() if devices is None else devices
        self._device = device
        self._block = block_samples
        self._queue: queue.Queue[Pcm | None] = queue.Queue(
            maxsize=int(_QUEUE_S * _RATE_HZ / block_samples)
        )
        self._closed = threading.Event()
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
        for step in ("_terminate", "_initialize"):
            getattr(self._devices, step, lambda: None)()
        self._stream = self._open()

    def close(self) -> None:
        """Release the device; safe to call twice, and from another thread."""
        if not self._closed.is_set():
            self._closed.set()
            self._stop()
            self._put(None)

    def _open(self) -> Any:
        try:
            stream = self._devices.InputStream(
                samplerate=_RATE_HZ,
                channels=1,
                dtype="int16",
                blocksize=self._block,
                device=self._device,
                callback=self._on_block,
                finished_callback=lambda: self._put(None),
            )
            stream.start()
        except (OSError, ValueError, RuntimeError) as error:
            raise _explain(error, self._device) from error
        except Exception as error:
            if type(error).__name__ != "PortAudioError":
                raise
            raise _explain(error, self._device) from error
        return stream

    def _on_block(self, samples: Pcm, frames: int, time: object, status: object) -> None:
        self._put(np.array(samples[:, 0], np.int16))

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


def open_patiently(
    open_microphone: Callable[[], Microphone],
    wait: Callable[[Seconds], bool],
    told: Callable[[LetanError], None],
    retry_s: Seconds = 3.0,
) -> Microphone | None:
    """Open a microphone, trying again until it is there.

    Args:
        open_microphone: Opens it or raises LetanError.
        wait: Waits that long and returns whether to give up.
        told: Gets the first error, once.
        retry_s: Pause between two tries.

    Returns:
        The microphone; None if `wait` said to give up.
    """
    first = True
    while True:
        try:
            return open_microphone()
        except LetanError as error:
            if first:
                told(error)
            first = False
        if wait(retry_s):
            return None


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
        return LetanError(_PLACE, f"{which} is in use", "Close the other program that records")
    return LetanError(
        _PLACE, f"{which} cannot be opened ({text})", "Plug a microphone in, or choose another one"
    )


def _gone(what: str) -> LetanError:
    return LetanError(_PLACE, what, "Plug it in again; it is opened again by itself")
