"""Rendering ahead: the first sentence of every answer as sound, before anybody asks.

Only for engines that are slower than a file, and only the first sentence: while it plays, the
engine makes the next one. A rendering that fails never keeps a release from being published.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, cast

from letan.dialogue import words
from letan.dialogue.address import UNKNOWN, Address
from letan.faq.content.release import Release
from letan.faq.local_texts import local_values
from letan.faq.wording import Setting, answer_of, spoken_text
from letan.kernel.faults import LetanError
from letan.kernel.text import Text
from letan.ports.synthesiser import Prosody, Synthesiser
from letan.site.hours import local_time
from letan.site.site import Site
from letan.voice.script import Dialect, write_script
from letan_engines.speech.choose import SLOW_ENGINES, open_synthesiser, voice_name
from letan_engines.speech.prepared import PreparedSynthesiser
from letan_engines.speech.sound_cache import SoundCache

ADDRESSES = (UNKNOWN, Address("bác", "cháu"))
"""How most visitors are spoken to; for others the engine makes the sound when it is needed."""
_CHOICE = "voice.json"


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """How this robot speaks: parameters of its voice node."""

    engine: str = "espeak"
    dialect: Dialect = "north"
    rate: float = 1.0
    pitch: float = 1.0


class _Published(Protocol):
    """What of a release that is being published is needed here."""

    @property
    def release(self) -> Release: ...
    @property
    def site(self) -> Site: ...
    @property
    def now(self) -> datetime: ...


class RenderAnswers:
    """Publishing step: renders what was not rendered yet."""

    name = "rendered speech"

    def __init__(self, home: Path) -> None:
        """Use the voice that last spoke on this robot.

        Args:
            home: `$LETAN_HOME`.
        """
        self._home = home

    def run(self, candidate: _Published) -> None:
        """Render; a failure is told on standard error, and the answers are spoken all the same."""
        choice = remembered_voice(self._home)
        if choice.engine not in SLOW_ENGINES:
            return
        try:
            voice = prepared_voice(choice, self._home)
            prosody = Prosody(rate=choice.rate, pitch=choice.pitch)
            for sentence in first_sentences(candidate, choice.dialect):
                voice.prepare(sentence, "vi", prosody)
        except (LetanError, OSError) as error:
            print(f"letan: speech was not rendered ahead: {error}", file=sys.stderr)


def open_voice(choice: VoiceChoice, home: Path) -> Synthesiser:
    """Open an engine, behind what was rendered for it where it is slow.

    Raises:
        LetanError: If the engine cannot start.
    """
    if choice.engine in SLOW_ENGINES:
        return prepared_voice(choice, home)
    return open_synthesiser(choice.engine, choice.dialect, home / "models")


def prepared_voice(choice: VoiceChoice, home: Path) -> PreparedSynthesiser:
    """Open an engine with what was rendered for it.

    Raises:
        LetanError: If the engine cannot start.
    """
    models = home / "models"
    engine = open_synthesiser(choice.engine, choice.dialect, models)
    name = voice_name(choice.engine, choice.dialect, models)
    return PreparedSynthesiser(engine, name, SoundCache(_folder(home)))


def remember_voice(choice: VoiceChoice, home: Path) -> None:
    """Note how this robot speaks, for the next publish; a disk that is full changes nothing."""
    try:
        _folder(home).mkdir(parents=True, exist_ok=True)
        new = _folder(home) / f"{_CHOICE}.new"
        new.write_text(json.dumps(asdict(choice)), encoding="utf-8")
        new.replace(_folder(home) / _CHOICE)
    except OSError:
        return


def remembered_voice(home: Path) -> VoiceChoice:
    """Return how this robot spoke last; the default voice where it never did."""
    try:
        said = json.loads((_folder(home) / _CHOICE).read_text(encoding="utf-8"))
        return VoiceChoice(
            str(said["engine"]),
            cast(Dialect, str(said["dialect"])),
            float(said["rate"]),
            float(said["pitch"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return VoiceChoice()


def first_sentences(candidate: _Published, dialect: Dialect) -> Iterator[str]:
    """Yield the first spoken sentence of each text of the robot, once each, commonest first."""
    seen: set[str] = set()
    for text in _texts(candidate):
        for sentence in write_script(text, "vi", dialect).sentences[:1]:
            if sentence.spoken not in seen:
                seen.add(sentence.spoken)
                yield sentence.spoken


def _texts(candidate: _Published) -> Iterator[str]:
    for line in vars(words).values():
        if isinstance(line, Text):
            for address in ADDRESSES:
                try:
                    yield address.fill(line.vi)
                except (KeyError, IndexError):
                    continue  # it names a place or a number that is not known before
    local = local_time(candidate.now, candidate.site.utc_offset_h)
    values = local_values(candidate.site, candidate.now)
    setting = Setting(local.date(), "vi", candidate.site, values)
    for address in ADDRESSES:
        for entry in candidate.release.entries():
            for situation in (None, *entry.situations):
                answer = answer_of(entry, situation)
                for facet in ("", *answer.facets):
                    text = spoken_text(entry, answer, facet, setting)
                    if text:
                        yield address.dress(text)


def _folder(home: Path) -> Path:
    return home / "cache" / "speech"
