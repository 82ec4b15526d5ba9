"""The robot's simulated ear and mouth, in virtual time: sounds are laid on one time line."""

import math
from collections.abc import Callable

import numpy as np
import soxr
from numpy.typing import NDArray

from letan.hearing.own_voice import OwnVoice
from letan.kernel.units import Dbfs, Metres, Pcm, Seconds
from letan_sim.acoustics import Room, resample, to_pcm

_VOICE_DBFS: Dbfs = -14.0
"""Level of the loud parts of a speech engine's sound, before the loudspeaker."""
MOUTH_M: Metres = 0.4
"""From the robot's mouth to its ear."""
MOUTH_DBFS: Dbfs = -30.0
"""Level of the robot's voice 1 m away from its mouth."""


class Ear:
    """Mixes what is said in the hall; `read` hands out the next samples, whenever it is asked.

    Time zero is the ear's first sample.
    """

    def __init__(self, room: Room) -> None:
        """Hear nothing yet but the babble."""
        self.room = room
        self.sample_rate_hz = room.settings.sample_rate_hz
        self._next = 0
        self._sounds: list[tuple[int, NDArray[np.float64], int]] = []
        self._serial = 0

    @property
    def t(self) -> Seconds:
        """Seconds read so far."""
        return self._next / self.sample_rate_hz

    def say(
        self,
        pcm: Pcm,
        sample_rate_hz: int,
        at: Seconds,
        distance: Metres,
        level_dbfs: Dbfs | None = None,
        gain: float | None = None,
    ) -> int:
        """Lay a voice on the time line.

        Args:
            pcm: Dry voice.
            sample_rate_hz: Its rate.
            at: When it starts; what lies before the samples already read is lost.
            distance: From the mouth to the ear.
            level_dbfs: Its level at 1 m; None = the room's speech level.
            gain: Its amplitude at 1 m as a ratio of `pcm`'s, instead of a level.

        Returns:
            A number for `cut`.
        """
        dry = resample(pcm, sample_rate_hz, self.sample_rate_hz)
        if gain is None:
            heard = self.room.hear(dry, distance, level_dbfs)
        else:
            heard = self.room.carry(dry, distance, gain)
        self._serial += 1
        self._sounds.append((round(at * self.sample_rate_hz), heard, self._serial))
        return self._serial

    def lay(self, pcm: Pcm, at: Seconds) -> None:
        """Lay a recording on the time line as it is: it was made at the ear, room and all.

        Args:
            pcm: At the ear's rate.
            at: When it starts; what lies before the samples already read is lost.
        """
        self._serial += 1
        sound = pcm.astype(np.float64) / 32768.0
        self._sounds.append((round(at * self.sample_rate_hz), sound, self._serial))

    def cut(self, number: int, at: Seconds) -> None:
        """End a voice early, with 10 ms of fading; its reverberation is cut too (first form)."""
        fade = self.sample_rate_hz // 100
        for index, (start, sound, serial) in enumerate(self._sounds):
            if serial == number:
                kept = max(0, round(at * self.sample_rate_hz) - start)
                shorter = sound[: kept + fade].copy()
                tail = shorter[kept:]
                tail *= np.linspace(1.0, 0.0, len(tail)) if len(tail) else 1.0
                self._sounds[index] = (start, shorter, serial)

    def read(self, count: int) -> Pcm:
        """Return the next int16[count] samples."""
        first, last = self._next, self._next + count
        mixed = self.room.babble(first, count)
        for start, sound, _ in self._sounds:
            a, b = max(first, start), min(last, start + len(sound))
            if a < b:
                mixed[a - first : b - first] += sound[a - start : b - start]
        self._sounds = [s for s in self._sounds if s[0] + len(s[1]) > last]
        self._next = last
        return to_pcm(mixed)


class Mouth:
    """A `SoundSink` in virtual time; what it plays may reach the ear through the room."""

    def __init__(
        self,
        clock: Callable[[], Seconds],
        wait: Callable[[Seconds], None] | None = None,
        ear: Ear | None = None,
        distance: Metres = MOUTH_M,
        level_dbfs: Dbfs = MOUTH_DBFS,
        own_voice: OwnVoice | None = None,
    ) -> None:
        """Connect it.

        Args:
            clock: The virtual time, the same as the ear's.
            wait: Lets virtual time pass, for `drain`; None = `drain` returns at once.
            ear: Hears the mouth; None = it does not.
            distance: From mouth to ear.
            level_dbfs: Level of the own voice at 1 m; one gain for all of it, as a loudspeaker has.
            own_voice: Is told what is played, so that the ear can leave it out.
        """
        self._own_voice = own_voice
        self._resampler: soxr.ResampleStream | None = None
        self._laid = 0
        self._late: Seconds = 0.0
        self._clock, self._wait, self._ear = clock, wait, ear
        self._distance = distance
        self._gain = 10.0 ** ((level_dbfs - _VOICE_DBFS) / 20.0)
        self._rate = 0
        self._started = 0.0
        self._written = 0
        self._numbers: list[int] = []
        self.played: list[Pcm] = []

    def open(self, sample_rate_hz: int) -> None:
        """Begin a stream."""
        self._rate = sample_rate_hz
        self._started = self._clock()
        self._written = 0
        self._numbers = []
        self._resampler, self._laid, self._late = None, 0, 0.0
        self.played = []

    def write(self, pcm: Pcm) -> None:
        """Queue samples behind those written before, or now if those have run out."""
        now = self._clock()
        end = self._started + self._written / max(self._rate, 1)
        if now > end:
            self._started += now - end
        if self._ear is not None and len(pcm):
            self._lay(self._ear, pcm)
        self._written += len(pcm)
        self.played.append(pcm)

    def _lay(self, ear: Ear, pcm: Pcm) -> None:
        if self._resampler is None:
            self._resampler = soxr.ResampleStream(
                self._rate, ear.sample_rate_hz, 1, dtype="int16", quality="HQ"
            )
        dry = self._resampler.resample_chunk(pcm)
        if not len(dry):
            return
        at = self._started + self._late + self._laid / ear.sample_rate_hz
        if at < ear.t:  # the resampler is late, as a device is; what lies in the past is not heard
            self._late, at = self._late + ear.t - at, ear.t
        self._laid += len(dry)
        rate = ear.sample_rate_hz
        self._numbers.append(ear.say(dry, rate, at, self._distance, gain=self._gain))
        if self._own_voice is not None:
            self._own_voice.play(dry, at)

    def played_s(self) -> Seconds:
        """Seconds of this stream that have been heard."""
        if self._rate == 0:
            return 0.0
        return max(0.0, min(self._written / self._rate, self._clock() - self._started))

    def drain(self) -> None:
        """Let virtual time pass until all has been played."""
        if self._wait is not None and self._rate:
            left = self._written / self._rate - self.played_s()
            if left > 0.0 and math.isfinite(left):
                self._wait(left)

    def abort(self) -> None:
        """Silence now."""
        now = self._clock()
        self._written = round(self.played_s() * self._rate)
        if self._ear is not None:
            for number in self._numbers:
                self._ear.cut(number, now)
        if self._own_voice is not None:
            self._own_voice.cut(now)
        self._numbers = []
