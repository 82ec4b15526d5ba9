"""Opening hours as a screen shows them: shorter than the robot says them."""

from datetime import datetime

from letan.faq.hours_text import hours_text
from letan.kernel.text import Text
from letan.site.hours import OpenState, WeekHours
from letan_web.visitor.screen_state import Opening

_DAYS_VI = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_CLOCK_SET_SINCE = 2026
"""A clock before this year was never set: it says nothing about now."""


def opening_of(hours: WeekHours, state: OpenState, now: datetime) -> Opening:
    """Return what the idle page shows.

    Args:
        hours: Of the week.
        state: At `now`.
        now: Naive local time.
    """
    return Opening(state.open, _line(state, now), hours_text(hours))


def _line(state: OpenState, now: datetime) -> Text:
    if now.year < _CLOCK_SET_SINCE:
        return Text("")
    if state.open:
        if state.closes_at is None:
            return Text("Đang mở cửa", "Open now")
        until = f"{state.closes_at:%H:%M}"
        return Text(f"Đang mở cửa đến {until}", f"Open until {until}")
    opens = state.opens_at
    if opens is None:
        return Text("Đang nghỉ", "Closed now")
    if opens.date() == now.date():
        return Text(f"Đang nghỉ, mở lại lúc {opens:%H:%M}", f"Closed, opens at {opens:%H:%M}")
    day = _DAYS_VI[opens.weekday()]
    return Text(
        f"Đang nghỉ, mở lại {opens:%H:%M} {day}, {opens:%d/%m}",
        f"Closed, opens {opens:%H:%M} on {opens:%d %B}",
    )
