"""The table: the same seeded episodes with the robot's own steering and with plain ones.

All controllers drive the same body in the same hall behind the same collision monitor and under
the same guide; only the steering differs. Intervals are 95 %: Wilson's for shares of episodes,
the normal one of the mean for everything else.
"""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context

import numpy as np

from letan.guide.steering.mppi import Mppi, MppiSettings
from letan.guide.steering.pursuit import Pursuit
from letan.guide.steering.situation import NavigatorLimits, Situation, Steering
from letan.guide.steering.window import DynamicWindow
from letan.kernel.geometry import Twist2
from letan.site.site import Site
from letan_sim.episode import Episode, EpisodeResult, run_episode
from letan_sim.ground import Ground, ground_of

_Z = 1.959964

CONTROLLERS: dict[str, Callable[[], Steering]] = {
    "letan": Mppi,
    "pure_pursuit": Pursuit,
    "dynamic_window": DynamicWindow,
    "mppi_no_prediction": lambda: Mppi(replace(MppiSettings(), predicts=False)),
}
"""What is compared, the robot's own first."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """One controller in one scenario: measures by name, in the order of the table."""

    scenario: str
    controller: str
    episodes: int
    measures: dict[str, Interval]


class Timed:
    """A steering whose CPU time is taken, cycle by cycle."""

    def __init__(self, inner: Steering) -> None:
        """Begin with no cycles."""
        self.inner = inner
        self.cycles_ms: list[float] = []

    def reset(self) -> None:
        """Hand on."""
        self.inner.reset()

    def steer(self, situation: Situation, limits: NavigatorLimits) -> Twist2:
        """Hand on, and note how long it took."""
        began = time.thread_time()
        twist = self.inner.steer(situation, limits)
        self.cycles_ms.append((time.thread_time() - began) * 1e3)
        return twist


def wilson(hits: int, count: int) -> Interval:
    """Share of hits with Wilson's score interval.

    Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference".
    """
    share, z2 = hits / count, _Z * _Z
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = _Z * math.sqrt(share * (1 - share) / count + z2 / (4 * count * count)) / (1 + z2 / count)
    return Interval(share, min(share, middle - half), max(share, middle + half))


def mean(values: Sequence[float]) -> Interval:
    """Mean with the normal interval; one value has no width."""
    middle = float(np.mean(values))
    half = 0.0
    if len(values) > 1:
        half = _Z * float(np.std(values, ddof=1)) / math.sqrt(len(values))
    return Interval(middle, middle - half, middle + half)


def run_table(
    site: Site,
    scenarios: dict[str, Episode],
    seeds: range,
    controllers: Sequence[str] = tuple(CONTROLLERS),
    workers: int = 1,
) -> Iterator[tuple[Row, tuple[EpisodeResult, ...]]]:
    """Run every controller through the same episodes; yield each row with its episodes.

    Args:
        site: The hall.
        scenarios: Episode by name; its seed is replaced.
        seeds: One episode each, the same for all controllers; not empty.
        controllers: Names of `CONTROLLERS`.
        workers: Processes; the episodes come out the same with any number.
    """
    for scenario, episode in scenarios.items():
        episodes = [replace(episode, seed=seed) for seed in seeds]
        for name in controllers:
            runs = list(_run_all(site, episodes, name, workers))
            results = tuple(result for result, _ in runs)
            cycles_ms = [cycle for _, cycles in runs for cycle in cycles]
            yield Row(scenario, name, len(results), measures_of(results, cycles_ms)), results


def _run_all(
    site: Site, episodes: Sequence[Episode], controller: str, workers: int
) -> Iterator[tuple[EpisodeResult, list[float]]]:
    """Run episodes one after the other, or shared among processes; in their order."""
    if workers == 1:
        ground = ground_of(site)
        _warm_up(site, ground, controller)
        yield from (_run(site, ground, controller, episode) for episode in episodes)
        return
    context = get_context("spawn")  # nothing of this process, its threads least of all, is in it
    with ProcessPoolExecutor(
        workers, context, initializer=_enter, initargs=(site, controller)
    ) as pool:
        yield from pool.map(partial(_run_here, controller), episodes)


_here: dict[str, tuple[Site, Ground]] = {}
"""In a worker: its hall."""


def _enter(site: Site, controller: str) -> None:
    ground = ground_of(site)
    _warm_up(site, ground, controller)
    _here["hall"] = site, ground


def _run_here(controller: str, episode: Episode) -> tuple[EpisodeResult, list[float]]:
    site, ground = _here["hall"]
    return _run(site, ground, controller, episode)


def _run(
    site: Site, ground: Ground, controller: str, episode: Episode
) -> tuple[EpisodeResult, list[float]]:
    """Run one episode; also the CPU milliseconds of the controller's cycles."""
    timed = Timed(CONTROLLERS[controller]())
    return run_episode(site, episode, ground, steering=timed), timed.cycles_ms


def _warm_up(site: Site, ground: Ground, controller: str) -> None:
    """Compile, so that the figures are those of a robot that runs."""
    run_episode(site, Episode(0, people=2), ground, limit_s=1.0, steering=CONTROLLERS[controller]())


def measures_of(
    results: Sequence[EpisodeResult], cycles_ms: Sequence[float]
) -> dict[str, Interval]:
    """Return the measures of some episodes; shares 0..1, seconds, metres, milliseconds."""
    metrics = [result.metrics for result in results]
    count = len(results)
    nearest = [m.min_person_distance_m for m in metrics if m.min_person_distance_m is not None]
    p99 = float(np.percentile(cycles_ms, 99)) if len(cycles_ms) else 0.0
    simulated, real = sum(m.time_s for m in metrics), sum(r.wall_s for r in results)
    factor = simulated / max(real, 1e-9)
    return {
        "success": wilson(sum(r.success for r in results), count),
        "robot_on_person_episodes": wilson(
            sum(m.robot_on_person_contacts > 0 for m in metrics), count
        ),
        "person_on_robot_episodes": wilson(
            sum(m.person_on_robot_contacts > 0 for m in metrics), count
        ),
        "intimate_share": mean([m.intimate_share for m in metrics]),
        "personal_share": mean([m.personal_share for m in metrics]),
        "gap_over_3m_share": mean([m.gap_over_3m_share for m in metrics]),
        "time_s": mean([m.time_s for m in metrics]),
        "path_m": mean([m.path_m for m in metrics]),
        "still_share": mean([m.still_share for m in metrics]),
        "heading_change_rad": mean([m.heading_change_rad for m in metrics]),
        "min_person_distance_m": mean(nearest or [math.inf]),
        "controller_p99_ms": Interval(p99, p99, p99),
        "real_time_factor": Interval(factor, factor, factor),
    }
