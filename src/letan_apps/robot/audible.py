"""Visitors of a scenario who are really heard: spoken aloud or from a file, in a noisy hall."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from letan.kernel.faults import LetanError
from letan.kernel.units import Metres, Pcm, Seconds
from letan.ports.synthesiser import Prosody
from letan.voice.script import Dialect
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.robot import Robot
from letan_apps.robot.scenario import Scenario
from letan_engines.sound_in.audio_file import read_sound
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_engines.speech.render import render
from letan_sim.acoustics import RoomSettings
from letan_sim.ear import Ear

_DISTANCE_M: Metres = 1.0
_LIVELY = Prosody(rate=0.9)


class Audible:
    """Lays what visitors say into the robot's ear.

    Attributes:
        ear: The robot's.
    """

    def __init__(self, ear: Ear, wanted: Mapping[str, Any], sounds: Path | None) -> None:
        """Choose voice and place.

        Args:
            ear: The robot's.
            wanted: `robot.ear` of the scenario: dialect, rate, distance_m.
            sounds: Folder of the files that are played; None = there is none.
        """
        self.ear = ear
        dialect = str(wanted.get("dialect", "north"))
        if dialect not in get_args(Dialect):
            raise LetanError(
                "robot.ear.dialect", f"{dialect!r}", f"One of {', '.join(get_args(Dialect))}"
            )
        self._dialect = cast("Dialect", dialect)
        self._prosody = Prosody(rate=float(wanted.get("rate", _LIVELY.rate)))
        self._distance: Metres = float(wanted.get("distance_m", _DISTANCE_M))
        self._sounds = sounds

    def say(self, text: str, now: Seconds) -> Seconds:
        """Speak aloud; return how long it lasts."""
        voice = EspeakSynthesiser(self._dialect)
        return self._lay(render(text, voice, self._prosody, dialect=self._dialect), now)

    def play(self, name: str, now: Seconds) -> Seconds:
        """Play a recording, made near the mouth; return how long it lasts.

        Raises:
            LetanError: If there is no such file.
        """
        if self._sounds is None:
            raise LetanError(f"plays {name}", "no folder of sounds", "Name one, or use says")
        return self._lay(read_sound(self._sounds / name), now)

    def _lay(self, pcm: Pcm, now: Seconds) -> Seconds:
        self.ear.say(pcm, self.ear.sample_rate_hz, now, self._distance)
        return len(pcm) / self.ear.sample_rate_hz


def audible_robot(
    workshop: Workshop, scenario: Scenario, sounds: Path | None
) -> tuple[Robot, Audible]:
    """Return a robot that hears its visitor, and itself, through the hall."""
    wanted: Mapping[str, Any] = scenario.robot["ear"] or {}
    room = RoomSettings(snr_db=float(wanted.get("snr_db", "inf")))
    robot, ear = workshop.robot(scenario.now, voice_loop=True, seed=scenario.seed, room=room)
    return robot, Audible(ear, wanted, sounds)
