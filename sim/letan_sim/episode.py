"""A guiding episode: from the base to a counter, among people, until the visitor stands there."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from letan.gesture.motion import Posture
from letan.guide.escort import EscortStep
from letan.guide.lead import Finished, Outcome
from letan.guide.steering.situation import Steering
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres, Ratio, Seconds
from letan.ports.body import Person
from letan.site.site import Site
from letan_sim.follower import FollowerSettings
from letan_sim.ground import Ground, ground_of
from letan_sim.hall import Hall, HallSettings, before
from letan_sim.metrics import Meter, PeopleMetrics
from letan_sim.mishaps import Mishap
from letan_sim.perception import Seen
from letan_sim.population import CrowdSettings
from letan_sim.robot import STEP_S, Robot
from letan_sim.sensors import LidarSettings

TIME_LIMIT_S = 180.0
SUCCESS_M = 1.5
VISITOR = "visitor"
VISITOR_MPS = (0.45, 0.8)
MOMENT_STEPS = 5
_POINTS_S = 3.0
"""After the end a picture goes on for as long as the robot points."""


@dataclass(frozen=True, slots=True)
class Episode:
    """What is run.

    Attributes:
        seed: Of people, visitor, sensors and slip; chooses the counter.
        people: Walkers besides queues.
        aware: Share of them that feels the robot.
        queues: Longest queue at a counter.
        dropout: Share of failed lidar beams.
        place: Where to; None = a counter drawn by the seed.
        mixed: Share of the walkers who are old people, children, wheelchairs and groups.
        estimated: The robot sees people through the lidar alone; else it knows them perfectly.
        lost_scans: Share of scans that never arrive.
        visitor: How he follows; his speed is drawn by the seed.
        mishaps: What goes wrong with sensors and clock.
    """

    seed: int
    people: int = 20
    aware: Ratio = 1.0
    queues: int = 3
    dropout: Ratio = 0.0
    place: str | None = None
    mixed: Ratio = 0.0
    estimated: bool = False
    lost_scans: Ratio = 0.0
    visitor: FollowerSettings = field(default_factory=FollowerSettings)
    mishaps: tuple[Mishap, ...] = ()

    def hall_settings(self) -> HallSettings:
        """Return the hall's share of it."""
        return HallSettings(
            CrowdSettings(self.people, self.aware, self.queues, mixed=self.mixed),
            LidarSettings(dropout=self.dropout, lost=self.lost_scans),
            mishaps=self.mishaps,
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """One recorded moment, for pictures.

    Attributes:
        t: Of the hall.
        robot: Its true pose.
        people: Everybody as they truly are; the visitor is the follower.
        seen: What the robot knew.
        path: The way that it meant to drive.
        state: Of the guide.
        posture: Of head and arms, radians by joint.
    """

    t: Seconds
    robot: Pose2
    people: tuple[Person, ...]
    seen: Seen
    path: tuple[Point2, ...]
    state: str
    posture: Posture

    @property
    def visitor(self) -> Point2 | None:
        """Where the visitor truly is; None where nobody is led."""
        return next((Point2(p.x, p.y) for p in self.people if p.is_follower), None)


@dataclass(frozen=True, slots=True)
class EpisodeResult:
    """What came out.

    Attributes:
        success: The visitor stood within 1.5 m of the counter's pose within 180 s.
        place: Where he was led.
        outcome: How leading ended; None if it had not ended.
        metrics: Among people.
        wall_contacts: Times the body was stopped by something solid.
        visitor_to_place_m: Distance of the visitor from the place at the end.
        digest: Of every position; timings are not in it.
        wall_s: Seconds of real time the run took.
        moments: Every 0.25 s, if asked for.
    """

    success: bool
    place: str
    outcome: Outcome | None
    metrics: PeopleMetrics
    wall_contacts: int
    visitor_to_place_m: Metres
    digest: str
    wall_s: Seconds
    moments: tuple[Moment, ...] = ()

    @property
    def real_time_factor(self) -> float:
        """Simulated seconds a second."""
        return self.metrics.time_s / max(self.wall_s, 1e-9)


def run_episode(
    site: Site,
    episode: Episode,
    ground: Ground | None = None,
    record: bool = False,
    stopwatch: Callable[[], float] = time.perf_counter,
    limit_s: Seconds = TIME_LIMIT_S,
    steering: Steering | None = None,
) -> EpisodeResult:
    """Run one episode to its end; same site and episode, same digest.

    Args:
        site: The hall.
        episode: What to run.
        ground: `ground_of(site)`, shared between episodes.
        record: Keep moments for a picture.
        stopwatch: Measures the real time of the run; nothing else depends on it.
        limit_s: The episode fails after that long.
        steering: Instead of the robot's own, for comparison.
    """
    draw = np.random.default_rng([episode.seed, 1])
    counters = [counter.id for counter in site.counters]
    place = episode.place or counters[int(draw.integers(len(counters)))]
    hall = Hall(site, episode.seed, episode.hall_settings(), ground or ground_of(site))
    walks = replace(episode.visitor, speed=float(draw.uniform(*VISITOR_MPS)))
    visitor = hall.add_visitor(VISITOR, before(site.base.stand), walks)
    visitor.follow(hall.t)
    robot = Robot(hall, episode.seed, estimated=episode.estimated, steering=steering)
    robot.lead_to(place)
    meter = Meter(hall.settings.body.radius)
    stand = site.place(place).stand
    outcome: Outcome | None = None
    moments: list[Moment] = []
    started = stopwatch()
    while hall.t < limit_s:
        step = robot.step()
        people = _people(hall)
        meter.take(STEP_S, hall.body.pose, hall.body.twist, people, hall.touches)
        if record:
            moments += _moment(robot, step, people)
        for command in step.commands:
            if isinstance(command, Finished):
                outcome = command.outcome
        if outcome is Outcome.ARRIVED:
            visitor.go_to(place)  # the robot points, he does the last steps
            if hall.visitor_position(VISITOR).distance(stand) <= SUCCESS_M:
                break
        elif outcome is not None:
            break
    wall_s = stopwatch() - started
    left = hall.visitor_position(VISITOR).distance(stand)
    success = outcome is Outcome.ARRIVED and left <= SUCCESS_M
    digest, wall_contacts = hall.digest(), hall.wall_contacts
    for _ in range(round(_POINTS_S / STEP_S) if record and success else 0):
        moments += _moment(robot, robot.step(), _people(hall))
    return EpisodeResult(
        success,
        place,
        outcome,
        meter.result(),
        wall_contacts,
        left,
        digest,
        wall_s,
        tuple(moments),
    )


def _people(hall: Hall) -> tuple[Person, ...]:
    """Everybody; the visitor stays the visitor after the robot has pointed."""
    return tuple(replace(p, is_follower=p.track_id == VISITOR) for p in hall.people())


def _moment(robot: Robot, step: EscortStep, people: tuple[Person, ...]) -> tuple[Moment, ...]:
    """Return the moment, where one is due."""
    hall = robot.hall
    if round(hall.t / STEP_S) % MOMENT_STEPS:
        return ()
    at = (hall.t, hall.body.pose, people, robot.seen)
    return (Moment(*at, step.path, step.state, robot.posture),)
