"""Small faces found, false boxes, and what a picture costs."""

import os
import time
from pathlib import Path

import cv2
import numpy as np

from letan.attention.eyes import Eyes
from letan.attention.optics import FACE_M, Lens
from letan.attention.search import find_faces
from letan.attention.tiles import TilePlan
from letan.kernel.units import Metres
from letan.ports.camera import FaceDetector, Frame, Image
from letan_apps.benchmarks.figure import Figure, percentiles
from letan_engines.camera.blazeface import BlazeFace
from letan_engines.camera.codes import ZxingReader
from letan_sim.camera_plays import ROBOT, approach, draw_light
from letan_sim.camera_scene import Figure as Person
from letan_sim.camera_scene import Painter
from letan_sim.faces import draw_looks

_SEED = 40_000
_FACES = 300
_EMPTY = 1_000
_HEAD_PX = {24: 5.1, 32: 3.8, 48: 2.5}
"""Height of a head in pixels, and how far away it is at 640 pixels and 60 degrees."""
_HEAD_M: Metres = 0.23
_HEADS_AT = ((-0.3, 1.45), (0.0, 1.55), (0.35, 1.65))
"""Where photographed heads are laid: aside, as a share of the distance, and above the floor."""
_PHOTOGRAPHS = "LETAN_TEST_PICTURES"
"""Folder with photographs for this benchmark: faces/ (one face each) and empty/ (nobody)."""


def measure() -> tuple[Figure, ...]:
    """Search every part of each picture, as the eyes do within a round of 0.6 s."""
    detector = BlazeFace()
    found = tuple(
        Figure(f"heads_of_{px}_px_found", _share_found(detector, far), "", _FACES)
        for px, far in _HEAD_PX.items()
    )
    return (*found, _false_boxes(detector), *_photographs(detector), *_cost(detector))


def _search(detector: FaceDetector, image: Image) -> list[tuple[float, float]]:
    """Return the middle of every face that the picture shows, as the eyes search it."""
    return [face.box.centre for face in find_faces(detector, image, TilePlan(Lens()).everything)]


def _share_found(detector: FaceDetector, distance: float) -> float:
    found = 0
    for number in range(_FACES):
        rng = np.random.default_rng([_SEED, number])
        left = float(rng.uniform(-0.45, 0.45)) * distance
        heading = float(np.arctan2(-left, -distance) + rng.normal(0.0, 0.2))
        person = Person(distance, left, heading, float(rng.normal(1.6, 0.07)), draw_looks(rng))
        painter = Painter(Lens(), number)
        walls = np.full(len(painter.rays), distance + float(rng.uniform(0.5, 4.0)))
        image = painter.draw(ROBOT, (person,), walls, draw_light(rng))
        spot = Lens().project(distance, left, person.height - 0.115)
        near = 15.0 if spot is None else 60.0 / distance
        found += spot is not None and any(
            abs(x - spot[0]) < near and abs(y - spot[1]) < near for x, y in _search(detector, image)
        )
    return round(found / _FACES, 4)


def _false_boxes(detector: FaceDetector) -> Figure:
    """Count boxes in halls without people: walls, floors, posters of plain colours, light."""
    boxes = 0
    for number in range(_EMPTY):
        rng = np.random.default_rng([_SEED + 1, number])
        painter = Painter(Lens(), number)
        walls = 3.0 + 6.0 * rng.random() + np.cumsum(rng.normal(0.0, 0.25, len(painter.rays)))
        image = painter.draw(ROBOT, (), np.clip(walls, 1.0, 20.0), draw_light(rng))
        for _ in range(int(rng.integers(3, 12))):
            _furnish(image, rng)
        boxes += len(_search(detector, image))
    return Figure("false_boxes_in_1000_empty_pictures", boxes, "", _EMPTY)


