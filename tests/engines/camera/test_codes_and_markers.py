"""Codes and markers as they are shown: small, on a screen, a little turned."""

import math

import cv2
import numpy as np
import pytest
import segno

from letan.attention.optics import Lens
from letan.ports.camera import CodeFormat, Image
from letan_apps.eyes import base_finder
from letan_engines.camera.codes import ZxingReader
from letan_engines.camera.markers import ArucoReader, marker_picture, marker_pose
from letan_ros.parameters import defaults
from letan_ros.schema import SCHEMA

pytestmark = pytest.mark.engines


def qr(text: str, side: int) -> Image:
    """A code of `side` pixels on a grey picture."""
    cells = np.array([[255 * (1 - c) for c in row] for row in segno.make(text, micro=False).matrix])
    code = cv2.resize(cells.astype(np.uint8), (side, side), interpolation=cv2.INTER_AREA)
    image = np.full((480, 640, 3), 120, np.uint8)
    image[170 : 210 + side, 230 : 270 + side] = 245
    image[190 : 190 + side, 250 : 250 + side] = code[..., None]
    return image


@pytest.mark.parametrize("text", ["B017", "H26.31.35-261124-0007", "Xin chào quý khách"])
@pytest.mark.parametrize("side", [60, 80, 160])
def test_small_codes_are_read(text: str, side: int) -> None:
    (code,) = ZxingReader().read(qr(text, side))
    assert (code.text, code.format) == (text, CodeFormat.QR)
    assert abs(code.box.x - 250) < 8
    assert abs(code.box.width - side) < 12


def test_a_picture_without_a_code_has_none() -> None:
    rng = np.random.default_rng(1)
    noise = rng.integers(0, 255, (480, 640, 3)).astype(np.uint8)
    assert ZxingReader().read(noise) == ()
    assert ArucoReader().read(noise) == ()


def marker_before_the_lens(number: int, side: float, ahead: float, turned: float) -> Image:
    """A square is projected into the picture, turned about its upright axis."""
    lens, up = Lens(), 1.3
    half = side / 2.0
    corners = [(half, half), (-half, half), (-half, -half), (half, -half)]
    spots = [
        lens.project(ahead + math.sin(turned) * left, math.cos(turned) * left, up + high)
        for left, high in corners
    ]
    pixels = np.array([spot for spot in spots if spot is not None], np.float32)
    assert len(pixels) == 4
    picture = marker_picture(number, 400)
    inner = np.array([(50, 50), (350, 50), (350, 350), (50, 350)], np.float32)
    warp = cv2.getPerspectiveTransform(inner, pixels)
    image = np.full((480, 640, 3), 150, np.uint8)
    cv2.warpPerspective(picture, warp, (640, 480), image, cv2.INTER_AREA, cv2.BORDER_TRANSPARENT)
    return image


def test_the_base_s_marker_is_found_and_no_other() -> None:
    values = {**defaults(SCHEMA)["attention"], "base_marker_m": 0.16}
    find = base_finder({**values, "base_marker": 3})
    assert find is not None
    pose = find(marker_before_the_lens(3, 0.16, 1.5, 0.0))
    assert pose is not None
    assert pose.x == pytest.approx(1.5, abs=0.06)
    assert find(marker_before_the_lens(4, 0.16, 1.5, 0.0)) is None
    assert base_finder(values) is None, "no base has a marker unless the profile says so"


@pytest.mark.parametrize(("ahead", "turned"), [(1.0, 0.0), (1.5, 0.5), (2.5, -0.4)])
def test_the_marker_of_the_base_is_placed(ahead: float, turned: float) -> None:
    image = marker_before_the_lens(3, 0.16, ahead, turned)
    (marker,) = ArucoReader().read(image)
    pose = marker_pose(marker, Lens(), 0.16)
    assert marker.id == 3
    assert pose.x == pytest.approx(ahead, abs=0.06)
    assert pose.y == pytest.approx(0.0, abs=0.03)
    assert abs(math.remainder(pose.yaw - math.pi + turned, math.tau)) < 0.25
