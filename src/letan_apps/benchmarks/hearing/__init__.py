"""`letan bench hearing`: one module a question, each with `measure() -> tuple[Figure, ...]`.

A module is measured when its name stands in `PARTS`.
"""

import importlib

from letan_apps.benchmarks.figure import Figure

PARTS = (
    "front_end",
    "latency",
    "over_voice",
    "false_replies",
    "first_words",
    "noise",
    "phrases",
    "scoring",
)
"""Modules of this package, in the order in which their figures are printed."""
_LONGER = ("false_replies", "first_words", "noise", "over_voice")
"""Those that can take more time for surer figures."""


def measure(*, full: bool = False) -> tuple[Figure, ...]:
    """Measure every part; `full` takes about an hour of CPU."""
    figures: list[Figure] = []
    for part in PARTS:
        module = importlib.import_module(f"{__name__}.{part}")
        figures += module.measure(full=full) if part in _LONGER else module.measure()
    return tuple(figures)
