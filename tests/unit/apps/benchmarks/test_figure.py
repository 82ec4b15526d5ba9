"""Figures of many measurements."""

from letan_apps.benchmarks.figure import Figure, percentiles


def test_percentiles_lie_between_the_measurements() -> None:
    assert percentiles("reply", [float(ms) for ms in range(101)], "ms") == (
        Figure("reply_p50", 50.0, "ms", 101),
        Figure("reply_p95", 95.0, "ms", 101),
    )


def test_they_are_rounded_to_a_thousandth() -> None:
    assert percentiles("reply", [1.00049], "ms") == (
        Figure("reply_p50", 1.0, "ms", 1),
        Figure("reply_p95", 1.0, "ms", 1),
    )


def test_nothing_measured_gives_no_figure() -> None:
    assert percentiles("reply", [], "ms") == ()
