"""A text in the languages the robot speaks."""

from dataclasses import dataclass

from letan.kernel.units import Language


@dataclass(frozen=True, slots=True)
class Text:
    """One text, Vietnamese first; English may be missing.

    Attributes:
        vi: Vietnamese, NFC.
        en: English; "" where nobody has written it yet.
    """

    vi: str
    en: str = ""

    def of(self, language: Language) -> str:
        """Return the text in `language`, Vietnamese where that is missing."""
        return self.en if language == "en" and self.en else self.vi
