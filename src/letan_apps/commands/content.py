"""`letan content`: look after the answers."""

import argparse
import getpass
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from letan.faq.content.bundle import release_of
from letan.faq.content.changes import Change, changes, in_words
from letan.kernel.faults import LetanError
from letan.ports.content_store import Author
from letan.site.site import Site
from letan_apps.content.desk import ContentDesk
from letan_apps.content.mind import DEFAULT_SITE, moment
from letan_apps.content.publishing import Refused, conflicts_of
from letan_apps.resources import shipped, state_home
from letan_engines.content_export import export_content
from letan_engines.content_yaml import FileProblem, check_pack
from letan_engines.site_yaml import load_site

_ACTIONS = {
    "check": "find what is wrong in a content folder and in the stored edits",
    "import": "store what a file or folder changes, for the next release",
    "export": "write the content as files",
    "publish": "make the stored edits the release that the robot answers from",
    "rollback": "go back to an earlier release",
    "diff": "say in words what differs between two contents",
    "history": "list who did what",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    of = {
        name: actions.add_parser(name, help=text, description=text)
        for name, text in _ACTIONS.items()
    }
    of["check"].add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="the content (default: the robot's)"
    )
    of["import"].add_argument("source", type=Path, metavar="FILE.yaml|FOLDER")
    of["import"].add_argument(
        "--draft", action="store_true", help="store it, but leave it out of the next release"
    )
    of["export"].add_argument(
        "name", nargs="?", default="next", metavar="CONTENT", help=_NAMES_HELP
    )
    of["export"].add_argument("--out", type=Path, required=True, metavar="FOLDER|FILE.json")
    of["publish"].add_argument(
        "--conflicts",
        choices=("refuse", "keep", "take"),
        default="refuse",
        help="parts that a clerk and the new software changed: keep the clerk's, take the new",
    )
    of["rollback"].add_argument(
        "release", nargs="?", default="", metavar="RELEASE", help="default: what ran before"
    )
    of["check"].add_argument("--now", metavar="ISO", help="the day that counts (default: today)")
    of["diff"].add_argument("old", nargs="?", default="running", metavar="A", help=_NAMES_HELP)
    of["diff"].add_argument("new", nargs="?", default="next", metavar="B", help=_NAMES_HELP)
    of["history"].add_argument("--count", type=int, default=20, metavar="N", help="lines at most")
    for name in ("import", "publish", "rollback"):
        of[name].add_argument("--reason", default="", metavar="TEXT", help="why, in one line")
        of[name].add_argument("--who", default="", metavar="NAME", help="default: the user's name")
        of[name].add_argument("--now", metavar="ISO", help="the moment (default: now)")
    for action in of.values():
        action.add_argument("--pack", type=Path, metavar="FOLDER", help="the software's content")
        action.add_argument("--site", type=Path, metavar="FILE", help="the hall")
        action.add_argument("--json", action="store_true", help="print JSON only")


_NAMES_HELP = "pack, next, running, or the beginning of a release's id"


def run(args: argparse.Namespace) -> int:
    """Do one action; status 1 when something must be mended first."""
    site = load_site(args.site or shipped(DEFAULT_SITE))
    if args.action == "check":
        return _check(args, site)
    desk = ContentDesk(site, args.pack)
    try:
        match args.action:
            case "import":
                return _import(args, desk)
            case "export":
                return _export(args, desk)
            case "publish" | "rollback":
                return _move(args, desk)
            case "diff":
                return _diff(args, desk)
            case _:
                return _history(args, desk)
    finally:
        desk.close()


def _check(args: argparse.Namespace, site: Site) -> int:
    named: Path | None = args.folder or args.pack
    today = (moment(args.now) if args.now else datetime.now().astimezone()).date()
    places = frozenset(place.id for place in site.destinations)
    pack = check_pack(named or shipped("faq_data"), places, today)
    problems, release, running = list(pack.problems), pack.release, None
    if named is None and release is not None and (state_home() / "content.db").exists():
        desk = ContentDesk(site)
        problems += desk.check()
        release = release_of(desk.named("next"))
        running = desk.publisher.releases.current()
        desk.close()
    entries = sum(1 for _ in release.entries()) if release else 0
    verdict = f"{len(problems)} to mend" if problems else "all in order"
    _tell(
        args,
        problems,
        release.id if release else None,
        [f"release {release.id}: {entries} entries, {verdict}"]
        if release
        else [f"{len(problems)} errors; the content cannot be used"],
        entries=entries,
        running=running,
    )
    return 1 if problems else 0


