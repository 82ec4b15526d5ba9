"""The simulated camera: the same port as a real one, and its troubles."""

import math

import numpy as np
import pytest

from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2
from letan.ports.camera import Frame
from letan_apps.resources import shipped
from letan_engines.site_yaml import load_site
from letan_sim.camera import HallCamera, Trouble
from letan_sim.camera_scene import Figure
from letan_sim.ground import ground_of
from letan_sim.hall import Hall

SITE = load_site(shipped("sim/worlds/phuong_mau.yaml"))
GROUND = ground_of(SITE)


def hall_with_visitor() -> Hall:
    hall = Hall(SITE, 1, ground=GROUND)
    pose = hall.body.pose
    ahead = Point2(pose.x + 1.5 * math.cos(pose.yaw), pose.y + 1.5 * math.sin(pose.yaw))
    hall.add_visitor("bác Lan", ahead)
    return hall


def frames(camera: HallCamera, hall: Hall, seconds: float) -> list[Frame]:
    taken = []
    for _ in range(round(seconds / 0.05)):
        hall.step(0.05)
        frame = camera.read()
        if frame is not None:
            taken.append(frame)
    return taken


def test_pictures_come_five_times_a_second_with_the_hall_s_time() -> None:
    hall = hall_with_visitor()
    taken = frames(HallCamera(SITE, hall, 1), hall, 1.95)
    assert len(taken) == 10
    assert [frame.number for frame in taken] == list(range(1, 11))
    assert all(frame.image.shape == (480, 640, 3) for frame in taken)
    assert taken[-1].t == pytest.approx(hall.t, abs=0.21)


def test_the_visitor_is_in_the_picture_and_the_same_seed_draws_the_same() -> None:
    hall, again, empty = hall_with_visitor(), hall_with_visitor(), Hall(SITE, 1, ground=GROUND)
    pictures = [frames(HallCamera(SITE, one, 1), one, 0.1)[0].image for one in (hall, again, empty)]
    assert np.array_equal(pictures[0], pictures[1])
    assert np.abs(pictures[0].astype(int) - pictures[2]).mean() > 3.0


def test_whoever_composes_may_alter_a_figure() -> None:
    hall, plain = hall_with_visitor(), hall_with_visitor()
    camera = HallCamera(SITE, hall, 1)
    seen: list[str] = []

    def change(name: str, figure: Figure) -> Figure:
        seen.append(name)
        return Figure(figure.x, figure.y, figure.heading, figure.height, figure.looks, waving=True)

    camera.change = change
    altered = frames(camera, hall, 0.1)[0].image
    assert "bác Lan" in seen
    assert not np.array_equal(altered, frames(HallCamera(SITE, plain, 1), plain, 0.1)[0].image)


def test_troubles_look_as_they_do_on_a_robot() -> None:
    hall = hall_with_visitor()
    camera = HallCamera(SITE, hall, 1)
    sound = frames(camera, hall, 0.2)[-1].image
    shown = {}
    for trouble in (Trouble.FROZEN, Trouble.BLACK, Trouble.COVERED, Trouble.BRIGHT):
        camera.trouble = trouble
        shown[trouble] = frames(camera, hall, 0.4)[-1].image
    assert np.array_equal(shown[Trouble.FROZEN], sound)
    assert shown[Trouble.BLACK].max() == 0
    assert shown[Trouble.COVERED].std() < 30.0
    assert (shown[Trouble.BRIGHT] >= 250).mean() > 0.6
    camera.trouble = Trouble.UNPLUGGED
    with pytest.raises(LetanError, match="is unplugged"):
        camera.read()
