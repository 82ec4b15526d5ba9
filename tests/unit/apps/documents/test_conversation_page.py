"""The page tells what the code does."""

from pathlib import Path
from typing import get_args

import pytest

from letan.dialogue.expectations import Expectation
from letan.dialogue.state import Phase
from letan.kernel.faults import LetanError
from letan_apps.documents.conversation_page import filled, states
from letan_apps.documents.exploration import Passage, explore
from letan_apps.documents.state_page import diagram, offers

PAGE = Path(__file__).parents[4] / "docs" / "conversation.md"


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    return tuple(explore())


def test_the_page_has_the_diagram_and_the_table_of_the_code() -> None:
    page = PAGE.read_text("utf-8")
    assert filled(page, states()) == page


def test_every_phase_is_reached_and_left(passages: tuple[Passage, ...]) -> None:
    ways = [line.split(":")[0].split(" --> ") for line in diagram(passages).splitlines()[2:]]
    names = {phase.__name__ for phase in get_args(Phase)}
    assert {before.strip() for before, _ in ways} == {after for _, after in ways} == names


def test_every_thing_that_can_be_waited_for_is_in_the_table(passages: tuple[Passage, ...]) -> None:
    rows = offers(passages).splitlines()[2:]
    kinds = [kind.__name__ for kind in get_args(Expectation)]
    titles = ["nothing" if kind == "NoneType" else f"`{kind}`" for kind in kinds]
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == titles


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    page = "a\n<!-- x -->\nold\n<!-- /x -->\nb\n"
    assert filled(page, {"x": "new"}) == "a\n<!-- x -->\nnew\n<!-- /x -->\nb\n"
    with pytest.raises(LetanError, match="no marks for 'y'"):
        filled(page, {"y": "new"})
