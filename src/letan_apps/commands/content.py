"""`letan content`: look after the answers."""

import argparse
import json
from pathlib import Path

from letan.kernel.faults import LetanError
from letan_apps.mind import DEFAULT_SITE
from letan_apps.resources import shipped
from letan_engines.content_yaml import Pack, check_pack
from letan_engines.site_yaml import load_site

_LATER = ("import", "export", "publish", "rollback", "diff")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("action", choices=("check", *_LATER), help="what to do with the content")
    parser.add_argument(
        "--pack", type=Path, metavar="FOLDER", help="the content (default: the one shipped)"
    )
    parser.add_argument(
        "--site", type=Path, metavar="FILE", help="the hall (default: the sample centre)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON only")


def run(args: argparse.Namespace) -> int:
    """Check; status 1 when something is wrong."""
    if args.action != "check":
        raise LetanError(
            f"content {args.action}", "not yet", "It comes with the store of clerks' edits"
        )
    site = load_site(args.site or shipped(DEFAULT_SITE))
    places = frozenset(place.id for place in site.destinations)
    pack = check_pack(args.pack or shipped("faq_data"), places)
    print(json.dumps(_as_json(pack), ensure_ascii=False) if args.json else _page(pack))
    return 1 if pack.problems else 0


def _as_json(pack: Pack) -> dict[str, object]:
    errors = [
        {"file": p.file, "line": p.line, "message": p.message, "remedy": p.remedy}
        for p in pack.problems
    ]
    entries = sum(1 for _ in pack.release.entries()) if pack.release else 0
    return {
        "errors": errors,
        "release": pack.release.id if pack.release else None,
        "entries": entries,
    }


def _page(pack: Pack) -> str:
    lines = [f"{p.file}:{p.line}: {p.message}. {p.remedy}." for p in pack.problems]
    if pack.release is None:
        return "\n".join([*lines, f"{len(lines)} errors; the content cannot be used"])
    entries = sum(1 for _ in pack.release.entries())
    verdict = f"{len(lines)} to mend" if lines else "all in order"
    return "\n".join([*lines, f"release {pack.release.id}: {entries} entries, {verdict}"])
