"""How fast the simulated hall runs and the robot plans, with lidar, people and guide."""

import time

import numpy as np

from letan.guide.navigator import Navigator
from letan.guide.steering.mppi import Mppi
from letan.kernel.geometry import Point2
from letan_apps.benchmarks import senses
from letan_apps.benchmarks.figure import Figure
from letan_apps.benchmarks.sim_table import Timed
from letan_apps.content.mind import DEFAULT_SITE
from letan_apps.resources import shipped
from letan_engines.site_yaml import load_site
from letan_sim.episode import Episode, run_episode
from letan_sim.ground import ground_of

_EPISODES = 5


def measure() -> tuple[Figure, ...]:
    """Lead visitors among twenty people; the first episode only compiles."""
    site = load_site(shipped(DEFAULT_SITE))
    ground = ground_of(site)
    run_episode(site, Episode(seed=0), ground)
    steering = Timed(Mppi())
    results = [
        run_episode(site, Episode(seed=seed), ground, steering=steering)
        for seed in range(1, 1 + _EPISODES)
    ]
    simulated = sum(result.metrics.time_s for result in results)
    real = sum(result.wall_s for result in results)
    reached = sum(result.success for result in results)
    p99 = float(np.percentile(steering.cycles_ms, 99))
    navigator = Navigator(site)
    plans = [_plan_ms(navigator, place.stand.point) for place in site.counters]
    return (
        Figure("real_time_factor", round(simulated / real, 1), "x", _EPISODES),
        Figure("episodes_succeeded", reached, f"of {_EPISODES} episodes", 1),
        Figure("controller_cpu_p99", round(p99, 2), "ms", len(steering.cycles_ms)),
        Figure("plan_cpu_max", round(max(plans), 1), "ms", len(plans)),
        *senses.measure(site),
    )


def _plan_ms(navigator: Navigator, goal: Point2) -> float:
    began = time.process_time()
    navigator.field(goal)
    return (time.process_time() - began) * 1e3
