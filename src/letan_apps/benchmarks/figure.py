"""One measured number, with its unit."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the performance page.

    Attributes:
        name: What was measured, e.g. "question_p50".
        value: The number.
        unit: "ms", "s/s" (CPU seconds a second of sound), "x" (simulated a real second) …
        samples: How many measurements it comes from.
    """

    name: str
    value: float
    unit: str
    samples: int


def percentiles(name: str, values: Sequence[float], unit: str) -> tuple[Figure, ...]:
    """Return p50 and p95 of the values; none for no values."""
    if not values:
        return ()
    return tuple(
        Figure(f"{name}_p{q}", round(float(np.percentile(values, q)), 3), unit, len(values))
        for q in (50, 95)
    )
