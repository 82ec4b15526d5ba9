import numpy as np
import pytest
from tests.unit.hearing.fakes import BLOCK, BLOCK_S, near, sound

from letan.hearing.events import LevelReport, MicrophoneFault, MicrophoneHealed
from letan.hearing.level import SILENCE, LevelMeter, level_dbfs
from letan.hearing.params import HearingParams
from letan.kernel.faults import Fault
from letan.kernel.units import Pcm


def sine(amplitude: float) -> Pcm:
    return np.rint(amplitude * np.sin(np.arange(1600) * 0.1 * np.pi)).astype(np.int16)


@pytest.mark.parametrize(
    ("pcm", "expected"),
    [
        pytest.param(sine(32767), 0.0, id="a full-scale sine"),
        pytest.param(sine(3276.7), -20.0, id="a tenth of it"),
        pytest.param(np.zeros(4, np.int16), SILENCE, id="silence"),
        pytest.param(np.full(9, -32768, np.int16), 0.0, id="never above 0"),
    ],
)
def test_level(pcm: Pcm, expected: float) -> None:
    assert level_dbfs(pcm) == near(expected, abs=0.01)


def test_no_samples_have_no_level() -> None:
    with pytest.raises(ValueError, match="without samples"):
        level_dbfs(np.empty(0, np.int16))


def listen(meter: LevelMeter, pcm: Pcm, start: float = 0.0) -> list[object]:
    events: list[object] = []
    for index in range(0, len(pcm), BLOCK):
        t = start + index / 16_000
        events += meter.feed(pcm[index : index + BLOCK], t, t + BLOCK_S, 0.5, speaking=False)
    return events


def test_reports_come_ten_times_a_second_at_most() -> None:
    reports = listen(LevelMeter(HearingParams()), sound(("speech", 1.0)))
    assert len(reports) == 7  # every fourth block of 32 ms
    assert reports[0] == LevelReport(
        near(0.128),
        near(-13.32, abs=0.01),
        near(-13.32, abs=0.01),
        0.5,
        False,
    )


def test_a_flat_signal_is_told_once_and_heals() -> None:
    meter = LevelMeter(HearingParams(dead_after_s=2.0))
    pcm = sound(("zero", 6.016), ("hush", 1.024))
    faults = [event for event in listen(meter, pcm) if not isinstance(event, LevelReport)]
    assert faults == [
        MicrophoneFault(
            near(2.016), Fault("HEAR-002", {"silent_s": "2.0", "level_dbfs": "-120.0"})
        ),
        MicrophoneHealed(near(6.048), "HEAR-002"),
    ]


@pytest.mark.parametrize(
    ("pcm", "dead"),
    [
        pytest.param(np.full(48_128, 700, np.int16), True, id="constant, not zero"),
        pytest.param(np.tile(np.array([0, 1], np.int16), 24_064), True, id="one bit"),
        pytest.param(np.tile(np.array([0, 2], np.int16), 24_064), False, id="the noise of a room"),
        pytest.param(
            np.repeat(np.arange(94, dtype=np.int16) * 50, BLOCK),
            False,
            id="flat blocks that differ",
        ),
    ],
)
def test_what_a_dead_microphone_is(pcm: Pcm, dead: bool) -> None:
    events = listen(LevelMeter(HearingParams(dead_after_s=2.0)), pcm)
    assert any(isinstance(event, MicrophoneFault) for event in events) is dead


def test_the_check_can_be_switched_off() -> None:
    events = listen(LevelMeter(HearingParams(dead_after_s=0.0)), sound(("zero", 8.0)))
    assert all(isinstance(event, LevelReport) for event in events)


def test_clipping_is_told_once_until_it_has_healed() -> None:
    full = np.full(BLOCK * 8, 32767, np.int16)
    pcm = np.concatenate((full, full, sound(("speech", 6.4)), full))
    faults = [e for e in listen(LevelMeter(HearingParams()), pcm) if not isinstance(e, LevelReport)]
    assert [type(fault) for fault in faults] == [MicrophoneFault, MicrophoneHealed, MicrophoneFault]
    assert faults[0] == MicrophoneFault(near(0.128), Fault("HEAR-003", {"clipped_share": "1.0000"}))


def test_noise_falls_fast_and_rises_slowly() -> None:
    meter = LevelMeter(HearingParams())
    listen(meter, sound(("speech", 0.064)))
    loud = meter.noise_dbfs
    listen(meter, sound(("hush", 1.024)))
    fallen = meter.noise_dbfs
    listen(meter, sound(("speech", 1.024)))
    assert (loud - fallen) > 2 * (meter.noise_dbfs - fallen) > 0
