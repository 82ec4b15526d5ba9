"""A moment written by a person: ISO 8601."""

from datetime import datetime

from letan.kernel.faults import LetanError

_NOON = 12


def parse_moment(text: str, place: str) -> datetime:
    """Return the moment; a date alone means its noon, when a centre is most likely open.

    Args:
        text: E.g. "2026-11-24" or "2026-11-24T09:00"; without an offset it is local time.
        place: Where it was written, for the error.

    Raises:
        LetanError: If it is no date.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        remedy = "Write 2026-11-24 or 2026-11-24T09:00"
        raise LetanError(place, f"{text!r} is no ISO date", remedy) from None
    return found.replace(hour=_NOON) if len(text) == len("2026-11-24") else found
