"""What it costs to look for the phrases of a release in an utterance, and to compile them.

Releases of 4,000 and 20,000 phrasings are made of the pack's own, whole or between other words, so
that they branch as real ones do; the utterances are questions in a northern voice.
"""

import random
import time
from typing import Any

import numpy as np

from letan.hearing.evidence import Channel, open_channel, score_by_evidence
from letan.hearing.phrases import Phrase, PhraseGraph, compile_phrases
from letan.ports.recogniser import LogProbs
from letan.ports.synthesiser import Prosody
from letan_apps.benchmarks.figure import Figure, percentiles
from letan_apps.benchmarks.questions import questions
from letan_apps.robot.assembly import Workshop
from letan_engines.speech.render import render

SIZES = (4_000, 20_000)
_AROUND = (
    "{}",
    "cho hỏi {}",
    "{} thì làm sao",
    "muốn {} cho con",
    "nhà tôi {} rồi",
    "ai lo việc {} ở đây",
)
_QUESTIONS = 24
_SEED = 7


def measure() -> tuple[Figure, ...]:
    """Score real log-probabilities; CPU time, so that other work beside it tells little."""
    workshop = Workshop()
    vocabulary = workshop.recogniser.vocabulary
    heard = _heard(workshop)
    if vocabulary is None or not heard:
        return ()
    known, figures = workshop.faq.phrases(), list[Figure]()
    for size in (len(known), *SIZES):
        phrases = known if size == len(known) else _many(known, size)
        began = time.process_time()
        graph = compile_phrases(phrases, vocabulary)
        channel = open_channel(graph, vocabulary)
        compiled_s = time.process_time() - began
        kept_mb = sum(array.nbytes for array in _arrays(graph, channel)) / 1e6
        score_by_evidence(graph, channel, heard[0])
        took_ms: list[float] = []
        for log_probs in heard:
            began = time.process_time()
            score_by_evidence(graph, channel, log_probs)
            took_ms.append(1e3 * (time.process_time() - began))
        figures += percentiles(f"scoring_{size}_phrasings", took_ms, "ms")
        figures.append(Figure(f"compiling_{size}_phrasings", round(compiled_s, 2), "s", 1))
        figures.append(Figure(f"memory_of_{size}_phrasings", round(kept_mb, 1), "MB", 1))
    return tuple(figures)


def _arrays(graph: PhraseGraph, channel: Channel) -> list[np.ndarray[Any, Any]]:
    fields = (getattr(graph, field) for field in PhraseGraph.__slots__)
    return [value for value in fields if isinstance(value, np.ndarray)] + [channel.ratios]


def _heard(workshop: Workshop) -> list[LogProbs]:
    found: list[LogProbs] = []
    for text in questions(workshop.faq, _QUESTIONS):
        stream = workshop.recogniser.start()
        stream.feed(render(text, workshop.synthesiser, Prosody(rate=0.9)))
        log_probs = stream.finish().log_probs
        if log_probs is not None:
            found.append(log_probs)
    return found


def _many(known: tuple[Phrase, ...], size: int) -> list[Phrase]:
    """Draw phrasings until there are so many, no two alike."""
    draw = random.Random(_SEED)  # noqa: S311 -- seeded, not secret
    every = [
        Phrase(phrase.intent, phrase.facet, around.format(phrase.text))
        for around in _AROUND
        for phrase in known
    ]
    return draw.sample(every, min(size, len(every)))
