"""Times, enums and languages."""

from enum import Enum
from typing import TypeVar, cast

from builtin_interfaces.msg import Time

from letan.kernel.units import Language, Seconds

E = TypeVar("E", bound=Enum)


def time_to_msg(t_s: Seconds) -> Time:
    """Return seconds since the epoch as a stamp, rounded to nanoseconds; t_s >= 0."""
    whole = int(t_s)
    nanoseconds = round((t_s - whole) * 1e9)  # the whole product would not fit a float's digits
    return Time(sec=whole + nanoseconds // 1_000_000_000, nanosec=nanoseconds % 1_000_000_000)


def time_from_msg(message: Time) -> Seconds:
    """Return a stamp as seconds since the epoch; exact to a microsecond in this century."""
    return float(message.sec + message.nanosec / 1e9)


def language_from_msg(tag: str) -> Language:
    """Return the language of a message; "" means Vietnamese."""
    if tag not in ("", "vi", "en"):
        raise ValueError(f"language={tag!r}: not spoken here")
    return cast(Language, tag or "vi")


def enum_from_msg(kind: type[E], value: int, field: str) -> E:
    """Return the member with a message's constant as value."""
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"{field}={value}: no such constant") from None
