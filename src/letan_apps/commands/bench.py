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

_AREAS = ("hearing", "faq", "sim", "conversation", "eyes", "screen")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"{', '.join(_AREAS)}; none: all")
    parser.add_argument("--json", action="store_true", help="one JSON object an area")


def run(args: argparse.Namespace) -> int:
    """Measure each area; print its figures."""
    unknown = [area for area in args.areas if area not in _AREAS]
    if unknown:
        raise LetanError(unknown[0], "there is no such area", f"Known are {', '.join(_AREAS)}")
    for area in args.areas or _AREAS:
        figures = _measure(area)
        if args.json:
            print(json.dumps(_to_json(area, figures), ensure_ascii=False), flush=True)
        else:
            print(f"{area}  ({_machine()}, {_today()})")
            for figure in figures:
                of = f"  ({figure.samples} measured)" if figure.samples > 1 else ""
                print(f"  {figure.name:32} {figure.value:g} {figure.unit}{of}", flush=True)
    return 0


def _measure(area: str) -> tuple[Figure, ...]:
    module = importlib.import_module(f"letan_apps.benchmarks.{area}")
    figures: tuple[Figure, ...] = module.measure()
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
