"""A new face is believed when a second look finds it again; who is watched is just followed."""

from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from tests.unit.attention.figures import face

from letan.attention.search import find_faces
from letan.ports.camera import Box, Face, Image

IMAGE = np.zeros((480, 640, 3), np.uint8)
WHOLE = Box(0.0, 0.0, 640.0, 480.0)
LEFT, RIGHT = Box(0.0, 0.0, 400.0, 400.0), Box(240.0, 0.0, 400.0, 400.0)
FACE = face(300.0, 200.0, 30.0)


@dataclass
class Told:
    """A detector that says what each test tells it: in the searched parts, and in any other."""

    parts: dict[Box, tuple[Face, ...]]
    again: tuple[Face, ...] = ()
    looked_again: list[Box] = field(default_factory=list)

    name = "told"

    def detect(self, image: Image, part: Box | None = None) -> tuple[Face, ...]:
        assert part is not None
        if part in self.parts:
            return self.parts[part]
        self.looked_again.append(part)
        return self.again


@pytest.mark.parametrize(
    ("again", "found"),
    [
        pytest.param((FACE,), (FACE,), id="found again"),
        pytest.param((), (), id="not found again"),
        pytest.param((replace(FACE, score=0.24),), (), id="both looks together are not sure"),
        pytest.param((face(320.0, 200.0, 30.0),), (), id="beside it"),
        pytest.param((face(300.0, 200.0, 70.0),), (), id="of another size"),
    ],
)
def test_a_new_face_must_be_found_again(again: tuple[Face, ...], found: tuple[Face, ...]) -> None:
    detector = Told({WHOLE: (FACE,)}, again)
    assert find_faces(detector, IMAGE, (WHOLE,)) == found
    (part,) = detector.looked_again
    assert part.centre == FACE.box.centre
    assert part.width == 5.5 * FACE.box.height


def test_who_is_watched_needs_no_second_look() -> None:
    detector = Told({WHOLE: (FACE,)})
    assert find_faces(detector, IMAGE, (WHOLE,), (face(330.0, 205.0, 33.0).box,)) == (FACE,)
    assert detector.looked_again == []


def test_a_doubtful_face_of_who_is_watched_is_looked_at_again() -> None:
    doubtful = replace(FACE, score=0.55)
    detector = Told({WHOLE: (doubtful,)})
    assert find_faces(detector, IMAGE, (WHOLE,), (FACE.box,)) == ()
    assert len(detector.looked_again) == 1


def test_a_face_in_two_parts_is_one_and_one_that_a_part_cuts_is_none() -> None:
    cut = face(395.0, 200.0, 30.0)
    detector = Told({LEFT: (FACE, cut), RIGHT: (face(302.0, 201.0, 31.0),)})
    assert find_faces(detector, IMAGE, (LEFT, RIGHT), (FACE.box, cut.box)) == (FACE,)
