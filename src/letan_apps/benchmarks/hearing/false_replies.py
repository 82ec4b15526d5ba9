"""Replies that nobody asked for: hall noise, music, the talk of others, the robot's own voice.

The whole robot in virtual time, nobody before it. Each kind of sound gets the same share of the
time: 8 minutes in all, an hour with `full`. The figures are replies given, and are not scaled up.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from letan.dialogue.events import Heard
from letan.hearing.utterance import Source, Utterance
from letan.kernel.units import Dbfs, Metres, Pcm, Seconds
from letan_apps.benchmarks.figure import Figure
from letan_apps.benchmarks.hearing.clips import sentences
from letan_apps.benchmarks.hearing.noises import noise_of
from letan_apps.benchmarks.questions import questions
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.robot import Robot
from letan_sim.acoustics import active_rms, to_pcm
from letan_sim.ear import Ear

_RATE_HZ = 16_000
_SEED = 77
_ALL_S, _ALL_FULL_S = 480.0, 3_600.0
_PIECE_S = 30
_MOMENT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_NOISE_DBFS, _MUSIC_DBFS, _OTHERS_DBFS = -40.0, -36.0, -42.0
"""A visitor 1 m away speaks at -26 dBFS."""
_NEAR_DBFS = -28.0
_FAR_M, _NEAR_M = 5.0, 1.5
_TALK_EVERY_S = 7.0
_SCALE_HZ = (220.0, 247.0, 262.0, 294.0, 330.0, 392.0, 440.0)
_NOTE_S = 0.3

_ASKED = "asked"
"""Turns of this name were put to the robot: their answers were asked for."""

_Lay = Callable[[Robot, Ear, Seconds, int], None]
"""Lays what happens in a piece."""


def measure(*, full: bool = False) -> tuple[Figure, ...]:
    """Let time pass; count replies."""
    workshop = Workshop()
    kinds: dict[str, _Lay] = {
        "babble": _noise("babble"),
        "pink_noise": _noise("pink"),
        "music": _music,
        "own_voice": _answers(workshop),
    }
    if sentences():
        kinds["others_talk"] = _others(_FAR_M, _OTHERS_DBFS)
        kinds["others_talk_near"] = _others(_NEAR_M, _NEAR_DBFS)
    each_s = (_ALL_FULL_S if full else _ALL_S) / len(kinds)
    counts = {name: _replies(workshop, lay, each_s) for name, lay in kinds.items()}
    minutes = round(each_s / 60.0, 1)
    return (
        *(
            Figure(f"replies_to_{name}", count, f"in {minutes} min", 1)
            for name, count in counts.items()
        ),
        Figure(
            "replies_that_nobody_asked_for",
            sum(counts.values()),
            f"in {minutes * len(kinds):g} min",
            1,
        ),
    )


def _replies(workshop: Workshop, lay: _Lay, length_s: Seconds) -> int:
    robot, ear = workshop.robot(_MOMENT, voice_loop=True, seed=_SEED)
    answered: set[str] = set()
    piece = 0
    while robot.t < length_s:
        if robot.t >= piece * _PIECE_S:
            lay(robot, ear, robot.t, piece)
            piece += 1
        answered |= {
            str(event.fields["turn_id"]) for event in robot.step() if event.name == "say_start"
        }
    return sum(not turn_id.startswith(_ASKED) for turn_id in answered if turn_id)


def _noise(kind: str) -> _Lay:
    def lay(_robot: Robot, ear: Ear, at: Seconds, piece: int) -> None:
        rng = np.random.default_rng([_SEED, piece])
        noise = noise_of(kind, _PIECE_S * _RATE_HZ, sentences(), rng)
        ear.lay(_at_level(noise, _NOISE_DBFS), at)

    return lay


def _music(_robot: Robot, ear: Ear, at: Seconds, piece: int) -> None:
    """Lay a plucked melody over a bass, with a drum on every second note."""
    draw = random.Random(_SEED + piece)  # noqa: S311 -- seeded, not secret
    t = np.arange(round(_NOTE_S * _RATE_HZ)) / _RATE_HZ
    fall = np.exp(-6.0 * t)
    notes: list[NDArray[np.float64]] = []
    for number in range(int(_PIECE_S / _NOTE_S)):
        hertz = draw.choice(_SCALE_HZ) * draw.choice((1.0, 2.0))
        tone = sum(np.sin(2 * np.pi * hertz * k * t) / k for k in range(1, 6))
        bass = np.sin(2 * np.pi * _SCALE_HZ[number // 8 % 7] / 2 * t)
        drum = np.random.default_rng(number).standard_normal(len(t)) * np.exp(-40.0 * t)
        notes.append(tone * fall + 0.6 * bass + 0.5 * drum * (number % 2))
    ear.lay(_at_level(np.concatenate(notes), _MUSIC_DBFS), at)


def _others(distance: Metres, dbfs: Dbfs) -> _Lay:
    """Return what lays sentences that ask for nothing, at a distance and a level of the ear."""

    def lay(_robot: Robot, ear: Ear, at: Seconds, piece: int) -> None:
        clips = sentences()
        for number in range(int(_PIECE_S / _TALK_EVERY_S)):
            clip = clips[(piece * 4 + number) % len(clips)]
            heard = ear.room.carry(clip.pcm, distance, 1.0)
            ear.lay(_at_level(heard, dbfs, active_rms(heard)), at + number * _TALK_EVERY_S)

    return lay


def _answers(workshop: Workshop) -> _Lay:
    asked = questions(workshop.faq, 60)

    def lay(robot: Robot, _ear: Ear, _at: Seconds, piece: int) -> None:
        text = asked[piece % len(asked)]
        robot.happen(Heard(Utterance(f"{_ASKED}{piece}", text, source=Source.FILE)))

    return lay


def _at_level(sound: NDArray[np.float64], dbfs: float, rms: float | None = None) -> Pcm:
    now = float(np.sqrt(np.mean(sound**2))) if rms is None else rms
    return to_pcm(sound * 10.0 ** (dbfs / 20.0) / np.sqrt(2.0) / now)
