"""A guiding episode: from the base to a counter, among people, until the visitor stands there."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from letan.guide.collision_monitor import CollisionMonitor
from letan.guide.escort import Escort
from letan.guide.lead import Finished, Outcome
from letan.guide.steering.situation import Steering
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres, Ratio, Seconds
from letan.site.site import Site
from letan_sim.follower import FollowerSettings
from letan_sim.ground import Ground, ground_of
from letan_sim.hall import Hall, HallSettings, before
from letan_sim.metrics import Meter, PeopleMetrics
from letan_sim.mishaps import Mishap
from letan_sim.population import CrowdSettings
from letan_sim.sensors import LidarSettings

STEP_S = 0.05
TIME_LIMIT_S = 180.0
SUCCESS_M = 1.5
_VISITOR_SPEEDS = (0.45, 0.8)


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
        mishaps: What goes wrong with sensors and clock.
    """

    seed: int
    people: int = 20
    aware: Ratio = 1.0
    queues: int = 3
    dropout: Ratio = 0.0
    place: str | None = None
    mixed: Ratio = 0.0
    mishaps: tuple[Mishap, ...] = ()

    def hall_settings(self) -> HallSettings:
        """Return the hall's share of it."""
        return HallSettings(
            CrowdSettings(self.people, self.aware, self.queues, mixed=self.mixed),
            LidarSettings(dropout=self.dropout),
            mishaps=self.mishaps,
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """One recorded moment, for pictures: true pose, the visitor, everybody, what the guide does."""

    t: Seconds
    robot: Pose2
    visitor: Point2
    people: tuple[tuple[float, float], ...]
    state: str


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
        moments: Every 0.5 s, if asked for.
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
    settings = episode.hall_settings()
    hall = Hall(site, episode.seed, settings, ground or ground_of(site))
    walks = FollowerSettings(speed=float(draw.uniform(*_VISITOR_SPEEDS)))
    visitor = hall.add_visitor("visitor", before(site.base.stand), walks)
    visitor.follow(hall.t)
    escort, monitor = Escort(site, steering=steering), CollisionMonitor()
    escort.lead_to(place, hall.t, hall.odometry().pose)
    meter = Meter(settings.body.radius)
    stand = site.place(place).stand
    outcome: Outcome | None = None
    moments: list[Moment] = []
    started = stopwatch()
    while hall.t < limit_s:
        odom, scan, at = hall.odometry(), hall.scan(), hall.visitor_position("visitor")
        now = hall.clock
        step = escort.step(now, odom.pose, odom, scan, at, hall.people())
        verdict = monitor.step(now, step.twist, now, scan, odom)
        hall.drive(verdict.twist)
        hall.step(STEP_S)
        people = hall.people()
        # The visitor stays the visitor for the meter after the robot has pointed.
        people = tuple(replace(p, is_follower=p.track_id == "visitor") for p in people)
        meter.take(STEP_S, hall.body.pose, hall.body.twist, people, hall.touches)
        if record and round(hall.t / STEP_S) % 10 == 0:
            everybody = tuple((p.x, p.y) for p in people if not p.is_follower)
            moments.append(Moment(hall.t, hall.body.pose, at, everybody, step.state))
        for command in step.commands:
            if isinstance(command, Finished):
                outcome = command.outcome
        if outcome is Outcome.ARRIVED:
            visitor.go_to(place)  # the robot points, he does the last steps
            if hall.visitor_position("visitor").distance(stand) <= SUCCESS_M:
                break
        elif outcome is not None:
            break
    wall_s = stopwatch() - started
    left = hall.visitor_position("visitor").distance(stand)
    success = outcome is Outcome.ARRIVED and left <= SUCCESS_M
    return EpisodeResult(
        success,
        place,
        outcome,
        meter.result(),
        hall.wall_contacts,
        left,
        hall.digest(),
        wall_s,
        tuple(moments),
    )
