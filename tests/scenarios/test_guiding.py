"""Forty episodes of leading, half of them among people who walk as if the robot were not there.

Nothing was tuned on these seeds. The bounds are wider than what the robot must reach over many
episodes (docs/guiding.md): forty cannot tell 98 % from 95 %. They go red when leading gets worse.
"""

import os

import pytest
from tests.unit.site.halls import sample

from letan_apps.benchmarks.sim_table import run_table
from letan_sim.scenarios import SCENARIOS

SEEDS = range(8000, 8020)


@pytest.mark.timeout(900)
def test_visitors_are_led_through_a_crowd_that_does_not_always_make_way() -> None:
    scenarios = {
        name: SCENARIOS[name].episode(SEEDS[0]) for name in ("guide_20", "guide_20_unaware")
    }
    workers = min(2, os.cpu_count() or 1)
    rows = run_table(sample(), scenarios, SEEDS, ("letan",), workers)
    episodes = [result for _, results in rows for result in results]
    people = [episode.metrics for episode in episodes]
    count = len(episodes)
    assert count == 2 * len(SEEDS)
    assert sum(not episode.success for episode in episodes) <= 3
    assert sum(m.robot_on_person_contacts > 0 for m in people) <= 1
    assert sum(m.person_on_robot_contacts > 0 for m in people) <= count // 4
    assert sum(episode.wall_contacts for episode in episodes) == 0
    assert sum(m.intimate_share for m in people) / count <= 0.05
    assert sum(m.gap_over_3m_share for m in people) / count <= 0.03
