"""Whether a picture is sound, and whether somebody waves in it."""

import math

import numpy as np
import pytest

from letan.attention.picture import PictureState, PictureWatch, sharpness
from letan.attention.waving import Waving
from letan.ports.camera import Box, Image

RNG = np.random.default_rng(1)
HALL = np.kron(RNG.integers(30, 220, (24, 32)), np.ones((20, 20)))[..., None].repeat(3, axis=2)


def noisy(image: object) -> Image:
    return np.clip(image + RNG.normal(0, 3, (480, 640, 3)), 0, 255).astype(np.uint8)  # type: ignore[operator]  # an array


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        pytest.param(HALL, PictureState.SOUND, id="a hall"),
        pytest.param(0.1 * HALL, PictureState.DARK, id="lights out"),
        pytest.param(0.0 * HALL, PictureState.DARK, id="black"),
        pytest.param(HALL + 200.0, PictureState.BRIGHT, id="the sun"),
        pytest.param(0.0 * HALL + 70.0, PictureState.COVERED, id="a hand"),
    ],
)
def test_what_lasts_is_told_and_ends(picture: object, expected: PictureState) -> None:
    watch = PictureWatch()
    states = [watch.see(noisy(picture), now / 5) for now in range(20)]
    assert states[-1] is expected
    assert states[5] is PictureState.SOUND, "nothing is told within a second"
    after = [watch.see(noisy(HALL), 4.0 + now / 5) for now in range(10)]
    assert after[-1] is PictureState.SOUND


def test_the_same_picture_to_the_last_bit_is_frozen() -> None:
    watch, picture = PictureWatch(), noisy(HALL)
    states = [watch.see(picture, now / 5) for now in range(30)]
    assert states[18] is PictureState.SOUND
    assert states[-1] is PictureState.FROZEN
    assert watch.see(noisy(HALL), 6.0) is PictureState.FROZEN
    assert watch.see(noisy(HALL), 7.1) is PictureState.SOUND


def test_noise_alone_is_no_motion_and_somebody_who_comes_in_is() -> None:
    watch = PictureWatch()
    for now in range(5):
        watch.see(noisy(HALL), now / 5)
    assert not watch.moving
    entered = HALL.copy()
    entered[100:400, 200:300] = 128.0
    watch.see(noisy(entered), 1.2)
    assert watch.moving


def test_soft_pictures_are_less_sharp() -> None:
    slope = np.linspace(60.0, 200.0, 640)[None, :, None] * np.ones((480, 1, 3))
    assert sharpness(slope.astype(np.uint8)) < 3.0
    assert sharpness(HALL.astype(np.uint8)) > 30.0


FACE = Box(300.0, 200.0, 40.0, 40.0)


def with_patch(x: float, y: float = 190.0) -> Image:
    image = np.full((480, 640, 3), 120, np.uint8)
    image[int(y) : int(y) + 40, int(x) : int(x) + 20] = (90, 140, 200)
    return image


def votes(xs: list[float]) -> list[bool]:
    waving = Waving()
    return [waving.see(with_patch(x), {"v1": FACE}, k / 5)["v1"] for k, x in enumerate(xs)]


def test_a_hand_that_goes_to_and_fro_waves() -> None:
    seen = votes([400.0 + 25.0 * math.sin(1.4 * math.tau * k / 5) for k in range(16)])
    assert not any(seen[:6])
    assert seen[-1]


@pytest.mark.parametrize(
    "xs",
    [
        pytest.param([400.0] * 16, id="a hand that is only raised"),
        pytest.param([360.0 + 8.0 * k for k in range(16)], id="somebody walks by"),
        pytest.param([400.0, 440.0] + [440.0] * 14, id="one movement"),
    ],
)
def test_what_is_no_wave(xs: list[float]) -> None:
    assert not any(votes(xs))


def test_votes_of_who_is_gone_are_forgotten() -> None:
    waving = Waving()
    for k in range(10):
        waving.see(with_patch(390.0 + 20.0 * (k % 2)), {"v1": FACE}, k / 5)
    assert waving.see(with_patch(400.0), {}, 3.0) == {}
    assert waving.see(with_patch(420.0), {"v1": FACE}, 3.2) == {"v1": False}
