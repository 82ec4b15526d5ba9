"""From pixels to a greeting: drawn people before the real detector, and what goes wrong there."""

from dataclasses import replace

import numpy as np
import pytest

from letan.attention.eyes import Eyes
from letan.attention.picture import PictureState
from letan.ports.camera import FaceDetector, Frame
from letan_apps.benchmarks.eyes.stage import watch
from letan_engines.camera.blazeface import BlazeFace
from letan_sim.camera_plays import ROBOT, Play, approach, crowd_of, passing, poster, standing
from letan_sim.camera_scene import Figure, Painter

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module")
def detector() -> FaceDetector:
    return BlazeFace()


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_who_comes_is_greeted_once_and_let_go(detector: FaceDetector, seed: int) -> None:
    play = approach(seed)
    seen = watch(play, seed, detector)
    assert play.arrives is not None
    assert play.leaves is not None
    assert len(seen.greeted) == 1
    assert -0.5 <= seen.greeted[0] - play.arrives <= 1.5
    assert seen.left is not None
    assert 0.0 < seen.left - play.leaves <= 5.0


@pytest.mark.parametrize(("seed", "glances"), [(1, False), (2, True), (3, True)])
def test_who_passes_is_not_greeted(detector: FaceDetector, seed: int, glances: bool) -> None:
    assert watch(passing(seed, glances=glances), seed, detector).greeted == ()


def test_who_waves_is_seen_and_who_scratches_his_head_is_not(detector: FaceDetector) -> None:
    assert watch(standing(1, waves=True), 1, detector).waved
    assert not watch(standing(2, waves=False, scratches=True), 2, detector).waved


def test_a_poster_is_greeted_at_most_once(detector: FaceDetector) -> None:
    play = replace(poster(1), length=30.0)
    assert len(watch(play, 1, detector).greeted) <= 1


def test_fifty_people_who_walk_about_are_not_greeted(detector: FaceDetector) -> None:
    assert watch(crowd_of(1, 50, length=6.0), 1, detector).greeted == ()


def test_a_visitor_and_his_reflection_are_one_greeting(detector: FaceDetector) -> None:
    """A mirror two metres behind the visitor's place shows him again, farther away."""
    play = approach(2, others=0)

    def mirrored(t: float) -> tuple[Figure, ...]:
        people = play.cast(t)
        return (*people, *(replace(one, x=7.0 - one.x, y=one.y + 0.6) for one in people))

    seen = watch(Play(mirrored, play.light, (play.leaves or 0.0) - 0.5), 2, detector)
    assert len(seen.greeted) == 1


def test_a_hand_over_the_lens_is_told_and_greets_nobody(detector: FaceDetector) -> None:
    eyes, play = Eyes(detector), approach(1)
    painter = Painter(eyes.lens, 1)
    walls = np.full(len(painter.rays), 9.0)
    hand = np.full((480, 640, 3), (20, 26, 66), np.uint8)
    rng = np.random.default_rng(1)
    states = []
    for step in range(40):
        image = painter.draw(ROBOT, play.cast(8.0), walls, play.light)
        if 10 <= step < 30:
            image = np.clip(hand + rng.normal(0, 3, hand.shape), 0, 255).astype(np.uint8)
        states.append(eyes.look(Frame(step / 5, image), ROBOT).picture)
    assert states[9] is PictureState.SOUND
    assert states[29] is PictureState.COVERED
    assert states[-1] is PictureState.SOUND
