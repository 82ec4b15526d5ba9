"""Who comes nearer, from the scan alone: small clusters of hits, followed from scan to scan.

For the collision monitor, which trusts nobody: it shares no tracker, no map and no plan with
whoever commands. Coarser than `letan.people`, and on purpose: a cluster that moves is enough.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.guide.scan_points import hit_points
from letan.kernel.geometry import Pose2, Twist2
from letan.kernel.units import Metres, MetresPerSecond, Seconds
from letan.ports.body import Scan

_RANGE_M = 4.5
_BREAK_M = 0.25
_LEGS_M = 0.6
_WIDEST_M = 0.9
_GATE_M = 0.45
_FORGET_S = 0.35
_GAIN, _RATE_GAIN = 0.5, 0.2
"""Of an alpha-beta filter at 10 Hz: settles in about 0.5 s, and evens out the swing of legs."""
_SURE_AFTER = 4
_MOVES_MPS = 0.35
_INSIDE_M = 0.1
"""The lidar sees a body's near side; its middle lies that much behind the hits."""


@dataclass(slots=True)
class _Body:
    """One cluster, odom frame."""

    x: Metres
    y: Metres
    t: Seconds
    vx: MetresPerSecond = 0.0
    vy: MetresPerSecond = 0.0
    seen: int = 1


class Approaching:
    """Follows what is near; call `look` with every scan, `time_to_meeting` with every command."""

    def __init__(self) -> None:
        """Know nobody."""
        self._bodies: list[_Body] = []
        self._t: Seconds = -math.inf

    def look(self, scan: Scan, pose: Pose2) -> None:
        """Take a scan that was made at `pose`, odom frame; one that is not newer is ignored."""
        if scan.t == self._t:
            return
        if not 0.0 < scan.t - self._t < 1.0:
            self._bodies = []
        self._t = scan.t
        cos, sin = math.cos(pose.yaw), math.sin(pose.yaw)
        seen = [
            (pose.x + cos * x - sin * y, pose.y + sin * x + cos * y)
            for x, y in small_clusters(hit_points(scan, _RANGE_M))
        ]
        for body in self._bodies:
            self._follow(body, seen, scan.t)
        self._bodies = [body for body in self._bodies if scan.t - body.t < _FORGET_S]
        self._bodies += [_Body(x, y, scan.t) for x, y in seen]

    def _follow(self, body: _Body, seen: list[tuple[Metres, Metres]], t: Seconds) -> None:
        """Give a body the nearest cluster, which is taken out of `seen`."""
        dt = t - body.t
        x, y = body.x + dt * body.vx, body.y + dt * body.vy
        if not seen:
            return
        nearest = min(seen, key=lambda at: (at[0] - x) ** 2 + (at[1] - y) ** 2)
        off_x, off_y = nearest[0] - x, nearest[1] - y
        if math.hypot(off_x, off_y) > _GATE_M:
            return
        seen.remove(nearest)
        body.x, body.y = x + _GAIN * off_x, y + _GAIN * off_y
        body.vx += _RATE_GAIN * off_x / dt
        body.vy += _RATE_GAIN * off_y / dt
        body.t, body.seen = t, body.seen + 1

    def time_to_meeting(
        self, pose: Pose2, command: Twist2, now: Seconds, reach: Metres, horizon: Seconds
    ) -> Seconds:
        """Seconds until the robot drives into somebody who moves; inf where it does not.

        Args:
            pose: The robot's, odom frame.
            command: Held all the time.
            now: The scan's clock.
            reach: Distance of centres that is a meeting.
            horizon: How far ahead to look.

        A body that catches up with a robot driving away from it is not met by the robot.
        """
        first = math.inf
        times = np.arange(0.0, horizon + 1e-9, 0.05)
        turned = command.w_radps * times
        if abs(command.w_radps) < 1e-6:
            along, across = command.v_mps * times, np.zeros_like(times)
        else:
            radius = command.v_mps / command.w_radps
            along, across = radius * np.sin(turned), radius * (1.0 - np.cos(turned))
        cos, sin = math.cos(pose.yaw), math.sin(pose.yaw)
        x, y = pose.x + cos * along - sin * across, pose.y + sin * along + cos * across
        ways = np.stack((np.cos(pose.yaw + turned), np.sin(pose.yaw + turned)))
        for body in self._bodies:
            if body.seen < _SURE_AFTER or math.hypot(body.vx, body.vy) < _MOVES_MPS:
                continue
            since = now - body.t
            off_x = body.x + (times + since) * body.vx - x
            off_y = body.y + (times + since) * body.vy - y
            apart = np.hypot(off_x, off_y) + _INSIDE_M
            towards = command.v_mps * (ways[0] * off_x + ways[1] * off_y)
            meets = (apart < reach) & (towards > 0.0)
            if meets.any():
                first = min(first, float(times[int(meets.argmax())]))
        return first


def small_clusters(points: NDArray[np.float64]) -> list[tuple[Metres, Metres]]:
    """Middles of what is no wider than a person, in the frame of the points.

    Args:
        points: float64[n, 2], in the order of the beams.

    Returns:
        x, y of each cluster's mean; two legs beside each other are one.
    """
    if len(points) == 0:
        return []
    steps = np.hypot(*np.diff(points, axis=0).T)
    pieces = np.split(points, np.flatnonzero(steps > _BREAK_M) + 1)
    if len(pieces) > 1 and math.dist(pieces[0][0], pieces[-1][-1]) <= _BREAK_M:
        pieces[0] = np.vstack((pieces.pop(), pieces[0]))
    small = [(p, np.ptp(p, axis=0)) for p in pieces]
    boxes = [p for p, size in small if math.hypot(size[0], size[1]) <= _WIDEST_M]
    merged: list[NDArray[np.float64]] = []
    for piece in boxes:
        if merged and math.dist(merged[-1].mean(axis=0), piece.mean(axis=0)) < _LEGS_M:
            merged[-1] = np.vstack((merged[-1], piece))
        else:
            merged.append(piece)
    return [(float(p[:, 0].mean()), float(p[:, 1].mean())) for p in merged]
