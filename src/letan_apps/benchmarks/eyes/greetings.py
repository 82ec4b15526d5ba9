"""Who is greeted, how soon; who is let go, how soon; who waves."""

from letan.kernel.units import Seconds
from letan.ports.camera import FaceDetector
from letan_apps.benchmarks.eyes.stage import Seen, watch
from letan_apps.benchmarks.figure import Figure, percentiles
from letan_engines.camera.blazeface import BlazeFace
from letan_sim.camera_plays import Play, approach, crowd_of, passing, poster, standing

_SEED = 90_000
_PLAYS = 40
_COMING, _VISITS = 91_000, 100
"""Who come and go have more plays: a share of 97 % cannot be told from forty."""
_CROWDS = 6
_GREET_S, _CLOSE_S, _WAVE_S = 1.5, 5.0, 3.0
_GREET_AIM_S, _CLOSE_AIM_S = 0.8, 3.0
_COMES_S = 2.0
"""He is seen so long before he arrives: two to three metres farther away."""
_NEVER = float("inf")


def measure() -> tuple[Figure, ...]:
    """Play each play once with seeds of its own."""
    detector = BlazeFace()
    seeds = range(_SEED, _SEED + _PLAYS)

    def show(plays: list[Play]) -> list[Seen]:
        return [watch(play, _SEED + i, detector) for i, play in enumerate(plays)]

    passed = [passing(seed, glances=bool(seed % 2)) for seed in seeds]
    waved = [standing(seed, waves=True) for seed in seeds]
    quiet = [standing(seed, waves=False, scratches=bool(seed % 2)) for seed in seeds]
    crowds = [crowd_of(seed, 20) for seed in range(_SEED, _SEED + _CROWDS)]
    return (
        *visits(detector),
        Figure("passers_by_greeted", _share(show(passed), "greeted"), "", _PLAYS),
        _waves(waved, show(waved)),
        _false_waves([*quiet, *crowds], [*show(quiet), *show(crowds)]),
        _posters(show([poster(seed) for seed in range(_SEED, _SEED + 2)])),
    )


def _share(seen: list[Seen], what: str) -> float:
    return round(sum(bool(getattr(one, what)) for one in seen) / len(seen), 3)


def visits(detector: FaceDetector) -> tuple[Figure, ...]:
    """One comes, looks at the robot, stands five seconds and goes.

    Greeting counts from the moment at which he is within 1.8 m, closing from his turning away; who
    is not greeted or not let go counts as too late.
    """
    greeted, closed, twice = [], [], 0
    for seed in range(_COMING, _COMING + _VISITS):
        play = approach(seed)
        one = watch(play, seed, detector, begins=max(0.0, (play.arrives or 0.0) - _COMES_S))
        twice += len(one.greeted) > 1
        left = one.left if one.greeted and one.left is not None else _NEVER
        greeted.append((one.greeted or (_NEVER,))[0] - (play.arrives or 0.0))
        closed.append(left - (play.leaves or 0.0))

    def share(delays: list[Seconds], least: Seconds, most: Seconds) -> float:
        return round(sum(least <= delay <= most for delay in delays) / _VISITS, 3)

    return (
        Figure("greeted_within_1.5_s", share(greeted, -_NEVER, _GREET_S), "", _VISITS),
        Figure("greeted_within_0.8_s", share(greeted, -_NEVER, _GREET_AIM_S), "", _VISITS),
        *percentiles("approach_to_greeting", [g for g in greeted if g < _NEVER], "s"),
        Figure("greeted_more_than_once", round(twice / _VISITS, 3), "", _VISITS),
        Figure("closed_within_5_s", share(closed, 0.0, _CLOSE_S), "", _VISITS),
        Figure("closed_within_3_s", share(closed, 0.0, _CLOSE_AIM_S), "", _VISITS),
        Figure("closed_while_he_stands", share(closed, -_NEVER, -1e-9), "", _VISITS),
        *percentiles("leaving_to_closed", [c for c in closed if 0.0 <= c < _NEVER], "s"),
    )


def _waves(plays: list[Play], seen: list[Seen]) -> Figure:
    soon = sum(
        bool(one.waved) and one.waved[0] - (play.arrives or 0.0) <= _WAVE_S
        for play, one in zip(plays, seen, strict=True)
    )
    return Figure("waving_seen_within_3_s", round(soon / len(plays), 3), "", len(plays))


def _false_waves(plays: list[Play], seen: list[Seen]) -> Figure:
    hours = sum(play.length for play in plays) / 3600.0
    false = sum(bool(one.waved) for one in seen)
    return Figure("false_waves", round(false / hours, 2), "1/h", len(plays))


def _posters(seen: list[Seen]) -> Figure:
    most = max(len(one.greeted) for one in seen)
    return Figure("most_greetings_of_a_poster_in_60_s", most, "", len(seen))
