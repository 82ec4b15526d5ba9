"""What a centre puts into the braces of answers, and what is said where it has nothing to put."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.unit.faq.packs import RELEASE
from tests.unit.site.halls import sample, small

from letan.faq.content.entry import Answer, Claim, Entry, EntryKind
from letan.faq.content.release import Release
from letan.faq.faq import AskContext, Faq
from letan.faq.local_texts import BRACES, local_values, next_holiday_text
from letan.hearing.utterance import Utterance
from letan.kernel.text import Text
from letan.site.hours import Holiday
from letan.site.site import Site

MONDAY = datetime(2026, 11, 23, 2, tzinfo=UTC)
NEW_YEAR = Holiday(date(2027, 1, 1), date(2027, 1, 1), Text("Tết Dương lịch", "New Year's Day"))
NATIONAL = Holiday(date(2026, 9, 1), date(2026, 9, 2), Text("Quốc khánh", "National Day"))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(
            date(2026, 8, 1),
            Text(
                "Quốc khánh, từ 1 tháng 9 đến 2 tháng 9", "National Day, 1 September to 2 September"
            ),
            id="the next one",
        ),
        pytest.param(
            date(2026, 9, 2),
            Text(
                "Quốc khánh, từ 1 tháng 9 đến 2 tháng 9", "National Day, 1 September to 2 September"
            ),
            id="on its last day",
        ),
        pytest.param(
            date(2026, 9, 3),
            Text("Tết Dương lịch, ngày 1 tháng 1", "New Year's Day, on 1 January"),
            id="over the end of the year",
        ),
        pytest.param(date(2027, 1, 2), Text("", ""), id="the list has ended"),
    ],
)
def test_next_holiday(today: date, expected: Text) -> None:
    assert next_holiday_text((NEW_YEAR, NATIONAL), today) == expected


def test_the_sample_fills_every_brace() -> None:
    values = local_values(sample(), MONDAY)
    assert values.keys() == BRACES
    assert [name for name, text in values.items() if not (text.vi and text.en)] == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(MONDAY, {"gio_lam_viec", "dang_mo_cua"}, id="a hall without such texts"),
        pytest.param(None, {"gio_lam_viec", "dang_mo_cua"}, id="an unset clock"),
    ],
)
def test_what_is_not_written_is_left_out(now: datetime | None, expected: set[str]) -> None:
    assert set(local_values(small(), now)) == expected


WIFI = Entry(
    "tien_ich.wifi",
    EntryKind.INFORMATION,
    Text("Wifi"),
    ("mật khẩu wifi là gì", "wifi ở đây tên gì", "cho xin pass wifi"),
    answer=Answer(
        (Claim(Text("Wifi là {wifi} ạ."), ()), Claim(Text("Wifi xin hỏi cán bộ ạ."), ()))
    ),
)


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        pytest.param(sample(), "Wifi là mạng Phường Mẫu, không cần mật khẩu ạ.", id="filled"),
        pytest.param(small(), "Wifi xin hỏi cán bộ ạ.", id="the next text where it is not known"),
    ],
)
def test_the_first_text_that_can_be_filled_is_spoken(site: Site, expected: str) -> None:
    topic = replace(RELEASE.topics[0], entries=(*RELEASE.topics[0].entries, WIFI))
    release: Release = replace(RELEASE, topics=(topic, *RELEASE.topics[1:]))
    reply = Faq(release, site).reply(Utterance("t", "mật khẩu wifi là gì"), AskContext(now=MONDAY))
    assert (reply.intent, reply.text) == ("tien_ich.wifi", expected)
