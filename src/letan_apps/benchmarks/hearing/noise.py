"""Wrong words in noise and reverberation, engine by engine, straight into the recogniser.

Each engine that can be opened is measured on the same sounds; the others are named as not measured.
`letan bench hearing --plot FILE.svg` draws the table.
"""

import time
from collections.abc import Iterator

from letan.kernel.faults import LetanError
from letan.ports.recogniser import Recogniser
from letan_apps.benchmarks.figure import Figure
from letan_apps.benchmarks.hearing.clips import sentences, word_errors
from letan_apps.benchmarks.hearing.front_end import read
from letan_apps.benchmarks.hearing.noises import CONDITIONS, Condition, in_hall
from letan_apps.resources import state_home
from letan_engines.recognition.choice import RECOGNISERS, open_recogniser

_SEEDS, _SEEDS_FULL = 1, 4


def measure(*, full: bool = False) -> tuple[Figure, ...]:
    """Measure every engine that is there; nothing without recordings."""
    if not sentences():
        return ()
    figures: list[Figure] = []
    for name in RECOGNISERS:
        try:
            engine = open_recogniser(name, state_home() / "models")
        except LetanError:
            figures.append(Figure(f"{name} not measured", 0, "", 0))
            continue
        began = time.process_time()
        figures += _measure(name, engine, _SEEDS_FULL if full else _SEEDS)
        seconds = sum(figure.samples for figure in figures if figure.name.startswith(f"{name} "))
        took_ms = 1e3 * (time.process_time() - began) / max(1, seconds)
        figures.append(Figure(f"{name} cpu_a_word", round(took_ms, 1), "ms", seconds))
    return tuple(figures)


def _measure(name: str, engine: Recogniser, seeds: int) -> Iterator[Figure]:
    for condition in CONDITIONS:
        wrong = words = wrong_signs = signs = 0
        for wanted, heard in _heard(engine, condition, seeds):
            wrong += word_errors(wanted, heard)
            words += len(wanted)
            wrong_signs += word_errors(" ".join(wanted), " ".join(heard))
            signs += len(" ".join(wanted))
        yield Figure(f"{name} {condition.name} wer", round(100 * wrong / words, 1), "%", words)
        yield Figure(
            f"{name} {condition.name} cer", round(100 * wrong_signs / signs, 1), "%", words
        )


def _heard(
    engine: Recogniser, condition: Condition, seeds: int
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    clips = sentences()
    for seed in range(seeds):
        for number, clip in enumerate(clips):
            others = [other for other in clips if other is not clip]
            pcm = in_hall(clip.pcm, condition, others, 100 * seed + number)
            yield clip.words, read(engine, pcm)
