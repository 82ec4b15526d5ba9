"""What the robot does about sounds over its own voice: barge-in, stop words, murmurs, others.

The whole robot in virtual time: its voice goes through the simulated hall into its own ear, and a
sound comes over it at a random moment of an answer. A visitor's is 10 dB softer at the ear than
the robot's voice. Visitors are eSpeak NG at rates and pitches the robot does not use, and the
human recordings of `LETAN_TEST_AUDIO` where there are any (they ask for nothing: whether the
conversation is told of them is all that can be measured with them).
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from letan.dialogue.events import Heard
from letan.hearing.utterance import Source, Utterance
from letan.kernel.units import Metres, Pcm, Seconds
from letan.ports.synthesiser import Prosody
from letan.voice.script import Dialect
from letan_apps.benchmarks.figure import Figure, percentiles
from letan_apps.benchmarks.hearing import clips
from letan_apps.benchmarks.questions import questions
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.robot import Robot
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_engines.speech.render import render
from letan_sim.acoustics import Room, RoomSettings, active_rms, to_pcm
from letan_sim.ear import MOUTH_DBFS, MOUTH_M

_RATE_HZ = 16_000
_SEED = 419
_EACH, _EACH_FULL = 12, 48
_BELOW_DB = 10.0
_NEAR_M: Metres = 1.1
_FAR_M: Metres = 4.5
_FAR_BELOW_DB = 20.0
_EARLIEST_S, _LATEST_S = 0.6, 6.0
_AFTER_S = 2.5
_CAUGHT_S = 1.5
"""A voice that is silent so long after the visitor's last word has given way to him."""
_RT60_S = (0.4, 0.7, 1.0)
_MOMENT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_DIALECTS: tuple[Dialect, ...] = ("north", "south", "central")
_STOPS = ("dừng lại", "thôi được rồi", "dừng lại đi", "khoan đã", "đừng nói nữa")
_SAMPLE = "Dạ, bác mang giấy chứng sinh và căn cước đến quầy số hai ạ."
"""Speech whose level at the ear stands for the robot's."""
_MURMURS = ("vâng", "ừ", "dạ", "dạ vâng", "ừ ừ", "thế à", "à vâng")


@dataclass(frozen=True, slots=True)
class _Trial:
    """A sound over the voice; `pcm` is dry."""

    kind: str
    pcm: Pcm
    below_db: float
    distance: Metres


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Attributes: `silent_s` after the sound's end, None: it spoke on; `told`: of words."""

    silent_s: Seconds | None
    told: bool


def measure(*, full: bool = False) -> tuple[Figure, ...]:
    """Run 12 trials of every kind, 48 with `full`."""
    each = _EACH_FULL if full else _EACH
    workshop = Workshop()
    stage = _Stage(workshop)
    found: dict[str, list[_Outcome]] = {}
    for trial in _trials(workshop, each):
        outcome = stage.run(trial)
        if outcome is not None:
            found.setdefault(trial.kind, []).append(outcome)
    figures: list[Figure] = []
    for kind, outcomes in found.items():
        figures += _figures(kind, outcomes)
    return tuple(figures)


def _figures(kind: str, outcomes: Sequence[_Outcome]) -> Iterator[Figure]:
    count = len(outcomes)
    if kind.startswith(("barge_in", "stop")):
        silent = [o.silent_s for o in outcomes if o.silent_s is not None and o.silent_s < _CAUGHT_S]
        yield Figure(f"{kind}_told", round(sum(o.told for o in outcomes) / count, 3), "", count)
        yield Figure(f"{kind}_gives_way", round(len(silent) / count, 3), "", count)
        yield from percentiles(f"{kind}_end_of_words_to_silence", [1e3 * s for s in silent], "ms")
    elif kind.startswith("heard"):
        yield Figure(f"{kind}_told", round(sum(o.told for o in outcomes) / count, 3), "", count)
    else:
        on = sum(o.silent_s is None for o in outcomes)
        yield Figure(f"{kind}_speaks_on", round(on / count, 3), "", count)


