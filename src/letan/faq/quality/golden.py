"""Golden questions: what a new release must still answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from letan.faq.content.entry import GoldenQuestion
from letan.faq.faq import AskContext, Faq
from letan.hearing.utterance import Utterance


@dataclass(frozen=True, slots=True)
class GoldenFailure:
    """A golden question that is not answered by its entry.

    Attributes:
        entry: Whose question it is.
        question: As it is asked.
        got: What answered instead: an intent with its facet, "ask_back" or "refer".
        worked_before: The running release answers it.
        is_new: The running release does not have it as a golden question.
    """

    entry: str
    question: GoldenQuestion
    got: str
    worked_before: bool
    is_new: bool

    @property
    def forbids_publishing(self) -> bool:
        """Whether somebody's change broke it; what was broken before is only told."""
        return self.worked_before or self.is_new


def golden_failures(new: Faq, running: Faq, now: datetime | None) -> tuple[GoldenFailure, ...]:
    """Ask a release its golden questions, and those that fail also the running one.

    Args:
        new: Made from the release to be published.
        running: Made from what runs now.
        now: Moment at which they are asked.
    """
    known = set(_questions(running))
    failures = []
    for entry, golden in _questions(new):
        got = _answer(new, golden, now)
        if got != _wanted(entry, golden):
            worked = running.release.entry(entry) is not None and _answer(
                running, golden, now
            ) == _wanted(entry, golden)
            failures.append(GoldenFailure(entry, golden, got, worked, (entry, golden) not in known))
    return tuple(failures)


def _questions(faq: Faq) -> Iterable[tuple[str, GoldenQuestion]]:
    return ((entry.id, golden) for entry in faq.release.entries() for golden in entry.golden)


def _wanted(entry: str, golden: GoldenQuestion) -> str:
    return f"{entry}, {golden.facet}" if golden.facet else entry


def _answer(faq: Faq, golden: GoldenQuestion, now: datetime | None) -> str:
    context = golden.context if faq.release.entry(golden.context) else ""
    reply = faq.reply(Utterance("", golden.question), AskContext(context, now=now))
    if reply.intent is None:
        return reply.kind.name.lower()
    return f"{reply.intent}, {reply.facet}" if golden.facet else reply.intent
