"""`letan bench` with wrong and right words; nothing is measured here."""

import argparse
import json
import sys
from types import ModuleType

import pytest

from letan_apps.benchmarks.figure import Figure
from letan_apps.cli import main
from letan_apps.commands import bench


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    bench.add_arguments(parser)
    return parser.parse_args(words)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Areas measured so far; each gives one figure."""
    areas: list[str] = []
    for area in bench._AREAS:

        def measure(area: str = area, full: bool = False) -> tuple[Figure, ...]:
            assert not full
            areas.append(area)
            return (Figure("reply_p50", 2.5, "ms", 7),)

        module = ModuleType(area)
        module.measure = measure  # type: ignore[attr-defined]  # a module made here
        monkeypatch.setitem(sys.modules, f"letan_apps.benchmarks.{area}", module)
    return areas


def test_an_unknown_area_is_wrong_usage_before_anything_is_measured(
    measured: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench", "faq", "coffee", "--json"]) == 2
    out, err = capsys.readouterr()
    assert (measured, out, err.count("\n")) == ([], "", 1)
    assert f"coffee: there is no such area. Known are {', '.join(bench._AREAS)}." in err


def test_without_a_word_every_area_is_measured(measured: list[str]) -> None:
    assert bench.run(arguments()) == 0
    assert measured == list(bench._AREAS)
    assert {"hearing", "faq", "sim", "eyes"} < set(measured)


def test_an_area_is_one_json_object(
    measured: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.run(arguments("faq", "--json")) == 0
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"area", "machine", "date", "figures"}
    assert printed["area"] == "faq"
    figure = {"name": "reply_p50", "value": 2.5, "unit": "ms", "samples": 7}
    assert printed["figures"] == [figure]
    assert measured == ["faq"]
