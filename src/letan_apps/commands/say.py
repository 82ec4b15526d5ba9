"""`letan say TEXT --out FILE.wav`: speak a text into a sound file."""

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from letan.kernel.faults import LetanError
from letan.kernel.units import Language, Ratio, Seconds
from letan.ports.synthesiser import Prosody, Synthesiser
from letan.voice.loudness import NORMAL_VOLUME
from letan.voice.script import Dialect, Script, write_script
from letan.voice.speech import Speech
from letan_apps.content.rendering import VoiceChoice, open_voice
from letan_apps.resources import state_home
from letan_engines.sound_out.wav import WavSink
from letan_engines.speech.choose import ENGINES

_PULL_S = 0.02


@dataclass(frozen=True, slots=True)
class Rendered:
    """A speech that was written to a file."""

    audio_s: Seconds
    first_audio_ms: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("text", metavar="TEXT", help="what to say; - reads it from standard input")
    parser.add_argument("--out", metavar="FILE.wav", type=Path, required=True, help="file to write")
    parser.add_argument("--engine", default="espeak", help=f"{', '.join(ENGINES)}; default espeak")
    parser.add_argument("--dialect", choices=("north", "central", "south"), default="north")
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    parser.add_argument("--rate", type=float, default=1.0, help="speed, 0.5 to 2; default 1")
    parser.add_argument("--volume", type=float, default=NORMAL_VOLUME, help="0 to 1; default 0.7")
    parser.add_argument(
        "--pitch", type=float, default=1.0, help="height of the voice, 0.5 to 2; default 1"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Speak; print what was said and how long it took."""
    prosody = _prosody(args)
    dialect = cast(Dialect, args.dialect)
    script = write_script(_text(args.text), cast(Language, args.language), dialect)
    if not script.sentences:
        raise LetanError(
            "TEXT", "holds nothing that can be said", "Give a text with words or numbers"
        )
    synthesiser = open_voice(VoiceChoice(args.engine, dialect), state_home())
    rendered = render_to_file(script, synthesiser, prosody, args.out, args.volume)
    _report(args, script, synthesiser.name, rendered)
    return 0


def render_to_file(
    script: Script,
    synthesiser: Synthesiser,
    prosody: Prosody,
    out: Path,
    volume: Ratio = NORMAL_VOLUME,
) -> Rendered:
    """Speak `script` into the file `out`; `first_audio_ms` counts from this call."""
    begun = time.perf_counter()
    speech = Speech(script, synthesiser, prosody, volume=volume)
    spoken = speech.pull_s(_PULL_S)  # an engine that fails at once touches no file
    first_audio_ms = (time.perf_counter() - begun) * 1e3
    sink = WavSink(out)
    sink.open(speech.sample_rate_hz)
    try:
        sink.write(spoken.pcm)
        while not speech.finished:
            sink.write(speech.pull_s(_PULL_S).pcm)
    finally:
        sink.close()
    return Rendered(speech.pulled_s, first_audio_ms)


def _text(text: str) -> str:
    if text != "-":
        return text
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def _prosody(args: argparse.Namespace) -> Prosody:
    for name, low, high in (("rate", 0.5, 2.0), ("volume", 0.0, 1.0), ("pitch", 0.5, 2.0)):
        if not low <= getattr(args, name) <= high:
            raise LetanError(
                f"--{name}",
                f"{getattr(args, name):g} is out of range",
                f"Give a number from {low:g} to {high:g}",
            )
    return Prosody(rate=args.rate, pitch=args.pitch)


def _report(args: argparse.Namespace, script: Script, engine: str, rendered: Rendered) -> None:
    if args.json:
        result = {
            "spoken": script.spoken,
            "audio_s": round(rendered.audio_s, 3),
            "first_audio_ms": round(rendered.first_audio_ms, 1),
            "engine": engine,
            "file": str(args.out),
        }
        print(json.dumps(result, ensure_ascii=False))
        return
    print(script.spoken)
    first = f"first sound after {rendered.first_audio_ms:.0f} ms"
    print(f"{args.out}: {rendered.audio_s:.1f} s by {engine}, {first}")
