"""`letan eval`: measure the answers on a table of questions."""

import argparse
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from time import perf_counter

from letan.faq.content.entry import OUT_OF_SCOPE
from letan.faq.faq import AskContext, Faq
from letan.faq.quality.baseline import SCORERS, Bare
from letan.faq.quality.corruption import CORRUPTIONS
from letan.faq.quality.evaluation import Judged, Question, measure
from letan.faq.reply import ReplyKind
from letan.hearing.utterance import Utterance
from letan.kernel.faults import LetanError
from letan_apps.content.mind import load_mind, moment
from letan_apps.question_table import numbered_rows


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "table", type=Path, metavar="FILE.tsv", help="columns id, utterance, optional style"
    )
    parser.add_argument(
        "--pack", type=Path, metavar="FOLDER", help="the content (default: the one shipped)"
    )
    parser.add_argument("--now", metavar="ISO", help="the moment of the questions (default: now)")
    parser.add_argument(
        "--baseline",
        action="store_true",
        help="measure bare rapidfuzz on the same table too, as sparing of answers as the matcher",
    )
    parser.add_argument(
        "--corrupt",
        action="store_true",
        help="measure the same questions damaged too: no diacritics, wrong tones and syllables, "
        "regional words",
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="of the damage (default: 1)"
    )
    parser.add_argument("--show-errors", action="store_true", help="list the rows that went wrong")
    parser.add_argument(
        "--words-alone",
        action="store_true",
        help="without the semantic tier, where it is installed",
    )
    parser.add_argument("--json", action="store_true", help="print JSON only")


def run(args: argparse.Namespace) -> int:
    """Ask every row and measure."""
    rows = list(numbered_rows(args.table))
    questions = _questions(args.table, rows)
    now = moment(args.now) if args.now else datetime.now().astimezone()
    faq = load_mind(args.pack, words_alone=args.words_alone)
    _refuse_unknown_ids(args.table, rows, faq)
    judged = [_judge(faq, question, AskContext(now=now)) for question in questions]
    figures = measure(judged)
    if args.baseline:
        figures["baseline"] = {
            name: _baseline(faq, scorer, questions, sum(j.is_direct for j in judged))
            for name, scorer in SCORERS.items()
        }
    if args.corrupt:
        figures["corrupted"] = {
            name: measure([
                _judge(faq, question, AskContext(now=now))
                for question in _damaged(questions, damage, args.seed)
            ])
            for name, damage in CORRUPTIONS.items()
        }  # fmt: skip
    if args.json:
        print(json.dumps(figures, ensure_ascii=False))
        return 0
    if args.show_errors:
        print("\n".join(map(_line, filter(_is_wrong, judged))))
    print(_page(figures))
    return 0


def _questions(path: Path, rows: Sequence[tuple[int, dict[str, str]]]) -> list[Question]:
    if not rows:
        raise LetanError(str(path), "no question in the table", "Write one question a line")
    if "id" not in rows[0][1]:
        raise LetanError(f"{path}:1", "no column named id", "Name the columns id and utterance")
    return [Question(row["id"], row.get("style", ""), row["utterance"]) for _, row in rows]


def _refuse_unknown_ids(path: Path, rows: Sequence[tuple[int, dict[str, str]]], faq: Faq) -> None:
    """Stop at the first id that no answer can ever match: a slip would count as a wrong answer."""
    known = {entry.id for entry in faq.release.entries()} | {OUT_OF_SCOPE}
    for line, row in rows:
        unknown = [name for name in re.split(r"[|+]", row["id"]) if name not in known]
        if unknown:
            raise LetanError(
                f"{path}:{line}",
                f"the content has no entry {unknown[0]!r}",
                f"Write an id of the content, several as a|b or a+b, or {OUT_OF_SCOPE}",
            )


def _damaged(
    questions: Sequence[Question], damage: Callable[[str, Random], str], seed: int
) -> list[Question]:
    """Return the questions damaged, each by a chance of its own, so that rows do not shift."""
    chances = (Random(f"{seed} {at}") for at in range(len(questions)))  # noqa: S311  # no secret
    return [
        replace(question, utterance=damage(question.utterance, chance))
        for question, chance in zip(questions, chances, strict=True)
    ]


def _judge(faq: Faq, question: Question, context: AskContext) -> Judged:
    start = perf_counter()
    reply = faq.reply(Utterance("", question.utterance), context)
    return Judged(question, reply, (perf_counter() - start) * 1000)


def _baseline(
    faq: Faq, scorer: Callable[..., float], questions: Sequence[Question], direct: int
) -> dict[str, object]:
    """Measure bare rapidfuzz where it answers directly as many rows, those it scores highest."""
    bare = Bare(faq.release, scorer)
    judged = []
    for question in questions:
        start = perf_counter()
        reply = bare.reply(question.utterance)
        judged.append(Judged(question, reply, (perf_counter() - start) * 1000))
    order = sorted(range(len(judged)), key=lambda at: -judged[at].reply.probability)
    for at in order[direct:]:
        reply = replace(judged[at].reply, kind=ReplyKind.ASK_BACK, intent=None, intents=())
        judged[at] = replace(judged[at], reply=reply)
    return measure(judged)


def _is_wrong(judged: Judged) -> bool:
    question, reply = judged.question, judged.reply
    if question.is_foreign:
        return judged.is_direct and not question.accepts(reply.intent)
    if len(question.wanted) > 1:
        return not set(question.wanted) <= set(reply.intents)
    return (
        not question.accepts(reply.intent)
        if judged.is_direct
        else not any(map(question.accepts, judged.ranked[:1]))
    )


def _line(judged: Judged) -> str:
    best = ", ".join(f"{c.intent} {c.score:.2f}" for c in judged.reply.candidates[:3])
    return (
        f"{judged.reply.kind.name:<9}{judged.question.id:<30}{judged.question.utterance}  [{best}]"
    )


def _page(figures: Mapping[str, object]) -> str:
    apart = ("by_style", "baseline", "corrupted")
    lines = [f"{name:<18}{value}" for name, value in figures.items() if name not in apart]
    styles = figures["by_style"]
    if isinstance(styles, dict):
        lines += [f"  {style:<16}{values}" for style, values in styles.items()]
    for part, title in (("baseline", "rapidfuzz"), ("corrupted", "damaged:")):
        others = figures.get(part, {})
        if isinstance(others, dict):
            lines += [f"\n{title} {name}\n{_page(measured)}" for name, measured in others.items()]
    return "\n".join(lines)
