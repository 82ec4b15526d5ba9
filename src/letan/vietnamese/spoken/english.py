"""English text for the voice: signs out, words through; engines read English figures themselves."""

import re
import unicodedata

from letan.vietnamese.spoken.form import SpokenForm, SpokenWord

_WORD = re.compile(r"[^\W_]+(?:['’.,:/@&-][^\W_]+)*%?|[.,;:!?]")


def english_form(written: str) -> SpokenForm:
    """Return the words of an English text with its pauses, each as it is written."""
    out = ""
    said: list[SpokenWord] = []
    for match in _WORD.finditer(written):
        piece = unicodedata.normalize("NFC", match[0])
        if piece in ".,;:!?":
            out += "" if not out or out[-1] in ".,;:!?" else piece
            continue
        start = len(out) + (1 if out else 0)
        out += f" {piece}" if out else piece
        said.append(SpokenWord(piece.lower(), start, len(out), match.start(), match.end()))
    return SpokenForm(out if said else "", tuple(said))
