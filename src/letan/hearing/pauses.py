"""How slowly the present visitor speaks: learned from the pauses within what he says."""

from letan.kernel.units import Ratio, Seconds

_USUAL_PAUSE_S = 0.45
"""Pauses up to this are everybody's."""
_MOST = 1.8
_FADES = 0.8
"""What is left of a long pause's weight after each further utterance."""


class Pauses:
    """Remembers one visitor's pauses; `forget` it when he has gone."""

    def __init__(self) -> None:
        self._longest: Seconds = 0.0

    @property
    def patience(self) -> Ratio:
        """How many times as long as usual to wait for the end, 1..1.8."""
        learned = self._longest / _USUAL_PAUSE_S
        return min(_MOST, max(1.0, learned))

    def paused(self, pause_s: Seconds) -> None:
        """The visitor paused that long and went on."""
        self._longest = max(self._longest, pause_s)

    def finished(self) -> None:
        """An utterance has ended."""
        self._longest *= _FADES

    def forget(self) -> None:
        """The next visitor is another one."""
        self._longest = 0.0