def _import(args: argparse.Namespace, desk: ContentDesk) -> int:
    found = desk.import_files(args.source, _author(args), draft=args.draft)
    stored = 0 if found.refused else len(found.changes)
    kind = "drafts" if args.draft else "edits"
    verdict = "nothing was stored" if found.refused else f"{stored} {kind} stored"
    lines = [f"  {line}" for change in found.changes for line in in_words(change)]
    _tell(
        args, found.problems, None, [*lines, verdict], stored=stored, changes=_listed(found.changes)
    )
    if found.refused and not found.changes:  # a file that cannot be read
        first = found.problems[0]
        raise LetanError(f"{first.file}:{first.line}", first.message, first.remedy)
    return 1 if found.refused else 0


def _export(args: argparse.Namespace, desk: ContentDesk) -> int:
    documents = desk.named(args.name)
    export_content(documents, shipped("faq_data"), args.out)
    release = release_of(documents).id
    _tell(args, (), release, [f"release {release} written to {args.out}"], out=str(args.out))
    return 0


def _move(args: argparse.Namespace, desk: ContentDesk) -> int:
    quiet = bool(args.json)
    try:
        if args.action == "rollback":
            done = desk.publisher.roll_back(_author(args), args.release)
        else:
            done = desk.publisher.publish(
                _author(args), args.conflicts, lambda step: None if quiet else print(f"  {step} …")
            )
    except Refused as refusal:
        running = desk.publisher.releases.current()
        verdict = "not published; what runs is unchanged"
        _tell(args, refusal.problems, running, [verdict], published=False)
        return 1
    verdict = f"release {done.release} runs now, {done.before} before"
    if done.release == done.before:
        verdict = f"release {done.release} runs already"
    _tell(args, (), done.release, [verdict], before=done.before, published=True, edits=done.edits)
    return 0


def _diff(args: argparse.Namespace, desk: ContentDesk) -> int:
    old, new = desk.named(args.old), desk.named(args.new)
    found = changes(old, new)
    conflicts = list(conflicts_of(desk.publisher.next())) if args.new == "next" else []
    ids = [release_of(documents).id for documents in (old, new)]
    lines = [line for change in found for line in in_words(change)]
    last = f"{args.old} {ids[0]} → {args.new} {ids[1]}: {len(found)} parts differ"
    _tell(args, conflicts, ids[1], [*lines, last], before=ids[0], changes=_listed(found))
    return 0


def _history(args: argparse.Namespace, desk: ContentDesk) -> int:
    events = [
        {
            "at": event.author.when.isoformat(),
            "who": event.author.who,
            "action": event.action,
            "object": event.object,
            "before": event.before,
            "reason": event.author.reason,
        }
        for event in desk.store.history(args.count)
    ]
    lines = ["  ".join(filter(None, event.values())) for event in events]
    _tell(args, (), desk.publisher.releases.current(), lines, history=events)
    return 0


def _listed(found: Iterable[Change]) -> list[dict[str, object]]:
    return [
        {
            "entry": change.entry,
            "part": change.part,
            "before": change.before,
            "after": change.after,
            "text": list(in_words(change)),
        }
        for change in found
    ]


def _tell(
    args: argparse.Namespace,
    problems: Sequence[FileProblem],
    release: str | None,
    lines: Sequence[str],
    **more: object,
) -> None:
    """Print the outcome: for a program with --json, for a person without."""
    if args.json:
        errors = [
            {"file": p.file, "line": p.line, "message": p.message, "remedy": p.remedy}
            for p in problems
        ]
        print(json.dumps({"errors": errors, "release": release, **more}, ensure_ascii=False))
        return
    for p in problems:
        place = f"{p.file}:{p.line}" if p.line else p.file
        print(f"{place}: {p.message}. {p.remedy}.")
    print("\n".join(lines))
    sys.stdout.flush()


def _author(args: argparse.Namespace) -> Author:
    now = moment(args.now) if args.now else datetime.now().astimezone()
    return Author(args.who or _user(), now.astimezone(), args.reason)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process without a user's name, as in some services
        return "unknown"
