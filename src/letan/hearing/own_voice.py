"""The robot's own voice as its ear hears it: when it sounds, how late it comes, and its removal."""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from letan.hearing.likeness import Trace, Tracer, likeness
from letan.kernel.units import Pcm, Seconds
from letan.ports.echo import EchoCanceller

_KEPT_S = 4.0
"""Sound of the mouth that is remembered, the part that is still to be played included."""
_AHEAD_S = 10.0
"""Nobody tells further ahead what the mouth will play."""
_REACH_S = 0.12
"""The canceller's filter covers this much delay and leaves the rest to the hall's echoes."""
_HEADROOM_S = 0.01
_SHORTEST_S, _LONGEST_S = -0.1, 0.6
"""Delays that are looked for: a device's buffers, and clocks that differ a little."""
_WINDOW_S = 1.0
_EVERY_S = 0.5
_CLEAR = 8.0
"""How far the correlation's peak must stand above its median to be believed."""
_SAME_S = 0.002
_SAME_SPEECH_S = 0.5
_LATELY_S = 0.5
"""So much sound tells whether the voice is heard (docs/hearing.md)."""
_TAIL_S = 0.4
"""So long after the voice its echo in the hall may still be heard."""


@dataclass(frozen=True, slots=True)
class _Played:
    first: int
    pcm: Pcm


