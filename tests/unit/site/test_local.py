"""What the staff change of a hall, laid over its file."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from letan.kernel.text import Text
from letan.site.hours import ClosedReason, Holiday, OpenSpan, WeekHours
from letan.site.local import CounterFacts, LocalFacts, local_problems, parse_local
from letan.site.parse import SiteProblem
from letan.site.site import Notice
from letan.site.svg_map import site_svg
from letan_engines.site_yaml import load_site

HALL = load_site(Path("sim/worlds/phuong_mau.yaml"))
CLOSED = Holiday(date(2026, 12, 1), date(2026, 12, 4), Text("Cán bộ đi tập huấn"))
DOCUMENT = {
    "schema": 1,
    "counters": {
        "quay_3": {
            "title": {"vi": "Bảo trợ xã hội", "en": "Social protection"},
            "fields": ["xa_hoi"],
            "closed": [{"date": "2026-12-01", "until": "2026-12-04", "name": CLOSED.name.vi}],
        }
    },
    "hours": {"mon": [["08:00", "16:00"]]},
    "holidays": [],
    "notices": [
        {"vi": "Máy lấy số đang sửa", "from": "2026-12-01", "place": "may_lay_so"},
        "Mời rửa tay trước khi vào",
    ],
}
FACTS = LocalFacts(
    {
        "quay_3": CounterFacts(
            Text("Bảo trợ xã hội", "Social protection"), ("xa_hoi",), None, (CLOSED,)
        )
    },
    WeekHours({"mon": (OpenSpan(time(8), time(16)),)}),
    (),
    (
        Notice(Text("Máy lấy số đang sửa"), date(2026, 12, 1), None, "may_lay_so"),
        Notice(Text("Mời rửa tay trước khi vào")),
    ),
)


def test_a_document_is_read_whole() -> None:
    assert parse_local(DOCUMENT) == FACTS
    assert parse_local({"schema": 1}) == LocalFacts()


def test_nothing_said_leaves_the_hall_as_it_is() -> None:
    assert LocalFacts().laid_over(HALL) == HALL


def test_what_is_said_holds_and_the_hall_stands_where_it_stood() -> None:
    hall = FACTS.laid_over(HALL)
    third, before = hall.place("quay_3"), HALL.place("quay_3")
    assert (third.title, third.stand, third.body) == (
        Text("Bảo trợ xã hội", "Social protection"),
        before.stand,
        before.body,
    )
    assert (hall.hours, hall.holidays, hall.notices) == (FACTS.hours, (), FACTS.notices)
    assert hall.counters[:2] == HALL.counters[:2]


def test_a_counter_alone_is_closed_on_its_days() -> None:
    hall = LocalFacts({"quay_3": CounterFacts(closed=(CLOSED,))}).laid_over(HALL)
    morning = datetime(2026, 12, 4, 2, tzinfo=UTC)  # nine at the centre
    assert hall.is_open(morning).open
    state = hall.is_open(morning, "quay_3")
    assert (state.open, state.reason, state.holiday) == (False, ClosedReason.HOLIDAY, CLOSED)
    assert hall.is_open(datetime(2026, 12, 5, 2, tzinfo=UTC), "quay_3").open


def test_notices_have_their_days_and_their_place_on_the_map() -> None:
    hall = FACTS.laid_over(HALL)
    assert [n.text.vi for n in hall.notices_on(date(2026, 11, 30))] == ["Mời rửa tay trước khi vào"]
    assert "Máy lấy số đang sửa" not in site_svg(hall, "vi", date(2026, 11, 30))
    drawn = site_svg(hall, "vi", date(2026, 12, 1))
    assert "<title>Máy lấy số đang sửa</title>" in drawn
    assert "<title>Cán bộ đi tập huấn</title>" in drawn
    assert 'class="notice"' not in site_svg(hall)


def test_what_the_hall_does_not_have_is_told_and_passed_over() -> None:
    facts = LocalFacts(
        {"quay_9": CounterFacts(Text("Lạ"))}, notices=(Notice(Text("Ở đâu?"), place="san_thuong"),)
    )
    assert [problem.problem for problem in local_problems(facts, HALL)] == [
        "there is no counter 'quay_9'",
        "there is no place 'san_thuong'",
    ]
    assert list(local_problems(FACTS, HALL)) == []
    assert facts.laid_over(HALL).counters == HALL.counters


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ({"notices": [{"vi": "a", "from": "2026-12-02", "until": "2026-12-01"}]}, "ends before"),
        ({"holidays": [{"date": "2026-02-30", "name": "x"}]}, "no day 2026-02-30"),
        ({"hours": {"mon": [["16:00", "08:00"]]}}, "out of order"),
    ],
)
def test_days_and_hours_that_cannot_be_are_refused(
    document: dict[str, object], problem: str
) -> None:
    with pytest.raises(SiteProblem, match=problem):
        parse_local(document)
