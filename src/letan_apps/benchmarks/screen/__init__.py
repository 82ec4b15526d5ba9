"""The figures of the visitor's screen: how soon a word is seen, how it ages, how it stops."""

from letan_apps.benchmarks.figure import Figure
from letan_apps.benchmarks.screen.kiosk import kiosk_figures
from letan_apps.benchmarks.screen.latency import latency_figures
from letan_apps.benchmarks.screen.stopping import stop_figures

CONVERSATIONS = 10_000


def measure() -> tuple[Figure, ...]:
    """Measure all; elapsed times on a machine that may be doing other things."""
    return (*latency_figures(), *stop_figures(), *kiosk_figures(CONVERSATIONS))
