"""The script of a speech: a written text in sentences and words, with what is said for each.

A word here is a written one: the characters between two white spaces. "50.000đ" is one word,
said as three. Words are what captions light up and what a stopped speech resumes from.
"""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from letan.kernel.units import Language
from letan.vietnamese.spoken.english import english_form
from letan.vietnamese.spoken.form import SpokenForm, spoken_form
from letan.vietnamese.spoken.numbers import NORTHERN, SOUTHERN
from letan.vietnamese.spoken.rule import Reading
from letan.vietnamese.spoken.sentences import Span, split_sentences

Dialect: TypeAlias = Literal["north", "central", "south"]

_READINGS: dict[Dialect, Reading] = {
    "north": Reading(NORTHERN),
    "central": Reading(SOUTHERN),
    "south": Reading(SOUTHERN),
}


@dataclass(frozen=True, slots=True)
class ScriptWord:
    """Spoken characters [start, end) of a sentence that belong to written word `index`."""

    start: int
    end: int
    index: int


@dataclass(frozen=True, slots=True)
class ScriptSentence:
    """One sentence.

    Attributes:
        index: 0-based number among all sentences.
        span: Its characters in the written text.
        spoken: What the engine is given.
        words: Each spoken word with the written word it belongs to, in order.
    """

    index: int
    span: Span
    spoken: str
    words: tuple[ScriptWord, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A text ready to be spoken.

    Attributes:
        written: The text as it was given.
        language: Its language.
        words: The written words, by number; some are silent (a dash, an emoji).
        sentences: Those that have something to say.
    """

    written: str
    language: Language
    words: tuple[Span, ...]
    sentences: tuple[ScriptSentence, ...]

    @property
    def spoken(self) -> str:
        """Everything that is said, sentences separated by a space."""
        return " ".join(sentence.spoken for sentence in self.sentences)


def write_script(text: str, language: Language = "vi", dialect: Dialect = "north") -> Script:
    """Prepare `text` for speaking; a text without anything to say has no sentences."""
    words = tuple(Span(*match.span()) for match in re.finditer(r"\S+", text))
    sentences: list[ScriptSentence] = []
    for index, span in enumerate(split_sentences(text)):
        written = text[span.start : span.end]
        form = (
            english_form(written) if language == "en" else spoken_form(written, _READINGS[dialect])
        )
        if form.words:
            said = _script_words(form, span.start, words)
            sentences.append(ScriptSentence(index, span, form.text, said))
    return Script(text, language, words, tuple(sentences))


def _script_words(form: SpokenForm, offset: int, words: tuple[Span, ...]) -> tuple[ScriptWord, ...]:
    said: list[ScriptWord] = []
    at = 0
    for word in form.words:
        while at + 1 < len(words) and words[at + 1].start <= offset + word.written_start:
            at += 1
        said.append(ScriptWord(word.start, word.end, at))
    return tuple(said)
