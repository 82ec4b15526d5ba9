"""The scenarios that other programs run by name, and scenario files."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from letan.kernel.units import Ratio, Seconds
from letan_sim.episode import Episode
from letan_sim.follower import FollowerSettings


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
        mixed: Share of the walkers who are old people, children, wheelchairs and groups.
        estimated: The robot sees people through the lidar alone; else it knows them perfectly.
        lost_scans: Share of scans that never arrive.
        stray_every: Mean seconds between the visitor's strays (aside, back); inf = never.
        scripted: The scripted visitors of the demo come, instead of one who follows from the start.
    """

    name: str
    people: int
    aware: Ratio = 1.0
    queues: int = 3
    dropout: Ratio = 0.0
    place: str = ""
    mixed: Ratio = 0.0
    estimated: bool = False
    lost_scans: Ratio = 0.0
    stray_every: Seconds = math.inf
    scripted: bool = False

    def episode(self, seed: int) -> Episode:
        """Return the episode of a seed; not for scripted scenarios."""
        return Episode(
            seed,
            people=self.people,
            aware=self.aware,
            queues=self.queues,
            dropout=self.dropout,
            place=self.place or None,
            mixed=self.mixed,
            estimated=self.estimated,
            lost_scans=self.lost_scans,
            visitor=FollowerSettings(stray_every=self.stray_every),
        )


SCENARIOS: dict[str, Scenario] = {
    s.name: s
    for s in (
        Scenario("guide_20", 20),
        Scenario("guide_40", 40),
        Scenario("guide_20_unaware", 20, aware=0.5),
        Scenario("guide_20_estimated", 20, dropout=0.05, estimated=True, lost_scans=0.03),
        Scenario("guide_20_mixed", 20, aware=0.8, mixed=0.6, stray_every=25.0),
        Scenario("demo", 6, queues=1, mixed=0.5, scripted=True),
    )
}

_FILE_KEYS = {
    "people": (int, 0, 200),
    "aware": (float, 0.0, 1.0),
    "queues": (int, 0, 20),
    "dropout": (float, 0.0, 0.9),
    "lost_scans": (float, 0.0, 0.9),
    "mixed": (float, 0.0, 1.0),
    "stray_every": (float, 1.0, math.inf),
}
_OTHER_KEYS = ("place", "estimated")


class ScenarioProblem(Exception):
    """Something in a scenario file that cannot be; `key` says where ("" = the whole file)."""

    def __init__(self, key: str, problem: str, remedy: str) -> None:
        super().__init__(f"{key}: {problem}. {remedy}.")
        self.key = key
        self.problem = problem
        self.remedy = remedy


def parse_scenario(data: object, name: str) -> Scenario:
    """Build a scenario from a file's plain data; the keys are the fields of `Scenario`.

    Raises:
        ScenarioProblem: For an unknown key or a value out of bounds.
    """
    known = ", ".join([*_FILE_KEYS, *_OTHER_KEYS])
    if not isinstance(data, Mapping):
        raise ScenarioProblem("", "a scenario is a mapping", f"Write some of {known}")
    for key in data:
        if key not in _FILE_KEYS and key not in _OTHER_KEYS:
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
    estimated = data.get("estimated", False)
    if not isinstance(estimated, bool):
        raise ScenarioProblem("estimated", f"{estimated!r} is no yes or no", "Write true or false")
    return Scenario(
        name,
        people=int(values["people"]),
        aware=values["aware"],
        queues=int(values["queues"]),
        dropout=values["dropout"],
        place=place,
        mixed=values["mixed"],
        estimated=estimated,
        lost_scans=values["lost_scans"],
        stray_every=values["stray_every"],
    )


_DEFAULT = Scenario("", 20)
