"""`letan bench`: the figures of the performance page, each with unit and machine."""

import argparse
import importlib
import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from letan.kernel.faults import LetanError
from letan_apps.benchmarks.figure import Figure

_AREAS = ("hearing", "faq", "sim", "graph", "conversation", "eyes", "screen")
_PLOT = "letan_apps.benchmarks.hearing.plot"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"{', '.join(_AREAS)}; none: all")
    parser.add_argument("--json", action="store_true", help="one JSON object an area")
    parser.add_argument(
        "--full", action="store_true", help="hearing: an hour of noise, more seeds (takes an hour)"
    )
    parser.add_argument(
        "--plot", type=Path, metavar="FILE.svg", help="hearing: draw wrong words in noise"
    )


def run(args: argparse.Namespace) -> int:
    """Measure each area; print its figures."""
    unknown = [area for area in args.areas if area not in _AREAS]
    if unknown:
        raise LetanError(unknown[0], "there is no such area", f"Known are {', '.join(_AREAS)}")
    for area in args.areas or _AREAS:
        figures = _measure(area, full=args.full)
        if area == "hearing" and args.plot is not None:
            args.plot.write_text(importlib.import_module(_PLOT).draw(figures), encoding="utf-8")
        if args.json:
            print(json.dumps(_to_json(area, figures), ensure_ascii=False), flush=True)
        else:
            print(f"{area}  ({_machine()}, {_today()})")
            for figure in figures:
                of = f"  ({figure.samples} measured)" if figure.samples > 1 else ""
                print(f"  {figure.name:32} {figure.value:g} {figure.unit}{of}", flush=True)
    return 0


def _measure(area: str, *, full: bool) -> tuple[Figure, ...]:
    module = importlib.import_module(f"letan_apps.benchmarks.{area}")
    longer = {"full": full} if area == "hearing" else {}
    figures: tuple[Figure, ...] = module.measure(**longer)
    return figures


def _to_json(area: str, figures: tuple[Figure, ...]) -> dict[str, object]:
    values = [
        {"name": f.name, "value": f.value, "unit": f.unit, "samples": f.samples} for f in figures
    ]
    return {"area": area, "machine": _machine(), "date": _today(), "figures": values}


def _machine() -> str:
    """Name the processor and how many of it: without that a time says little."""
    name = platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                name = line.partition(":")[2].strip()
                break
    except OSError:
        pass
    return f"{os.cpu_count()} x {name}, Python {platform.python_version()}"


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
