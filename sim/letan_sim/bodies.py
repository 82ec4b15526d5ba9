"""Everybody in the hall, one row each, and how rows come and go."""

from dataclasses import dataclass, field, fields
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Metres, MetresPerSecond


class Kind(IntEnum):
    """What somebody is like."""

    ADULT = 0
    ELDERLY = 1
    """Walks slowly and stops for a while at random."""
    CHILD = 2
    """Small; runs, walks, turns somewhere else."""
    WHEELCHAIR = 3
    """Wide and slow; the lidar sees one body, not two legs."""
    QUEUING = 4
    """Stands in the line of a counter."""
    VISITOR = 5
    """Let in by name: his legs are told what to do."""


RADIUS_M: dict[Kind, Metres] = {
    Kind.ADULT: 0.25,
    Kind.ELDERLY: 0.25,
    Kind.CHILD: 0.18,
    Kind.WHEELCHAIR: 0.38,
    Kind.QUEUING: 0.25,
    Kind.VISITOR: 0.25,
}


def _floats() -> NDArray[np.float64]:
    return np.zeros(0)


def _pairs() -> NDArray[np.float64]:
    return np.zeros((0, 2))


def _ints() -> NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64)


def _flags() -> NDArray[np.bool_]:
    return np.zeros(0, dtype=np.bool_)


@dataclass(slots=True, eq=False)
class Bodies:
    """People as arrays, all of one length; `names[i]` owns row i.

    Attributes:
        names: "w…" walkers, "q…" in queues, visitors by their own name.
        position: float64[n, 2], metres.
        velocity: float64[n, 2], m/s.
        direction: float64[n, 2], unit vectors each would like to walk along.
        speed: float64[n], m/s each would like now; `pace` is what he likes when he walks.
        pace: float64[n], m/s.
        radius: float64[n], metres.
        heading: float64[n], radians; where each faces.
        phase: float64[n], radians; of the step.
        kind: int64[n], a `Kind`.
        moving: bool[n]; who stands on purpose is not pushed along.
        aware: bool[n]; feels the robot.
        noticed_until: float64[n], seconds; who touched the robot feels it that long.
        target: int64[n], index into the ground's targets; -1 = none.
        leader: int64[n], row of the one he walks beside; -1 = walks alone.
        changes_at: float64[n], seconds; when he stops, walks or turns next; inf = never.
    """

    names: list[str] = field(default_factory=list)
    position: NDArray[np.float64] = field(default_factory=_pairs)
    velocity: NDArray[np.float64] = field(default_factory=_pairs)
    direction: NDArray[np.float64] = field(default_factory=_pairs)
    speed: NDArray[np.float64] = field(default_factory=_floats)
    pace: NDArray[np.float64] = field(default_factory=_floats)
    radius: NDArray[np.float64] = field(default_factory=_floats)
    heading: NDArray[np.float64] = field(default_factory=_floats)
    phase: NDArray[np.float64] = field(default_factory=_floats)
    kind: NDArray[np.int64] = field(default_factory=_ints)
    moving: NDArray[np.bool_] = field(default_factory=_flags)
    aware: NDArray[np.bool_] = field(default_factory=_flags)
    noticed_until: NDArray[np.float64] = field(default_factory=_floats)
    target: NDArray[np.int64] = field(default_factory=_ints)
    leader: NDArray[np.int64] = field(default_factory=_ints)
    changes_at: NDArray[np.float64] = field(default_factory=_floats)

    def __len__(self) -> int:
        """How many."""
        return len(self.names)

    def row(self, name: str) -> int:
        """Row of a name; ValueError where nobody has it."""
        return self.names.index(name)

    def add(
        self,
        name: str,
        at: tuple[float, float],
        kind: Kind,
        pace: MetresPerSecond,
        *,
        moving: bool = True,
    ) -> int:
        """Append somebody who stands at `at`, aware and without a target; return his row."""
        row: dict[str, object] = {
            "position": at,
            "velocity": (0.0, 0.0),
            "direction": (0.0, 0.0),
            "speed": pace,
            "pace": pace,
            "radius": RADIUS_M[kind],
            "heading": 0.0,
            "phase": 0.0,
            "kind": int(kind),
            "moving": moving,
            "aware": True,
            "noticed_until": -np.inf,
            "target": -1,
            "leader": -1,
            "changes_at": np.inf,
        }
        self.names.append(name)
        for key, value in row.items():
            column: NDArray[np.float64] = getattr(self, key)
            setattr(self, key, np.append(column, np.array([value], column.dtype), axis=0))
        return len(self.names) - 1

    def remake(self, row: int, kind: Kind, pace: MetresPerSecond) -> None:
        """Turn somebody into another kind of walker."""
        self.kind[row], self.radius[row] = int(kind), RADIUS_M[kind]
        self.pace[row] = self.speed[row] = pace

    def remove(self, name: str) -> None:
        """Delete somebody's row; later rows move up."""
        index = self.row(name)
        del self.names[index]
        for column in fields(self):
            if column.name != "names":
                array = getattr(self, column.name)
                setattr(self, column.name, np.delete(array, index, axis=0))
        self.leader[self.leader == index] = -1
        self.leader[self.leader > index] -= 1
