"""What the robot did, as a program that watches it reads it: one record an event."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from letan.kernel.units import Seconds


@dataclass(frozen=True, slots=True)
class RobotEvent:
    """One event of the whole robot.

    Attributes:
        name: speech_start, partial, endpoint, final, reply, say_start, say_mark, say_end, stop,
            guide_start, guide_end, arrived, staff_call or fault.
        t_s: Virtual time.
        wall_ms: Real milliseconds of work since the step began that led to it. Between two
            events the robot waited `t_s` apart and worked `wall_ms`: a latency is their sum.
        fields: What else there is to say; values go into JSON.
    """

    name: str
    t_s: Seconds
    wall_ms: float
    fields: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return it as one JSON object."""
        return {
            "t_s": round(self.t_s, 3),
            "wall_ms": round(self.wall_ms, 1),
            "event": self.name,
            **self.fields,
        }
