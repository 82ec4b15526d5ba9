"""The table of steerings: its statistics, its text, and a short run."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from letan_apps.benchmarks.sim_figure import figure_svg, markdown
from letan_apps.benchmarks.sim_table import Interval, Row, mean, wilson
from letan_apps.cli import main


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [
        pytest.param(0, 40, 0.0, 0.0876, id="none"),
        pytest.param(20, 40, 0.3520, 0.6480, id="half"),
        pytest.param(1000, 1000, 0.9962, 1.0, id="all of a thousand"),
    ],
)
def test_wilson(hits: int, count: int, low: float, high: float) -> None:
    found = wilson(hits, count)
    assert (found.value, found.low, found.high) == pytest.approx(
        (hits / count, low, high), abs=1e-4
    )


def test_mean_has_the_normal_interval_and_one_value_none() -> None:
    assert mean([3.0]) == Interval(3.0, 3.0, 3.0)
    found = mean([1.0, 2.0, 3.0, 4.0])
    assert (found.value, found.high) == pytest.approx((2.5, 3.7651), abs=1e-4)


def test_the_text_says_each_interval() -> None:
    measures = {
        name: Interval(0.5, 0.25, 0.75)
        for name in (
            *("success", "robot_on_person_episodes", "person_on_robot_episodes"),
            *("intimate_share", "gap_over_3m_share", "time_s", "controller_p99_ms"),
            "real_time_factor",
        )
    }
    rows = [Row("guide_20", "letan", 4, measures)]
    assert (
        markdown(rows).splitlines()[2].startswith("| guide_20 | letan | 4 | 50.0 % (25.0–75.0) |")
    )
    assert len(ET.fromstring(figure_svg(rows)).findall(".//{*}line")) == 5


def test_the_command_runs_the_same_seeds_for_each_and_writes_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["sim", "bench", "--episodes", "1", "--scenarios", "guide_20", "--people", "2"]
    words += ["--steerings", "letan,pure_pursuit", "--seed", "5", "--json"]
    assert main([*words, "--report", str(tmp_path)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.get("controller") for line in lines] == ["letan", "pure_pursuit", None]
    assert lines[0]["measures"]["success"]["value"] == 1.0
    assert lines[2]["where_is_this"]["possible"] == 1500
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "table.json",
        "table.md",
        "table.svg",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["--episodes", "0"], "0 is less than one", id="no episode"),
        pytest.param(["--workers", "0"], "0 is less than one", id="nobody works"),
        pytest.param(["--steerings", "magic"], "there is no 'magic'", id="steering"),
        pytest.param(["--scenarios", "demo"], "its visitors follow a script", id="scripted"),
    ],
)
def test_bad_words_are_told(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sim", "bench", *words]) == 2
    assert told in capsys.readouterr().err
