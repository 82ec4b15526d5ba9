"""The journal at a glance."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from letan.kernel.units import Ratio, Seconds
from letan.ports.journal import KeptQuestion, KeptTurn, Outcome


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a period.

    Attributes:
        turns: How many.
        outcomes: How many of each.
        intents: The most frequent, with their counts.
        staff_calls: Turns that called an officer.
        answered_share: Of all that were meant for the robot; None without any.
        reply_p50_s: Median from the final words to the voice; None without any.
        unanswered: Questions that were not answered.
        groups: Groups of them.
        ratings: How many.
        stars: Their mean; None without any.
    """

    turns: int
    outcomes: dict[str, int]
    intents: tuple[tuple[str, int], ...]
    staff_calls: int
    answered_share: Ratio | None
    reply_p50_s: Seconds | None
    unanswered: int
    groups: int
    ratings: int
    stars: float | None


def summarise(
    turns: Sequence[KeptTurn],
    questions: Sequence[KeptQuestion],
    ratings: Sequence[int],
    top: int = 10,
) -> Summary:
    """Count."""
    outcomes = Counter(kept.turn.outcome for kept in turns)
    meant = sum(outcomes.values()) - outcomes[Outcome.IGNORED]
    good = outcomes[Outcome.ANSWERED] + outcomes[Outcome.OBEYED]
    intents = Counter(kept.turn.intent for kept in turns if kept.turn.intent)
    waits = waits_of(turns)
    return Summary(
        len(turns),
        {outcome.value: outcomes[outcome] for outcome in Outcome if outcomes[outcome]},
        tuple(intents.most_common(top)),
        sum(kept.turn.staff for kept in turns),
        round(good / meant, 3) if meant else None,
        round(median(waits), 3) if waits else None,
        sum(question.count for question in questions),
        len(questions),
        len(ratings),
        round(sum(ratings) / len(ratings), 2) if ratings else None,
    )


def waits_of(turns: Sequence[KeptTurn]) -> list[Seconds]:
    """Return how long each visitor waited from his last word to the voice, the shortest first."""
    return sorted(
        max(0.0, kept.turn.spoke_s - kept.turn.heard_s)
        for kept in turns
        if kept.turn.spoke_s is not None and kept.turn.heard_s is not None
    )
