"""The operator's live picture: boxes on it, a notice in it, jpeg in memory, stored nowhere."""

from collections.abc import Sequence

import cv2
import numpy as np

from letan.attention.someone import Someone
from letan.kernel.units import Seconds
from letan.ports.camera import Image

_NOTICE = "LIVE - NOT STORED"
_VISITOR, _OTHER = (60, 160, 40), (190, 120, 40)
_LATELY_S = 0.8
_QUALITY = 70


def live_jpeg(image: Image, people: Sequence[Someone], visitor: str, now: Seconds) -> bytes:
    """Return the picture as jpeg, with a box and the engagement of everybody whose face it shows.

    Args:
        image: It is not altered.
        people: Everybody who is watched.
        visitor: Id of the person whom the robot speaks with.
        now: Moment of the picture.
    """
    picture = image.copy()
    for person in people:
        if person.box is None or now - person.face_seen > _LATELY_S:
            continue
        colour = _VISITOR if person.id == visitor else _OTHER
        box = person.box
        corners = (
            (round(box.x), round(box.y)),
            (round(box.x + box.width), round(box.y + box.height)),
        )
        cv2.rectangle(picture, *corners, colour, 2)
        words = f"{person.id} {100 * person.engagement:.0f}%{' waves' if person.waving else ''}"
        _write(picture, words, (corners[0][0], max(12, corners[0][1] - 5)), colour)
    _write(picture, _NOTICE, (8, picture.shape[0] - 10), (40, 40, 200))
    ok, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return bytes(np.asarray(jpeg)) if ok else b""


def _write(picture: Image, words: str, at: tuple[int, int], colour: tuple[int, int, int]) -> None:
    cv2.putText(picture, words, at, cv2.FONT_HERSHEY_SIMPLEX, 0.45, (255, 255, 255), 3, cv2.LINE_AA)
    cv2.putText(picture, words, at, cv2.FONT_HERSHEY_SIMPLEX, 0.45, colour, 1, cv2.LINE_AA)
