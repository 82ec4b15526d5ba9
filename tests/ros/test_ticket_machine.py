"""Which ticket machine the conversation gets: what the parameter names, or one clear line."""

from pathlib import Path

import pytest

from letan.kernel.faults import LetanError
from letan_apps.graph.node_table import RunChoice, parameters_of, profile_of
from letan_apps.nodes.context import Context
from letan_apps.nodes.dialogue import ticket_machine
from letan_apps.resources import shipped
from letan_engines.site_yaml import load_site
from letan_sim.ticket_machine import SimulatedTicketMachine

HALL = load_site(shipped("sim/worlds/phuong_mau.yaml"))


def context_of(profile: str, **changes: object) -> Context:
    choice = RunChoice(profile, None, None, {"dialogue": changes})
    return Context(profile_of(choice), parameters_of(choice), None, Path("/nowhere"))


def test_the_simulation_has_a_machine_and_a_real_robot_none() -> None:
    assert ticket_machine(context_of("sim"), HALL) == SimulatedTicketMachine(HALL)
    assert ticket_machine(context_of("sim", tickets="none"), HALL) is None
    assert [ticket_machine(context_of(name), HALL) for name in ("desk", "robot")] == [None, None]


def test_a_machine_that_is_not_there_refuses_to_start() -> None:
    with pytest.raises(LetanError) as refused:
        context_of("robot", tickets="simulated")
    assert str(refused.value) == (
        "dialogue.tickets: simulated: profile robot has no simulated hall with a ticket machine. "
        "Set tickets: none."
    )
