"""The last word on motion: lets a command through only as far as the scan shows it is safe.

Independent of whoever commands: it knows no map, no path and no goal. What it does not
know for certain stops the robot: data that is old, from the future, frozen, or missing. It
brakes for what stands by the distance along the command, for who moves by the time to meeting.
"""

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from letan.guide.approaching import Approaching
from letan.guide.scan_points import beam_angles, hit_points, valid_beams
from letan.kernel.geometry import STANDSTILL, Twist2
from letan.kernel.units import Metres, MetresPerSecond, Ratio, Seconds
from letan.ports.body import Odometry, Scan

_MOVES_MPS = 0.1
_TURNS_RADPS = 0.2
"""Faster commands than these must show in the odometry."""


class MonitorState(Enum):
    """What the monitor does; values are those of letan_msgs/CollisionState."""

    FREE = 0
    SLOWED = 1
    STOPPED = 2
    EMERGENCY = 3
    STALE = 4


@dataclass(frozen=True, slots=True)
class MonitorLimits:
    """The robot's body and what it may do.

    Attributes:
        radius: Of the round footprint.
        margin: Kept between footprint and anything.
        max_speed: Cap in either direction.
        max_turn_radps: Cap of the turn rate.
        braking: m/s^2 that the drive surely has.
        reaction: Delay from scan to wheels.
        horizon: How far ahead the command is followed.
        stale_after: Oldest command, scan or odometry that is believed.
        future_tolerance: How far a stamp may lie ahead of the clock.
        blind_share: Share of failed beams towards the motion above which the robot counts as blind.
        person_radius: Of somebody who moves.
        frozen_after: Commanded that long without any change of the odometry = it is frozen.
    """

    radius: Metres = 0.30
    margin: Metres = 0.08
    max_speed: MetresPerSecond = 0.8
    max_turn_radps: float = 1.2
    braking: float = 0.8
    reaction: Seconds = 0.15
    horizon: Seconds = 2.5
    stale_after: Seconds = 0.5
    future_tolerance: Seconds = 0.1
    blind_share: Ratio = 0.5
    person_radius: Metres = 0.28
    frozen_after: Seconds = 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What goes to the wheels, and why.

    Attributes:
        twist: Safe velocity.
        state: What was done to the command.
        speed_limit: Highest speed that was allowed along the command.
        nearest: Metres from the footprint to the nearest thing in the way; -1 where not known.
        reason: For the developer, e.g. "scan is 0.7 s old"; "" while FREE.
        time_to_collision: Seconds until the command, held on, meets anything; inf = never.
    """

    twist: Twist2
    state: MonitorState
    speed_limit: MetresPerSecond
    nearest: Metres
    reason: str
    time_to_collision: Seconds = math.inf


class CollisionMonitor:
    """Judges one command after the other.

    Keeps the emergency latch, the last clock, who moves nearby, and since when the odometry has
    not changed although motion was let through.
    """

    _STEP_S = 0.1
    _CRAWL = 0.03

    def __init__(self, limits: MonitorLimits | None = None) -> None:
        """Start released."""
        self.limits = limits or MonitorLimits()
        self._latched = False
        self._last_now: Seconds | None = None
        self._people = Approaching()
        self._odom: Odometry | None = None
        self._unchanged_for: Seconds = 0.0
        self._let = STANDSTILL

    def release(self) -> None:
        """Open the latches; the emergency one closes again while the button is still pressed."""
        self._latched = False
        self._unchanged_for = 0.0

    def step(
        self,
        now: Seconds,
        command: Twist2 | None,
        command_t: Seconds | None,
        scan: Scan | None,
        odom: Odometry | None,
        emergency: bool = False,
    ) -> Verdict:
        """Judge the command.

        Args:
            now: The clock.
            command: Wanted velocity; None before the first.
            command_t: When it was given.
            scan: Latest scan.
            odom: Latest odometry.
            emergency: The button or an operator says stop; latched until `release`.
        """
        passed = 0.0 if self._last_now is None else now - self._last_now
        self._last_now = now
        self._latched = self._latched or emergency
        if self._latched:
            verdict = _stop(MonitorState.EMERGENCY, "emergency stop")
        elif not 0.0 <= passed <= 10.0:
            verdict = _stop(MonitorState.STALE, "the clock jumped")
        else:
            self._watch_wheels(passed, odom)
            why = self._stale(now, command, command_t, scan, odom)
            if why or command is None or scan is None or odom is None:
                verdict = _stop(MonitorState.STALE, why)
            else:
                self._people.look(scan, odom.pose)
                verdict = self._judge(now, self._cap(command), scan, odom)
        self._let = verdict.twist
        return verdict

    def _watch_wheels(self, passed: Seconds, odom: Odometry | None) -> None:
        """Count for how long motion was let through and the odometry did not change at all."""
        if odom is None or self._odom is None or odom.pose != self._odom.pose:
            self._unchanged_for = 0.0
        elif abs(self._let.v_mps) > _MOVES_MPS or abs(self._let.w_radps) > _TURNS_RADPS:
            self._unchanged_for += passed
        self._odom = odom

    def _stale(
        self,
        now: Seconds,
        command: Twist2 | None,
        command_t: Seconds | None,
        scan: Scan | None,
        odom: Odometry | None,
    ) -> str:
        stamps = {
            "command": command_t,
            "scan": scan.t if scan else None,
            "odometry": odom.t if odom else None,
        }
        for name, stamp in stamps.items():
            if stamp is None:
                return f"no {name} yet"
            age = now - stamp
            if not -self.limits.future_tolerance <= age <= self.limits.stale_after:  # NaN fails too
                return f"{name} is {age:.1f} s old"
        if command is None or not (math.isfinite(command.v_mps) and math.isfinite(command.w_radps)):
            return "the command is not a number"
        if odom is None or not all(
            map(
                math.isfinite,
                (odom.pose.x, odom.pose.y, odom.pose.yaw, odom.twist.v_mps, odom.twist.w_radps),
            )
        ):
            return "the odometry is not a number"
        if self._unchanged_for >= self.limits.frozen_after:
            return "the odometry is frozen"
        return ""

    def _cap(self, command: Twist2) -> Twist2:
        limits = self.limits
        too_fast = max(
            abs(command.v_mps) / limits.max_speed, abs(command.w_radps) / limits.max_turn_radps, 1.0
        )
        return Twist2(command.v_mps / too_fast, command.w_radps / too_fast)

    def _judge(self, now: Seconds, command: Twist2, scan: Scan, odom: Odometry) -> Verdict:
        limits = self.limits
        speed = abs(command.v_mps)
        if speed < 1e-3:
            return Verdict(command, MonitorState.FREE, limits.max_speed, -1.0, "")
        if self._blind(command, scan):
            return _stop(MonitorState.STALE, "the lidar is blind towards the motion")
        reach = limits.radius + limits.margin
        hits = hit_points(scan, speed * limits.horizon + reach)
        free_m = self._free_distance(command, hits, reach)
        nearest = free_m if math.isfinite(free_m) else -1.0
        room = max(0.0, free_m - limits.reaction * max(speed, abs(odom.twist.v_mps)))
        for_things = math.sqrt(2.0 * limits.braking * room)
        meeting = self._people.time_to_meeting(
            odom.pose, command, now, reach + limits.person_radius, limits.horizon
        )
        for_people = limits.braking * max(0.0, meeting - limits.reaction - self._STEP_S)
        allowed = min(speed, for_things, for_people)
        ttc = min(free_m / speed, meeting)
        if allowed >= speed * 0.99:
            return Verdict(command, MonitorState.FREE, limits.max_speed, nearest, "", ttc)
        what = "something" if for_things <= for_people else "somebody"
        if allowed < self._CRAWL:
            # Turning on the spot moves no part of a round body towards anything, however near.
            why = f"{what} is in the way"
            return Verdict(
                Twist2(0.0, command.w_radps), MonitorState.STOPPED, 0.0, nearest, why, ttc
            )
        scale = allowed / speed
        twist = Twist2(command.v_mps * scale, command.w_radps * scale)
        why = f"{what} is near the way"
        return Verdict(twist, MonitorState.SLOWED, allowed, nearest, why, ttc)

    def _blind(self, command: Twist2, scan: Scan) -> bool:
        centre = 0.0 if command.v_mps > 0 else math.pi
        towards = np.cos(beam_angles(scan) - centre) > math.cos(math.radians(60.0))
        looked = valid_beams(scan)[towards]
        return len(looked) == 0 or bool(np.mean(~looked) > self.limits.blind_share)

    def _free_distance(self, command: Twist2, points: NDArray[np.float64], reach: Metres) -> Metres:
        """Metres along the command's arc until the footprint meets a point; inf if it does not."""
        if len(points) == 0:
            return math.inf
        times = np.arange(0.0, self.limits.horizon + 1e-9, self._STEP_S)
        turned = command.w_radps * times
        if abs(command.w_radps) < 1e-6:
            x, y = command.v_mps * times, np.zeros_like(times)
        else:
            turn_radius = command.v_mps / command.w_radps
            x, y = turn_radius * np.sin(turned), turn_radius * (1.0 - np.cos(turned))
        distance = np.hypot(points[:, :1] - x, points[:, 1:] - y)
        # Something that touches the margin already must not forbid to drive away from it.
        meets = (distance < reach) & (distance < distance[:, :1] - 1e-3)
        hit_times = np.where(meets.any(axis=1), times[meets.argmax(axis=1)], np.inf)
        first = float(hit_times.min())
        if not math.isfinite(first):
            return math.inf
        return max(0.0, (first - self._STEP_S) * abs(command.v_mps))


def _stop(state: MonitorState, reason: str) -> Verdict:
    return Verdict(STANDSTILL, state, 0.0, -1.0, reason)
