"""`letan site check|build FILE`: is the hall's file right, and all that is made from it."""

import argparse
import json
from pathlib import Path

from letan.kernel.faults import LetanError
from letan.site.check import site_findings
from letan.site.export.route_graph import route_network
from letan.site.schema import SITE_SCHEMA
from letan.site.site import Site
from letan_apps.resources import shipped
from letan_apps.site_files import write_site
from letan_engines import yaml_positions
from letan_engines.site_yaml import load_site, site_errors


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("action", choices=("check", "build", "schema"))
    parser.add_argument("file", nargs="?", type=Path, help="the hall; default: the sample centre")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where `build` writes")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")


def run(args: argparse.Namespace) -> int:
    """Carry one action out; `check` gives status 1 for a hall with errors."""
    if args.action == "schema":
        print(json.dumps(SITE_SCHEMA, ensure_ascii=False, indent=1))
        return 0
    path: Path = args.file or shipped("sim/worlds/phuong_mau.yaml")
    if args.action == "check":
        return _check(path, as_json=args.json)
    if args.out is None:
        raise LetanError("--out", "is missing", "Name the folder for the maps: --out DIR")
    return _build(load_site(path), args.out, as_json=args.json)


def _check(path: Path, *, as_json: bool) -> int:
    source = yaml_positions.load(path)
    errors = site_errors(source)
    found = [_row(error) for error in errors]
    if not errors:
        site = load_site(path)
        for finding in site_findings(site):
            at = source.place(_where(site, finding.place))
            found.append(
                _row(LetanError(at, f"{finding.place}: {finding.problem}", finding.remedy))
            )
    if as_json:
        print(json.dumps({"file": str(path), "errors": found}, ensure_ascii=False))
    else:
        for row in found:
            print(f"{row['file']}:{row['line']}: {row['message']}. {row['remedy']}.")
        print(f"{path}: {len(found)} errors" if found else f"{path}: no errors")
    return 1 if found else 0


def _row(error: LetanError) -> dict[str, str | int]:
    file, _, line = error.place.rpartition(":")
    return {"file": file, "line": int(line), "message": error.problem, "remedy": error.remedy}


def _where(site: Site, place: str) -> tuple[str | int, ...]:
    """Key path of a place's `stand` in the file."""
    for group, places in (("counters", site.counters), ("places", site.places)):
        for index, entry in enumerate(places):
            if entry.id == place:
                return (group, index, "stand")
    return ()


def _build(site: Site, folder: Path, *, as_json: bool) -> int:
    network = route_network(site)
    names = [str(path) for path in write_site(site, network, folder)]
    unreached = list(network.unreached())
    if as_json:
        print(json.dumps({"written": names, "unreached": unreached}, ensure_ascii=False))
    else:
        print("\n".join(names))
        if unreached:
            print(f"no way for the robot from {site.base.id} to: {', '.join(unreached)}")
    return 0
