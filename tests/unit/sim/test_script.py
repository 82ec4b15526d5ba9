"""Scripts of visitors."""

from pathlib import Path

import pytest

from letan.kernel.faults import LetanError
from letan_apps.visitors import demo_visitors, load_visitors
from letan_sim.script import Line, VisitorScript

GOOD = """visitors:
  - name: bác Tư
    arrives_s: 2
    follows: true
    led_to: quay_3
    says:
      - quầy số ba ở đâu
      - {text: có, only_if_offered: true, pause_s: 1.5}
  - name: cô Năm
    after: bác Tư
    says: [xin chào]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "v.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_script_is_read_whole(tmp_path: Path) -> None:
    assert load_visitors(write(tmp_path, GOOD)) == (
        VisitorScript(
            name="bác Tư",
            lines=(Line("quầy số ba ở đâu"), Line("có", pause=1.5, only_if_offered=True)),
            arrives=2.0,
            follows=True,
            led_to="quay_3",
        ),
        VisitorScript(name="cô Năm", lines=(Line("xin chào"),), after="bác Tư"),
    )


@pytest.mark.parametrize(
    ("good", "bad", "line", "says"),
    [
        pytest.param("arrives_s: 2", "arrives_s: -2", 3, "from 0 to 3600", id="bounds"),
        pytest.param("follows: true", "follows: yes", 4, "neither true nor false", id="flag"),
        pytest.param("led_to:", "lead_to:", 5, "no key 'lead_to'", id="key"),
        pytest.param("after: bác Tư", "after: ai đó", 10, "nobody before", id="after"),
        pytest.param("name: cô Năm", "name: bác Tư", 9, "comes twice", id="name twice"),
        pytest.param("says: [xin chào]", "says: []", 11, "nothing to say", id="says nothing"),
        pytest.param("pause_s: 1.5", "pause_s: lâu", 8, "not a number", id="number"),
        pytest.param("visitors:", "people:", 1, "with `visitors` alone", id="top"),
    ],
)
def test_wrong_scripts_name_the_line(
    tmp_path: Path, good: str, bad: str, line: int, says: str
) -> None:
    path = write(tmp_path, GOOD.replace(good, bad))
    with pytest.raises(LetanError) as error:
        load_visitors(path)
    assert error.value.place == f"{path}:{line}"
    assert says in error.value.problem


def test_the_demo_has_its_three_visitors() -> None:
    assert [(v.expects, v.led_to, v.after) for v in demo_visitors()] == [
        ("answer", "quay_3", ""),
        ("answer", "", "bác gái 76 tuổi"),
        ("refer", "", "anh thuê nhà"),
    ]