def _trials(workshop: Workshop, each: int) -> Iterator[_Trial]:
    draw = random.Random(_SEED)  # noqa: S311 -- seeded, not secret
    voices = {dialect: EspeakSynthesiser(dialect) for dialect in _DIALECTS}

    def say(text: str, dialect: Dialect) -> Pcm:
        prosody = Prosody(rate=draw.choice((0.85, 0.95, 1.1)), pitch=draw.choice((0.6, 1.3, 1.6)))
        return render(text, voices[dialect], prosody, dialect=dialect)

    for number, text in enumerate(questions(workshop.faq, each)):
        dialect = _DIALECTS[number % 3]
        yield _Trial(f"barge_in_{dialect}", say(text, dialect), _BELOW_DB, _NEAR_M)
    for number in range(each):
        dialect = _DIALECTS[number % 2]
        word = _STOPS[number % len(_STOPS)]
        yield _Trial("stop_word", say(word, dialect), _BELOW_DB, _NEAR_M)
        murmur = _MURMURS[number % len(_MURMURS)]
        yield _Trial("murmur", say(murmur, dialect), _BELOW_DB, _NEAR_M)
        yield _Trial("cough", _cough(draw.randrange(1 << 30)), _BELOW_DB, _NEAR_M)
    human = itertools.cycle(clips.sentences())
    for clip in itertools.islice(human, each):
        yield _Trial("heard_human_sentence", clip.pcm, _BELOW_DB, _NEAR_M)
        yield _Trial("others_talk_human", clip.pcm, _FAR_BELOW_DB, _FAR_M)
    for clip in clips.saying("đúng"):
        yield _Trial("murmur_human", clip.pcm, _BELOW_DB, _NEAR_M)


def _cough(seed: int) -> Pcm:
    """Two bursts of noise that die away, 0.3 s apart, shaped like a throat."""
    noise = np.random.default_rng(seed).standard_normal(round(0.35 * _RATE_HZ))
    burst = noise * np.exp(-np.linspace(0.0, 6.0, len(noise)))
    burst = np.convolve(burst, np.hanning(12), "same")
    pause = np.zeros(round(0.15 * _RATE_HZ))
    sound = np.concatenate((burst, pause, 0.7 * burst))
    return to_pcm(0.5 * sound / np.abs(sound).max())


class _Stage:
    """Lets a robot answer, and lays a sound over the answer."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._draw = random.Random(_SEED + 1)  # noqa: S311 -- seeded, not secret
        self._answers = questions(workshop.faq, 40)
        self._number = 0
        self._voice = render(_SAMPLE, workshop.synthesiser)

    def run(self, trial: _Trial) -> _Outcome | None:
        """Run one trial, with another answer where this one is too short for it."""
        length_s = len(trial.pcm) / _RATE_HZ
        for _ in range(10):
            self._number += 1
            settings = RoomSettings(rt60=_RT60_S[self._number % len(_RT60_S)], snr_db=float("inf"))
            robot, ear = self._workshop.robot(
                _MOMENT, voice_loop=True, seed=self._number, room=settings
            )
            question = self._draw.choice(self._answers)
            robot.happen(Heard(Utterance(f"a{self._number}", question, source=Source.FILE)))
            at = _until(robot, "say_start", 10.0)
            if at is None:
                continue
            at += self._draw.uniform(_EARLIEST_S, _LATEST_S)
            ear.lay(self._at_ear(ear.room, trial), at)
            outcome = _watch(robot, at, at + length_s)
            if outcome is not None:
                return outcome
        return None

    def _at_ear(self, room: Room, trial: _Trial) -> Pcm:
        own = active_rms(room.hear(self._voice, MOUTH_M, MOUTH_DBFS))
        heard = room.carry(trial.pcm, trial.distance, 1.0)
        return to_pcm(heard * own / active_rms(heard) * 10.0 ** (-trial.below_db / 20.0))


def _until(robot: Robot, name: str, longest_s: Seconds) -> Seconds | None:
    began = robot.t
    while robot.t - began < longest_s:
        if any(event.name == name for event in robot.step()):
            return robot.t
    return None


def _watch(robot: Robot, start: Seconds, end: Seconds) -> _Outcome | None:
    """Return what came of a sound; None where the voice had ended by itself before it could."""
    silent: Seconds | None = None
    told = False
    while robot.t < end + _AFTER_S:
        for event in robot.step():
            if event.name == "say_end" and silent is None:
                if event.fields["completed"]:
                    if event.t_s < end + 0.5:
                        return None
                    return _Outcome(None, told)
                if event.t_s > start:
                    silent = event.t_s - end
            told = told or (event.name == "final" and event.t_s > start)
    return _Outcome(silent, told)
