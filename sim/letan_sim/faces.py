"""Drawn heads for the simulated camera: no photograph, no person, only a seed.

A head is a ball with a painted skin (features at their usual places, hair at the back), turned,
lit and drawn as a small picture with an edge mask. It is good enough for a face detector that was
trained on photographs, from the front to about 60 degrees, and shows none from behind:
`tests/engines/camera` holds that.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Radians

SIDE = 128
"""Pixels of a head's picture, which shows 1.25 head heights."""
_WIDE, _HIGH = 512, 256
_SHOWN = 1.25
HEAD_M = 0.23
"""Chin to crown of a grown-up (DIN 33402: 0.21 to 0.25 m)."""

_SKIN = ((150, 182, 224), (128, 164, 212), (108, 146, 198), (92, 126, 178), (168, 196, 232))
_HAIR = ((24, 22, 26), (30, 34, 44), (40, 48, 66), (150, 152, 156), (190, 192, 196))
"""Blue, green, red: black to dark brown, and grey."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How a drawn head differs from others.

    Attributes:
        skin: Blue, green, red.
        hair: The same.
        long_hair: Down to the shoulders.
        glasses: Dark frames.
        mask: A surgical mask over mouth and nose.
        cap: A cap instead of hair on top.
        wide: Breadth of the face, ratio of the usual.
        eyes: Height of the eyes' slit, ratio of the usual.
        shirt: Blue, green, red.
    """

    skin: tuple[int, int, int] = _SKIN[1]
    hair: tuple[int, int, int] = _HAIR[0]
    long_hair: bool = False
    glasses: bool = False
    mask: bool = False
    cap: bool = False
    wide: float = 1.0
    eyes: float = 1.0
    shirt: tuple[int, int, int] = (140, 110, 80)


def draw_looks(rng: np.random.Generator) -> Looks:
    """Return looks by chance: one in twelve wears a mask, one in four glasses."""
    skin, hair = _SKIN[rng.integers(len(_SKIN))], _HAIR[rng.choice(5, p=(0.4, 0.2, 0.1, 0.2, 0.1))]
    shirt = tuple(int(c) for c in rng.integers(40, 220, 3))
    return Looks(
        skin,
        hair,
        long_hair=bool(rng.random() < 0.45),
        glasses=bool(rng.random() < 0.25),
        mask=bool(rng.random() < 1 / 12),
        cap=bool(rng.random() < 0.1),
        wide=float(rng.uniform(0.92, 1.08)),
        eyes=float(rng.uniform(0.8, 1.2)),
        shirt=(shirt[0], shirt[1], shirt[2]),
    )


def _at(lon: float, lat: float) -> tuple[int, int]:
    """Return the painted skin's pixel of a direction: 0, 0 is the middle of the face, up is > 0."""
    return round((lon / math.tau + 0.5) * _WIDE), round((0.5 - lat / math.pi) * _HIGH)


def _ellipse(
    skin: NDArray[np.uint8], lon: float, lat: float, size: tuple[float, float], colour: object
) -> None:
    axes = (max(1, round(size[0] / math.tau * _WIDE)), max(1, round(size[1] / math.pi * _HIGH)))
    cv2.ellipse(skin, _at(lon, lat), axes, 0, 0, 360, colour, -1, cv2.LINE_AA)  # type: ignore[call-overload]  # colours are tuples


def _shade(colour: tuple[int, int, int], by: float) -> tuple[int, int, int]:
    b, g, r = (int(min(255, max(0, c * by))) for c in colour)
    return b, g, r


