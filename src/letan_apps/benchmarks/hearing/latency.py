"""How long a spoken question takes: virtual waiting plus real work, in the whole robot.

The questions are synthesised (eSpeak NG, north, rate 0.9), so the figures speak of time alone:
how well human voices are understood is measured elsewhere (docs/hearing.md).
"""

import time
from datetime import UTC, datetime

from letan.kernel.units import Pcm
from letan.ports.synthesiser import Prosody
from letan_apps.benchmarks.figure import Figure, percentiles
from letan_apps.benchmarks.questions import questions
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.talk import Turn, converse
from letan_engines.speech.render import render

_QUESTIONS = 24
_RATE_HZ = 16_000
_MOMENT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def measure() -> tuple[Figure, ...]:
    """Hold conversations of one question each; leave out what was not heard at all."""
    workshop = Workshop()
    to_reply: list[float] = []
    to_sound: list[float] = []
    sound_s = work_s = 0.0
    for text in questions(workshop.faq, _QUESTIONS):
        pcm = render(text, workshop.synthesiser, Prosody(rate=0.9))
        began = time.process_time()
        reply_ms, first_ms, lasted_s = _ask(workshop, pcm)
        work_s += time.process_time() - began
        sound_s += lasted_s
        to_reply += [] if reply_ms is None else [reply_ms]
        to_sound += [] if first_ms is None else [first_ms]
    return (
        *percentiles("question_end_to_reply", to_reply, "ms"),
        *percentiles("question_end_to_first_audio", to_sound, "ms"),
        Figure("cpu_of_the_whole_robot", round(work_s / sound_s, 3), "s/s", len(to_reply)),
    )


def _ask(workshop: Workshop, pcm: Pcm) -> tuple[float | None, float | None, float]:
    """Return ms from the end of the voice to reply and to sound, and the virtual seconds."""
    robot, ear = workshop.robot(_MOMENT, voice_loop=False)
    events = list(converse(robot, ear, [Turn(pcm, 0.5)]))
    end_s = 0.5 + _voiced_s(pcm)
    found: dict[str, float] = {}
    for event in events:
        if event.name in ("reply", "say_start") and event.name not in found:
            found[event.name] = (event.t_s - end_s) * 1e3 + event.wall_ms
    return found.get("reply"), found.get("say_start"), robot.t


def _voiced_s(pcm: Pcm) -> float:
    """Seconds up to the last sample above the engine's own silence (1 % of the peak)."""
    loud = abs(pcm.astype("int32")) > abs(pcm.astype("int32")).max() // 100
    return float(loud.nonzero()[0][-1] + 1) / _RATE_HZ
