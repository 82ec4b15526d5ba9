"""`letan transcribe`: what is said in sound files, with partial results and the endpoint."""

import argparse
import itertools
import json
import time
from dataclasses import dataclass, field
from pathlib import Path

from letan.hearing.events import Final, HearingEvent, Partial
from letan.hearing.listener import Listener
from letan.hearing.params import HearingParams
from letan.hearing.utterance import Source, Utterance
from letan.ports.recogniser import Recogniser
from letan.ports.voice_activity import VoiceActivityDetector
from letan_apps.resources import state_home
from letan_engines.recognition.choice import DEFAULT, RECOGNISERS, open_recogniser
from letan_engines.recognition.silero import SileroVad
from letan_engines.sound_in.audio_file import AudioFile


@dataclass(slots=True)
class Transcript:
    """What was heard in one file; times in seconds after its first sample."""

    partials: list[tuple[float, str]] = field(default_factory=list)
    utterances: list[Utterance] = field(default_factory=list)
    endpoints_s: list[float] = field(default_factory=list)
    audio_s: float = 0.0
    cpu_s: float = 0.0

    @property
    def text(self) -> str:
        """The words of all utterances."""
        return self.text_before("")

    def text_before(self, turn_id: str) -> str:
        """The words of all utterances but the one with this id."""
        others = (utterance for utterance in self.utterances if utterance.turn_id != turn_id)
        return " ".join(utterance.text for utterance in others if utterance.text)

    def add(self, utterance: Utterance, t: float) -> None:
        """Take an utterance that ended at `t`; one that was continued replaces its first form."""
        if self.utterances and self.utterances[-1].turn_id == utterance.turn_id:
            self.utterances.pop()
            self.endpoints_s.pop()
        self.utterances.append(utterance)
        self.endpoints_s.append(t)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("files", nargs="+", metavar="WAV", help="sound files of any common format")
    parser.add_argument(
        "--engine", default=DEFAULT, metavar="NAME", help=f"one of {', '.join(RECOGNISERS)}"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a file")


def run(args: argparse.Namespace) -> int:
    """Transcribe each file; a file that cannot be read stops with its name and the remedy."""
    for name in args.files:
        AudioFile(Path(name)).close()
    recogniser = open_recogniser(args.engine, state_home() / "models")
    voice_activity = SileroVad()
    for name in args.files:
        _show(name, transcribe(Path(name), recogniser, voice_activity), args.json)
    return 0


def transcribe(
    path: Path, recogniser: Recogniser, voice_activity: VoiceActivityDetector
) -> Transcript:
    """Listen to one file as if it were the ear.

    Raises:
        LetanError: If the file cannot be read.
    """
    voice_activity.reset()
    numbers = itertools.count(1)
    params = HearingParams(dead_after_s=0.0, half_duplex=False)
    listener = Listener(
        recogniser, voice_activity, lambda: str(next(numbers)), params, source=Source.FILE
    )
    transcript = Transcript()
    source = AudioFile(path, voice_activity.block_samples)
    began = time.process_time()
    samples = 0
    for block in source.blocks():
        _take(transcript, listener.push(block, samples / source.sample_rate_hz))
        samples += len(block)
    source.close()
    transcript.audio_s = samples / source.sample_rate_hz
    _take(transcript, listener.flush(transcript.audio_s))
    transcript.cpu_s = time.process_time() - began
    return transcript


def _take(transcript: Transcript, events: tuple[HearingEvent, ...]) -> None:
    for event in events:
        match event:
            case Partial(turn_id, t, text):
                earlier = transcript.text_before(turn_id)
                transcript.partials.append((t, f"{earlier} {text}".strip()))
            case Final(t, utterance):
                transcript.add(utterance, t)
            case _:
                pass


def _show(name: str, transcript: Transcript, as_json: bool) -> None:
    if not as_json:
        print(f"{name}: {transcript.text}")
        return
    ends = transcript.endpoints_s
    line = {
        "file": name,
        "text": transcript.text,
        "partials": [{"t_s": round(t, 3), "text": text} for t, text in transcript.partials],
        "endpoint_s": round(ends[-1], 3) if ends else None,
        "cpu_s": round(transcript.cpu_s, 3),
        "audio_s": round(transcript.audio_s, 3),
        "utterances": [
            {
                "start_s": round(utterance.start, 3),
                "end_s": round(utterance.end, 3),
                "text": utterance.text,
                "confidence": _rounded(utterance.confidence),
            }
            for utterance in transcript.utterances
        ],
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
