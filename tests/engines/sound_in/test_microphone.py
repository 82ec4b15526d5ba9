"""The microphone on a scripted sound library: there is no real device where tests run."""

import threading
from typing import Any

import numpy as np
import pytest

from letan.kernel.faults import LetanError
from letan.ports.sound import DeviceBusy
from letan_engines.sound_in.microphone import Microphone

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
        self.own_rate_hz = 44_100.0

    def InputStream(self, **options: Any) -> Stream:  # noqa: N802
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None:
            raise failure
        self.streams.append(Stream(options))
        return self.streams[-1]

    def query_devices(self, device: int | str | None = None, kind: str | None = None) -> Any:
        return {"default_samplerate": self.own_rate_hz}

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
    assert isinstance(caught.value, DeviceBusy) == ("in use" in message)


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


def test_a_device_of_another_rate_is_resampled() -> None:
    refused = PortAudioError("Invalid sample rate [PaErrorCode -9997]")
    devices = Devices(refused)
    devices.own_rate_hz = 48_000.0
    microphone = Microphone(block_samples=512, devices=devices)
    stream = devices.streams[0]
    assert (stream.options["samplerate"], stream.options["blocksize"]) == (48_000, 1_536)
    stream.record(*([1_000] * 20))
    blocks = microphone.blocks()
    heard = np.concatenate([next(blocks) for _ in range(18)])
    assert abs(len(heard) - 18 * 512) < 512
    assert np.abs(heard[len(heard) // 2 :] - 1_000).max() <= 2


def test_a_device_that_takes_no_rate_is_named() -> None:
    refused = PortAudioError("Invalid sample rate")
    with pytest.raises(LetanError, match="cannot be opened"):
        Microphone(devices=Devices(refused, refused))


def test_the_library_starts_anew_so_that_new_devices_are_seen() -> None:
    devices = Devices()
    Microphone(devices=devices, anew=True)
    assert devices.restarts == ["terminate", "initialize"]
