"""What the ear adds to the recogniser: wrong words, waiting, cut sentences, processor, memory.

The recordings of `LETAN_TEST_AUDIO`, clean, with half a second of quiet around them: once straight
into the recogniser, once through voice activity, pre-roll and endpoint in blocks of 32 ms.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import psutil

from letan.hearing.events import Endpoint, Final, Partial
from letan.hearing.params import HearingParams
from letan.hearing.utterance import Source
from letan.kernel.units import Pcm, Seconds
from letan.ports.recogniser import Recogniser
from letan_apps.benchmarks.figure import Figure, percentiles
from letan_apps.benchmarks.hearing.clips import Clip, sentences, word_errors
from letan_apps.benchmarks.hearing.noises import Condition, in_hall
from letan_apps.robot.assembly import Workshop

_RATE_HZ = 16_000
_BLOCK = 512
_CLEAN = Condition("clean")
_QUIET_S = 1.5
_IDLE_S = 60
_PAUSES_S = (0.5, 0.8, 1.0)
_MIDDLE = (0.3, 0.7)
"""Where a pause is put: the quietest place in this part of a sentence."""
_FRAME = 160


@dataclass
class Heard:
    """What the ear made of a sound."""

    texts: dict[str, str] = field(default_factory=dict)
    partials: list[tuple[Seconds, str]] = field(default_factory=list)
    waits_s: list[Seconds] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """Of all utterances; one that was continued counts in its last form."""
        return " ".join(self.texts.values()).split()


def measure() -> tuple[Figure, ...]:
    """Measure it; without recordings only processor and memory."""
    workshop = Workshop()
    listen(workshop, np.zeros(_RATE_HZ, np.int16))
    figures = list(_costs(workshop))
    if sentences():
        figures += [*_clean(workshop), *_cut(workshop)]
    return tuple(figures)


def listen(workshop: Workshop, pcm: Pcm, params: HearingParams | None = None) -> Heard:
    """Let a fresh ear hear a sound, int16[n] at 16 kHz, and the quiet after it."""
    numbers = iter(range(1_000_000))
    settings = params or HearingParams(dead_after_s=0.0, half_duplex=False)
    ear = workshop.listener(lambda: str(next(numbers)), settings, Source.FILE)
    heard = Heard()
    quiet = np.zeros(round(_QUIET_S * _RATE_HZ), np.int16)
    sound = np.concatenate((pcm, quiet))
    for first in range(0, len(sound), _BLOCK):
        for event in ear.push(sound[first : first + _BLOCK], first / _RATE_HZ):
            match event:
                case Partial(_, t, text):
                    heard.partials.append((t, text))
                case Endpoint(_, t, end):
                    heard.waits_s.append(t - end)
                case Final(_, utterance):
                    heard.texts[utterance.turn_id] = utterance.text
                case _:
                    pass
    return heard


def read(recogniser: Recogniser, pcm: Pcm) -> list[str]:
    """Return the words of a sound that goes straight into a recogniser."""
    stream = recogniser.start()
    stream.feed(pcm)
    return stream.finish().text.split()


def _clean(workshop: Workshop) -> Iterator[Figure]:
    words = direct = through = 0
    waits_ms: list[float] = []
    late_ms: list[float] = []
    for number, clip in enumerate(sentences()):
        pcm = in_hall(clip.pcm, _CLEAN, (), number)
        words += len(clip.words)
        direct += word_errors(clip.words, read(workshop.recogniser, pcm))
        began = time.process_time()
        heard = listen(workshop, pcm)
        work_ms = 1e3 * (time.process_time() - began) / max(1, len(heard.partials))
        through += word_errors(clip.words, heard.words)
        waits_ms += [1e3 * wait for wait in heard.waits_s]
        late_ms += [1e3 * late + work_ms for late in _late_s(workshop.recogniser, pcm, heard)]
    yield Figure("wrong_words_direct", round(100 * direct / words, 2), "%", words)
    yield Figure("wrong_words_through_the_ear", round(100 * through / words, 2), "%", words)
    yield Figure("wrong_words_added", round(100 * (through - direct) / words, 2), "%", words)
    yield from percentiles("word_to_partial", late_ms, "ms")
    yield from percentiles("endpoint_wait", waits_ms, "ms")


def _late_s(recogniser: Recogniser, pcm: Pcm, heard: Heard) -> Iterator[Seconds]:
    """Yield how long after its end each word stood in a partial text for the first time."""
    stream = recogniser.start()
    stream.feed(pcm)
    ends = [word.end_s for word in stream.finish().words]
    shown = 0
    for t, text in heard.partials:
        count = min(len(text.split()), len(ends))
        for end in ends[shown:count]:
            yield max(0.0, t - end)
        shown = max(shown, count)


def _cut(workshop: Workshop) -> Iterator[Figure]:
    """Yield the share of sentences with a pause that become two utterances."""
    cut = 0
    trials = [(clip, pause_s) for clip in sentences() for pause_s in _PAUSES_S]
    for number, (clip, pause_s) in enumerate(trials):
        paused = Clip(clip.name, _with_pause(clip.pcm, pause_s), clip.words)
        heard = listen(workshop, in_hall(paused.pcm, _CLEAN, (), number))
        cut += len(heard.texts) != 1
    yield Figure("cut_in_two", round(cut / len(trials), 3), "", len(trials))


def _with_pause(pcm: Pcm, pause_s: Seconds) -> Pcm:
    frames = pcm[: len(pcm) // _FRAME * _FRAME].reshape(-1, _FRAME).astype(np.float64)
    power = np.convolve((frames**2).mean(axis=1), np.ones(5) / 5, "same")
    first, last = (round(share * len(power)) for share in _MIDDLE)
    at = (first + int(np.argmin(power[first:last]))) * _FRAME
    return np.concatenate((pcm[:at], np.zeros(round(pause_s * _RATE_HZ), np.int16), pcm[at:]))


def _costs(workshop: Workshop) -> Iterator[Figure]:
    rng = np.random.default_rng(1)
    hiss = rng.integers(-60, 60, _IDLE_S * _RATE_HZ).astype(np.int16)
    yield Figure("cpu_idle", round(_cpu_s(workshop, hiss) / _IDLE_S, 4), "s/s", 1)
    if sentences():
        talk = np.concatenate([clip.pcm for clip in sentences()])
        length_s = len(talk) / _RATE_HZ
        yield Figure("cpu_of_speech", round(_cpu_s(workshop, talk) / length_s, 3), "s/s", 1)
    memory = psutil.Process().memory_info().rss / 1e6
    yield Figure("memory_of_the_process", round(memory), "MB", 1)


def _cpu_s(workshop: Workshop, pcm: Pcm) -> float:
    began = time.process_time()
    listen(workshop, pcm)
    return time.process_time() - began
