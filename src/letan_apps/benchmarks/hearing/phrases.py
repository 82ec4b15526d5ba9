"""Whether the right phrase of the pack is found inside a sentence, by the sound alone.

Two rankings of the same scores: `score`, which the robot's ear uses, and `score_by_evidence`
(docs/hearing.md says why it does not use that). Every intent is live. One phrasing of every third
request is spoken in a carrier sentence by eSpeak NG; the carriers, rates and pitches served for
choosing no number of the matching.
"""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from letan.faq.content.entry import EntryKind
from letan.faq.faq import Faq
from letan.hearing.evidence import open_channel, score_by_evidence
from letan.hearing.phrases import Phrase, score
from letan.hearing.utterance import PhraseScore
from letan.kernel.units import Pcm
from letan.ports.recogniser import LogProbs
from letan.ports.synthesiser import Prosody
from letan.voice.script import Dialect
from letan_apps.benchmarks.figure import Figure, percentiles
from letan_apps.robot.assembly import Workshop
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_engines.speech.render import render

CARRIERS = (
    "thưa anh, nhà tôi đang vướng chuyện {} mà chưa rõ",
    "cô ơi giúp tôi với, {}, tôi không rành",
    "ở đây có ai chỉ cho tôi {} được không nhỉ",
    "à ừm, {}, cảm ơn nhiều nhé",
    "hôm qua có người bảo tôi lên phường hỏi {}",
    "anh cho tôi biết {} nha",
)
_SEED = 202
_EVERY = 3
_DIALECTS: tuple[Dialect, ...] = ("north", "south", "central")
_ASKED = (EntryKind.PROCEDURE, EntryKind.INFORMATION, EntryKind.DIRECTION)
_WORDS = range(3, 15)
_NOT_FOUND = 1_000
_Ranking: TypeAlias = Callable[[LogProbs], tuple[PhraseScore, ...]]
_RANKINGS = ("by_llr", "by_evidence")


def measure() -> tuple[Figure, ...]:
    """Speak, recognise without the ear's other stages, score; for each dialect and ranking."""
    workshop, figures = Workshop(), list[Figure]()
    rankings = _rankings(workshop)
    took_ms: dict[str, list[float]] = {ranking: [] for ranking in _RANKINGS}
    for dialect in _DIALECTS:
        voice, places = EspeakSynthesiser(dialect), list[dict[str, int]]()
        for phrase, text, prosody in _sentences(workshop.faq):
            spoken = render(text, voice, prosody, dialect=dialect)
            places.append(_places(workshop, rankings, spoken, phrase.intent, took_ms))
        for ranking in _RANKINGS:
            for among in (1, 3):
                hits = sum(place[ranking] <= among for place in places)
                share = round(hits / max(1, len(places)), 3)
                name = f"phrase_{ranking}_top{among}_{dialect}"
                figures.append(Figure(name, share, "", len(places)))
    for ranking, took in took_ms.items():
        figures += percentiles(f"phrase_{ranking}_cpu", took, "ms")
    return tuple(figures)


def _rankings(workshop: Workshop) -> Mapping[str, _Ranking]:
    """Return the rankings by name; none for a recogniser without log-probabilities."""
    graph, vocabulary = workshop.graph, workshop.recogniser.vocabulary
    if graph is None or vocabulary is None:
        return {}
    channel = open_channel(graph, vocabulary)
    return {
        "by_llr": lambda log_probs: score(graph, log_probs),
        "by_evidence": lambda log_probs: score_by_evidence(graph, channel, log_probs),
    }


def _sentences(faq: Faq) -> Iterator[tuple[Phrase, str, Prosody]]:
    """Yield what is said, the same for every voice."""
    draw = random.Random(_SEED)  # noqa: S311 -- seeded, not secret
    entries = [entry for entry in faq.release.entries() if entry.kind in _ASKED]
    for entry in entries[::_EVERY]:
        fitting = [text for text in entry.phrasings if len(text.split()) in _WORDS]
        if fitting:
            text = draw.choice(fitting)
            prosody = Prosody(rate=draw.choice((0.8, 0.9, 1.1)), pitch=draw.choice((0.7, 1.2)))
            yield Phrase(entry.id, "", text), draw.choice(CARRIERS).format(text), prosody


def _places(
    workshop: Workshop,
    rankings: Mapping[str, _Ranking],
    spoken: Pcm,
    intent: str,
    took_ms: Mapping[str, list[float]],
) -> dict[str, int]:
    """Return the place of the intent in each ranking, 1 = first; far behind where it is not."""
    stream = workshop.recogniser.start()
    stream.feed(spoken)
    log_probs = stream.finish().log_probs
    places = dict.fromkeys(_RANKINGS, _NOT_FOUND)
    if log_probs is None:
        return places
    for ranking, scored in rankings.items():
        began = time.process_time()
        scores = scored(log_probs)
        took_ms[ranking].append(1e3 * (time.process_time() - began))
        intents = list(dict.fromkeys(one.intent for one in scores))
        if intent in intents:
            places[ranking] = 1 + intents.index(intent)
    return places
