"""Hears a sound file for the mind. Apart from `mind`, since the engines take a second to load."""

import itertools
from pathlib import Path

from letan.faq.faq import Faq
from letan.hearing.events import Final, HearingEvent
from letan.hearing.listener import Listener
from letan.hearing.params import HearingParams
from letan.hearing.utterance import PhraseScore, Source, Utterance
from letan_apps.content.listening import phrase_graph
from letan_apps.resources import state_home
from letan_engines.recognition.choice import DEFAULT, open_recogniser
from letan_engines.recognition.silero import SileroVad
from letan_engines.sound_in.audio_file import AudioFile


def hear(path: Path, faq: Faq) -> Utterance:
    """Return all that is said in a file as one utterance; "" and no phrases for silence.

    Raises:
        LetanError: If the file cannot be read, or the recogniser is missing.
    """
    voice_activity = SileroVad()
    source = AudioFile(path, voice_activity.block_samples)
    recogniser = open_recogniser(DEFAULT, state_home() / "models")
    vocabulary = recogniser.vocabulary
    graph = phrase_graph(faq.release, vocabulary) if vocabulary else None
    numbers = itertools.count(1)

    def turn_id() -> str:
        return str(next(numbers))

    params = HearingParams(dead_after_s=0.0, half_duplex=False)
    listener = Listener(
        recogniser, voice_activity, turn_id, params, graph, faq.release.id, source=Source.FILE
    )
    finals: dict[str, Utterance] = {}
    samples = 0
    for block in source.blocks():
        events = listener.push(block, samples / source.sample_rate_hz)
        finals.update(_finals(events))
        samples += len(block)
    source.close()
    finals.update(_finals(listener.flush(samples / source.sample_rate_hz)))
    return _joined(list(finals.values()), faq.release.id)


def _finals(events: tuple[HearingEvent, ...]) -> dict[str, Utterance]:
    """Utterances by turn: one that was continued replaces its first form."""
    return {e.utterance.turn_id: e.utterance for e in events if isinstance(e, Final)}


def _joined(parts: list[Utterance], release: str) -> Utterance:
    if len(parts) == 1:
        return parts[0]
    best: dict[tuple[str, str], PhraseScore] = {}
    for phrase in (phrase for part in parts for phrase in part.phrases):
        key = (phrase.intent, phrase.facet)
        if key not in best or phrase.llr > best[key].llr:
            best[key] = phrase
    phrases = tuple(sorted(best.values(), key=lambda phrase: -phrase.llr))
    text = " ".join(part.text for part in parts if part.text)
    return Utterance("", text, source=Source.FILE, phrases=phrases, release=release)
