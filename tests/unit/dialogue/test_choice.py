"""A choice is named by its number, and only where a number is meant."""

import pytest

from letan.dialogue.choice import chosen
from letan.faq.reply import Candidate

TWO = (Candidate("a", "A", 0.5), Candidate("b", "B", 0.4))
THREE = (*TWO, Candidate("c", "C", 0.3))


@pytest.mark.parametrize(
    ("text", "candidates", "expected"),
    [
        pytest.param("cái thứ hai ấy", THREE, "b", id="second"),
        pytest.param("số một", THREE, "a", id="first by number"),
        pytest.param("cái cuối", TWO, "b", id="last of two"),
        pytest.param("cái cuối", THREE, "c", id="last of three"),
        pytest.param("thứ ba", TWO, None, id="there is no third"),
        pytest.param("làm giấy cho hai cháu", THREE, None, id="a number in a question"),
        pytest.param("", THREE, None, id="nothing"),
        pytest.param("cái đầu", (), None, id="no choices"),
    ],
)
def test_chosen(text: str, candidates: tuple[Candidate, ...], expected: str | None) -> None:
    assert chosen(text, candidates) == expected
