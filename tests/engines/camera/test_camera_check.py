"""What `letan doctor --camera` says of pictures."""

import numpy as np
import pytest

from letan.attention.optics import Lens
from letan.kernel.faults import LetanError
from letan.ports.camera import Frame, Image
from letan_apps.doctor.camera import check_pictures, take_pictures
from letan_sim.camera_plays import ROBOT, crowd_of
from letan_sim.camera_scene import Light, Painter

pytestmark = pytest.mark.engines


def pictures(light: Light) -> list[Image]:
    painter, play = Painter(Lens(), 1), crowd_of(1, 4)
    walls = np.full(len(painter.rays), 6.0)
    return [painter.draw(ROBOT, play.cast(k / 5), walls, light) for k in range(10)]


def test_a_sound_camera_tells_its_light_and_focus() -> None:
    assert check_pictures(pictures(Light())).startswith("640x480, brightness 1")


@pytest.mark.parametrize(
    ("shown", "problem"),
    [
        (pictures(Light(gain=0.05)), "dark"),
        (pictures(Light(gain=8.0)), "dazzled"),
        (10 * [pictures(Light())[0]], "frozen"),
        (pictures(Light(blur=6.0, noise=6.0)), "no sharp edge"),
        ([np.full((480, 640, 3), 70 + k, np.uint8) for k in range(10)], "covered"),
    ],
)
def test_what_is_wrong_is_named(shown: list[Image], problem: str) -> None:
    with pytest.raises(LetanError, match=problem):
        check_pictures(shown)


def test_a_camera_that_stops_is_named() -> None:
    class Stops:
        left = 4

        def read(self) -> Frame | None:
            self.left -= 1
            return Frame(0.0, np.zeros((480, 640, 3), np.uint8)) if self.left >= 0 else None

        def close(self) -> None:
            """Nothing is open."""

    with pytest.raises(LetanError, match="gave 4 pictures in 6 s"):
        take_pictures(Stops(), lambda _s: None)
