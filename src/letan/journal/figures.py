"""The journal in figures: by day, by entry, how long people waited, how they rated."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median, quantiles

from letan.journal.summary import waits_of
from letan.kernel.units import Seconds
from letan.ports.journal import KeptTurn, Outcome
from letan.site.hours import local_time

_ANSWERED = frozenset({Outcome.ANSWERED, Outcome.OBEYED})
_REFERRED = frozenset({Outcome.REFERRED})
_ASKED_BACK = frozenset({Outcome.ASKED_BACK})
_ABANDONED = frozenset({Outcome.NOT_UNDERSTOOD, Outcome.NO_ANSWER})


@dataclass(frozen=True, slots=True)
class Tally:
    """Turns of a day or of an entry.

    Attributes:
        name: ISO date, or id of the entry ("" = nothing was understood).
        answered: Answered, or done.
        asked_back: Asked which of several was meant.
        referred: Sent to an officer.
        abandoned: Not understood, or left without an answer.
    """

    name: str
    answered: int
    asked_back: int
    referred: int
    abandoned: int

    @property
    def all(self) -> int:
        """How many there were."""
        return self.answered + self.asked_back + self.referred + self.abandoned


@dataclass(frozen=True, slots=True)
class Figures:
    """A period in figures.

    Attributes:
        days: Every day of it, also those without a question.
        entries: What was asked for, the most frequent first.
        waits: Turns by seconds from the last word to the voice: up to 1, 2, 3, 5, more.
        wait_p50_s: Median; None without any.
        wait_p95_s: 95 of 100 waited no longer; None without twenty.
        sources: How it was asked, as `TurnRecord.source`.
        languages: In which language it was answered, as `TurnRecord.language`.
        stars: How often each of 1..5 was given.
    """

    days: tuple[Tally, ...]
    entries: tuple[Tally, ...]
    waits: tuple[tuple[Seconds | None, int], ...]
    wait_p50_s: Seconds | None
    wait_p95_s: Seconds | None
    sources: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    stars: tuple[int, int, int, int, int]


_WAIT_STEPS = (1.0, 2.0, 3.0, 5.0)


def figures_of(
    turns: Sequence[KeptTurn],
    ratings: Sequence[int],
    now: datetime,
    days: int,
    utc_offset_h: float,
) -> Figures:
    """Count.

    Args:
        turns: Of the period; ignored ones do not count.
        ratings: Stars of the period.
        now: Its end.
        days: Its length, >= 1.
        utc_offset_h: Of the centre.
    """
    counted = [kept for kept in turns if kept.turn.outcome is not Outcome.IGNORED]
    last = local_time(now, utc_offset_h).date()
    names = [(last - timedelta(days=back)).isoformat() for back in range(days - 1, -1, -1)]
    by_day: dict[str, list[Outcome]] = {name: [] for name in names}
    by_entry: dict[str, list[Outcome]] = {}
    for kept in counted:
        day: date = local_time(kept.at, utc_offset_h).date()
        if day.isoformat() in by_day:
            by_day[day.isoformat()].append(kept.turn.outcome)
        by_entry.setdefault(kept.turn.intent, []).append(kept.turn.outcome)
    waits = waits_of(counted)
    entries = sorted((_tally(n, o) for n, o in by_entry.items()), key=lambda t: (-t.all, t.name))
    given = Counter(ratings)
    return Figures(
        tuple(_tally(name, outcomes) for name, outcomes in by_day.items()),
        tuple(entries),
        _steps(waits),
        round(median(waits), 3) if waits else None,
        quantiles(waits, n=20)[-1] if len(waits) >= 20 else None,
        tuple(Counter(kept.turn.source for kept in counted).most_common()),
        tuple(Counter(kept.turn.language for kept in counted if kept.turn.language).most_common()),
        (given[1], given[2], given[3], given[4], given[5]),
    )


def _tally(name: str, outcomes: Sequence[Outcome]) -> Tally:
    return Tally(
        name,
        sum(outcome in _ANSWERED for outcome in outcomes),
        sum(outcome in _ASKED_BACK for outcome in outcomes),
        sum(outcome in _REFERRED for outcome in outcomes),
        sum(outcome in _ABANDONED for outcome in outcomes),
    )


def _steps(waits: Sequence[Seconds]) -> tuple[tuple[Seconds | None, int], ...]:
    """Count by the steps; None stands for whatever is longer."""
    lower, found = 0, list[tuple[Seconds | None, int]]()
    for step in _WAIT_STEPS:
        upto = sum(wait <= step for wait in waits)
        found.append((step, upto - lower))
        lower = upto
    return (*found, (None, len(waits) - lower))
