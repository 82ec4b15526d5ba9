"""Opening hours as people say them."""

from collections.abc import Mapping
from datetime import time
from itertools import groupby

from letan.kernel.text import Text
from letan.site.hours import WEEKDAYS, OpenSpan, OpenState, WeekHours

_DAY_VI = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_DAY_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def hours_text(hours: WeekHours) -> Text:
    """Return the week: "thứ hai đến thứ sáu từ 7 giờ 30 đến 11 giờ 30 và …, thứ bảy …"."""
    spans: Mapping[str, tuple[OpenSpan, ...]] = hours.spans
    days = [(at, spans.get(day, ())) for at, day in enumerate(WEEKDAYS)]
    vi, en = [], []
    for open_spans, group in groupby(days, key=lambda day: day[1]):
        if not open_spans:
            continue
        numbers = [at for at, _ in group]
        first, last = numbers[0], numbers[-1]
        vi_days = _DAY_VI[first] + (f" đến {_DAY_VI[last]}" if last > first else "")
        en_days = _DAY_EN[first] + (f" to {_DAY_EN[last]}" if last > first else "")
        vi.append(
            f"{vi_days} từ "
            + " và ".join(f"{_clock(s.start)} đến {_clock(s.end)}" for s in open_spans)
        )
        en.append(
            f"{en_days} " + " and ".join(f"{s.start:%H:%M} to {s.end:%H:%M}" for s in open_spans)
        )
    return Text(", ".join(vi), ", ".join(en))


def _clock(moment: time) -> str:
    return f"{moment.hour} giờ" + (f" {moment.minute:02d}" if moment.minute else "")


def open_now_text(state: OpenState) -> Text:
    """Say whether the centre is open: "Bây giờ đang mở cửa đến 11 giờ 30"."""
    if state.open and state.closes_at is not None:
        until = _clock(state.closes_at.time())
        return Text(
            f"Bây giờ đang mở cửa đến {until} ạ.", f"It is open now, until {state.closes_at:%H:%M}."
        )
    if state.opens_at is None:
        return Text("Bây giờ đang nghỉ ạ.", "It is closed now.")
    opens = state.opens_at
    vi = f"Bây giờ đang nghỉ, mở lại lúc {_clock(opens.time())} {_DAY_VI[opens.weekday()]} ạ."
    return Text(vi, f"It is closed now and opens at {opens:%H:%M} on {_DAY_EN[opens.weekday()]}.")
