"""`letan site check|build FILE`: is the hall's file right, and the maps made from it."""

import argparse
import json
from pathlib import Path

from letan.kernel.faults import LetanError
from letan.site.check import site_findings
from letan.site.export.masks import keep_out_mask, speed_mask
from letan.site.export.route_graph import route_geojson, route_network
from letan.site.grid import occupancy_grid
from letan.site.schema import SITE_SCHEMA
from letan.site.site import Site
from letan.site.svg_map import site_svg
from letan_apps.resources import shipped
from letan_engines import yaml_positions
from letan_engines.map_files import write_map, write_mask
from letan_engines.site_yaml import load_site, site_errors

_NOT_YET = ("Gazebo world", "Nav2 parameters")


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
    grid = occupancy_grid(site)
    written = [*write_map(grid, folder)]
    written += write_map(keep_out_mask(site), folder, "keepout")
    written += write_mask(speed_mask(site), grid, folder, "speed")
    graph, network = folder / "route_graph.geojson", route_network(site)
    graph.write_text(
        json.dumps(route_geojson(site, network), ensure_ascii=False, indent=1) + "\n",
        encoding="utf-8",
    )
    written.append(graph)
    for language in ("vi", "en"):
        drawing = folder / f"map.{language}.svg"
        drawing.write_text(site_svg(site, language), encoding="utf-8")
        written.append(drawing)
    names = [str(path) for path in written]
    unreached = list(network.unreached())
    if as_json:
        told = {"written": names, "unreached": unreached, "not_yet": list(_NOT_YET)}
        print(json.dumps(told, ensure_ascii=False))
    else:
        print("\n".join(names))
        if unreached:
            print(f"no way for the robot from {site.base.id} to: {', '.join(unreached)}")
        print(f"not yet: {', '.join(_NOT_YET)}")
    return 0