@lru_cache(maxsize=256)
def _painted(looks: Looks) -> NDArray[np.uint8]:
    """Return the head's skin unrolled, uint8[256, 512, 3]."""
    skin = np.full((_HIGH, _WIDE, 3), looks.skin, np.uint8)
    for side in (-1.0, 1.0):
        _ellipse(skin, side * 0.40, 0.13, (0.27, 0.17), _shade(looks.skin, 0.72))  # socket
        _ellipse(skin, side * 0.62, -0.28, (0.22, 0.16), _shade(looks.skin, 1.06))  # cheek
    _ellipse(skin, 0.0, 0.02, (0.09, 0.26), _shade(looks.skin, 1.12))  # ridge of the nose
    _ellipse(skin, 0.0, -0.20, (0.17, 0.085), _shade(looks.skin, 1.08))  # its tip
    _ellipse(skin, 0.0, -0.29, (0.20, 0.05), _shade(looks.skin, 0.66))  # shadow under it
    _ellipse(skin, 0.0, -0.74, (0.28, 0.07), _shade(looks.skin, 0.80))  # under the lip
    skin[:] = cv2.GaussianBlur(skin, (0, 0), 4.0)
    for side in (-1.0, 1.0):
        _ellipse(skin, side * 0.08, -0.275, (0.045, 0.035), _shade(looks.skin, 0.42))  # nostril
        _ellipse(skin, side * 0.40, 0.115, (0.165, 0.072 * looks.eyes), (205, 212, 216))  # eye
        _ellipse(skin, side * 0.40, 0.115, (0.075, 0.080 * looks.eyes), (26, 30, 38))  # iris
        _ellipse(skin, side * 0.40, 0.185, (0.185, 0.028), _shade(looks.skin, 0.38))  # lid
        _ellipse(skin, side * 0.42, 0.345, (0.235, 0.046), _shade(looks.hair, 1.0))  # brow
    lips = _shade((looks.skin[0] - 34, looks.skin[1] - 56, looks.skin[2] - 22), 0.9)
    _ellipse(skin, 0.0, -0.54, (0.27, 0.085), lips)
    _ellipse(skin, 0.0, -0.545, (0.26, 0.018), _shade(looks.skin, 0.36))
    if looks.glasses:
        for side in (-1.0, 1.0):
            axes = (round(0.25 / math.tau * _WIDE), round(0.19 / math.pi * _HIGH))
            cv2.ellipse(skin, _at(side * 0.40, 0.11), axes, 0, 0, 360, (40, 40, 46), 2, cv2.LINE_AA)
        cv2.line(skin, _at(-0.16, 0.14), _at(0.16, 0.14), (40, 40, 46), 2, cv2.LINE_AA)
    if looks.mask:
        points = [
            _at(*p) for p in ((-1.1, -0.1), (0.0, 0.0), (1.1, -0.1), (0.9, -1.1), (-0.9, -1.1))
        ]
        cv2.fillPoly(skin, [np.array(points, np.int32)], (214, 206, 190), cv2.LINE_AA)
        cv2.line(skin, _at(-0.9, -0.35), _at(0.9, -0.35), (196, 188, 172), 1, cv2.LINE_AA)
    _paint_hair(skin, looks)
    return cv2.GaussianBlur(skin, (0, 0), 1.0).astype(np.uint8)


