"""How far the hall goes on at a moment of real time."""

from letan.kernel.units import Seconds

STEP_S: Seconds = 0.05
"""/clock at 20 Hz: at 100 Hz ten processes that listen to it cost a whole core."""
_LONGEST_STEP_S: Seconds = 0.25
"""A machine that lags more lets the hall's time fall behind, as a heavier hall would."""
_LAG_S: Seconds = 0.25
_WAITS_S: Seconds = 0.5
"""A hall faster than real time waits so long (real time) for a graph whose latest pose is older
than `_LAG_S` (the hall's time): else a stall of the machine would look like a broken sensor."""


class Pace:
    """Turns real time into the hall's; a hall faster than real time never catches up.

    Attributes:
        period: Real time between two calls of `step`.
    """

    def __init__(self, speed: float, now: Seconds) -> None:
        """Begin.

        Args:
            speed: Simulated seconds a second, at most; above 0.
            now: Real time, on any clock that never jumps.
        """
        self.period: Seconds = STEP_S / speed
        self._speed = speed
        self._fast = speed > 1.0
        self._last = now

    def step(self, now: Seconds, t: Seconds, answered: Seconds | None = None) -> Seconds:
        """Return how far the hall goes on; 0 = it waits.

        Args:
            now: Real time.
            t: The hall's time.
            answered: Moment of the hall of which the robot last told where it is; None where it
                is not waited for.
        """
        passed = now - self._last
        lags = answered is not None and t - answered > _LAG_S
        if self._fast and lags and passed < _WAITS_S:
            return 0.0
        self._last = now
        return min(passed * self._speed, STEP_S if self._fast else _LONGEST_STEP_S)
