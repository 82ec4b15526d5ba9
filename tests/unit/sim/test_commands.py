"""`letan sim` and `letan site`, as other programs call them."""

import json
from pathlib import Path

import cv2
import pytest
from tests.unit.site.halls import SAMPLE_FILE

from letan_apps.cli import main

KEYS = {
    "success", "robot_on_person_contacts", "person_on_robot_contacts", "intimate_share",
    "gap_over_3m_share", "time_s", "path_m", "min_person_distance_m", "hash", "real_time_factor",
}  # fmt: skip


def test_sim_prints_one_object_with_the_agreed_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = tmp_path / "leer.yaml"
    scenario.write_text("people: 2\nqueues: 0\nplace: may_lay_so\n", encoding="utf-8")
    words = ["sim", str(scenario), "--seed", "4", "--json", "--report", str(tmp_path / "r")]
    assert main(words) == 0
    figures = json.loads(capsys.readouterr().out)
    assert set(figures) >= KEYS
    assert (figures["success"], figures["place"], figures["people"]) == (True, "may_lay_so", 2)
    assert json.loads((tmp_path / "r/run.json").read_text("utf-8")) == figures
    assert "<polyline" in (tmp_path / "r/run.svg").read_text("utf-8")
    whole = cv2.imread(str(tmp_path / "r/run.png"))
    assert whole is not None
    assert whole.shape[:2] == (424, 624)
    _, moving = cv2.imreadanimation(str(tmp_path / "r/run.gif"))
    pointing_s = 3.0  # goes on in the picture after the episode
    assert len(moving.frames) == pytest.approx((figures["time_s"] + pointing_s) / 0.5, abs=1)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(["sim", "nope"], "no such scenario", id="unknown"),
        pytest.param(["sim", "demo", "--people", "-1"], "--people: -1", id="people"),
        pytest.param(["sim", "demo", "--aware", "1.5"], "--aware: 1.5", id="aware"),
        pytest.param(["sim", "demo", "--seed", "-3"], "--seed: -3", id="seed"),
        pytest.param(["sim", "demo", "--hall-seed", "-3"], "--hall-seed: -3", id="hall seed"),
        pytest.param(
            ["sim", "demo", "--hall-seed", "3", "--site", "x.yaml"], "Give one", id="two halls"
        ),
        pytest.param(["sim", "demo", "--site", "nope.yaml"], "nope.yaml: no such file", id="site"),
        pytest.param(["site", "check", "nope.yaml"], "nope.yaml: no such file", id="site file"),
        pytest.param(["site", "build"], "--out: is missing", id="out"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param("people: 2\naware: 2\n", 2, "from 0 to 1", id="bounds"),
        pytest.param("people: 2\ncrowd: 3\n", 2, "no key 'crowd'", id="key"),
        pytest.param("people: 2.5\n", 1, "from 0 to 200", id="half a person"),
    ],
)
def test_wrong_scenario_files_name_the_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, line: int, says: str
) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["sim", str(path)]) == 2
    told = capsys.readouterr().err
    assert f"{path}:{line}: " in told
    assert says in told


def test_site_check_lists_every_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "hall.yaml"
    text = SAMPLE_FILE.read_text(encoding="utf-8")
    path.write_text(text.replace("[9.5, 17.0, 90]", "[9.5, 18.0, 90]"), encoding="utf-8")
    assert main(["site", "check", str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["errors"] == [
        {
            "file": str(path),
            "line": 57,
            "message": "quay_2: nobody can stand there",
            "remedy": "Move `stand` to a free spot",
        }
    ]
    assert main(["site", "check", str(SAMPLE_FILE)]) == 0


def test_site_build_writes_maps_that_agree(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["site", "build", "--out", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["unreached"] == []
    written = told["written"]
    assert [Path(p).name for p in written] == [
        "map.pgm", "map.yaml", "keepout.pgm", "keepout.yaml", "speed.pgm", "speed.yaml",
        "route_graph.geojson", "directions.json", "map.vi.svg", "map.en.svg",
        "world.sdf", "world.classic.sdf", "robot.urdf", "robot.harmonic.urdf",
        "robot.classic.urdf", "gazebo_bridge.yaml", "nav2.yaml",
    ]  # fmt: skip
    raw = (tmp_path / "map.pgm").read_bytes()
    header = b"P5\n610 410\n255\n"
    assert raw.startswith(header)
    assert len(raw) == len(header) + 610 * 410
    north_west, counter_3 = raw[len(header)], raw[len(header) + 42 * 610 + 305]
    assert (north_west, counter_3) == (0, 0)
    assert raw[len(header) + 205 * 610 + 305] == 254
    told = json.loads((tmp_path / "directions.json").read_text("utf-8"))
    assert told["quay_3"]["vi"] == (
        "Quý khách quay sang trái, đi thẳng khoảng ba mươi bước, quầy số ba ở ngay trước mặt ạ."
    )


def test_site_build_names_the_place_that_no_way_reaches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hall = SAMPLE_FILE.read_text("utf-8")
    wall = "walls:\n  - {points: [[8, 0], [8, 3], [11, 3], [11, 0]]}\n"  # around one machine
    file = tmp_path / "hall.yaml"
    file.write_text(hall.replace("walls:\n", wall), "utf-8")
    words = ["site", "build", str(file), "--out", str(tmp_path / "out")]
    assert main(words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "no way for the robot from goc to: may_lay_so" in lines
    assert (tmp_path / "out/route_graph.geojson").exists()
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unreached"] == ["may_lay_so"]
