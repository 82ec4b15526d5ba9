"""Draws what a camera sees of a hall: walls, floor, people; out of focus, dim, noisy as wished.

Everything is drawn from figures and a seed. There is no photograph in it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from letan.attention.optics import Lens
from letan.kernel.geometry import Pose2
from letan.kernel.units import Metres, Radians, Ratio, Seconds
from letan.ports.camera import Image, Pixels
from letan_sim.faces import HEAD_M, SIDE, Looks, draw_head

_SHOWN = 1.25
_WALL_M = 3.2
_RAYS = 64
_NOISE_SIDE = 1024


@dataclass(frozen=True, slots=True)
class Figure:
    """A person as the camera sees him.

    Attributes:
        x: Metres, map frame.
        y: Metres.
        heading: Where the head looks, map frame.
        height: Crown above the floor.
        looks: See `faces.Looks`.
        waving: A hand is raised beside the head and swings to and fro.
        hand_hz: How often it does.
        flat: Only a head on a sheet at eye height: a poster.
        sheet: A picture held before the chest, uint8[n, n, 3], e.g. a code.
        sheet_m: Its side.
    """

    x: Metres
    y: Metres
    heading: Radians
    height: Metres = 1.62
    looks: Looks = field(default_factory=Looks)
    waving: bool = False
    hand_hz: float = 1.4
    flat: bool = False
    sheet: Image | None = None
    sheet_m: Metres = 0.12


@dataclass(frozen=True, slots=True)
class Light:
    """What lens, sensor and lamps do to a picture.

    Attributes:
        gain: Brightness, 1 is well exposed.
        blur: Standard deviation of the lens's blur, in pixels.
        noise: Standard deviation of a pixel's noise, in grey levels.
        side: Where the light comes from, 0 from behind the camera, positive from the right.
        backlight: Grey levels that a bright window behind everybody adds to walls.
    """

    gain: float = 1.0
    blur: Pixels = 0.6
    noise: float = 3.0
    side: Radians = -0.6
    backlight: float = 0.0


class Painter:
    """Draws pictures of one camera; keeps the noise and the colours of the hall.

    Args:
        lens: The camera.
        seed: Of walls, floor and noise.
    """

    def __init__(self, lens: Lens, seed: int) -> None:
        self.lens = lens
        rng = np.random.default_rng(seed)
        self._rng = rng
        self._noise = rng.standard_normal((_NOISE_SIDE, _NOISE_SIDE)).astype(np.float32)
        self._wall = rng.uniform(150, 225, 3)
        self._floor = rng.uniform(90, 160, 3)
        offsets = (np.arange(_RAYS) + 0.5) / _RAYS * lens.width
        self.rays: NDArray[np.float64] = np.array([lens.bearing(float(x)) for x in offsets])
        """Bearings at which the hall is asked how far its walls are."""

    def draw(
        self,
        robot: Pose2,
        figures: Sequence[Figure],
        walls: NDArray[np.float64],
        light: Light,
        t: Seconds = 0.0,
    ) -> Image:
        """Return a picture, uint8[height, width, 3].

        Args:
            robot: Where the camera stands.
            figures: Everybody, in any order.
            walls: Distance of the wall at each bearing of `rays`, metres.
            light: See `Light`.
            t: Moment, for hands that wave.
        """
        image = self._room(walls, light)
        order = sorted(figures, key=lambda f: -math.hypot(f.x - robot.x, f.y - robot.y))
        for figure in order:
            self._person(image, robot, figure, walls, light, t)
        return self._develop(image, light)

    def _room(self, walls: NDArray[np.float64], light: Light) -> Image:
        lens = self.lens
        depth = np.maximum(walls * np.cos(self.rays), 0.3)
        tilt = lens.focal * math.tan(lens.pitch)
        top = lens.height / 2.0 + tilt - lens.focal * (_WALL_M - lens.mount_height) / depth
        foot = lens.height / 2.0 + tilt + lens.focal * lens.mount_height / depth
        rows = np.arange(lens.height, dtype=np.float64)[:, np.newaxis]
        shade = np.clip(1.05 - depth / 40.0, 0.6, 1.0)[np.newaxis, :, np.newaxis]
        panel = 1.0 - 0.06 * (np.sin(walls * 2.3) > 0.3)[np.newaxis, :, np.newaxis]
        wall = (self._wall + light.backlight) * shade * panel
        near = np.clip((rows - lens.horizon) / lens.height, 0.0, 1.0)[..., np.newaxis]
        floor = self._floor * (0.75 + 0.4 * near) * np.ones((1, _RAYS, 1))
        ceiling = np.full((1, _RAYS, 3), 205.0 + min(40.0, light.backlight / 2.0))
        is_floor = (rows > foot[np.newaxis])[..., np.newaxis]
        is_wall = (rows > top[np.newaxis])[..., np.newaxis]
        columns = np.where(is_floor, floor, np.where(is_wall, wall, ceiling))
        small = np.clip(columns, 0, 255).astype(np.uint8)
        wide = cv2.resize(small, (lens.width, lens.height), interpolation=cv2.INTER_LINEAR)
        return np.asarray(wide, np.uint8)

    def _person(
        self,
        image: Image,
        robot: Pose2,
        figure: Figure,
        walls: NDArray[np.float64],
        light: Light,
        t: Seconds,
    ) -> None:
        ahead_x, ahead_y = figure.x - robot.x, figure.y - robot.y
        cos, sin = math.cos(robot.yaw), math.sin(robot.yaw)
        ahead, left = cos * ahead_x + sin * ahead_y, -sin * ahead_x + cos * ahead_y
        bearing = math.atan2(left, ahead)
        if ahead < 0.25 or abs(bearing) > self.lens.fov / 2.0 + 0.35:
            return
        ray = int(np.abs(self.rays - bearing).argmin())
        if math.hypot(ahead, left) > walls[ray] + 0.3:
            return  # behind a wall
        face = self.lens.project(ahead, left, figure.height - HEAD_M / 2.0)
        if face is None:
            return
        unit = self.lens.focal / math.hypot(ahead, figure.height - self.lens.mount_height)
        head = HEAD_M * unit
        if head < 4.0:
            return
        dim = 1.0 - 0.35 * min(1.0, light.backlight / 120.0)
        if not figure.flat:
            _draw_body(image, face, head, figure.looks, dim)
            if figure.waving:
                _draw_hand(image, face, head, figure, t * figure.hand_hz, dim)
            if figure.sheet is not None:
                side = figure.sheet_m * unit
                _paste(image, figure.sheet, (face[0], face[1] + 1.9 * head), side)
        turn = math.remainder(figure.heading - (robot.yaw + bearing) - math.pi, math.tau)
        picture, edge = draw_head(figure.looks, turn, light.side)
        _blend(image, picture, edge, face, head * _SHOWN, dim)

    def _develop(self, image: Image, light: Light) -> Image:
        if light.blur > 0.3:
            image = np.asarray(cv2.GaussianBlur(image, (0, 0), light.blur), np.uint8)
        if light.noise <= 0.0 and light.gain == 1.0:
            return image
        high, wide = image.shape[:2]
        y, x = self._rng.integers(0, (_NOISE_SIDE - high + 1, _NOISE_SIDE - wide + 1))
        grain = self._noise[y : y + high, x : x + wide] * np.float32(light.noise)
        lit = cv2.convertScaleAbs(image, alpha=light.gain)
        noisy = cv2.add(lit, cv2.merge([grain, grain, grain]), dtype=cv2.CV_8U)
        return np.asarray(noisy, np.uint8)


def _draw_body(
    image: Image, face: tuple[Pixels, Pixels], head: Pixels, looks: Looks, dim: Ratio
) -> None:
    x, y = face
    skin = tuple(int(0.75 * dim * c) for c in looks.skin)
    shirt = tuple(int(dim * c) for c in looks.shirt)
    legs = tuple(int(0.35 * dim * c) for c in looks.shirt)
    _box(image, x - 0.30 * head, y + 2.9 * head, x + 0.30 * head, y + 6.4 * head, legs)
    _box(image, x - 0.18 * head, y + 0.35 * head, x + 0.18 * head, y + 0.75 * head, skin)
    centre = (round(x), round(y + 1.25 * head))
    cv2.ellipse(image, centre, _axes(0.92 * head, 0.62 * head), 0, 0, 360, shirt, -1, cv2.LINE_AA)
    _box(image, x - 0.80 * head, y + 1.25 * head, x + 0.80 * head, y + 3.1 * head, shirt)
    seam = tuple(int(0.7 * c) for c in shirt)
    cv2.line(image, (round(x), round(y + 0.8 * head)), (round(x), round(y + 3.0 * head)), seam, 1)


def _draw_hand(
    image: Image,
    face: tuple[Pixels, Pixels],
    head: Pixels,
    figure: Figure,
    swings: float,
    dim: Ratio,
) -> None:
    """A forearm raised beside the head, after so many swings."""
    swing = 0.45 * math.sin(math.tau * swings)
    elbow = (face[0] + 1.15 * head, face[1] + 1.2 * head)
    hand = (elbow[0] + 1.35 * head * math.sin(swing), elbow[1] - 1.35 * head * math.cos(swing))
    skin = tuple(int(0.9 * dim * c) for c in figure.looks.skin)
    ends = (round(elbow[0]), round(elbow[1])), (round(hand[0]), round(hand[1]))
    cv2.line(image, ends[0], ends[1], skin, max(1, round(0.26 * head)), cv2.LINE_AA)
    cv2.circle(image, ends[1], max(1, round(0.25 * head)), skin, -1, cv2.LINE_AA)


def _axes(a: Pixels, b: Pixels) -> tuple[int, int]:
    return max(1, round(a)), max(1, round(b))


def _box(
    image: Image, x0: Pixels, y0: Pixels, x1: Pixels, y1: Pixels, colour: tuple[int, ...]
) -> None:
    cv2.rectangle(image, (round(x0), round(y0)), (round(x1), round(y1)), colour, -1)


def _blend(
    image: Image,
    picture: Image,
    edge: NDArray[np.float32],
    centre: tuple[Pixels, Pixels],
    side: Pixels,
    dim: Ratio,
) -> None:
    """Lay a head's picture over the image; what sticks out is cut off."""
    size = max(4, round(side))
    way = cv2.INTER_AREA if size < SIDE else cv2.INTER_LINEAR
    head = cv2.resize(picture, (size, size), interpolation=way)
    cover = cv2.resize(edge, (size, size), interpolation=way)
    x0, y0 = round(centre[0] - size / 2.0), round(centre[1] - size / 2.0)
    high, wide = image.shape[:2]
    a, b = max(0, -x0), max(0, -y0)
    c, d = min(size, wide - x0), min(size, high - y0)
    if c <= a or d <= b:
        return
    part = image[y0 + b : y0 + d, x0 + a : x0 + c]
    share = cover[b:d, a:c, np.newaxis]
    part[:] = (head[b:d, a:c] * (dim * share) + part * (1.0 - share)).astype(np.uint8)


def _paste(image: Image, sheet: Image, centre: tuple[Pixels, Pixels], side: Pixels) -> None:
    size = max(2, round(side))
    small = cv2.resize(sheet, (size, size), interpolation=cv2.INTER_AREA)
    _blend(
        image,
        np.asarray(small, np.uint8),
        np.ones((size, size), np.float32),
        centre,
        size,
        1.0,
    )
