"""How long the mind takes: to be built, and to answer."""

import time

from letan.faq.faq import AskContext
from letan.hearing.utterance import Utterance
from letan_apps.benchmarks.figure import Figure, percentiles
from letan_apps.benchmarks.questions import questions
from letan_apps.content.mind import load_mind

_QUESTIONS = 300


def measure() -> tuple[Figure, ...]:
    """Measure the shipped pack with its golden questions; CPU time of one thread."""
    began = time.process_time()
    faq = load_mind()
    built_s = time.process_time() - began
    times: list[float] = []
    for number, text in enumerate(questions(faq, _QUESTIONS)):
        began = time.process_time()
        faq.reply(Utterance(str(number), text), AskContext())
        times.append((time.process_time() - began) * 1e3)
    entries = list(faq.release.entries())
    return (
        Figure("entries", len(entries), "", 1),
        Figure("phrasings", sum(len(entry.phrasings) for entry in entries), "", 1),
        Figure("start_cpu", round(built_s, 2), "s", 1),
        *percentiles("question_cpu", times, "ms"),
    )
