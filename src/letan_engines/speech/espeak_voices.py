"""Voice files for eSpeak NG: its own Vietnamese voices, without the flutter.

Flutter is a slow random wobble of the pitch whose state outlives an utterance: the same text
then differs in length from time to time, and a simulation would not repeat. The files are
written to a temporary folder, since the library reads voices from files alone.
"""

import tempfile
from functools import cache
from pathlib import Path

_SOUTH = "words 1\npitch 82 118\nvoicing 90\n"
_VOICES = {
    "vi-north": (
        "language vi\nwords 1 2\npitch 95 175\ntone 100 225 800 100 2000 50 5400 75 8000 200\n"
    ),
    "vi-central": f"language vi-vn-x-central\nphonemes vi-hue\ndictrules 1\n{_SOUTH}",
    "vi-south": f"language vi-vn-x-south\nphonemes vi-sgn\ndictrules 2\n{_SOUTH}",
    "en": "language en-gb\n",
}
"""Attributes as in lang/aav of espeak-ng-data 1.51: how it names and tunes each voice."""


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="letan-espeak-")
    for name, attributes in _VOICES.items():
        Path(folder.name, name).write_text(
            f"name {name}\n{attributes}flutter 0\n", encoding="utf-8"
        )
    return folder


def voice_file(name: str) -> Path:
    """Return the file of a voice: "vi-north", "vi-central", "vi-south" or "en"."""
    return Path(_folder().name, name)
