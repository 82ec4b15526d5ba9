"""Pictures of a run: one of the whole (SVG and PNG), and a moving one (GIF)."""

import math
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from letan.gesture.joints import SHOULDER_SIDE_M
from letan.gesture.motion import Posture
from letan.gesture.reach import ARM_LENGTH_M
from letan.kernel.geometry import Point2, Pose2, compose
from letan.kernel.units import Metres, Seconds
from letan.ports.body import Person
from letan.site.shapes import bounds, solid_polygons
from letan.site.site import Polygon, Site
from letan.site.svg_map import site_svg
from letan_sim.episode import Moment

Image = NDArray[np.uint8]
Colour = tuple[int, int, int]

_PX_PER_M = 20
_MARGIN_PX = 12
_ROBOT_M = 0.30
_PEOPLE_EVERY = 8
_FRAME_S: Seconds = 0.5
_FRAME_MS = 125
"""Four times as fast as it was."""
_HANGS_RAD = 0.1
_SHIFT = 4
"""Fractional bits of pixel positions."""

# BGR, as OpenCV has it; the SVG has the same colours.
_FLOOR: Colour = (255, 255, 255)
_SOLID: Colour = (178, 170, 160)
_WALL: Colour = (96, 90, 84)
_ZONE: Colour = (236, 232, 228)
_ROBOT: Colour = (90, 42, 168)
_ARM: Colour = (50, 20, 90)
_VISITOR: Colour = (139, 111, 31)
_PERSON: Colour = (150, 150, 150)
_TRACK: Colour = (40, 120, 230)
_SCAN: Colour = (80, 160, 60)
_TEXT: Colour = (60, 60, 60)


def run_svg(site: Site, moments: tuple[Moment, ...]) -> str:
    """Draw a run as an SVG document: both ways, and where people were.

    Args:
        site: The hall.
        moments: Recorded by `run_episode(…, record=True)`, in order of time.
    """
    visitors = [moment.visitor for moment in moments]
    parts = [
        f'<circle cx="{p.x:.2f}" cy="{-p.y:.2f}" r="0.12" fill="{_css(_PERSON)}"'
        ' fill-opacity="0.45"/>'
        for moment in moments[::_PEOPLE_EVERY]
        for p in moment.people
        if not p.is_follower
    ]
    parts.append(_line([v for v in visitors if v], _VISITOR, 0.12, ' stroke-dasharray="0.3 0.2"'))
    parts.append(_line([m.robot.point for m in moments], _ROBOT, 0.16))
    for moment in moments[-1:]:
        parts.append(_disc(moment.robot.point, _ROBOT_M, _ROBOT))
        parts += [
            _disc(Point2(p.x, p.y), p.radius, _VISITOR if p.is_follower else _PERSON)
            for p in moment.people
        ]
    return site_svg(site).replace("</svg>", "\n".join([*parts, "</svg>"]))


def _line(points: list[Point2], colour: Colour, width: Metres, more: str = "") -> str:
    way = " ".join(f"{p.x:.2f},{-p.y:.2f}" for p in points)
    return (
        f'<polyline points="{way}" fill="none" stroke="{_css(colour)}" stroke-width="{width}"'
        f"{more}/>"
    )


def _disc(at: Point2, radius: Metres, colour: Colour) -> str:
    return (
        f'<circle cx="{at.x:.2f}" cy="{-at.y:.2f}" r="{radius}" fill="{_css(colour)}"'
        ' fill-opacity="0.8" stroke="#ffffff" stroke-width="0.05"/>'
    )


def _css(colour: Colour) -> str:
    return "#{2:02x}{1:02x}{0:02x}".format(*colour)


def arms(robot: Pose2, posture: Posture) -> list[tuple[Point2, Point2]]:
    """Shoulder and hand of each arm that does not hang, as seen from above; metres, map frame."""
    found = []
    for side, left in (("left", 1.0), ("right", -1.0)):
        lift, pan = posture[f"{side}_shoulder_lift"], posture[f"{side}_shoulder_pan"]
        if lift > _HANGS_RAD:
            shoulder = compose(robot, Pose2(0.0, left * SHOULDER_SIDE_M, pan))
            hand = compose(shoulder, Pose2(ARM_LENGTH_M * math.sin(lift), 0.0, 0.0))
            found.append((shoulder.point, hand.point))
    return found


