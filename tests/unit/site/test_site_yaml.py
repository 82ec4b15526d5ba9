"""Site files: what is read, and what is said about wrong ones."""

import math
from pathlib import Path

import pytest
from tests.unit.site.halls import SAMPLE_FILE, sample

from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.text import Text
from letan.site.site import Counter, PlaceKind
from letan_engines.site_yaml import load_site, site_errors
from letan_engines.yaml_positions import load

AGREED = (
    "quay_1 quay_2 quay_3 quay_4 quay_5 goc ban_huong_dan may_lay_so ghe_cho nha_ve_sinh loi_ra"
    " gui_xe cay_atm may_tinh nuoc_uong"
).split()


def test_the_sample_has_every_agreed_place() -> None:
    assert [place.id for place in sample().destinations] == AGREED


def test_a_counter_is_read_whole() -> None:
    assert sample().place("quay_3") == Counter(
        id="quay_3",
        kind=PlaceKind.COUNTER,
        title=Text("Bảo trợ xã hội, bảo hiểm", "Social protection and insurance"),
        spoken=Text("quầy số ba", "counter three"),
        stand=Pose2(15.0, 17.0, math.pi / 2),
        body=(Point2(13.3, 17.7), Point2(16.7, 17.7), Point2(16.7, 18.5), Point2(13.3, 18.5)),
        number="3",
        fields=("xa_hoi", "bhxh", "bhyt"),
        queue=(Point2(15.0, 16.2), Point2(15.0, 13.2)),
        ticket_prefix="C",
    )


def test_counters_are_found_by_topic() -> None:
    assert [c.id for c in sample().counters_for("can_cuoc")] == ["quay_4"]


def test_the_texts_of_the_centre_are_read() -> None:
    assert sample().local["lich_tiep_dan"] == Text(
        "sáng thứ năm hằng tuần, từ 8 giờ đến 11 giờ", "on Thursdays from 8 to 11"
    )


def test_unknown_place_names_the_known_ones() -> None:
    with pytest.raises(LetanError, match=r"quay_9: .*no such place.*quay_1.*nuoc_uong"):
        sample().place("quay_9")


WRONG = [
    pytest.param("schema: 1", "schema: 2", 5, "schema is 2", id="version"),
    pytest.param("kind: desk", "kind: dsk", 92, "'dsk'", id="kind"),
    pytest.param("id: may_lay_so", "id: goc", 96, "'goc' is taken", id="id twice"),
    pytest.param("stand: [4, 17.0, 90]", "stand: [4, 17.0]", 48, "2 items", id="pose"),
    pytest.param("    stand: [4, 17.0, 90]", "", 43, "lacks stand", id="missing"),
    pytest.param("  sat:", "  sta:", 143, "no key sta", id="unknown key"),
    pytest.param("2026-09-01", "2026-02-30", 155, "no day 2026-02-30", id="date"),
    pytest.param('sat: [["07:30"', 'sat: [["7:30"', 149, "'7:30'", id="time"),
    pytest.param('[["07:30", "11:30"]]', '[["11:30", "07:30"]]', 149, "out of order", id="hours"),
    pytest.param("[4, 18.1]", "[4, x]", 49, "a number", id="number"),
    pytest.param("kind: base", "kind: other", 89, "no place of kind base", id="no base"),
    pytest.param("  wifi:", "  wify:", 162, "no key wify", id="unknown local text"),
    pytest.param("name: {vi", "name: [vi", 7, "expected", id="syntax"),
]


@pytest.mark.parametrize(("good", "bad", "line", "says"), WRONG)
def test_a_wrong_file_gets_line_and_problem(
    tmp_path: Path, good: str, bad: str, line: int, says: str
) -> None:
    text = SAMPLE_FILE.read_text(encoding="utf-8")
    assert good in text
    path = tmp_path / "hall.yaml"
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(LetanError) as error:
        load_site(path)
    assert error.value.place == f"{path}:{line}"
    assert says in error.value.problem


def test_all_errors_come_in_order_of_lines(tmp_path: Path) -> None:
    text = SAMPLE_FILE.read_text(encoding="utf-8")
    path = tmp_path / "hall.yaml"
    path.write_text(text.replace("  sat:", "  sta:").replace("schema: 1", "schema: 9"), "utf-8")
    assert [e.place.rpartition(":")[2] for e in site_errors(load(path))] == ["5", "143"]
