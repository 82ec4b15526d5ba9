"""What the graph's benchmark starts can be read by what it starts."""

from pathlib import Path

from letan_apps.benchmarks.graph import _PROCESSES, _profile, _visitors
from letan_apps.graph.node_table import load_profile
from letan_apps.visitors import load_visitors


def test_the_visitors_come_one_after_the_other_and_follow(tmp_path: Path) -> None:
    visitors = load_visitors(_visitors(tmp_path))
    assert [v.after for v in visitors] == ["", *(v.name for v in visitors[:-1])]
    assert all(v.follows for v in visitors)


def test_the_profile_has_what_moves_and_the_parameters_of_profile_sim(tmp_path: Path) -> None:
    walk, whole = load_profile(str(_profile(tmp_path, _PROCESSES))), load_profile("sim")
    assert {entry.name for entry in walk.processes} == set(_PROCESSES)
    assert set(walk.nodes) == {
        "sim",
        "surroundings",
        "guide",
        "navigator",
        "gesture",
        "collision_monitor",
    }
    assert walk.use_sim_time
    assert walk.site == whole.site
    assert walk.parameters == {
        node: values for node, values in whole.parameters.items() if node in walk.nodes
    }