class Canvas:
    """A hall seen from above, 20 pixels a metre; north is up."""

    def __init__(self, site: Site) -> None:
        """Draw what never moves."""
        self._west, south, east, self._north = bounds(site.outline)
        width = round((east - self._west) * _PX_PER_M) + 2 * _MARGIN_PX
        height = round((self._north - south) * _PX_PER_M) + 2 * _MARGIN_PX
        self._plan: Image = np.full((height, width, 3), 255, dtype=np.uint8)
        self._fill(site.outline, _FLOOR)
        for area in [zone.area for zone in site.keep_out] + [zone.area for zone in site.slow]:
            self._fill(area, _ZONE)
        for polygon in solid_polygons(site):
            self._fill(polygon, _SOLID)
        for pillar in site.pillars:
            self._circle(self._plan, pillar.x, pillar.y, pillar.radius, _SOLID)
        for counter in site.counters:
            self._write(self._plan, counter.number, counter.stand.x, counter.stand.y + 0.8)
        corners = self._corners(site.outline)
        cv2.polylines(self._plan, [corners], True, _WALL, 2, cv2.LINE_AA)

    def whole(self, moments: tuple[Moment, ...]) -> Image:
        """Return one picture of the whole run, uint8[height, width, 3], BGR."""
        image = self._plan.copy()
        for moment in moments[::_PEOPLE_EVERY]:
            for p in moment.people:
                if not p.is_follower:
                    self._circle(image, p.x, p.y, 0.1, _PERSON)
        self._way(image, [v for m in moments if (v := m.visitor)], _VISITOR, 2)
        self._way(image, [m.robot.point for m in moments], _ROBOT, 3)
        if moments:
            self._people(image, moments[-1].people)
            self._robot(image, moments[-1].robot, moments[-1].posture)
        return image

    def frame(self, moment: Moment) -> Image:
        """Return one moment: people and robot as they are, scan, tracks and way as it sees them."""
        image, seen = self._plan.copy(), moment.seen
        self._way(image, list(moment.path), _ROBOT, 1)
        self._people(image, moment.people)
        scan = seen.scan
        angles = seen.pose.yaw + scan.angle_min + scan.angle_increment * np.arange(len(scan.ranges))
        hit = np.isfinite(scan.ranges)
        ends = np.column_stack((np.cos(angles[hit]), np.sin(angles[hit])))
        for dx, dy in ends * scan.ranges[hit, np.newaxis]:
            self._circle(image, seen.pose.x + float(dx), seen.pose.y + float(dy), 0.05, _SCAN)
        for p in seen.people:
            self._ring(image, p.x, p.y, p.radius, _TRACK)
            ahead = Point2(p.x + p.vx, p.y + p.vy)
            self._way(image, [Point2(p.x, p.y), ahead], _TRACK, 1)
        self._robot(image, moment.robot, moment.posture)
        self._ring(image, seen.pose.x, seen.pose.y, _ROBOT_M + 0.06, _TRACK)
        text = f"{moment.t:5.1f} s  {moment.state}{'  lost' if seen.lost else ''}"
        cv2.putText(
            image, text, (_MARGIN_PX + 6, _MARGIN_PX + 16), cv2.FONT_HERSHEY_SIMPLEX, 0.45, _TEXT
        )
        return image

    def _people(self, image: Image, people: tuple[Person, ...]) -> None:
        for p in people:
            self._circle(image, p.x, p.y, p.radius, _VISITOR if p.is_follower else _PERSON)

    def _robot(self, image: Image, pose: Pose2, posture: Posture) -> None:
        self._circle(image, pose.x, pose.y, _ROBOT_M, _ROBOT)
        head = compose(pose, Pose2(0.0, 0.0, posture["head_pan"]))
        nose = compose(head, Pose2(1.6 * _ROBOT_M, 0.0, 0.0))
        self._way(image, [pose.point, nose.point], _ROBOT, 2)
        for shoulder, hand in arms(pose, posture):
            self._way(image, [shoulder, hand], _ARM, 3)
            self._circle(image, hand.x, hand.y, 0.07, _ARM)

    def _at(self, x: float, y: float) -> tuple[int, int]:
        scale = _PX_PER_M * (1 << _SHIFT)
        margin = _MARGIN_PX << _SHIFT
        return round((x - self._west) * scale) + margin, round((self._north - y) * scale) + margin

    def _corners(self, polygon: Polygon) -> NDArray[np.int32]:
        return np.array([self._at(p.x, p.y) for p in polygon], dtype=np.int32) >> _SHIFT

    def _fill(self, polygon: Polygon, colour: Colour) -> None:
        cv2.fillPoly(self._plan, [self._corners(polygon)], colour, cv2.LINE_AA)

    def _circle(self, image: Image, x: float, y: float, radius: Metres, colour: Colour) -> None:
        size = max(1, round(radius * _PX_PER_M * (1 << _SHIFT)))
        cv2.circle(image, self._at(x, y), size, colour, -1, cv2.LINE_AA, _SHIFT)

    def _ring(self, image: Image, x: float, y: float, radius: Metres, colour: Colour) -> None:
        size = max(1, round(radius * _PX_PER_M * (1 << _SHIFT)))
        cv2.circle(image, self._at(x, y), size, colour, 1, cv2.LINE_AA, _SHIFT)

    def _way(self, image: Image, points: list[Point2], colour: Colour, width: int) -> None:
        way = np.array([self._at(p.x, p.y) for p in points], dtype=np.int32).reshape(-1, 1, 2)
        if len(way) > 1:
            cv2.polylines(image, [way], False, colour, width, cv2.LINE_AA, _SHIFT)

    def _write(self, image: Image, text: str, x: float, y: float) -> None:
        left, low = self._at(x, y)
        corner = ((left >> _SHIFT) - 5, (low >> _SHIFT) + 5)
        cv2.putText(image, text, corner, cv2.FONT_HERSHEY_SIMPLEX, 0.5, _TEXT)


def write_pictures(folder: Path, site: Site, moments: tuple[Moment, ...]) -> tuple[Path, ...]:
    """Write `run.svg`, `run.png` and `run.gif`; return their paths.

    Args:
        folder: An existing folder.
        site: The hall.
        moments: Recorded, in order of time; there must be some.
    """
    canvas = Canvas(site)
    paths = (folder / "run.svg", folder / "run.png", folder / "run.gif")
    paths[0].write_text(run_svg(site, moments), encoding="utf-8")
    cv2.imwrite(str(paths[1]), canvas.whole(moments))
    step = max(1, round(_FRAME_S / max(1e-6, _between(moments))))
    moving = cv2.Animation()
    moving.frames = [canvas.frame(moment) for moment in moments[::step]]
    moving.durations = [_FRAME_MS] * len(moving.frames)
    # Without it OpenCV's colour reduction leaves ghosts of other colours around everything.
    cv2.imwriteanimation(str(paths[2]), moving, [cv2.IMWRITE_GIF_DITHER, 3])
    return paths


def _between(moments: tuple[Moment, ...]) -> Seconds:
    return moments[1].t - moments[0].t if len(moments) > 1 else _FRAME_S
