"""`letan bench hearing`: one module a question, each with `measure() -> tuple[Figure, ...]`.

A module is measured when its name stands in `PARTS`.
"""

import importlib

from letan_apps.benchmarks.figure import Figure

PARTS = ("latency", "over_voice", "phrases")
"""Modules of this package, in the order in which their figures are printed."""


def measure() -> tuple[Figure, ...]:
    """Measure every part."""
    figures: list[Figure] = []
    for part in PARTS:
        figures += importlib.import_module(f"{__name__}.{part}").measure()
    return tuple(figures)
