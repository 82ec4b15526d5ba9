"""`letan journal`: what was asked, what was not answered, how visitors rate; and its deletion."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from letan.journal.summary import Summary, summarise
from letan.kernel.faults import LetanError
from letan.ports.journal import JournalStore, KeptFeedback, KeptQuestion, KeptTurn
from letan_apps.journal import KEEP_DAYS, open_journal
from letan_apps.resources import state_home

_ACTIONS = ("summary", "turns", "questions", "feedback", "export", "delete", "purge")
_MOST = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "action", nargs="?", default="summary", choices=_ACTIONS, help="default: summary"
    )
    parser.add_argument(
        "what", nargs="*", metavar="WHAT", help="export: the file; delete: q12 (question), f3"
    )
    parser.add_argument(
        "--days", type=int, default=KEEP_DAYS, help=f"how far back (default {KEEP_DAYS})"
    )
    parser.add_argument("--limit", type=int, default=20, help="turns: how many (default 20)")
    parser.add_argument(
        "--older-than",
        type=int,
        metavar="DAYS",
        help=f"purge: what is older goes (default {KEEP_DAYS}; 0: everything)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object, or one a line")


def run(args: argparse.Namespace) -> int:
    """Show, export or delete."""
    if args.days < 0 or args.limit < 1 or (args.older_than or 0) < 0:
        raise LetanError("letan journal", "a number is negative", "Write days from 0 on")
    store = open_journal(state_home())
    now = datetime.now(UTC)
    since = now - timedelta(days=args.days)
    match args.action:
        case "turns":
            _print(args.json, [_turn(kept) for kept in store.turns(since, args.limit)], _turn_line)
        case "questions":
            found = [_question(kept) for kept in store.questions(since)]
            _print(args.json, found, _question_line)
        case "feedback":
            _print(args.json, [_passed_on(kept) for kept in store.feedback(since)], _feedback_line)
        case "export":
            return _export(store, since, args.what, as_json=args.json)
        case "delete":
            return _delete(store, args.what, as_json=args.json)
        case "purge":
            keep = KEEP_DAYS if args.older_than is None else args.older_than
            gone = asdict(store.purge(now - timedelta(days=keep)))
            _tell(args.json, gone, "deleted: " + ", ".join(f"{n} {k}" for k, n in gone.items()))
        case _:
            summary = summarise(
                store.turns(since, _MOST), store.questions(since), store.ratings(since)
            )
            _tell(args.json, {"days": args.days, **asdict(summary)}, _summary_text(summary))
    return 0


def _tell(as_json: bool, fields: dict[str, Any], text: str) -> None:
    print(json.dumps(fields, ensure_ascii=False) if as_json else text, flush=True)


def _print(as_json: bool, items: list[dict[str, Any]], line: Any) -> None:
    for item in items:
        _tell(as_json, item, line(item))


def _turn(kept: KeptTurn) -> dict[str, Any]:
    fields = asdict(kept.turn)
    return {"at": kept.at.isoformat(), **fields, "outcome": kept.turn.outcome.value}


def _turn_line(turn: dict[str, Any]) -> str:
    spoke = "–" if turn["spoke_s"] is None else f"{turn['spoke_s']:.2f} s"
    staff = "  officer called" if turn["staff"] else ""
    what = f"{turn['intent']} {turn['facet']}".strip() or "–"
    return f"{turn['at'][:19]}  {turn['outcome']:14} {what:40} voice after {spoke}{staff}"


def _question(kept: KeptQuestion) -> dict[str, Any]:
    return {
        "id": f"q{kept.id}",
        "count": kept.count,
        "text": kept.text,
        "first": kept.first.isoformat(),
        "last": kept.last.isoformat(),
        "intent": kept.intent,
        "referred": kept.referred,
    }


def _question_line(question: dict[str, Any]) -> str:
    near = f"  (near {question['intent']})" if question["intent"] else ""
    return f"{question['id']:>6}  {question['count']:4} x  {question['text']}{near}"


def _passed_on(kept: KeptFeedback) -> dict[str, Any]:
    return {"id": f"f{kept.id}", "at": kept.at.isoformat(), "kind": kept.kind, "text": kept.text}


def _feedback_line(item: dict[str, Any]) -> str:
    return f"{item['id']:>6}  {item['at'][:16]}  {item['kind']:10}  {item['text']}"


def _summary_text(summary: Summary) -> str:
    lines = [f"{summary.turns} turns: {_pairs(summary.outcomes.items())}"]
    if summary.answered_share is not None:
        lines.append(f"answered: {summary.answered_share:.0%} of what was meant for the robot")
    if summary.reply_p50_s is not None:
        lines.append(f"from the last word heard to the voice: {summary.reply_p50_s:.2f} s (median)")
    lines.append(f"asked for most: {_pairs(summary.intents)}")
    lines.append(f"officers called: {summary.staff_calls}")
    lines.append(f"not answered: {summary.unanswered} questions, {summary.groups} different ones")
    if summary.stars is not None:
        lines.append(f"rated {summary.stars} stars by {summary.ratings}")
    return "\n".join(lines)


def _pairs(pairs: Any) -> str:
    return ", ".join(f"{name} {count}" for name, count in pairs) or "nothing yet"


def _everything(store: JournalStore, since: datetime) -> Iterator[dict[str, Any]]:
    for kept in reversed(store.turns(since, _MOST)):
        yield {"record": "turn", **_turn(kept)}
    for question in store.questions(since):
        yield {"record": "question", **_question(question)}
    for passed in store.feedback(since):
        yield {"record": "feedback", **_passed_on(passed)}
    for stars in store.ratings(since):
        yield {"record": "rating", "stars": stars}


def _export(store: JournalStore, since: datetime, what: list[str], *, as_json: bool) -> int:
    if len(what) != 1:
        raise LetanError("letan journal export", "needs one file", "Write: export FILE.jsonl")
    path = Path(what[0])
    if path.exists():
        raise LetanError(str(path), "is there already", "Name a new file")
    lines = [json.dumps(item, ensure_ascii=False) for item in _everything(store, since)]
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    _tell(as_json, {"file": str(path), "records": len(lines)}, f"{len(lines)} records in {path}")
    return 0


def _delete(store: JournalStore, what: list[str], *, as_json: bool) -> int:
    """Delete by the ids that `questions` and `feedback` show; status 1 when none was there."""
    ids: dict[str, list[int]] = {"q": [], "f": []}
    for word in what:
        kind, number = word[:1], word[1:]
        if kind not in ids or not number.isdecimal():
            raise LetanError("letan journal delete", f"{word!r} is no id", "Write q12 or f3")
        ids[kind].append(int(number))
    if not what:
        raise LetanError("letan journal delete", "nothing named", "Write q12 or f3")
    gone = store.delete(ids["q"], ids["f"])
    found = gone.questions + gone.feedback
    _tell(as_json, {"questions": gone.questions, "feedback": gone.feedback}, f"{found} deleted")
    return 0 if found == len(set(what)) else 1
