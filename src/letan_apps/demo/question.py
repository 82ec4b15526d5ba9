"""One's own question as a simulated visitor: a script of one."""

from pathlib import Path

import yaml

from letan.kernel.faults import LetanError
from letan_engines.sound_in.audio_file import read_sound

_NAME = "bạn"
_YES = "có, dẫn tôi đi"


def write_question(folder: Path, text: str | None, wav: Path | None) -> Path:
    """Write the script of a visitor who asks one thing and lets himself be led.

    Args:
        folder: Where the script is written.
        text: What he says with a synthesised voice; or
        wav: the recording that is played instead.

    Raises:
        LetanError: If there is nothing to say, or the recording cannot be read.
    """
    if wav is not None:
        read_sound(wav)
        line = {"text": wav.name, "wav": str(wav.resolve())}
    elif text is None or not text.strip():
        raise LetanError("--say", "there is nothing to say", "Give it a question")
    else:
        line = {"text": text}
    visitor = {
        "name": _NAME,
        "follows": True,
        "says": [line, {"text": _YES, "only_if_offered": True}],
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "question.yaml"
    path.write_text(yaml.safe_dump({"visitors": [visitor]}, allow_unicode=True), encoding="utf-8")
    return path
