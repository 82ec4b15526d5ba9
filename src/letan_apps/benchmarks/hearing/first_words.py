"""Whether somebody's first sentence is answered by a robot that serves and sees nobody.

The other side of `false_replies`: what keeps a robot from answering the talk of others must not
keep it from answering a visitor. Golden questions of the pack, some with a call before them, in the
three voices of eSpeak NG, at a visitor's loudness; each is put to a fresh robot.
"""

from datetime import UTC, datetime

from letan.ports.synthesiser import Prosody
from letan.voice.script import Dialect
from letan_apps.benchmarks.figure import Figure
from letan_apps.benchmarks.questions import questions
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.talk import Turn, converse
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_engines.speech.render import render
from letan_sim.acoustics import active_rms, to_pcm

_EACH, _EACH_FULL = 8, 48
_CARRIERS = ("{}", "cháu ơi, {}", "{} ạ", "cho bác hỏi, {}")
_RATES = (0.9, 1.0, 1.1)
_DIALECTS: tuple[Dialect, ...] = ("north", "south", "central")
_VISITOR_DBFS = -26.0
_MOMENT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def measure(*, full: bool = False) -> tuple[Figure, ...]:
    """Ask 8 questions a voice, 48 with `full`; count those that get a word back."""
    workshop = Workshop()
    each = _EACH_FULL if full else _EACH
    asked = questions(workshop.faq, each * len(_DIALECTS))
    figures: list[Figure] = []
    for number, dialect in enumerate(_DIALECTS):
        voice, answered = EspeakSynthesiser(dialect), 0
        for index, text in enumerate(asked[number :: len(_DIALECTS)]):
            said = _CARRIERS[index % len(_CARRIERS)].format(text)
            prosody = Prosody(rate=_RATES[index % len(_RATES)])
            dry = render(said, voice, prosody, dialect=dialect) / 32768.0
            pcm = to_pcm(dry * 10.0 ** (_VISITOR_DBFS / 20.0) / 2.0**0.5 / active_rms(dry))
            robot, ear = workshop.robot(_MOMENT, voice_loop=False)
            events = converse(robot, ear, [Turn(pcm, 0.5)])
            answered += any(event.name == "say_start" for event in events)
        figures.append(Figure(f"first_words_answered_{dialect}", answered / each, "", each))
    return tuple(figures)
