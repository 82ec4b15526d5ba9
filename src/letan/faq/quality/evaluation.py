"""Measures of a table of questions, as the contract of `letan eval` names them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from letan.faq.content.entry import OUT_OF_SCOPE
from letan.faq.reply import Reply, ReplyKind
from letan.kernel.units import Ratio


@dataclass(frozen=True, slots=True)
class Question:
    """A row of the table.

    Attributes:
        id: An intent; "a|b" accepts either, "a+b" wants both, OUT_OF_SCOPE wants no answer.
        style: How it is said; "" = unnamed.
        utterance: The words.
    """

    id: str
    style: str
    utterance: str

    @property
    def wanted(self) -> tuple[str, ...]:
        """The intents of "a+b", in order; one for all other rows."""
        return tuple(self.id.split("+"))

    def accepts(self, intent: str | None) -> bool:
        """Say whether this intent is a right answer."""
        return intent is not None and intent in self.id.replace("+", "|").split("|")

    @property
    def is_foreign(self) -> bool:
        """Whether it is out of scope; "_ngoai_pham_vi|x" also accepts the answer x."""
        return OUT_OF_SCOPE in self.id.split("|")


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with its reply.

    Attributes:
        question: The row.
        reply: What the robot decided.
        ms: How long it took.
    """

    question: Question
    reply: Reply
    ms: float

    @property
    def ranked(self) -> tuple[str, ...]:
        """Intents, best first; what was answered or done comes first."""
        first = (self.reply.intent,) if self.reply.intent else ()
        rest = (c.intent for c in self.reply.candidates)
        return tuple(dict.fromkeys((*first, *rest)))

    @property
    def is_direct(self) -> bool:
        """Whether something was answered or done without asking."""
        return self.reply.kind in (ReplyKind.ANSWER, ReplyKind.COMMAND)


def measure(judged: Sequence[Judged]) -> dict[str, object]:
    """Return the figures; a ratio without rows is None."""
    single = [j for j in judged if not j.question.is_foreign and "+" not in j.question.id]
    double = [j for j in judged if "+" in j.question.id]
    foreign = [j for j in judged if j.question.is_foreign]
    direct = [j for j in judged if j.is_direct]
    in_scope = single + double
    times = sorted(j.ms for j in judged)
    return {
        "rows": len(judged),
        "top1": _share([_hit(j, 1) for j in single]),
        "top3": _share([_hit(j, 3) for j in single]),
        "answer_precision": _share([j.question.accepts(j.reply.intent) for j in direct]),
        "answer_coverage": _share([j.is_direct for j in in_scope]),
        "oos_rejected": _share(
            [not j.is_direct or j.question.accepts(j.reply.intent) for j in foreign]
        ),
        "both_found": _share([set(j.question.wanted) <= set(j.reply.intents) for j in double]),
        "by_style": _by_style(judged),
        "ms_p50": _quantile(times, 0.50),
        "ms_p95": _quantile(times, 0.95),
    }


def _by_style(judged: Sequence[Judged]) -> dict[str, dict[str, object]]:
    styles: dict[str, list[Judged]] = defaultdict(list)
    for j in judged:
        styles[j.question.style].append(j)
    table: dict[str, dict[str, object]] = {}
    for style, rows in sorted(styles.items()):
        single = [j for j in rows if not j.question.is_foreign and "+" not in j.question.id]
        table[style] = {
            "rows": len(rows),
            "top1": _share([_hit(j, 1) for j in single]),
            "top3": _share([_hit(j, 3) for j in single]),
            "answered": _share([j.is_direct for j in rows]),
        }
    return table


def _hit(judged: Judged, depth: int) -> bool:
    return any(judged.question.accepts(intent) for intent in judged.ranked[:depth])


def _share(hits: Sequence[bool]) -> Ratio | None:
    return round(sum(hits) / len(hits), 4) if hits else None


def _quantile(ordered: Sequence[float], share: Ratio) -> float | None:
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2) if ordered else None
