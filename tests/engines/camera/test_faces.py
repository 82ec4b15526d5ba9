"""What every face detector owes its port, on drawn faces: no photograph is in this project."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from letan.attention.optics import Lens, gaze_of, place
from letan.attention.search import find_faces
from letan.attention.tiles import TilePlan
from letan.kernel.geometry import Pose2
from letan.ports.camera import Box, FaceDetector, Image
from letan_engines.camera.blazeface import BlazeFace, check_installed
from letan_sim.camera_scene import Figure, Light, Painter
from letan_sim.faces import draw_looks

pytestmark = pytest.mark.engines

ROBOT = Pose2(0.0, 0.0, 0.0)
LENS = Lens()


@pytest.fixture(scope="module", params=[BlazeFace], ids=["blazeface"])
def detector(request: pytest.FixtureRequest) -> FaceDetector:
    make: Callable[[], FaceDetector] = request.param
    return make()


def scene(distance: float, turned: float, seed: int, left: float = 0.0) -> Image:
    """One person before the camera whose head is turned from it."""
    rng = np.random.default_rng(seed)
    heading = math.atan2(-left, -distance) + turned
    person = Figure(distance, left, heading, 1.6, draw_looks(rng))
    return Painter(LENS, seed).draw(ROBOT, (person,), np.full(64, 9.0), Light())


def found(detector: FaceDetector, image: Image) -> int:
    """Return how many faces the eyes' search finds with it."""
    return len(find_faces(detector, image, TilePlan(LENS).everything))


@pytest.mark.parametrize("distance", [1.0, 2.0, 3.5, 5.0])
def test_faces_are_found_from_one_to_five_metres(detector: FaceDetector, distance: float) -> None:
    seen = [found(detector, scene(distance, 0.0, seed)) > 0 for seed in range(12)]
    assert sum(seen) >= 11


def test_backs_are_no_faces(detector: FaceDetector) -> None:
    assert sum(found(detector, scene(1.5, math.pi, seed)) > 0 for seed in range(12)) <= 1


def test_an_empty_hall_has_no_face(detector: FaceDetector) -> None:
    for seed in range(5):
        empty = Painter(LENS, seed).draw(ROBOT, (), np.full(64, 6.0), Light())
        assert found(detector, empty) == 0


@pytest.mark.parametrize("left", [-0.8, 0.0, 0.8])
def test_a_face_stands_where_it_was_drawn(detector: FaceDetector, left: float) -> None:
    faces = detector.detect(scene(2.0, 0.0, 3, left), TilePlan(LENS).everything[int(left < 0)])
    spot = place(faces[0], LENS, ROBOT)
    assert spot.point.x == pytest.approx(2.0, abs=0.25)
    assert spot.point.y == pytest.approx(left, abs=0.15)
    assert spot.up == pytest.approx(1.6 - 0.115, abs=0.08)


@pytest.mark.parametrize(("turned", "low", "high"), [(0.0, -0.25, 0.25), (0.7, 0.45, 1.0)])
def test_the_gaze_is_told(detector: FaceDetector, turned: float, low: float, high: float) -> None:
    gazes = [
        gaze_of(faces[0])
        for seed in range(8)
        if (faces := detector.detect(scene(1.5, turned, seed), Box(80.0, 0.0, 480.0, 480.0)))
    ]
    assert len(gazes) >= 7
    assert low <= float(np.median(gazes)) <= high


def test_the_same_picture_gives_the_same_faces(detector: FaceDetector) -> None:
    image = scene(1.5, 0.0, 1)
    assert detector.detect(image) == detector.detect(image)


def test_a_part_outside_of_the_picture_has_no_face(detector: FaceDetector) -> None:
    assert detector.detect(scene(1.5, 0.0, 1), Box(900.0, 700.0, 100.0, 100.0)) == ()


def test_the_model_is_the_measured_one() -> None:
    check_installed(thorough=True)
