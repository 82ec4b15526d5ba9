"""`letan sim bench`: the same episodes with several ways of steering, as a table and a figure."""

import argparse
import json
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from letan.kernel.faults import LetanError
from letan.site.site import Site
from letan_apps.benchmarks.sim_figure import figure_svg, markdown
from letan_apps.benchmarks.sim_table import CONTROLLERS, Row, run_table
from letan_apps.benchmarks.where_is_this import Score, score_task
from letan_sim.episode import Episode

_DEFAULT = ("guide_20", "guide_20_unaware")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what only `bench` takes."""
    parser.add_argument(
        "--episodes", type=int, default=40, metavar="N", help="bench: episodes a row"
    )
    parser.add_argument(
        "--scenarios", default=",".join(_DEFAULT), metavar="A,B", help="bench: which scenarios"
    )
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="bench: processes, one a core"
    )
    known = ",".join(CONTROLLERS)
    parser.add_argument("--steerings", default=known, metavar="A,B", help=f"bench: of {known}")


def run_bench(args: argparse.Namespace, site: Site, episodes: dict[str, Episode]) -> int:
    """Run the table from `--seed` on; print it, and write it where `--report` says."""
    if args.episodes < 1:
        raise LetanError("--episodes", f"{args.episodes} is less than one", "Give 1 or more")
    if args.workers < 1:
        raise LetanError("--workers", f"{args.workers} is less than one", "Give 1 or more")
    steerings = args.steerings.split(",")
    for name in steerings:
        if name not in CONTROLLERS:
            known = ", ".join(CONTROLLERS)
            raise LetanError("--steerings", f"there is no {name!r}", f"Use some of {known}")
    seeds = range(args.seed, args.seed + args.episodes)
    rows: list[Row] = []
    for row, results in run_table(site, episodes, seeds, steerings, args.workers):
        rows.append(row)
        failed = [seed for seed, result in zip(seeds, results, strict=True) if not result.success]
        if args.json:
            line = {**asdict(row), "failed_seeds": failed}
            print(json.dumps(line, ensure_ascii=False), flush=True)
    score = score_task(site, args.seed)
    if args.json:
        print(json.dumps({"where_is_this": asdict(score)}, ensure_ascii=False))
    else:
        print(markdown(rows) + f"\nWhere is this?: {score.points} of {score.possible} points")
    if args.report is not None:
        _write(args.report, rows, score, seeds)
    return 0


def _write(folder: Path, rows: Sequence[Row], score: Score, seeds: range) -> None:
    """Write table.md, table.svg and table.json."""
    (folder / "table.md").write_text(markdown(rows), encoding="utf-8")
    (folder / "table.svg").write_text(figure_svg(rows), encoding="utf-8")
    whole = {
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "seeds": [seeds.start, seeds.stop - 1],
        "rows": [asdict(row) for row in rows],
        "where_is_this": asdict(score),
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    (folder / "table.json").write_text(text + "\n", encoding="utf-8")
