"""How fast the simulated hall runs, with lidar, people and guide."""

from letan_apps.benchmarks.figure import Figure
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
    results = [run_episode(site, Episode(seed=seed), ground) for seed in range(1, 1 + _EPISODES)]
    simulated = sum(result.metrics.time_s for result in results)
    real = sum(result.wall_s for result in results)
    return (
        Figure("real_time_factor", round(simulated / real, 1), "x", _EPISODES),
        Figure("success", sum(result.success for result in results) / _EPISODES, "", _EPISODES),
    )
