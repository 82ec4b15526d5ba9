"""Whether people keep their track while the robot drives among twenty of them."""

import math

from letan.attention.someone import Body
from letan.attention.watch import Watch
from letan.kernel.geometry import Twist2
from letan.people.track import Track
from letan.people.tracker import Tracker
from letan.site.grid import occupancy_grid
from letan_apps.benchmarks.figure import Figure
from letan_apps.content.mind import DEFAULT_SITE
from letan_apps.resources import shipped
from letan_engines.site_yaml import load_site
from letan_sim.ground import ground_of
from letan_sim.hall import Hall, HallSettings
from letan_sim.population import CrowdSettings
from letan_sim.tracking_score import TrackingMeter

_SEED = 80_000
_RUNS, _SECONDS, _SCAN_S = 10, 60.0, 0.1
_PEOPLE, _SPEED_MPS, _CLEAR_M = 20, 0.6, 1.2


def measure() -> tuple[Figure, ...]:
    """Drive through the hall; legs by lidar, joined by the eyes' watch, at the true pose."""
    site = load_site(shipped(DEFAULT_SITE))
    ground, grid = ground_of(site), occupancy_grid(site)
    switches = {"lidar": 0.0, "eyes": 0.0}
    recall = 0.0
    for run in range(_RUNS):
        crowd = CrowdSettings(people=_PEOPLE)
        hall = Hall(site, _SEED + run, HallSettings(crowd=crowd), ground)
        tracker, watch = Tracker(grid), Watch()
        meters = {"lidar": TrackingMeter(), "eyes": TrackingMeter()}
        for step in range(round(_SECONDS / _SCAN_S)):
            _steer(hall, step)
            hall.step(_SCAN_S)
            tracks = tracker.step(hall.scan(), hall.body.pose)
            watch.see_bodies([_body(track) for track in tracks], hall.t)
            joined = _as_tracks(watch, tracks, hall)
            names = frozenset(person.track_id for person in hall.people())
            for name, seen in (("lidar", tracks), ("eyes", joined)):
                meters[name].take(hall.t, hall.body.pose, hall.people(), seen, names)
        for name, meter in meters.items():
            switches[name] += meter.result().switches_a_minute / _RUNS
        recall += meters["eyes"].result().recall / _RUNS
    return (
        Figure("switches_driving_lidar", round(switches["lidar"], 2), "1/min", _RUNS),
        Figure("switches_driving_joined", round(switches["eyes"], 2), "1/min", _RUNS),
        Figure("people_within_5_m_with_a_track", round(recall, 3), "", _RUNS),
    )


def _steer(hall: Hall, step: int) -> None:
    """Go straight on where there is room, else turn on the spot."""
    pose = hall.body.pose
    x, y = pose.x + _CLEAR_M * math.cos(pose.yaw), pose.y + _CLEAR_M * math.sin(pose.yaw)
    free = hall.ground.clearance_at(x, y) > 0.5
    hall.drive(Twist2(_SPEED_MPS, 0.1 * math.sin(step / 40.0)) if free else Twist2(0.0, 0.8))


def _body(track: Track) -> Body:
    return Body(track.id, track.position, track.velocity, track.covariance[:2, :2])


def _as_tracks(watch: Watch, tracks: tuple[Track, ...], hall: Hall) -> tuple[Track, ...]:
    """Return the lidar's tracks under the names that the watch gives to the same people."""
    names = {one.body: one.id for one in watch.people(hall.body.pose, hall.t) if one.body}
    return tuple(
        Track(
            names[track.id],
            track.t,
            track.position,
            track.velocity,
            track.covariance,
            track.age,
            track.unseen,
            track.confidence,
        )
        for track in tracks
        if track.id in names
    )
