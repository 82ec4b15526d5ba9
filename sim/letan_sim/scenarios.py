"""The scenarios that other programs run by name, and scenario files."""

from collections.abc import Mapping
from dataclasses import dataclass

from letan.kernel.units import Ratio


@dataclass(frozen=True, slots=True)
class Scenario:
    """A hall's crowd and what the robot has to do in it.

    Attributes:
        name: As on the command line.
        people: Walkers besides queues.
        aware: Share of them that feels the robot.
        queues: Longest queue at a counter.
        dropout: Share of failed lidar beams.
        place: Where to lead; "" = a counter drawn by the seed.
        scripted: The scripted visitors of the demo come, instead of one who follows from the start.
    """

    name: str
    people: int
    aware: Ratio = 1.0
    queues: int = 3
    dropout: Ratio = 0.0
    place: str = ""
    scripted: bool = False


SCENARIOS: dict[str, Scenario] = {
    s.name: s
    for s in (
        Scenario("guide_20", 20),
        Scenario("guide_40", 40),
        Scenario("guide_20_unaware", 20, aware=0.5),
        Scenario("demo", 6, queues=1, scripted=True),
    )
}

NOT_YET = {
    "guide_20_estimated": "people are seen perfectly in this version, not through the lidar",
}
"""Agreed names that this version does not run, and why."""

_FILE_KEYS = {
    "people": (int, 0, 200),
    "aware": (float, 0.0, 1.0),
    "queues": (int, 0, 20),
    "dropout": (float, 0.0, 0.9),
}


class ScenarioProblem(Exception):
    """Something in a scenario file that cannot be; `key` says where ("" = the whole file)."""

    def __init__(self, key: str, problem: str, remedy: str) -> None:
        super().__init__(f"{key}: {problem}. {remedy}.")
        self.key = key
        self.problem = problem
        self.remedy = remedy


def parse_scenario(data: object, name: str) -> Scenario:
    """Build a scenario from a file's plain data: people, aware, queues, dropout, place.

    Raises:
        ScenarioProblem: For an unknown key or a value out of bounds.
    """
    known = ", ".join([*_FILE_KEYS, "place"])
    if not isinstance(data, Mapping):
        raise ScenarioProblem("", "a scenario is a mapping", f"Write some of {known}")
    for key in data:
        if key not in _FILE_KEYS and key != "place":
            raise ScenarioProblem(str(key), f"there is no key {key!r}", f"Known keys are {known}")
    values: dict[str, float] = {}
    for key, (kind, low, high) in _FILE_KEYS.items():
        value = data.get(key, getattr(_DEFAULT, key))
        wrong_kind = not isinstance(value, int | float) or isinstance(value, bool)
        if wrong_kind or not low <= value <= high or (kind is int and value != int(value)):
            problem = f"{value!r} is not a number from {low:g} to {high:g}"
            raise ScenarioProblem(key, problem, "Correct it")
        values[key] = kind(value)
    place = data.get("place", "")
    if not isinstance(place, str):
        raise ScenarioProblem("place", f"{place!r} is not a place id", "Write e.g. quay_3")
    return Scenario(
        name,
        people=int(values["people"]),
        aware=values["aware"],
        queues=int(values["queues"]),
        dropout=values["dropout"],
        place=place,
    )


_DEFAULT = Scenario("", 20)
