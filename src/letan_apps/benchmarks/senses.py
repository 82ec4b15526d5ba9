"""How well the robot knows where it is, who is around it, and where its visitor is."""

import time
from dataclasses import dataclass, field

import numpy as np

from letan.guide.lead import Finished
from letan.kernel.units import Seconds
from letan.ports.body import Scan
from letan.site.site import Site
from letan_apps.benchmarks.figure import Figure, percentiles
from letan_sim.episode import VISITOR
from letan_sim.ground import ground_of
from letan_sim.hall import Hall, before
from letan_sim.perception import Seen
from letan_sim.robot import Robot
from letan_sim.scenarios import SCENARIOS
from letan_sim.tracking_score import TrackingMeter

_RUN_S: Seconds = 600.0
_LEG_S: Seconds = 120.0
"""A walk that lasts longer is given up for the next place."""
_IS_HE_M = 0.6


@dataclass(slots=True)
class _Log:
    off_m: list[float] = field(default_factory=list)
    look_ms: list[float] = field(default_factory=list)
    lost: int = 0
    seen: int = 0
    right: int = 0
    steps: int = 0


def measure(site: Site, seed: int = 1, run_s: Seconds = _RUN_S) -> tuple[Figure, ...]:
    """Lead a visitor about for ten minutes among twenty people, in `guide_20_estimated`.

    Args:
        site: The hall.
        seed: Of people, sensors, wheels and places.
        run_s: How long.
    """
    scenario = SCENARIOS["guide_20_estimated"]
    hall = Hall(site, seed, scenario.episode(seed).hall_settings(), ground_of(site))
    hall.add_visitor(VISITOR, before(site.base.stand)).follow(hall.t)
    robot, log, tracks = Robot(hall, seed, estimated=True), _Log(), TrackingMeter()
    places = np.random.default_rng([seed, 3]).permutation([c.id for c in site.counters]).tolist()
    scan: Scan | None = None
    until = 0.0
    robot.perception.lead()
    while hall.t < run_s:
        if hall.t >= until:
            places.append(places.pop(0))
            # The visitor is chosen once: at the start, where he stands before the robot.
            robot.escort.lead_to(places[-1], hall.clock, robot.pose)
            until = hall.t + _LEG_S
        began = time.process_time()
        seen = robot.look()
        log.look_ms.append((time.process_time() - began) * 1e3)
        _note(log, hall, seen)
        if seen.scan is not scan:
            scan = seen.scan
            people, found = hall.people(), robot.perception.tracks
            tracks.take(hall.t, hall.body.pose, people, found, hall.visible())
        if any(isinstance(command, Finished) for command in robot.act(seen).commands):
            until = hall.t
    score = tracks.result()
    return (
        *percentiles("pose_error", log.off_m, "m"),
        Figure("pose_lost_share", round(log.lost / log.steps, 4), "", log.steps),
        Figure("people_recall_5m", round(score.recall, 3), "of all within 5 m", 1),
        Figure("people_recall_5m_visible", round(score.recall_visible, 3), "of the visible", 1),
        Figure("people_error_mean", round(score.error_mean_m, 3), "m", 1),
        Figure("people_error_p95", round(score.error_p95_m, 3), "m", 1),
        Figure("people_switches", round(score.switches_a_minute, 2), "a minute", 1),
        Figure("people_false_tracks", round(score.false_a_minute, 2), "a minute", 1),
        Figure("visitor_seen_share", round(log.seen / log.steps, 4), "", log.steps),
        Figure("visitor_right_share", round(log.right / max(1, log.seen), 4), "", log.seen),
        *percentiles("senses_cpu", log.look_ms, "ms"),
    )


def _note(log: _Log, hall: Hall, seen: Seen) -> None:
    truth = hall.visitor_position(VISITOR)
    log.steps += 1
    if seen.lost:
        log.lost += 1
    else:
        log.off_m.append(seen.pose.distance(hall.body.pose))
    if seen.follower is not None:
        log.seen += 1
        log.right += seen.follower.distance(truth) < _IS_HE_M
