"""A kiosk for weeks: conversation after conversation on one page, and what is left of them."""

import gc
import itertools
from collections.abc import Iterator
from typing import Any

from letan.dialogue.commands import Face
from letan.faq.faq import AskContext
from letan.faq.reply import Reply
from letan.hearing.utterance import Utterance
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.text import Text
from letan_apps.benchmarks.figure import Figure
from letan_apps.benchmarks.questions import questions
from letan_apps.benchmarks.screen.chromium import (
    browser_pss_mb,
    collect,
    opened,
    own_pss_mb,
)
from letan_apps.content.mind import load_mind
from letan_web.shell.server import Pages, PageServer
from letan_web.visitor import screen_state as screen
from letan_web.visitor.hall_map import HallMap
from letan_web.visitor.routes import ScreenConfig, create_visitor_app
from letan_web.visitor.screen_feed import ScreenFeed

REFERENCE = 500
"""The conversation that the end is compared with: caches are warm by then."""
_ANSWERS = 200
_WAIT = """session => new Promise((done) => {
  const root = document.documentElement;
  const look = () => Number(root.dataset.session) >= session && root.dataset.view === "idle";
  if (look()) { done(); return; }
  const watch = new MutationObserver(() => { if (look()) { watch.disconnect(); done(); } });
  watch.observe(root, { attributes: true });
})"""
_MAP = HallMap(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -20 30 20"><g data-place="quay_3">'
    '<rect class="counter" x="14" y="-19" width="3" height="1"/></g></svg>'
)


def kiosk_figures(conversations: int, reference: int = REFERENCE) -> tuple[Figure, ...]:
    """Play conversations on one page; compare memory at the end with the `reference`-th.

    Args:
        conversations: How many; more than `reference`.
        reference: Number of the conversation to compare with.
    """
    replies = itertools.cycle(_replies())
    gc.collect()
    feed = ScreenFeed()
    app = create_visitor_app(feed, ScreenConfig(), lambda *_: None, lambda _: None, lambda _: _MAP)
    server = PageServer(Pages(app, feed), port=0)
    server.start()
    before: dict[str, float] = {}
    try:
        with opened(server.address) as page:
            for number in range(1, conversations + 1):
                for updates in conversation(next(replies), number):
                    feed.publish(*updates)
                    if number % 10 == 0:  # every tenth is drawn step by step, not only its end
                        page.evaluate("() => new Promise(requestAnimationFrame)")
                page.evaluate(_WAIT, number)
                if number == reference:
                    before = _sizes(page)
            after = _sizes(page)
    finally:
        server.stop()
    return tuple(_compared(before, after, conversations))


def _compared(before: dict[str, float], after: dict[str, float], count: int) -> Iterator[Figure]:
    yield Figure("conversations", count, "", 1)
    for name, value in after.items():
        unit = "" if name == "document_nodes" else "MB"
        yield Figure(f"{name}_end", round(value, 2), unit, 1)
        growth = (value / before[name] - 1) * 100
        yield Figure(f"{name}_growth", round(growth, 2), "%", 1)


def _sizes(page: Any) -> dict[str, float]:
    gc.collect()
    return {
        **collect(page),
        "browser_pss": browser_pss_mb(),
        "server_pss": own_pss_mb(),
    }


def _replies() -> list[Reply]:
    """Real answers, so that cards are as long as they are."""
    faq = load_mind()
    asked = (Utterance(str(n), text) for n, text in enumerate(questions(faq, _ANSWERS)))
    return [faq.reply(utterance, AskContext()) for utterance in asked]


def conversation(reply: Reply, number: int) -> Iterator[tuple[screen.ScreenUpdate, ...]]:
    """Yield what the robot publishes in one conversation, in steps; the last one wipes it."""
    turn = f"t{number}"
    words = f"câu hỏi số {number} của một người khách".split()
    yield (screen.FaceChanged(Face.LISTENING),)
    for end in range(1, len(words) + 1):
        yield (screen.WordsHeard(" ".join(words[:end]), end == len(words), turn),)
    yield (screen.FaceChanged(Face.THINKING),)
    yield (
        screen.FaceChanged(Face.SPEAKING),
        screen.CardShown(reply.card, turn),
        screen.SayingStarted(reply.text or reply.card.title),
    )
    for at in range(0, min(len(reply.text), 60), 6):
        yield (screen.WordSpoken(at, min(at + 5, len(reply.text))),)
    yield (screen.SayingEnded(),)
    for metres in range(8, 0, -2):
        place = screen.GuideView("leading", "quay_3", "Quầy số 3", float(metres))
        here = Pose2(15.0, 18.0 - metres, 1.57)
        route = (here.point, Point2(15.0, 18.0))
        yield (screen.RobotMoved(here), screen.GuideChanged(place, route))
    if number % 5 == 0:
        yield (screen.LanguageSwitched("en"), screen.NoticesChanged((Text(f"{number}"),)))
    yield (screen.SessionCleared(),)