def _furnish(image: Image, rng: np.random.Generator) -> None:
    """Draw a round or square thing somewhere: clocks, plants, signs, chairs."""
    colour = tuple(int(c) for c in rng.integers(20, 240, 3))
    x, y = int(rng.integers(0, 640)), int(rng.integers(60, 420))
    w, h = int(rng.integers(6, 60)), int(rng.integers(6, 60))
    if rng.random() < 0.5:
        cv2.rectangle(image, (x, y), (x + w, y + h), colour, -1)
    else:
        cv2.ellipse(image, (x, y), (w // 2 + 2, h // 2 + 2), 0, 0, 360, colour, -1, cv2.LINE_AA)


def _photographs(detector: FaceDetector) -> tuple[Figure, ...]:
    """Measure on photographs, where somebody has some; none come with the project."""
    folder = os.environ.get(_PHOTOGRAPHS)
    if not folder:
        return ()
    faces = [_read(path) for path in sorted(Path(folder, "faces").glob("*"))]
    empty = [_read(path) for path in sorted(Path(folder, "empty").glob("*"))]
    found, tries = 0, 0
    for picture in faces:
        whole = detector.detect(picture)
        if not whole:
            continue
        box = whole[0].box
        for px in (20, 24, 28, 32):
            share = px / (box.height * _HEAD_M / FACE_M)
            fit = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
            small = np.asarray(fit, np.uint8)
            for side, up in _HEADS_AT:
                image = _placed(small, (box.centre[0] * share, box.centre[1] * share), px, side, up)
                tries += 1
                found += bool(_search(detector, image))
    boxes = sum(len(_search(detector, _fitted(picture))) for picture in empty)
    return (
        Figure(
            "photographed_heads_of_20_to_32_px_found", round(found / max(tries, 1), 3), "", tries
        ),
        Figure("false_boxes_in_photographs", boxes, "", len(empty)),
    )


def _placed(picture: Image, face: tuple[float, float], px: int, side: float, up: Metres) -> Image:
    """Return a plain hall with the picture where a head of that size stands, `up` above the floor.

    Args:
        picture: To lay into it.
        face: The face's middle in it.
        px: Height of the head.
        side: Of the robot's heading, as a share of the distance.
        up: Of the face above the floor.
    """
    lens = Lens()
    distance = _HEAD_M * lens.focal / px
    spot = lens.project(distance, side * distance, up)
    image = np.full((lens.height, lens.width, 3), 120, np.uint8)
    if spot is not None:
        x, y = round(spot[0] - face[0]), round(spot[1] - face[1])
        left, top = max(0, -x), max(0, -y)
        part = image[max(0, y) : y + picture.shape[0], max(0, x) : x + picture.shape[1]]
        part[:] = picture[top : top + part.shape[0], left : left + part.shape[1]]
    return image


def _read(path: Path) -> Image:
    return np.asarray(cv2.imread(str(path), cv2.IMREAD_COLOR), np.uint8)


def _fitted(picture: Image) -> Image:
    return np.asarray(cv2.resize(picture, (640, 480), interpolation=cv2.INTER_AREA), np.uint8)


def _cost(detector: FaceDetector) -> tuple[Figure, ...]:
    """Processor time of a picture with a visitor and two others, and of an empty hall."""
    busy, idle = Eyes(detector, ZxingReader()), Eyes(detector, ZxingReader())
    play = approach(_SEED)
    painter = Painter(Lens(), _SEED)
    walls = np.full(len(painter.rays), 9.0)
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(150):
        t = number / 5.0
        image = painter.draw(ROBOT, play.cast(min(t, 10.0)), walls, play.light, t)
        still = painter.draw(ROBOT, (), walls, play.light, t)
        for eyes, picture, spent in ((busy, image, times[0]), (idle, still, times[1])):
            began = time.process_time()
            eyes.look(Frame(t, picture), ROBOT)
            spent.append((time.process_time() - began) * 1e3)
    return (
        *percentiles("cpu_a_picture_with_people", times[0][10:], "ms"),
        *percentiles("cpu_a_picture_of_an_empty_hall", times[1][30:], "ms"),
    )
