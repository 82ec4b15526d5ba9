"""The figures of the eyes: faces, greetings, waving, codes, tracks. All pictures are drawn."""

import cv2

from letan_apps.benchmarks.eyes.codes import measure as measure_codes
from letan_apps.benchmarks.eyes.faces import measure as measure_faces
from letan_apps.benchmarks.eyes.greetings import measure as measure_greetings
from letan_apps.benchmarks.eyes.tracks import measure as measure_tracks
from letan_apps.benchmarks.figure import Figure


def measure() -> tuple[Figure, ...]:
    """Measure everything, on one thread, with seeds that nothing was tuned on."""
    cv2.setNumThreads(1)
    return (*measure_faces(), *measure_greetings(), *measure_codes(), *measure_tracks())
