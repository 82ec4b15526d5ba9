"""Conversations as data: who does what when, and what must and must not happen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

import yaml

from letan.kernel.faults import LetanError
from letan.kernel.units import Seconds

Doing: TypeAlias = Literal[
    "appears", "leaves", "says", "coughs", "touches", "waits", "officer", "plays", "happens"
]
_DOINGS: tuple[Doing, ...] = (
    "appears",
    "leaves",
    "says",
    "coughs",
    "touches",
    "waits",
    "officer",
    "plays",
    "happens",
)
_WHEN = ("over_s", "after_s")
_EXPECTED = (
    "kind",
    "intent",
    "facet",
    "says",
    "says_not",
    "silent",
    "within_s",
    "staff",
    "called_off",
    "walks_at",
    "leads_to",
    "arrives",
    "expects",
    "cuts",
    "ends",
    "ticket",
    "kept",
    "feedback",
    "stars",
    "fault",
    "choices",
    "gesture",
    "rate",
    "volume",
    "language",
    "address",
)
_TOP = ("title", "about", "now", "seed", "robot", "steps", "finally")
_ROBOT = ("tickets", "legs", "outcome", "params", "answers", "voice", "ear")
_EAR = ("snr_db", "dialect", "rate", "distance_m")
_FINALLY = ("staff_calls", "most_s", "idle")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does, and what it must lead to.

    Attributes:
        doing: What.
        value: The words, the touch ("choose ho_tich.khai_sinh"), the seconds, the file.
        over_s: Begins so long after the robot began to speak.
        after_s: Begins so long after the step before began; None for both: when it is his turn.
        expect: What must happen until the next step, by name.
    """

    doing: Doing
    value: Any
    over_s: Seconds | None = None
    after_s: Seconds | None = None
    expect: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A conversation.

    Attributes:
        name: Of its file.
        title: For people.
        about: What of the robot's abilities it shows.
        now: Date and time of its beginning; None = the clock is not set.
        seed: Of everything random.
        robot: What the robot is made of.
        steps: In order.
        finally_: What must hold of the whole.
    """

    name: str
    title: str
    about: tuple[str, ...]
    now: datetime | None
    seed: int
    robot: Mapping[str, Any]
    steps: tuple[Step, ...]
    finally_: Mapping[str, Any]


def read_scenario(path: Path) -> Scenario:
    """Read a scenario's file.

    Raises:
        LetanError: If it cannot be read or says something unknown; it names file and step.
    """
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LetanError(str(path), " ".join(str(error).split()), "Write YAML") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("steps"), list):
        raise LetanError(str(path), "no list of steps", "Write title and steps")
    place = str(path)
    _known(raw, _TOP, place)
    robot, final = raw.get("robot") or {}, raw.get("finally") or {}
    _known(robot, _ROBOT, f"{place}: robot")
    _known(robot.get("ear") or {}, _EAR, f"{place}: robot.ear")
    _known(final, _FINALLY, f"{place}: finally")
    steps = tuple(
        _step(item, f"{place}: step {number}") for number, item in enumerate(raw["steps"], start=1)
    )
    now = raw.get("now", "2026-11-24T09:00:00+07:00")
    return Scenario(
        path.stem,
        str(raw.get("title", path.stem)),
        tuple(map(str, raw.get("about", ()))),
        datetime.fromisoformat(str(now)) if now else None,
        int(raw.get("seed", 1)),
        robot,
        steps,
        final,
    )


def _step(item: Any, place: str) -> Step:
    if not isinstance(item, dict):
        raise LetanError(place, "no mapping", f"Write one of {', '.join(_DOINGS)}")
    doings = [doing for doing in _DOINGS if doing in item]
    if len(doings) != 1:
        raise LetanError(place, f"{len(doings)} things at once", f"One of {', '.join(_DOINGS)}")
    _known(item, (*_DOINGS, *_WHEN, "expect"), place)
    expect = item.get("expect") or {}
    _known(expect, _EXPECTED, f"{place}: expect")
    return Step(doings[0], item[doings[0]], item.get("over_s"), item.get("after_s"), expect)


def _known(raw: Mapping[str, Any], names: tuple[str, ...], place: str) -> None:
    unknown = [name for name in raw if name not in names]
    if unknown:
        raise LetanError(place, f"{unknown[0]!r} is not known", f"Known are {', '.join(names)}")