def _paint_hair(skin: NDArray[np.uint8], looks: Looks) -> None:
    """Hair from a line over the brow to the neck; a cap covers the top."""
    lon = (np.arange(_WIDE) / _WIDE - 0.5) * math.tau
    lat = (0.5 - np.arange(_HIGH) / _HIGH) * math.pi
    front = 0.66 - 0.10 * np.cos(2.0 * lon)
    reach = -1.0 if looks.long_hair else -0.55
    line = np.where(np.abs(lon) < 1.15, front, np.where(np.abs(lon) < 1.5, 0.12, reach))
    line = cv2.GaussianBlur(line.reshape(1, -1), (0, 0), 7.0).reshape(-1)
    hairy = lat[:, np.newaxis] > line[np.newaxis]
    grain = np.random.default_rng(7).uniform(0.8, 1.25, (_HIGH // 4, _WIDE // 2))
    fine = cv2.resize(grain, (_WIDE, _HIGH))[..., np.newaxis]
    strands = np.clip(np.array(looks.hair) * fine, 0, 255).astype(np.uint8)
    skin[hairy] = strands[hairy]
    if looks.cap:
        skin[(lat > 0.62)[:, np.newaxis] & np.ones(_WIDE, np.bool_)] = _shade(looks.shirt, 0.7)


@lru_cache(maxsize=1)
def _ball() -> tuple[NDArray[np.float32], ...]:
    """Return x, y, z of the ball's surface at each pixel, and its edge mask 0..1."""
    across = (np.arange(SIDE, dtype=np.float32) + 0.5) / SIDE * 2.0 - 1.0
    x, y = np.meshgrid(across * _SHOWN, -across * _SHOWN)
    jaw = 1.0 - 0.20 * np.clip(-y, 0.0, 1.0) ** 1.6
    x = x / (0.76 * jaw)
    square = x * x + y * y
    edge = np.clip((1.0 - np.sqrt(square)) * 24.0 + 0.5, 0.0, 1.0)
    z = np.sqrt(np.clip(1.0 - square, 0.0, None))
    return x.astype(np.float32), y.astype(np.float32), z.astype(np.float32), edge.astype(np.float32)


def draw_head(
    looks: Looks, yaw: Radians, light: Radians = -0.6
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Return a head's picture uint8[128, 128, 3], and how much of each pixel it covers, 0..1.

    Args:
        looks: Whose.
        yaw: 0 looks into the camera, positive to the picture's right, pi shows the back.
        light: Where the light comes from, the same way round.
    """
    step = round(yaw / 0.05) * 0.05  # heads of one look are drawn once for each small step
    return _drawn(looks, math.remainder(step, math.tau), round(light, 1))


@lru_cache(maxsize=2048)
def _drawn(
    looks: Looks, yaw: Radians, light: Radians
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    x, y, z, edge = _ball()
    x = x / looks.wide
    lon = np.arctan2(x, z) - yaw
    lon = np.mod(lon + math.pi, math.tau) - math.pi
    lat = np.arcsin(np.clip(y, -1.0, 1.0))
    columns = ((lon / math.tau + 0.5) * _WIDE).astype(np.float32)
    rows = ((0.5 - lat / math.pi) * _HIGH).astype(np.float32)
    seen = cv2.remap(_painted(looks), columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    lit = 0.62 + 0.34 * (x * math.sin(light) + z * math.cos(light)) + 0.10 * y
    head = np.clip(seen * lit[..., np.newaxis], 0, 255).astype(np.uint8)
    _draw_ears_and_nose(head, edge := edge.copy(), looks, yaw)
    return head, edge


def _draw_ears_and_nose(
    head: NDArray[np.uint8], edge: NDArray[np.float32], looks: Looks, yaw: Radians
) -> None:
    """Add what sticks out of the ball: ears at the sides, the nose in profile."""
    middle, unit = SIDE / 2.0, SIDE / 2.0 / _SHOWN
    for side in (-1.0, 1.0):
        across = math.sin(yaw + side * math.pi / 2.0)
        if looks.long_hair or math.cos(yaw + side * math.pi / 2.0) < -0.5 or abs(across) < 0.35:
            continue
        spot = (round(middle + across * 0.79 * unit), round(middle - 0.02 * unit))
        axes = (round(0.09 * unit), round(0.19 * unit))
        colour = _shade(looks.skin, 0.62)
        cv2.ellipse(head, spot, axes, 0, 0, 360, colour, -1, cv2.LINE_AA)
        cv2.ellipse(edge, spot, axes, 0, 0, 360, 1.0, -1)
    if abs(math.sin(yaw)) > 0.6 and math.cos(yaw) > -0.4:
        out = math.copysign(1.0, math.sin(yaw))
        edge_x = middle + out * 0.72 * unit
        nose = [
            (edge_x - out * 0.06 * unit, middle - 0.12 * unit),
            (edge_x + out * 0.15 * unit * abs(math.sin(yaw)), middle + 0.20 * unit),
            (edge_x - out * 0.08 * unit, middle + 0.28 * unit),
        ]
        points = [np.array(nose, np.int32)]
        cv2.fillPoly(head, points, _shade(looks.skin, 0.9), cv2.LINE_AA)
        cv2.fillPoly(edge, points, 1.0)
