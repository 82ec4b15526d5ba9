"""Random visitors break no rule, and a robot that breaks one is found out."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from letan.dialogue.commands import EndSession, StopSaying
from letan.dialogue.conversation import advance
from letan.dialogue.events import Event, Touched, TouchKind
from letan.dialogue.moves import Step
from letan.dialogue.state import Conversation
from letan.kernel.units import Seconds
from letan_apps.robot import robot as composition
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.crowd import PERSONS, questions_of, visit

VISITORS = 5 * len(PERSONS)
"""A thousand come in `letan bench conversation`."""


@pytest.mark.parametrize("person", PERSONS)
def test_random_visitors_break_no_rule(workshop: Workshop, person: str) -> None:
    questions = questions_of(workshop)
    numbers = range(PERSONS.index(person), VISITORS, len(PERSONS))
    visits = [visit(workshop, number, questions) for number in numbers]
    assert {one.person for one in visits} == {person}
    assert [(one.number, one.broken) for one in visits if one.broken] == []


def test_the_same_number_is_the_same_visitor(workshop: Workshop) -> None:
    questions = questions_of(workshop)
    assert visit(workshop, 7, questions) == visit(workshop, 7, questions)


def talks_over_itself(conversation: Conversation, event: Event, now: Seconds) -> Step:
    following, commands = advance(conversation, event, now)
    return following, tuple(c for c in commands if not isinstance(c, StopSaying))


def does_not_call(conversation: Conversation, event: Event, now: Seconds) -> Step:
    if isinstance(event, Touched) and event.kind is TouchKind.CALL_STAFF:
        return conversation, ()
    return advance(conversation, event, now)


def remembers_the_last_visitor(conversation: Conversation, event: Event, now: Seconds) -> Step:
    following, commands = advance(conversation, event, now)
    if EndSession() in commands:
        return replace(following, session=replace(following.session, language="en")), commands
    return following, commands


@pytest.mark.parametrize(
    ("spoilt", "number", "rule"),
    [
        pytest.param(talks_over_itself, 1, "two voices", id="two voices"),
        pytest.param(does_not_call, 9, "no officer", id="no officer"),
        pytest.param(remembers_the_last_visitor, 0, "is left", id="memory"),
    ],
)
def test_a_broken_rule_is_told(
    workshop: Workshop,
    monkeypatch: pytest.MonkeyPatch,
    spoilt: Callable[[Conversation, Event, Seconds], Step],
    number: int,
    rule: str,
) -> None:
    monkeypatch.setattr(composition, "advance", spoilt)
    broken = visit(workshop, number, questions_of(workshop)).broken
    assert any(rule in line for line in broken)
