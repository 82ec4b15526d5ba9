"""Finds the faces of a picture: parts are searched, and a new face is looked at a second time.

A small face shows so little in one part that either some are missed or things are taken for
faces. So the search lets doubtful ones through, and whoever is not watched there already must be
found again in a part of his own around him, where he is larger and lies differently.
"""

from collections.abc import Iterable, Sequence

from letan.kernel.units import Probability
from letan.ports.camera import Box, Face, FaceDetector, Image, Pixels

_SAME = 0.3
_MARGIN = 0.04
_KNOWN = 1.5
"""A face so many face heights from one of a moment ago is his; people walk between pictures."""
_AROUND = 5.5
_LEAST_SIDE: Pixels = 96.0
_SURE: Probability = 0.575
"""Mean of both looks' scores. Of drawn heads 5.1 m away (seeds 41,000 on) 99 % reach it, of backs
1.5 to 3.5 m away 2 in 48; one look of 0.6 alone, which is the model's own limit: 95 %, 5 in 48."""
_SURE_AT_ONCE: Probability = 0.6
"""Enough for somebody who is watched there already."""
_OFF, _SMALLER, _LARGER = 0.6, 0.5, 2.0
"""The second look may move a face by that many of its heights, and change its size so."""


def find_faces(
    detector: FaceDetector, image: Image, parts: Iterable[Box], known: Sequence[Box] = ()
) -> tuple[Face, ...]:
    """Return every face that the parts show, each once.

    Args:
        detector: It may be generous.
        image: The picture.
        parts: To search.
        known: Where the faces of those who are watched were a moment ago.
    """
    found: list[Face] = []
    for part in parts:
        for face in detector.detect(image, part):
            if not _within(face.box, part, image) or any(_same(face, one) for one in found):
                continue
            if face.score >= _SURE_AT_ONCE and any(_near(face.box, box) for box in known):
                found.append(face)
            elif (again := _second_look(detector, image, face)) is not None and not any(
                _same(again, one) for one in found
            ):
                found.append(again)
    return tuple(found)


def _second_look(detector: FaceDetector, image: Image, face: Face) -> Face | None:
    """Return the same face as a part around it shows it; None if it shows none."""
    side = min(max(_AROUND * face.box.height, _LEAST_SIDE), float(min(image.shape[:2])))
    x, y = face.box.centre
    part = Box(x - side / 2.0, y - side / 2.0, side, side)
    return next(
        (
            again
            for again in detector.detect(image, part)
            if (face.score + again.score) / 2.0 >= _SURE and _is_again(face.box, again.box)
        ),
        None,
    )


def _is_again(box: Box, again: Box) -> bool:
    off = max(abs(a - b) for a, b in zip(box.centre, again.centre, strict=True))
    larger = again.height / box.height
    return off < _OFF * box.height and _SMALLER < larger < _LARGER


def _near(box: Box, known: Box) -> bool:
    off = max(abs(a - b) for a, b in zip(box.centre, known.centre, strict=True))
    return off < _KNOWN * known.height and _SMALLER < box.height / known.height < _LARGER


def _within(box: Box, part: Box, image: Image) -> bool:
    """Return whether a face is not cut by the part's edge, where the picture goes on beyond it."""
    high, wide = image.shape[:2]
    slack = _MARGIN * part.width
    left = box.x >= part.x + slack or part.x <= 0.0
    top = box.y >= part.y + slack or part.y <= 0.0
    right = box.x + box.width <= part.x + part.width - slack or part.x + part.width >= wide
    foot = box.y + box.height <= part.y + part.height - slack or part.y + part.height >= high
    return left and top and right and foot


def _same(one: Face, other: Face) -> bool:
    """Return whether two finds of one picture are one face, found in two parts."""
    a, b = one.box, other.box
    apart = max(abs(a.centre[0] - b.centre[0]), abs(a.centre[1] - b.centre[1]))
    return a.overlap(b) >= _SAME or apart < 0.5 * min(a.width, b.width)
