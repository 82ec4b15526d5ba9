"""`python -m letan_apps.fitting.sound TABLE.tsv [CLIPS.tsv]`: fit how sound joins text.

Questions of the table and a draw of the pack's phrasings are spoken by espeak-ng in three
dialects, at several rates, partly through the hall's noise, and heard by the real ear. CLIPS
has the columns `utterance`, `file` (a recording, beside the table) and `id`; each counts twice.
It takes about ten minutes, prints how well every fifth is judged by a fit on the others, and the
`SoundWeights` to put into `letan.faq.matching.params`.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from letan.faq.content.entry import OUT_OF_SCOPE
from letan.faq.faq import Faq
from letan.faq.matching.fit import fit_sound
from letan.faq.matching.sound import SoundWeights, joined
from letan.hearing.events import Final, HearingEvent
from letan.hearing.params import HearingParams
from letan.hearing.utterance import Source, Utterance
from letan.kernel.units import Pcm
from letan.ports.synthesiser import Prosody
from letan.voice.script import Dialect
from letan_apps.question_table import read_table
from letan_apps.robot.assembly import Workshop
from letan_engines.sound_in.audio_file import read_sound
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_engines.speech.render import render
from letan_sim.acoustics import Room, RoomSettings, to_pcm

FOLDS, SEED = 5, 1
CLIP_WEIGHT = 2.0
LONGEST_WORDS = 34
"""Longer talk is rarely said in one breath."""
PER_ENTRY, PER_COMMAND, FOREIGN = 3, 6, 60
"""So many phrasings are drawn of a request, of a command, of what is out of scope."""

_BLOCK = 512
_DIALECTS: tuple[Dialect, ...] = ("north", "north", "north", "south", "south", "central")
_CARRIERS = (
    "{}", "{}", "cháu ơi {}", "cho bác hỏi {}", "{} ạ", "cho hỏi {} với", "bác muốn hỏi {}",
    "dạ {} thì làm sao", "em ơi {} nhé", "chào cháu, {}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """One utterance: what speaks for each intent and for none, and which rows are right."""

    table: NDArray[np.float64]
    none: NDArray[np.float64]
    right: tuple[int, ...]


def main(argv: list[str]) -> int:
    """Speak, hear, fit, report."""
    asked = any(word in ("-h", "--help") for word in argv)
    if asked or len(argv) not in (1, 2):
        print(__doc__)
        return 0 if asked else 2
    workshop, draw = Workshop(), random.Random(SEED)  # noqa: S311 -- seeded, not secret
    voices = {dialect: EspeakSynthesiser(dialect) for dialect in set(_DIALECTS)}
    texts = [*_questions(Path(argv[0])), *_phrasings(workshop.faq, draw)]
    spoken: list[Example] = []
    for number, (intents, text) in enumerate(texts):
        dialect = draw.choice(_DIALECTS)
        rate = draw.choice((0.8, 0.9, 0.9, 1.0, 1.1))
        pcm = render(text, voices[dialect], Prosody(rate=rate), dialect=dialect)
        spoken += _heard(workshop, _in_the_hall(pcm, number, draw), intents)
    clips: list[Example] = []
    for row in read_table(Path(argv[1])) if len(argv) == 2 else ():
        pcm = read_sound(Path(argv[1]).parent / row["file"])
        clips += _heard(workshop, _with_silence(pcm), row["id"])
    _report(spoken, clips)
    print(f"# {len(spoken)} synthesised, {len(clips)} clips")
    print(_fit(spoken, clips))
    return 0


def _questions(table: Path) -> Iterator[tuple[str, str]]:
    for row in read_table(table):
        short = len(row["utterance"].split()) <= LONGEST_WORDS
        if short and "+" not in row["id"] and row.get("style") != "no_diacritics":
            yield row["id"], row["utterance"]


def _phrasings(faq: Faq, draw: random.Random) -> Iterator[tuple[str, str]]:
    for entry in faq.release.entries():
        count = PER_COMMAND if entry.is_command else PER_ENTRY
        for text in draw.sample(entry.phrasings, min(count, len(entry.phrasings))):
            carried = not entry.is_command and len(text.split()) < 14
            yield entry.id, (draw.choice(_CARRIERS) if carried else "{}").format(text)
    foreign = [text for group in faq.release.foreign for text in group.phrasings]
    for text in draw.sample(foreign, min(FOREIGN, len(foreign))):
        yield OUT_OF_SCOPE, text


def _with_silence(pcm: Pcm) -> Pcm:
    return np.concatenate((np.zeros(8_000, np.int16), pcm, np.zeros(24_000, np.int16)))


def _in_the_hall(pcm: Pcm, seed: int, draw: random.Random) -> Pcm:
    """Half of them dry and near, the others through the room, its noise, or both."""
    snr_db = draw.choice((float("inf"), float("inf"), 20.0, 12.0))
    rt60, distance = draw.choice((0.0, 0.7)), draw.choice((0.7, 1.1, 1.5))
    dry = _with_silence(pcm)
    if snr_db == float("inf") and rt60 == 0.0:
        return dry
    room = Room(RoomSettings(snr_db=snr_db, rt60=rt60), seed)
    sound = room.hear(dry, distance)
    return to_pcm(sound + room.babble(0, len(sound)))


def _heard(workshop: Workshop, pcm: Pcm, intents: str) -> Iterator[Example]:
    """Yield the longest utterance that the ear makes of it; nothing if it hears none."""
    params = HearingParams(dead_after_s=0.0, half_duplex=False)
    listener = workshop.listener(lambda: "t", params, Source.FILE)
    events: list[HearingEvent] = []
    for start in range(0, len(pcm) - _BLOCK + 1, _BLOCK):
        events += listener.push(pcm[start : start + _BLOCK], start / 16_000)
    events += listener.flush(len(pcm) / 16_000)
    finals = [event.utterance for event in events if isinstance(event, Final)]
    if finals:
        longest: Utterance = max(finals, key=lambda u: u.end - u.start)
        yield _example(workshop.faq, longest, intents)


def _example(faq: Faq, utterance: Utterance, intents: str) -> Example:
    table, none = faq.evidence(utterance)
    rows = (*faq.matcher.index.intents, OUT_OF_SCOPE)
    return Example(table, none, tuple(rows.index(intent) for intent in intents.split("|")))


def _fit(spoken: Sequence[Example], clips: Sequence[Example]) -> SoundWeights:
    every = [*spoken, *clips]
    weights = [1.0] * len(spoken) + [CLIP_WEIGHT] * len(clips)
    return fit_sound([(e.table, e.none) for e in every], [e.right for e in every], weights)


def _report(spoken: Sequence[Example], clips: Sequence[Example]) -> None:
    """Print, for some thresholds, how many would be answered and how many of those rightly."""
    judged: list[tuple[float, bool, bool]] = []
    for fold in range(FOLDS):
        weights = _fit([e for at, e in enumerate(spoken) if at % FOLDS != fold], clips)
        for example in spoken[fold::FOLDS]:
            shares = joined(example.table, example.none, weights)
            top = int(shares[:-1].argmax())
            foreign = len(shares) - 1 in example.right
            judged.append((float(shares[top]), top in example.right, foreign))
    for at in (0.5, 0.6, 0.7, 0.75, 0.8, 0.9):
        direct = [j for j in judged if j[0] >= at]
        asked = [j for j in judged if not j[2]]
        right = sum(hit for _, hit, _ in direct) / max(1, len(direct))
        share = sum(p >= at for p, _, _ in asked) / max(1, len(asked))
        print(f"at {at}: {right:.3f} right, {share:.3f} of the questions in scope answered")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
