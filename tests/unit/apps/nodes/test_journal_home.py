from dataclasses import replace
from pathlib import Path

import pytest

from letan_apps.graph.node_table import load_profile
from letan_apps.nodes.context import Context
from letan_apps.nodes.dialogue import journal_home

HOME = Path("home")


@pytest.mark.parametrize(
    ("simulated", "expected"), [(False, HOME), (True, HOME / "simulated")], ids=["real", "played"]
)
def test_played_visitors_have_a_journal_of_their_own(simulated: bool, expected: Path) -> None:
    profile = replace(load_profile("desk"), use_sim_time=simulated)
    assert journal_home(Context(profile, {}, None, HOME)) == expected
