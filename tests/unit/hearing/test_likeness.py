import numpy as np
import pytest

from letan.hearing.likeness import Trace, Tracer, likeness
from letan.kernel.units import Pcm

RATE_HZ, BLOCK = 16_000, 512


def traces(left: np.ndarray, own: np.ndarray, removed_db: float = 0.0) -> list[Trace]:
    return [Trace(a, b, removed_db) for a, b in zip(left, own, strict=True)]


RISING = np.add.outer(np.arange(8.0) % 3, np.arange(16.0))
FALLING = np.add.outer(-(np.arange(8.0) % 3), np.arange(16.0))


@pytest.mark.parametrize(
    ("left", "own", "removed_db", "expected"),
    [
        pytest.param(RISING, RISING, 0.0, 1.0, id="together"),
        pytest.param(RISING, FALLING, 0.0, -1.0, id="against each other"),
        pytest.param(RISING, RISING, 25.0, 2.0, id="together, and mostly taken out"),
        pytest.param(RISING, np.ones((8, 16)), 12.5, 0.5, id="a steady voice tells nothing"),
        pytest.param(RISING[:3], RISING[:3], 5.0, 0.2, id="too short"),
        pytest.param(RISING[:0], RISING[:0], 5.0, 0.0, id="nothing"),
    ],
)
def test_likeness(left: np.ndarray, own: np.ndarray, removed_db: float, expected: float) -> None:
    assert likeness(traces(left, own, removed_db)) == pytest.approx(expected)


def tone(hertz: float, peak: float) -> Pcm:
    return (peak * np.sin(2 * np.pi * hertz * np.arange(BLOCK) / RATE_HZ)).astype(np.int16)


def test_a_trace_has_the_bands_of_what_is_left_and_what_was_taken_out() -> None:
    trace = Tracer(RATE_HZ).trace(tone(1_000, 8_000), tone(1_000, 800), tone(3_000, 8_000))
    assert trace.removed_db == pytest.approx(20.0, abs=0.1)
    assert [int(bands.argmax()) for bands in (trace.left, trace.own)] == [7, 12]


def test_the_echo_of_the_voice_dies_away() -> None:
    tracer, hush = Tracer(RATE_HZ), np.zeros(BLOCK, np.int16)
    loud = tracer.trace(hush, hush, tone(1_000, 8_000)).own
    later = [tracer.trace(hush, hush, hush).own for _ in range(4)][-1]
    assert loud[7] - later[7] == pytest.approx(10.0)
