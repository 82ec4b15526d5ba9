"""Who is greeted, how soon; who is let go, how soon; who waves."""

from letan.ports.camera import FaceDetector
from letan_apps.benchmarks.eyes.stage import Seen, watch
from letan_apps.benchmarks.figure import Figure, percentiles
from letan_engines.camera.blazeface import BlazeFace
from letan_sim.camera_plays import Play, approach, crowd_of, passing, poster, standing

_SEED = 90_000
_PLAYS = 40
_LEAVING, _LEAVERS = 91_000, 100
"""Leaving has plays of its own: a share of 97 % cannot be told from forty."""
_CROWDS = 6
_GREET_S, _CLOSE_S, _WAVE_S = 1.5, 5.0, 3.0
_AIM_S = 0.8
_CLOSE_AIM_S = 3.0


def measure() -> tuple[Figure, ...]:
    """Play each play once with seeds of its own."""
    detector = BlazeFace()
    seeds = range(_SEED, _SEED + _PLAYS)

    def show(plays: list[Play]) -> list[Seen]:
        return [watch(play, _SEED + i, detector) for i, play in enumerate(plays)]

    came = [approach(seed) for seed in seeds]
    passed = [passing(seed, glances=bool(seed % 2)) for seed in seeds]
    waved = [standing(seed, waves=True) for seed in seeds]
    quiet = [standing(seed, waves=False, scratches=bool(seed % 2)) for seed in seeds]
    crowds = [crowd_of(seed, 20) for seed in range(_SEED, _SEED + _CROWDS)]
    return (
        *_approaches(came, show(came)),
        *leaving(detector),
        Figure("passers_by_greeted", _share(show(passed), "greeted"), "", _PLAYS),
        _waves(waved, show(waved)),
        _false_waves([*quiet, *crowds], [*show(quiet), *show(crowds)]),
        _posters(show([poster(seed) for seed in range(_SEED, _SEED + 2)])),
    )


def _share(seen: list[Seen], what: str) -> float:
    return round(sum(bool(getattr(one, what)) for one in seen) / len(seen), 3)


def _approaches(plays: list[Play], seen: list[Seen]) -> tuple[Figure, ...]:
    """Delays count from the moment at which the visitor is within 1.8 m."""
    pairs = list(zip(plays, seen, strict=True))
    delays = [one.greeted[0] - (play.arrives or 0.0) for play, one in pairs if one.greeted]
    many = len(plays)
    return (
        Figure("greeted_within_1.5_s", sum(d <= _GREET_S for d in delays) / many, "", many),
        Figure("greeted_within_0.8_s", sum(d <= _AIM_S for d in delays) / many, "", many),
        *percentiles("approach_to_greeting", delays, "s"),
        Figure(
            "greeted_more_than_once", sum(len(one.greeted) > 1 for one in seen) / many, "", many
        ),
    )


def leaving(detector: FaceDetector) -> tuple[Figure, ...]:
    """From turning away to the end of the session; who was never greeted counts as missed."""
    closed = []
    for seed in range(_LEAVING, _LEAVING + _LEAVERS):
        play = approach(seed)
        one = watch(play, seed, detector)
        left = one.left if one.greeted and one.left is not None else float("inf")
        closed.append(left - (play.leaves or 0.0))
    return (
        Figure("closed_within_5_s", sum(c <= _CLOSE_S for c in closed) / _LEAVERS, "", _LEAVERS),
        Figure(
            "closed_within_3_s", sum(c <= _CLOSE_AIM_S for c in closed) / _LEAVERS, "", _LEAVERS
        ),
        Figure("closed_while_he_stands", sum(c < 0.0 for c in closed) / _LEAVERS, "", _LEAVERS),
        *percentiles("leaving_to_closed", [c for c in closed if 0.0 <= c < float("inf")], "s"),
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
