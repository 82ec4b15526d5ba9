"""`letan doctor`: look for missing things and name the remedy."""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

from letan.kernel.units import Pcm
from letan.ports.sound import SoundSink, SoundSource
from letan_apps import sound
from letan_apps.doctor import microphone
from letan_apps.doctor.checks import CAMERA, CHECKS, CheckResult, run_checks
from letan_apps.graph.choice_words import add_choice, choice_of
from letan_apps.graph.node_table import parameters_of
from letan_engines.recognition.silero import SileroVad
from letan_engines.sound_in.audio_file import RATE_HZ, AudioFile
from letan_engines.sound_in.echo import echo_canceller
from letan_engines.sound_out.device import has_loudspeaker
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_engines.speech.render import render

_LISTEN_S = 6.0
_SAY = "Xin giữ yên lặng 2 giây, rồi đứng cách robot 1 m và đọc to: «Tôi muốn làm giấy khai sinh»."
_VOICE = "Dạ, cháu đang thử loa và micro. Xin mọi người giữ yên lặng thêm vài giây nữa ạ."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_choice(parser)
    parser.add_argument(
        "--camera", action="store_true", help="look at the camera's light, view and focus too"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--microphone",
        nargs="?",
        const="",
        metavar="FILE",
        help="check the microphone alone (or a recording of it): level, noise, echo, clipping",
    )


def run(args: argparse.Namespace) -> int:
    """Check everything; status 1 when something required is missing."""
    if args.microphone is not None:
        return _check_microphone(args)
    results = run_checks(choice_of(args), (*CHECKS, *((CAMERA,) if args.camera else ())))
    if args.json:
        print(json.dumps({"checks": [result.to_json() for result in results]}, ensure_ascii=False))
    else:
        for result in results:
            _print(result)
        missing = [result.name for result in results if result.required and not result.ok]
        print(f"\n{', '.join(missing)}: required, and not in order." if missing else "\nAll set.")
    return 1 if any(result.required and not result.ok for result in results) else 0


def _check_microphone(args: argparse.Namespace) -> int:
    """Measure the ear, with advice in Vietnamese; status 1 when there is any."""
    vad = SileroVad()
    values = parameters_of(choice_of(args))
    if args.microphone:
        source: SoundSource = AudioFile(Path(args.microphone), vad.block_samples)
    else:
        print(_SAY, flush=True)
        source = sound.microphone(str(values["hearing"]["device"]))
    try:
        report = microphone.measure(source, vad, _LISTEN_S)
        canceller = None if args.microphone else echo_canceller()
        if canceller is not None and has_loudspeaker():
            sink = sound.loudspeaker(str(values["voice"]["device"]))
            voice = render(_VOICE, EspeakSynthesiser())
            removed_db = microphone.measure_echo(
                source, canceller, voice, lambda pcm: _play(sink, pcm)
            )
            report = replace(report, removed_db=removed_db)
    finally:
        source.close()
    found = microphone.advice(report)
    if args.json:
        print(json.dumps({**asdict(report), "advice": found}, ensure_ascii=False))
    else:
        _print_report(report)
        print("\n".join(found) if found else "Micro tốt.")
    return 1 if found else 0


def _play(sink: SoundSink, pcm: Pcm) -> None:
    try:
        sink.open(RATE_HZ)
        sink.write(pcm)
        sink.drain()
    finally:
        sink.abort()


def _print_report(report: microphone.MicrophoneReport) -> None:
    def shown(value: float | None, unit: str) -> str:
        return "chưa đo được" if value is None else f"{value:.0f} {unit}"

    print(f"Tiếng nói:    {shown(report.speech_dbfs, 'dBFS')}")
    print(f"Tiếng ồn:     {shown(report.noise_dbfs, 'dBFS')}")
    print(f"Vỡ tiếng:     {100.0 * report.clipped:.2f} % số mẫu")
    print(f"Khử tiếng robot: {shown(report.removed_db, 'dB')}")


def _print(result: CheckResult) -> None:
    mark = "ok" if result.ok else ("MISSING" if result.required else "absent")
    print(f"{mark:8} {result.name:16} {result.detail}")
    if not result.ok and result.remedy:
        print(f"{'':25} {result.remedy}")
