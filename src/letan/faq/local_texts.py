"""Texts that the centre itself puts into the braces of answers: hours, address, holidays."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from letan.faq.hours_text import hours_text, open_now_text
from letan.kernel.text import Text
from letan.site.hours import Holiday, local_time
from letan.site.site import LOCAL_TEXTS, Site

BRACES = frozenset(
    ("gio_lam_viec", "dang_mo_cua", "dia_chi", "dien_thoai", "ngay_nghi_le", *LOCAL_TEXTS)
)
"""Every name that may stand in the braces of an answer."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def local_values(site: Site, now: datetime | None) -> Mapping[str, Text]:
    """Return the texts of a centre by the name of their braces.

    Args:
        site: The hall.
        now: Moment of the question; None = unknown: nothing is said of now or of days to come.

    Returns:
        Only what the site file tells: an answer that needs another text is not spoken.
        `dang_mo_cua` is always there, empty while `now` is unknown.
    """
    values = {
        "gio_lam_viec": hours_text(site.hours),
        "dia_chi": site.address,
        "dien_thoai": Text(site.phone, site.phone),
        **site.local,
    }
    if now is not None:
        today = local_time(now, site.utc_offset_h).date()
        values["ngay_nghi_le"] = next_holiday_text(site.holidays, today)
    known = {name: text for name, text in values.items() if text.vi}
    opening = open_now_text(site.is_open(now)) if now is not None else Text("", "")
    return {**known, "dang_mo_cua": opening}


def next_holiday_text(holidays: Sequence[Holiday], today: date) -> Text:
    """Name the holiday of today or the next one: "Quốc khánh, từ 1 tháng 9 đến 2 tháng 9".

    Returns:
        An empty text if the list has none from `today` on.
    """
    coming = [holiday for holiday in holidays if holiday.last >= today]
    if not coming:
        return Text("", "")
    holiday = min(coming, key=lambda one: one.first)
    first, last, name = holiday.first, holiday.last, holiday.name
    vi, en = f"ngày {_day_vi(first)}", f"on {_day_en(first)}"
    if last > first:
        vi, en = f"từ {_day_vi(first)} đến {_day_vi(last)}", f"{_day_en(first)} to {_day_en(last)}"
    return Text(f"{name.vi}, {vi}", f"{name.of('en')}, {en}")


def _day_vi(day: date) -> str:
    return f"{day.day} tháng {day.month}"


def _day_en(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"
