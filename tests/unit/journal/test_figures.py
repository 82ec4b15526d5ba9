"""The journal in figures."""

from datetime import UTC, datetime, timedelta

from letan.journal.figures import Tally, figures_of
from letan.ports.journal import KeptTurn, Outcome, TurnRecord

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)  # one in the night of the 25th at the centre


def turn(
    hours_ago: float,
    outcome: Outcome,
    intent: str = "a.b",
    wait_s: float | None = None,
    source: str = "microphone",
    language: str = "vi",
) -> KeptTurn:
    heard, spoke = (None, None) if wait_s is None else (2.0, 2.0 + wait_s)
    record = TurnRecord(
        "t", outcome, source, intent, heard_s=heard, spoke_s=spoke, language=language
    )
    return KeptTurn(NOW - timedelta(hours=hours_ago), record)


def test_days_are_those_of_the_centre_and_none_is_left_out() -> None:
    turns = [
        turn(0.5, Outcome.ANSWERED),
        turn(2, Outcome.REFERRED),
        turn(3, Outcome.ASKED_BACK),
        turn(4, Outcome.NOT_UNDERSTOOD, ""),
        turn(5, Outcome.IGNORED),
    ]
    found = figures_of(turns, [], NOW, 3, 7.0)
    assert found.days == (
        Tally("2026-11-23", 0, 0, 0, 0),
        Tally("2026-11-24", 0, 1, 1, 1),
        Tally("2026-11-25", 1, 0, 0, 0),
    )
    assert found.entries == (Tally("a.b", 1, 1, 1, 0), Tally("", 0, 0, 0, 1))


def test_waits_sources_and_stars() -> None:
    waits = [0.5, 1.0, 1.5, 4.0, 9.0, None]
    turns = [turn(1, Outcome.ANSWERED, wait_s=wait) for wait in waits]
    turns.append(turn(1, Outcome.OBEYED, source="touch", language="en"))
    found = figures_of(turns, [5, 5, 1], NOW, 1, 7.0)
    assert found.waits == ((1.0, 2), (2.0, 1), (3.0, 0), (5.0, 1), (None, 1))
    assert (found.wait_p50_s, found.wait_p95_s) == (1.5, None)
    assert found.sources == (("microphone", 6), ("touch", 1))
    assert found.languages == (("vi", 6), ("en", 1))
    assert found.stars == (1, 0, 0, 0, 2)


def test_nothing_asked_is_no_error() -> None:
    found = figures_of([], [], NOW, 1, 7.0)
    assert (found.entries, found.wait_p50_s, found.sources) == ((), None, ())
