"""Whether the right phrase of the pack is found inside a sentence, by the sound alone.

Every intent is live. One phrasing of every third
request is spoken in a carrier sentence by eSpeak NG; the carriers, rates and pitches served for
choosing no number of the matching.
"""

import random
import time
from collections.abc import Iterator, Sequence

from letan.faq.content.entry import EntryKind
from letan.faq.faq import Faq
from letan.hearing.evidence import open_channel, score_by_evidence
from letan.hearing.phrases import Phrase
from letan.hearing.utterance import PhraseScore
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


def measure() -> tuple[Figure, ...]:
    """Speak, recognise without the ear's other stages, score; for each dialect."""
    workshop, figures, took_ms = Workshop(), list[Figure](), list[float]()
    graph, vocabulary = workshop.graph, workshop.recogniser.vocabulary
    if graph is None or vocabulary is None:
        return ()
    channel = open_channel(graph, vocabulary)
    for dialect in _DIALECTS:
        voice, places = EspeakSynthesiser(dialect), list[int]()
        for phrase, text, prosody in _sentences(workshop.faq):
            stream = workshop.recogniser.start()
            stream.feed(render(text, voice, prosody, dialect=dialect))
            log_probs = stream.finish().log_probs
            if log_probs is None:
                return ()
            began = time.process_time()
            scores = score_by_evidence(graph, channel, log_probs)
            took_ms.append(1e3 * (time.process_time() - began))
            places.append(_place(scores, phrase.intent))
        for among in (1, 3):
            share = round(sum(place <= among for place in places) / max(1, len(places)), 3)
            figures.append(Figure(f"phrase_top{among}_{dialect}", share, "", len(places)))
    return (*figures, *percentiles("phrase_cpu", took_ms, "ms"))


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


def _place(scores: Sequence[PhraseScore], intent: str) -> int:
    """Return the place of the intent, 1 = first; far behind where it is not."""
    intents = list(dict.fromkeys(one.intent for one in scores))
    return 1 + intents.index(intent) if intent in intents else _NOT_FOUND
