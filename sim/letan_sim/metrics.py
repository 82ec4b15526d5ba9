"""How well the robot behaved among people: HuNavSim's metrics, measured step by step.

Distances are between surfaces; the visitor who is led counts in the gap alone, not in
contacts and zones. Source: the evaluator of HuNavSim (robotics-upo), its proxemic zones
after Hall; the split of contacts is stricter here: a contact is the robot's as soon as the
robot itself moved towards the person, whoever was faster. Both speeds are those just before
the bodies stopped each other; surfaces nearer than 0.01 m touch.
"""

import math
from dataclasses import dataclass

import numpy as np

from letan.kernel.geometry import Point2, Pose2, Twist2
from letan.kernel.units import Metres, MetresPerSecond, Ratio, Seconds
from letan.ports.body import Person
from letan_sim.hall import Touch

CONTACT_M = 0.01
INTIMATE_M = 0.45
PERSONAL_M = 1.2
FAR_GAP_M = 3.0
_APART_M = 0.1
_MOVES_TOWARDS_MPS = 0.05


@dataclass(frozen=True, slots=True)
class PeopleMetrics:
    """Results over an episode; shares are of its time."""

    robot_on_person_contacts: int
    person_on_robot_contacts: int
    intimate_share: Ratio
    personal_share: Ratio
    gap_over_3m_share: Ratio
    gap_mean_m: Metres
    gap_max_m: Metres
    min_person_distance_m: Metres | None
    path_m: Metres
    heading_change_rad: float
    still_share: Ratio
    time_s: Seconds


class Meter:
    """Collects one episode; call `take` after every step."""

    def __init__(self, robot_radius: Metres) -> None:
        """Begin at zero."""
        self._radius = robot_radius
        self._last: Pose2 | None = None
        self._touching: set[str] = set()
        self._robot_on, self._person_on = 0, 0
        self._time = self._intimate = self._personal = self._far = self._still = 0.0
        self._gap_sum = self._gap_max = self._gap_time = 0.0
        self._nearest = math.inf
        self._path = self._turned = 0.0

    def take(
        self,
        dt: Seconds,
        pose: Pose2,
        twist: Twist2,
        people: tuple[Person, ...],
        touches: tuple[Touch, ...] = (),
    ) -> None:
        """Count one step of `dt` seconds, with the true pose and who met the robot in it."""
        towards = {touch.name: touch.robot_mps for touch in touches}
        self._time += dt
        if self._last is not None:
            self._path += self._last.distance(pose)
            self._turned += abs(math.remainder(pose.yaw - self._last.yaw, math.tau))
        self._last = pose
        if abs(twist.v_mps) < 0.01 and abs(twist.w_radps) < 0.02:
            self._still += dt
        nearest = math.inf
        for person in people:
            gap = math.hypot(person.x - pose.x, person.y - pose.y) - person.radius - self._radius
            if person.is_follower:
                self._gap_time += dt
                self._gap_sum += gap * dt
                self._gap_max = max(self._gap_max, gap)
                self._far += dt * (gap > FAR_GAP_M)
                continue
            nearest = min(nearest, gap)
            self._contact(person, gap, towards.get(person.track_id), pose, twist)
        self._nearest = min(self._nearest, nearest)
        self._intimate += dt * (nearest < INTIMATE_M)
        self._personal += dt * (INTIMATE_M <= nearest < PERSONAL_M)

    def _contact(
        self,
        person: Person,
        gap: Metres,
        towards: MetresPerSecond | None,
        pose: Pose2,
        twist: Twist2,
    ) -> None:
        if gap > _APART_M:
            self._touching.discard(person.track_id)
        if (gap >= CONTACT_M and towards is None) or person.track_id in self._touching:
            return
        self._touching.add(person.track_id)
        if towards is None:
            towards = twist.v_mps * math.cos(pose.bearing(Point2(person.x, person.y)))
        if towards > _MOVES_TOWARDS_MPS:
            self._robot_on += 1
        else:
            self._person_on += 1

    def result(self) -> PeopleMetrics:
        """Return the figures up to now."""
        time = max(self._time, 1e-9)
        led = max(self._gap_time, 1e-9)
        return PeopleMetrics(
            self._robot_on,
            self._person_on,
            self._intimate / time,
            self._personal / time,
            self._far / led,
            self._gap_sum / led,
            self._gap_max,
            None if np.isinf(self._nearest) else self._nearest,
            self._path,
            self._turned,
            self._still / time,
            self._time,
        )
