"""The microphone on a scripted sound library: there is no real device where tests run."""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from letan.kernel.faults import LetanError
from letan.kernel.units import Seconds
from letan_engines.sound_in.microphone import Microphone, open_patiently

pytestmark = pytest.mark.engines


class PortAudioError(Exception):
    """Named as the library names it."""


class Stream:
    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        self.calls: list[str] = []

    def start(self) -> None:
        self.calls.append("start")

    def abort(self) -> None:
        self.calls.append("abort")
        self.options["finished_callback"]()

    def close(self) -> None:
        self.calls.append("close")

    def record(self, *values: int) -> None:
        for value in values:
            block = np.full((self.options["blocksize"], 1), value, np.int16)
            self.options["callback"](block, len(block), None, None)

    def unplug(self) -> None:
        self.options["finished_callback"]()


class Devices:
    """`failures`: what the next openings raise; None opens."""

    def __init__(self, *failures: Exception | None) -> None:
        self.failures = list(failures)
        self.streams: list[Stream] = []
        self.restarts: list[str] = []

    def InputStream(self, **options: Any) -> Stream:  # noqa: N802
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None:
            raise failure
        self.streams.append(Stream(options))
        return self.streams[-1]

    def query_devices(self, device: int | str | None = None, kind: str | None = None) -> None:
        return None

    def _terminate(self) -> None:
        self.restarts.append("terminate")

    def _initialize(self) -> None:
        self.restarts.append("initialize")


def test_blocks_come_as_recorded() -> None:
    devices = Devices()
    microphone = Microphone(device="usb", block_samples=4, devices=devices)
    devices.streams[0].record(1, 2)
    blocks = microphone.blocks()
    assert [next(blocks).tolist() for _ in range(2)] == [[1] * 4, [2] * 4]
    options = devices.streams[0].options
    assert {k: options[k] for k in ("samplerate", "channels", "dtype", "blocksize", "device")} == {
        "samplerate": 16_000, "channels": 1, "dtype": "int16", "blocksize": 4, "device": "usb",
    }  # fmt: skip


def test_close_ends_the_blocks_and_may_come_twice() -> None:
    devices = Devices()
    microphone = Microphone(devices=devices)
    reader: list[int] = []
    thread = threading.Thread(target=lambda: reader.extend(len(b) for b in microphone.blocks()))
    thread.start()
    microphone.close()
    microphone.close()
    thread.join(timeout=10)
    assert (thread.is_alive(), reader) == (False, [])
    assert devices.streams[0].calls == ["start", "abort", "close"]


def test_memory_is_bounded_and_the_newest_sound_kept() -> None:
    devices = Devices()
    microphone = Microphone(block_samples=16_000, devices=devices)
    devices.streams[0].record(*range(15))
    blocks = microphone.blocks()
    assert [int(next(blocks)[0]) for _ in range(10)] == list(range(5, 15))


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        pytest.param(
            PortAudioError("Error querying device -1"),
            "microphone: the system's microphone cannot be opened (Error querying device -1). "
            "Plug a microphone in, or choose another one.",
            id="no device",
        ),
        pytest.param(
            PortAudioError("Device unavailable\n[PaErrorCode -9985]"),
            "microphone: the system's microphone is in use. Close the other program that records.",
            id="busy",
        ),
        pytest.param(
            ValueError("No input device"),
            "microphone: the system's microphone cannot be opened (No input device). "
            "Plug a microphone in, or choose another one.",
            id="another name",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(failure: Exception, message: str) -> None:
    with pytest.raises(LetanError) as caught:
        Microphone(devices=Devices(failure))
    assert str(caught.value) == message


def test_a_fault_of_the_program_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        Microphone(devices=Devices(ZeroDivisionError()))


def test_unplugged_and_back() -> None:
    devices = Devices(None, PortAudioError("gone"))
    microphone = Microphone(block_samples=4, devices=devices)
    devices.streams[0].record(1)
    devices.streams[0].unplug()
    blocks = microphone.blocks()
    assert next(blocks).tolist() == [1] * 4
    with pytest.raises(LetanError, match=r"it was unplugged. Plug it in again"):
        next(blocks)
    with pytest.raises(LetanError, match="cannot be opened"):
        microphone.reopen()
    microphone.reopen()
    devices.streams[1].record(7)
    assert next(microphone.blocks()).tolist() == [7] * 4
    assert devices.restarts == ["terminate", "initialize"] * 2


def test_a_device_that_falls_silent_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letan_engines.sound_in.microphone._SILENT_S", 0.0)
    with pytest.raises(LetanError, match="gives no more sound"):
        next(Microphone(devices=Devices()).blocks())


def opening(devices: Devices) -> Callable[[], Microphone]:
    return lambda: Microphone(devices=devices)


def test_patience_tells_once_and_opens_when_it_is_there() -> None:
    devices = Devices(PortAudioError("a"), PortAudioError("b"), PortAudioError("c"))
    waits: list[Seconds] = []
    told: list[LetanError] = []

    def wait(seconds: Seconds) -> bool:
        waits.append(seconds)
        return False

    assert isinstance(open_patiently(opening(devices), wait, told.append), Microphone)
    assert (waits, len(told)) == ([3.0, 3.0, 3.0], 1)


def test_patience_ends_when_told_so() -> None:
    devices = Devices(PortAudioError("a"))
    assert open_patiently(opening(devices), lambda _: True, lambda _: None) is None
