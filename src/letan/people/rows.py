"""The tracks of a moment as arrays, a row a person."""

from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Seconds

_NEW_SPEED_SD = 1.0
_NEW_POSITION_SD_M = 0.15


def _floats(*shape: int) -> NDArray[np.float64]:
    return np.zeros((0, *shape))


def _ints() -> NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64)


@dataclass(slots=True, eq=False)
class Rows:
    """Everybody who is or may be there; all arrays have one length.

    Attributes:
        ids: int64[n], never given twice.
        state: float64[n, 4], x, y, vx, vy; metres and metres a second, map frame.
        covariance: float64[n, 4, 4], of the state.
        shown: float64[n, 4], the state when a scan last showed him.
        seen: float64[n], moment of that scan, seconds.
        born: float64[n], moment of the first, seconds.
        hits: int64[n], how many of the latest `looks` scans showed him.
        looks: int64[n].
    """

    ids: NDArray[np.int64] = field(default_factory=_ints)
    state: NDArray[np.float64] = field(default_factory=lambda: _floats(4))
    covariance: NDArray[np.float64] = field(default_factory=lambda: _floats(4, 4))
    shown: NDArray[np.float64] = field(default_factory=lambda: _floats(4))
    seen: NDArray[np.float64] = field(default_factory=_floats)
    born: NDArray[np.float64] = field(default_factory=_floats)
    hits: NDArray[np.int64] = field(default_factory=_ints)
    looks: NDArray[np.int64] = field(default_factory=_ints)

    def __len__(self) -> int:
        """How many."""
        return len(self.ids)

    def keep(self, chosen: NDArray[np.bool_]) -> None:
        """Delete all rows but those chosen, bool[n]."""
        if not chosen.all():
            for column in fields(self):
                setattr(self, column.name, getattr(self, column.name)[chosen])

    def add(self, name: int, x: float, y: float, now: Seconds) -> None:
        """Append somebody who was seen at a spot for the first time and stands, for all we know."""
        fresh = np.diag([_NEW_POSITION_SD_M**2] * 2 + [_NEW_SPEED_SD**2] * 2)
        row: dict[str, object] = {
            "ids": name,
            "state": (x, y, 0.0, 0.0),
            "covariance": fresh,
            "shown": (x, y, 0.0, 0.0),
            "seen": now,
            "born": now,
            "hits": 1,
            "looks": 1,
        }
        for key, value in row.items():
            column = getattr(self, key)
            setattr(self, key, np.append(column, np.array([value], column.dtype), axis=0))
