"""The journal at a glance."""

from datetime import UTC, datetime

from letan.journal.summary import Summary, summarise
from letan.ports.journal import KeptQuestion, KeptTurn, Outcome, TurnRecord

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def turn(outcome: Outcome, intent: str = "", spoke_s: float | None = None) -> KeptTurn:
    return KeptTurn(AT, TurnRecord("t", outcome, "typed", intent, heard_s=1.0, spoke_s=spoke_s))


def test_everything_is_counted() -> None:
    turns = [
        turn(Outcome.ANSWERED, "a", 1.5),
        turn(Outcome.OBEYED, "a", 2.0),
        turn(Outcome.NOT_UNDERSTOOD),
        turn(Outcome.IGNORED),
    ]
    questions = [KeptQuestion(1, "x", 3, AT, AT), KeptQuestion(2, "y", 1, AT, AT)]
    assert summarise(turns, questions, [5, 4]) == Summary(
        4,
        {"answered": 1, "obeyed": 1, "not_understood": 1, "ignored": 1},
        (("a", 2),),
        0,
        0.667,
        0.75,
        4,
        2,
        2,
        4.5,
    )


def test_an_empty_journal_claims_nothing() -> None:
    assert summarise([], [], []) == Summary(0, {}, (), 0, None, None, 0, 0, 0, None)
