"""Small codes: how many are read, and how long that takes."""

import time

import cv2
import numpy as np
import segno

from letan.ports.camera import Image
from letan_apps.benchmarks.figure import Figure, percentiles
from letan_engines.camera.codes import ZxingReader

_SEED = 60_000
_CODES = 300
_SIDES = (60, 80)


def measure() -> tuple[Figure, ...]:
    """Read codes of 60 to 80 pixels, a little turned, soft and noisy."""
    reader = ZxingReader()
    read, times = 0, []
    for number in range(_CODES):
        rng = np.random.default_rng([_SEED, number])
        text = (
            f"H26.31.{rng.integers(10, 99)}-2611{rng.integers(10, 29)}-{rng.integers(1000, 9999)}"
        )
        image = _shown(text, rng)
        began = time.process_time()
        found = reader.read(image)
        times.append((time.process_time() - began) * 1e3)
        read += any(code.text == text for code in found)
    return (
        Figure("codes_of_60_to_80_px_read", round(read / _CODES, 3), "", _CODES),
        *percentiles("code_search", times, "ms"),
    )


def _shown(text: str, rng: np.random.Generator) -> Image:
    code = segno.make(text, micro=False, error="m")
    cells = np.array([[255 * (1 - cell) for cell in row] for row in code.matrix_iter(border=3)])
    side = float(rng.uniform(*_SIDES)) * cells.shape[0] / (cells.shape[0] - 6)
    image = np.full((480, 640, 3), int(rng.integers(60, 200)), np.uint8)
    big = cv2.resize(cells.astype(np.uint8), (400, 400), interpolation=cv2.INTER_NEAREST)
    turn = cv2.getRotationMatrix2D((200.0, 200.0), float(rng.uniform(-15.0, 15.0)), side / 400.0)
    turn[0, 2] += float(rng.uniform(80, 560)) - 200.0
    turn[1, 2] += float(rng.uniform(80, 400)) - 200.0
    mask = cv2.warpAffine(np.full((400, 400), 255, np.uint8), turn, (640, 480))
    laid = cv2.warpAffine(big, turn, (640, 480), flags=cv2.INTER_AREA)
    image[mask > 127] = laid[mask > 127][:, np.newaxis]
    soft = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.3, 0.7)))
    noise = rng.normal(0.0, 4.0, (480, 640, 1))
    return np.clip(soft + noise, 0, 255).astype(np.uint8)
