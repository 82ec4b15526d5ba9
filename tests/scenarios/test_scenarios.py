"""Every conversation of this folder, with the whole robot in virtual time."""

from pathlib import Path

import pytest

from letan.kernel.faults import LetanError
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.scenario import read_scenario
from letan_apps.robot.stage import play_scenario, scenario_files

FILES = scenario_files(Path(__file__).parent)
AUDIBLE = scenario_files(Path(__file__).parent / "audible")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_conversation_goes_as_it_must(workshop: Workshop, path: Path) -> None:
    assert play_scenario(workshop, read_scenario(path)).failures == []


@pytest.mark.audio
@pytest.mark.parametrize("path", AUDIBLE, ids=lambda path: path.stem)
def test_a_conversation_is_heard_through_the_noise(
    workshop: Workshop, path: Path, test_audio: Path
) -> None:
    assert play_scenario(workshop, read_scenario(path), test_audio).failures == []


def test_there_are_enough_and_each_ability_and_complaint_has_one() -> None:
    about = {topic for path in FILES for topic in read_scenario(path).about}
    complaints = {
        f"complaint {number}" for number in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 16)
    }
    abilities = {
        *("greet", "offer", "steps", "resume", "clarify", "choices", "ladder", "address"),
        *("two_requests", "follow_up", "lead", "ticket", "amenity", "rating", "feedback"),
        *("language", "staff", "emergency", "touch", "barge_in", "patience", "silence", "privacy"),
    }
    assert len(FILES) >= 60
    assert complaints | abilities <= about


@pytest.mark.parametrize("name", ["lead_through_the_hall", "ticket", "barge_in_bystander"])
def test_the_same_seed_gives_the_same_hash(workshop: Workshop, name: str) -> None:
    scenario = read_scenario(Path(__file__).parent / f"{name}.yaml")
    assert play_scenario(workshop, scenario).hash == play_scenario(workshop, scenario).hash


def test_what_must_not_happen_is_told(workshop: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(
        "steps:\n  - touches: call_staff\n    expect: {staff: unsure, says_not: cán bộ}\n"
        "finally: {staff_calls: 0}\n",
        "utf-8",
    )
    failures = play_scenario(workshop, read_scenario(path)).failures
    assert [line.partition(";")[0].partition(": ")[2].split(" ")[0] for line in failures] == [
        "staff",
        "said",
        "1",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("title: x\n", "no list of steps", id="no steps"),
        pytest.param("steps:\n  - sings: la\n", "step 1: 0 things at once", id="unknown doing"),
        pytest.param("steps:\n  - says: a\n    leaves:\n", "step 1: 2 things", id="two doings"),
        pytest.param("steps:\n  - says: a\n    expect: {says_nt: b}\n", "'says_nt'", id="typo"),
        pytest.param("robot: {ear: {snr: 3}}\nsteps: []\n", "'snr'", id="unknown ear key"),
        pytest.param("steps: [\n", "wrong.yaml", id="no YAML"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(LetanError, match=problem):
        read_scenario(path)
