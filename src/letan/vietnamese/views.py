"""The one pipeline for content and questions: text to words, words to three views."""

from dataclasses import dataclass

from letan.vietnamese.fold import fold
from letan.vietnamese.phonetic import phonetic_syllable
from letan.vietnamese.rewriting import RewriteTable
from letan.vietnamese.tones import canonical_syllable
from letan.vietnamese.unicode import clean, words_of

MAX_WORDS = 400
"""Of a longer text the first and the last half of this many words count."""


@dataclass(frozen=True, slots=True)
class Views:
    """A text as the matcher sees it; the three tuples have equal length.

    Attributes:
        plain: Lower-case words, canonical tones, abbreviations written out.
        folded: The same without diacritics.
        phonetic: The same as they sound.
        marked: Whether the text was written with diacritics.
    """

    plain: tuple[str, ...]
    folded: tuple[str, ...]
    phonetic: tuple[str, ...]
    marked: bool

    def part(self, start: int, end: int) -> "Views":
        """Return the views of the words start..end."""
        return Views(
            self.plain[start:end], self.folded[start:end], self.phonetic[start:end], self.marked
        )


def words_for_matching(text: str, table: RewriteTable) -> list[str]:
    """Clean, split, repair tones and rewrite; never more than MAX_WORDS words."""
    words = words_of(clean(text))
    if len(words) > MAX_WORDS:
        words = words[: MAX_WORDS // 2] + words[-MAX_WORDS // 2 :]
    return table.rewrite([canonical_syllable(word) for word in words])


def views_of(text: str, table: RewriteTable) -> Views:
    """Return the three views of a text in any condition; an empty text gives empty views."""
    plain = words_for_matching(text, table)
    folded = tuple(map(fold, plain))
    marked = any(a != b for a, b in zip(plain, folded, strict=True))
    return Views(tuple(plain), folded, tuple(map(phonetic_syllable, plain)), marked)