class OwnVoice:
    """Lays what the mouth plays on the ear's time line and takes it out of what the ear hears.

    The delay from mouth to ear is found by the cross-correlation of both, whitened (PHAT, Knapp and
    Carter 1976); it is corrected only when the canceller's filter would not reach it.

    Args:
        canceller: Takes the echo out; None: the voice is only known, not removed.
        sample_rate_hz: Of ear and of what is given to `play`.
    """

    def __init__(self, canceller: EchoCanceller | None, sample_rate_hz: int = 16_000) -> None:
        self._canceller = canceller
        self._rate = sample_rate_hz
        self._played: deque[_Played] = deque()
        self._delay = 0
        self._candidate: int | None = None
        window = round(_WINDOW_S * sample_rate_hz)
        self._heard = np.zeros(window, np.float32)
        self._since_check = 0
        self._sounded_until: Seconds | None = None
        self._engaged = False
        self._tracer = Tracer(sample_rate_hz)
        self._traces: deque[Trace] = deque()
        self._told_until: Seconds = -1e9

    @property
    def cancels(self) -> bool:
        """Whether the echo is taken out."""
        return self._canceller is not None

    @property
    def trace(self) -> Trace | None:
        """Of the block that `clean` returned last; None while the voice is silent."""
        return self._traces[-1] if self._traces else None

    @property
    def likeness(self) -> float:
        """How much the last half second is the robot's voice; see `likeness`."""
        return likeness(self._traces)

    @property
    def remembered_s(self) -> Seconds:
        """Sound of the mouth that is kept."""
        return sum(len(played.pcm) for played in self._played) / self._rate

    @property
    def delay_s(self) -> Seconds:
        """Correction of the delay from mouth to ear."""
        return self._delay / self._rate

    def play(self, pcm: Pcm, t: Seconds) -> None:
        """The mouth plays int16[n] from `t` on, as far as it knows; later parts come later.

        At most 10 s ahead of what the ear hears: what is older is forgotten, heard or not.
        """
        first = round(t * self._rate)
        self._forget(first - round((_KEPT_S + _AHEAD_S) * self._rate))
        if len(pcm):
            self._played.append(_Played(first, pcm))

    def play_next(self, pcm: Pcm, told_t: Seconds) -> None:
        """The mouth plays int16[n] next, as a topic tells it.

        Chunks are told when they are handed to the device, several at once; so one that is told
        near the end of the one before follows on it, and only a later one begins anew.
        """
        if abs(told_t - self._told_until) > _SAME_SPEECH_S:
            self._told_until = told_t
        self.play(pcm, self._told_until)
        self._told_until += len(pcm) / self._rate

    def cut(self, t: Seconds) -> None:
        """The mouth was silenced at `t`."""
        last = round(t * self._rate)
        self._told_until = -1e9
        kept = (_Played(p.first, p.pcm[: max(0, last - p.first)]) for p in self._played)
        self._played = deque(p for p in kept if len(p.pcm))

    def sounds(self, t: Seconds) -> bool:
        """Whether the voice or its echo in the hall may be heard at `t`."""
        return self._sounded_until is not None and t <= self._sounded_until

    def clean(self, block: Pcm, t: Seconds, listening: bool = False) -> Pcm:
        """Return the block that the ear heard from `t` on, without the robot's voice.

        While the voice is silent the block stays as it is; `listening`: somebody is being heard,
        so that the canceller goes on rather than change the sound within a word.
        """
        first = round(t * self._rate)
        reference = self._read(first - self._delay, len(block))
        if reference.any():
            self._sounded_until = t + len(block) / self._rate + _TAIL_S
        if self._canceller is None:
            return block
        self._engaged = self.sounds(t) or (self._engaged and listening)
        if not self._engaged:
            self._traces.clear()
            return block
        self._follow_delay(block, first)
        left = self._canceller.cancel(block, reference)
        self._traces.append(self._tracer.trace(block, left, reference))
        while len(self._traces) * len(block) > _LATELY_S * self._rate:
            self._traces.popleft()
        return left

    def _read(self, first: int, count: int) -> Pcm:
        self._forget(first - round(_KEPT_S * self._rate))
        found = np.zeros(count, np.int16)
        for played in self._played:
            a, b = max(first, played.first), min(first + count, played.first + len(played.pcm))
            if a < b:
                found[a - first : b - first] = played.pcm[a - played.first : b - played.first]
        return found

    def _forget(self, oldest: int) -> None:
        """Forget what had been played before the sample `oldest`."""
        while self._played and self._played[0].first + len(self._played[0].pcm) < oldest:
            self._played.popleft()

    def _follow_delay(self, block: Pcm, first: int) -> None:
        self._heard = np.concatenate((self._heard[len(block) :], block.astype(np.float32)))
        self._since_check += len(block)
        if self._since_check < _EVERY_S * self._rate:
            return
        self._since_check = 0
        longest = round(_LONGEST_S * self._rate)
        shortest = round(_SHORTEST_S * self._rate)
        begin = first + len(block) - len(self._heard)
        played = self._read(begin - longest, len(self._heard) + longest - shortest)
        lag = _lag(self._heard, played.astype(np.float32), self._rate)
        if lag is None:
            return
        delay = longest - lag
        earlier, self._candidate = self._candidate, delay
        if earlier is None or abs(delay - earlier) > _SAME_S * self._rate:
            return
        beyond = delay - self._delay
        if not 0 <= beyond <= _REACH_S * self._rate:
            self._delay = delay - round(_HEADROOM_S * self._rate)
            if self._canceller is not None:
                self._canceller.reset()


def _lag(heard: NDArray[np.float32], played: NDArray[np.float32], rate_hz: int) -> int | None:
    """Where in `played` the sound of `heard` begins, samples; None where it is not clear."""
    if np.count_nonzero(played) < len(heard) // 4:
        return None
    size = 1 << (len(played) + len(heard) - 1).bit_length()
    cross = np.fft.rfft(played, size) * np.conj(np.fft.rfft(heard, size))
    hertz = np.fft.rfftfreq(size, 1.0 / rate_hz)
    cross *= (hertz > 200.0) & (hertz < 4000.0)
    cross /= np.abs(cross) + 1e-3 * np.abs(cross).max() + 1e-9
    correlation = np.abs(np.fft.irfft(cross, size))[: len(played) - len(heard) + 1]
    peak = int(np.argmax(correlation))
    return peak if correlation[peak] > _CLEAR * float(np.median(correlation)) else None
