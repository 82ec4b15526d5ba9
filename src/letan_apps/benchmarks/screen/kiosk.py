"""A kiosk for weeks: conversation after conversation on one page, and what is left of them.

The robot (its server, and nothing that measures) is a process of its own, the browser another.
"""

import itertools
from collections.abc import Iterator

from letan.dialogue.commands import Face
from letan.faq.faq import AskContext
from letan.faq.reply import Reply
from letan.hearing.utterance import Utterance
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.text import Text
from letan_apps.benchmarks.figure import Figure
from letan_apps.benchmarks.questions import questions
from letan_apps.benchmarks.screen.chromium import Page, opened
from letan_apps.benchmarks.screen.served import ServedScreen, served
from letan_apps.content.mind import load_mind
from letan_web.visitor import screen_state as screen

REFERENCE = 500
"""The conversation that the end is compared with: caches are warm by then."""
_ANSWERS = 200
_SHOWN = """(session, view) => new Promise((done) => {
  const root = document.documentElement;
  const look = () => Number(root.dataset.session) >= session && root.dataset.view === view;
  const draw = () => requestAnimationFrame(() => done());
  if (look()) { draw(); return; }
  const watch = new MutationObserver(() => { if (look()) { watch.disconnect(); draw(); } });
  watch.observe(root, { attributes: true });
})"""
_BY_TOUCH = """() => new Promise((done) => {
  const tools = [...document.querySelectorAll(".tools button:not(:last-child)")];  // not: print
  const closed = () => document.getElementById("panel-close").click();
  const next = () => {
    const tool = tools.shift();
    if (!tool) { done(); return; }
    tool.click();
    const code = document.querySelector(".code");
    (code ? code.decode().catch(() => {}) : Promise.resolve()).then(() => {
      requestAnimationFrame(() => { closed(); next(); });
    });
  };
  next();
})"""
_TOUCHES = 10
"""In every tenth conversation the visitor opens steps and code as well."""


def kiosk_figures(conversations: int, reference: int = REFERENCE) -> tuple[Figure, ...]:
    """Play conversations on one page; compare memory at the end with the `reference`-th.

    Args:
        conversations: How many; more than `reference`.
        reference: Number of the conversation to compare with.
    """
    replies = itertools.cycle(_replies())
    before: dict[str, float] = {}
    with served() as robot, opened(robot.address) as page:
        for number in range(1, conversations + 1):
            for updates, view in conversation(next(replies), number):
                robot.publish(updates)
                if view:
                    page.call(_SHOWN, number if view == "idle" else number - 1, view)
                if view == "answer" and number % _TOUCHES == 0:
                    page.call(_BY_TOUCH)
            if number == reference:
                before = _sizes(page, robot)
        after = _sizes(page, robot)
    return tuple(_compared(before, after, conversations))


def _compared(before: dict[str, float], after: dict[str, float], count: int) -> Iterator[Figure]:
    yield Figure("conversations", count, "", 1)
    for name, value in after.items():
        unit = "" if name in ("document_nodes", "listeners") else "MB"
        yield Figure(f"{name}_end", round(value, 2), unit, 1)
        growth = (value / before[name] - 1) * 100
        yield Figure(f"{name}_growth", round(growth, 2), "%", 1)


def _sizes(page: Page, robot: ServedScreen) -> dict[str, float]:
    return {**page.sizes(), **robot.sizes()}


def _replies() -> list[Reply]:
    """Real answers, so that cards are as long as they are."""
    faq = load_mind()
    asked = (Utterance(str(n), text) for n, text in enumerate(questions(faq, _ANSWERS)))
    return [faq.reply(utterance, AskContext()) for utterance in asked]


def conversation(
    reply: Reply, number: int
) -> Iterator[tuple[tuple[screen.ScreenUpdate, ...], str]]:
    """Yield what the robot publishes in one conversation; the last step wipes it.

    Yields:
        The updates of a step, and the view that is waited for then; "" where nobody waits.
    """
    turn = f"t{number}"
    words = f"câu hỏi số {number} của một người khách".split()
    yield (screen.FaceChanged(Face.LISTENING),), ""
    for end in range(1, len(words) + 1):
        heard = screen.WordsHeard(" ".join(words[:end]), end == len(words), turn)
        yield (heard,), "talk" if end == len(words) else ""
    yield (screen.FaceChanged(Face.THINKING),), ""
    yield (
        (
            screen.FaceChanged(Face.SPEAKING),
            screen.CardShown(reply.card, turn),
            screen.SayingStarted(reply.text or reply.card.title),
        ),
        "choices" if reply.card.choices and not reply.card.sections else "answer",
    )
    for at in range(0, min(len(reply.text), 60), 6):
        yield (screen.WordSpoken(at, min(at + 5, len(reply.text))),), ""
    yield (screen.SayingEnded(),), ""
    for metres in range(8, 0, -2):
        place = screen.GuideView("leading", "quay_3", "Quầy số 3", float(metres))
        here = Pose2(15.0, 18.0 - metres, 1.57)
        route = (here.point, Point2(15.0, 18.0))
        yield (screen.RobotMoved(here), screen.GuideChanged(place, route)), ""
    yield (screen.GuideChanged(screen.GuideView("arrived", "quay_3", "Quầy số 3")),), "leading"
    if number % 5 == 0:
        yield (screen.LanguageSwitched("en"), screen.NoticesChanged((Text(f"{number}"),))), ""
    yield (screen.SessionCleared(),), "idle"
