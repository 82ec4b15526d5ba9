"""The contract of the SoundSink port, on files, arithmetic, and an imitated sound card."""

import wave
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest

from letan.kernel.faults import LetanError
from letan.ports.sound import DeviceBusy, SoundSink
from letan_engines.sound_out.device import DeviceSink
from letan_engines.sound_out.paced import PacedSink
from letan_engines.sound_out.wav import WavSink

RATE = 1000
BLOCK = np.arange(1, 51, dtype=np.int16)


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def now(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> None:
        self.now_s += seconds


class Card:
    """A sound card whose turns the test takes, or one that plays until it is closed."""

    latency = 0.02

    def __init__(self, *, plays: bool = False) -> None:
        self.plays = plays
        self.closed = Event()
        self.heard: list[int] = []
        self.diary: list[str] = []

    def opener(self, rate: int, fill: Callable, ended: Callable[[], None]) -> "Card":
        self.fill, self.ended = fill, ended
        self.diary.append(f"open {rate}")
        return self

    def start(self) -> None:
        self.diary.append("start")
        self.closed = Event()
        if self.plays:
            Thread(target=self._play, daemon=True).start()

    def _play(self) -> None:
        while not self.closed.wait(0.0002):
            self.turn()

    def turn(self) -> None:
        block = np.full(10, -1, np.int16)
        self.fill(block)
        self.heard += block.tolist()

    def abort(self) -> None:
        self.diary.append("abort")

    def close(self) -> None:
        self.diary.append("close")
        self.closed.set()


@pytest.fixture(params=["wav", "paced", "paced wav", "device"])
def sink(request: pytest.FixtureRequest, tmp_path: Path) -> SoundSink:
    clock = Clock()
    match request.param:
        case "wav":
            return WavSink(tmp_path / "out.wav")
        case "paced":
            return PacedSink(None, clock.now, clock.wait)
        case "paced wav":
            return PacedSink(WavSink(tmp_path / "out.wav"), clock.now, clock.wait)
        case _:
            return DeviceSink(opener=Card(plays=True).opener)


def test_everything_written_is_played_after_drain(sink: SoundSink) -> None:
    sink.open(RATE)
    for _ in range(10):
        sink.write(BLOCK)
    sink.drain()
    assert sink.played_s() == pytest.approx(0.5, abs=0.021)


def test_a_new_stream_counts_from_zero(sink: SoundSink) -> None:
    sink.open(RATE)
    sink.write(BLOCK)
    sink.drain()
    sink.open(RATE)
    assert sink.played_s() == 0.0


def test_abort_ends_the_stream_and_may_come_twice(sink: SoundSink) -> None:
    sink.open(RATE)
    sink.write(BLOCK)
    sink.abort()
    sink.abort()
    before = sink.played_s()
    assert before <= 0.05 + 1e-9
    sink.open(RATE)
    sink.write(BLOCK)
    sink.drain()
    assert sink.played_s() > 0


def test_a_wav_file_holds_what_was_written(tmp_path: Path) -> None:
    sink = WavSink(tmp_path / "out.wav")
    sink.open(RATE)
    sink.write(BLOCK)
    sink.open(RATE)
    sink.write(BLOCK)
    sink.close()
    sink.close()
    with wave.open(str(tmp_path / "out.wav")) as file:
        assert file.getparams()[:4] == (1, 2, RATE, 100)
        pcm = np.frombuffer(file.readframes(100), "<i2")
    assert pcm.tolist() == BLOCK.tolist() * 2


def test_a_wav_file_refuses_a_second_rate_and_a_missing_folder(tmp_path: Path) -> None:
    sink = WavSink(tmp_path / "out.wav")
    sink.open(RATE)
    with pytest.raises(LetanError, match="holds sound at 1000 Hz"):
        sink.open(2 * RATE)
    sink.close()
    with pytest.raises(LetanError, match="cannot be written"):
        WavSink(tmp_path / "no" / "out.wav").open(RATE)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="did not run: no /dev/full")
def test_a_full_disk_is_named() -> None:
    sink = WavSink(Path("/dev/full"))
    sink.open(RATE)
    with pytest.raises(LetanError, match="Make room on the disk"):
        sink.write(np.zeros(100_000, np.int16))
    with pytest.raises(LetanError, match="Make room on the disk"):
        sink.close()
    sink.close()


def test_a_paced_sink_waits_while_more_than_a_tenth_of_a_second_is_queued() -> None:
    clock = Clock()
    sink = PacedSink(None, clock.now, clock.wait)
    sink.open(RATE)
    times = []
    for _ in range(4):
        sink.write(BLOCK)
        times.append((round(clock.now_s, 6), round(sink.played_s(), 6)))
    assert times == [(0.0, 0.0), (0.0, 0.0), (0.05, 0.05), (0.1, 0.1)]


def test_a_paced_sink_does_not_play_a_gap_as_sound() -> None:
    clock = Clock()
    sink = PacedSink(None, clock.now, clock.wait)
    sink.open(RATE)
    sink.write(BLOCK)
    clock.wait(5.0)
    sink.write(BLOCK)
    assert sink.played_s() == pytest.approx(0.05)


def test_the_card_hears_each_sample_once_and_silence_in_gaps() -> None:
    card = Card()
    sink = DeviceSink(opener=card.opener)
    sink.open(RATE)
    sink.write(BLOCK[:15])
    for _ in range(3):
        card.turn()
    assert card.heard == [*range(1, 16), *[0] * 15]
    assert sink.played_s() == 0.0  # 0.015 s were taken, 0.02 s is the card's latency


def test_an_abort_drops_the_queue_and_frees_a_writer() -> None:
    card = Card()
    sink = DeviceSink(opener=card.opener, stall_s=60)
    sink.open(RATE)
    writer = Thread(target=sink.write, args=(np.ones(500, np.int16),), daemon=True)
    writer.start()
    sink.abort()
    writer.join(10)
    assert not writer.is_alive()
    assert card.diary == ["open 1000", "start", "abort", "close"]
    card.turn()
    assert card.heard == [0] * 10


def test_a_drain_waits_for_the_device_s_own_buffer() -> None:
    card = Card()
    card.latency = 60.0
    sink = DeviceSink(opener=card.opener)
    sink.open(RATE)
    sink.write(np.ones(10, np.int16))
    drain = Thread(target=sink.drain, daemon=True)
    drain.start()
    card.turn()
    assert card.heard == [1] * 10
    drain.join(0.05)
    assert drain.is_alive()
    sink.abort()
    drain.join(10)
    assert not drain.is_alive()


def test_a_device_that_goes_away_is_named() -> None:
    card = Card()
    sink = DeviceSink(opener=card.opener)
    sink.open(RATE)
    card.ended()
    with pytest.raises(LetanError, match="loudspeaker: has gone away"):
        sink.write(BLOCK)


def test_a_device_that_takes_nothing_is_named() -> None:
    sink = DeviceSink(opener=Card().opener, stall_s=0.01)
    sink.open(RATE)
    with pytest.raises(LetanError, match="takes no sound any more"):
        sink.write(np.zeros(200, np.int16))


def test_a_busy_device_is_named() -> None:
    class Busy(Card):
        def start(self) -> None:
            raise OSError("device busy")

    with pytest.raises(DeviceBusy, match=r"is in use. Close the other program that plays"):
        DeviceSink(opener=Busy().opener).open(RATE)


def test_a_device_that_does_not_exist_is_named() -> None:
    with pytest.raises(LetanError, match="loudspeaker: "):
        DeviceSink("no such device").open(RATE)
