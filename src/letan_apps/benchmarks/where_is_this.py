"""The task "Where is this?" of RoboCup@Home, played in the simulated hall and scored by itself.

Three visitors in turn ask at the base for a place; the robot tells the way, leads there among
people, waits for who stops, and comes back; all within ten minutes. Points as we read the rules:
100 for a way that is told, 200 for a visitor who is brought there, 200 for keeping him close
all the way, stops included. What was asked is given as the place's id: whether speech is
understood is measured elsewhere. Source: the league's rule book, task "Where is This?".
"""

from dataclasses import dataclass

from letan.guide.lead import Outcome
from letan.guide.navigator import Navigator
from letan.kernel.units import Seconds
from letan.site.directions import describe_way
from letan.site.site import Site
from letan_sim.episode import Episode, EpisodeResult, run_episode
from letan_sim.ground import ground_of

_VISITORS = 3
_LIMIT_S = 600.0
_TOLD, _LED, _WAITED = 100, 200, 200
_TELLING_S = 15.0
_BACK_MPS = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """What was reached.

    Attributes:
        points: Sum.
        possible: Most there is.
        visitors: One entry each: place, points, whether he was led in time, gap never lost.
        time_s: Of everything, telling and ways back included.
    """

    points: int
    possible: int
    visitors: tuple[tuple[str, int, bool, bool], ...]
    time_s: Seconds


def score_task(site: Site, seed: int, people: int = 6) -> Score:
    """Play and score the task; same site and seed, same score.

    Args:
        site: The hall.
        seed: Of people, visitors and the places that they ask for.
        people: Walkers in the hall.
    """
    ground = ground_of(site)
    maps = Navigator(site)
    base = site.base.stand
    used: Seconds = 0.0
    visitors: list[tuple[str, int, bool, bool]] = []
    for number in range(_VISITORS):
        result = run_episode(site, Episode(_VISITORS * seed + number, people), ground)
        place = site.place(result.place)
        way = maps.field(place.stand.point).path(base)
        told = len(way) >= 2 and place.spoken.vi in describe_way(place, way, base.yaw).vi.lower()
        used += _TELLING_S + result.metrics.time_s + result.metrics.path_m / _BACK_MPS
        led = result.success and used <= _LIMIT_S
        kept = led and _kept(result)
        points = _TOLD * told + _LED * led + _WAITED * kept
        visitors.append((result.place, points, led, kept))
    total = sum(points for _, points, _, _ in visitors)
    return Score(total, _VISITORS * (_TOLD + _LED + _WAITED), tuple(visitors), used)


def _kept(result: EpisodeResult) -> bool:
    """He arrived, and the gap was above 3 m for less than 2 % of the time."""
    return result.outcome is Outcome.ARRIVED and result.metrics.gap_over_3m_share < 0.02
