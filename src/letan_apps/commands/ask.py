"""`letan ask`: answer a question, or a table of questions."""

import argparse
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import perf_counter

from letan.dialogue.address import UNKNOWN, address_of
from letan.faq.explain import explain
from letan.faq.faq import AskContext, Faq
from letan.faq.reply import Reply
from letan.hearing.utterance import Utterance
from letan.kernel.faults import LetanError
from letan_apps.content.mind import load_mind, moment
from letan_apps.question_table import read_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("text", nargs="?", help="the question")
    parser.add_argument("--wav", type=Path, metavar="FILE", help="a sound file instead of text")
    parser.add_argument(
        "--batch", type=Path, metavar="FILE.tsv", help="a table with a column `utterance`"
    )
    parser.add_argument(
        "--context", default="", metavar="INTENT", help="the intent that was answered last"
    )
    parser.add_argument(
        "--language", choices=("vi", "en"), default="vi", help="language of the answer"
    )
    parser.add_argument("--now", metavar="ISO", help="the moment of the question (default: now)")
    parser.add_argument(
        "--site", type=Path, metavar="FILE", help="the hall (default: the sample centre)"
    )
    parser.add_argument(
        "--pack", type=Path, metavar="FOLDER", help="the content (default: the one shipped)"
    )
    parser.add_argument("--explain", action="store_true", help="show why")
    parser.add_argument(
        "--words-alone",
        action="store_true",
        help="without the semantic tier, where it is installed",
    )
    parser.add_argument("--json", action="store_true", help="print JSON only")


def run(args: argparse.Namespace) -> int:
    """Answer; a referral is an answer too."""
    given = [source for source in (args.text, args.wav, args.batch) if source is not None]
    if len(given) != 1:
        raise LetanError(
            "letan ask", "give one of TEXT, --wav FILE, --batch FILE.tsv", "See letan ask --help"
        )
    rows = list(read_table(args.batch)) if args.batch else []
    now = moment(args.now) if args.now else datetime.now().astimezone()
    faq = load_mind(args.pack, args.site, words_alone=args.words_alone)
    if args.context and faq.release.entry(args.context) is None:
        raise LetanError(
            "--context", f"there is no intent {args.context!r}", "Use an id of faq_data"
        )
    context = AskContext(args.context, args.language, now)
    if args.batch:
        for row in rows:
            result = {**row, **_ask(faq, Utterance("", row["utterance"]), context, args.explain)}
            print(
                json.dumps(result, ensure_ascii=False)
                if args.json
                else _line(row["utterance"], result)
            )
        return 0
    utterance = Utterance("", args.text) if args.text is not None else _heard(args.wav, faq)
    result = _ask(faq, utterance, context, args.explain)
    if args.wav:
        result["heard"] = utterance.text
    print(json.dumps(result, ensure_ascii=False) if args.json else _page(result))
    return 0


def _heard(path: Path, faq: Faq) -> Utterance:
    """Turn a sound file into one utterance, its sound scored against the content's phrasings.

    Whatever is said in the file counts as one question, pauses included.

    Raises:
        LetanError: If the file cannot be read, or no recogniser is installed.
    """
    from letan_apps.ear import hear  # a typed question needs no recogniser

    return hear(path, faq)


def _ask(faq: Faq, utterance: Utterance, context: AskContext, why: bool) -> dict[str, object]:
    start = perf_counter()
    reply = faq.reply(utterance, context)
    if context.language == "vi":
        address = address_of(utterance.text) or UNKNOWN
        reply = replace(reply, text=address.dress(reply.text))
    took_ms = round((perf_counter() - start) * 1000, 2)
    result = as_json(reply, took_ms)
    if why:
        result["explain"] = explain(faq, utterance, context)
    return result


def as_json(reply: Reply, took_ms: float) -> dict[str, object]:
    """Return the keys that the contract of the command line names."""
    return {
        "kind": reply.kind.name.lower(),
        "intent": reply.intent,
        "facet": reply.facet,
        "intents": list(reply.intents),
        "candidates": [{"id": c.intent, "score": round(c.score, 4)} for c in reply.candidates],
        "probability": round(reply.probability, 4),
        "procedure": reply.procedure,
        "text": reply.text,
        "place": reply.place,
        "release": reply.release,
        "ms": took_ms,
    }


def _line(question: str, result: Mapping[str, object]) -> str:
    return f"{result['kind']:<9}{result['intent'] or '-':<28}{result['probability']:<8}{question}"


def _page(result: Mapping[str, object]) -> str:
    lines = [str(result["text"] or f"({result['intent']})"), ""]
    if "heard" in result:
        lines.append(f"heard       {result['heard']}")
    lines.append(
        f"{result['kind']:<12}{result['intent'] or ''} {result['facet']}  p={result['probability']}"
    )
    candidates = result["candidates"]
    if isinstance(candidates, list):
        lines += [f"            {c['score']:<8}{c['id']}" for c in candidates]
    if result["place"]:
        lines.append(f"place       {result['place']}")
    if "explain" in result:
        lines.append(json.dumps(result["explain"], ensure_ascii=False, indent=2))
    return "\n".join(lines)
