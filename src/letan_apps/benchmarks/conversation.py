"""How the conversation holds under random visitors, and how soon it speaks and falls silent."""

import time
from datetime import datetime
from itertools import count

from letan.dialogue.events import Heard, Touched, TouchKind
from letan.hearing.utterance import Source, Utterance
from letan_apps.benchmarks.figure import Figure, percentiles
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.crowd import questions_of, visit
from letan_apps.robot.robot import Parts, Robot
from letan_sim.ear import Mouth

VISITORS = 1_000
_TIMES = 40
_NO_MATCH = (
    "giá vàng hôm nay thế nào",
    "con tôi học giỏi lắm mà thích bóng đá",
    "đội tuyển tối nay đá với ai",
    "mua vé số ở đâu trúng nhiều",
)
_QUESTION = "đăng ký kết hôn"
_NOW = datetime.fromisoformat("2026-11-24T09:00:00+07:00")


def measure() -> tuple[Figure, ...]:
    """Let visitors 0 to 999 come, in virtual time; then measure latencies with the real voice."""
    workshop = Workshop()
    questions = questions_of(workshop)
    began = time.process_time()
    visits = [visit(workshop, number, questions) for number in range(VISITORS)]
    cpu_s = time.process_time() - began
    broken = sum(bool(one.broken) for one in visits)
    return (
        Figure("visits", len(visits), "", 1),
        Figure("visits_with_a_broken_rule", broken, "", len(visits)),
        Figure("turns", sum(one.turns for one in visits), "", 1),
        Figure("virtual_hours", round(sum(one.seconds for one in visits) / 3600, 1), "h", 1),
        Figure("cpu", round(cpu_s, 1), "s", 1),
        *percentiles("no_match_to_voice", _no_match_ms(workshop), "ms"),
        *percentiles("stop_to_silence", _stop_ms(workshop), "ms"),
    )


def _robot(workshop: Workshop) -> Robot:
    mouth = Mouth(lambda: 0.0)
    return Robot(Parts(workshop.faq.reply, None, workshop.synthesiser, mouth, None, _NOW))


def _until(robot: Robot, name: str) -> float:
    """Return the milliseconds until an event: virtual waiting, and real work."""
    began, t = time.perf_counter(), robot.t
    while robot.t - t < 10.0:
        for event in robot.step():
            if event.name == name:
                return (robot.t - t + time.perf_counter() - began) * 1e3
    raise RuntimeError(f"no {name} within 10 s")


def _no_match_ms(workshop: Workshop) -> list[float]:
    """From the final words of a question that nobody answers to the first sound of the reply."""
    times: list[float] = []
    for number in range(_TIMES):
        robot = _robot(workshop)
        text = _NO_MATCH[number % len(_NO_MATCH)]
        robot.happen(Heard(Utterance(f"n{number}", text, source=Source.FILE)))
        times.append(_until(robot, "say_start"))
    return times


def _stop_ms(workshop: Workshop) -> list[float]:
    """From a touch on "stop" to silence, in the middle of an answer."""
    times: list[float] = []
    numbers = count()
    for step in range(_TIMES):
        robot = _robot(workshop)
        robot.happen(Heard(Utterance(f"s{next(numbers)}", _QUESTION, source=Source.FILE)))
        _until(robot, "say_start")
        for _ in range(10 + 2 * step):
            robot.step()
        robot.happen(Touched(TouchKind.STOP))
        times.append(_until(robot, "say_end"))
    return times
