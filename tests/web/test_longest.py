"""The longest answers of the pack that ships fit: on both screens, at 100 and 200 %, on paper."""

import itertools
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.web.browser import LANDSCAPE, PORTRAIT
from tests.web.looks import problems, set_text_size
from tests.web.scenes import SITE
from tests.web.stage import Stage

from letan.faq.content.release import Release
from letan.faq.reply import Card
from letan.faq.wording import Setting, card_of
from letan.kernel.units import Language
from letan_apps.content.running import running_release
from letan_apps.resources import shipped
from letan_web.visitor.screen_state import CardShown, LanguageSwitched, SayingStarted

pytestmark = pytest.mark.web

LANGUAGES: tuple[Language, ...] = ("vi", "en")
LONGEST = 2


def cards(release: Release, language: Language) -> Iterator[Card]:
    setting = Setting(None, language, SITE, {})
    for entry in release.entries():
        for answer in (entry.answer, *(case.answer for case in entry.situations)):
            for claim in answer.spoken[:1]:
                yield card_of(entry, answer, claim.text.of(language), setting)


def length(card: Card) -> int:
    lines = (line for section in card.sections for line in section.lines)
    return len(card.text) + sum(map(len, lines)) + sum(len(s.title) for s in card.sources)


@pytest.fixture(scope="module")
def longest() -> list[Card]:
    release = running_release(shipped("faq_data"))
    found = [sorted(cards(release, language), key=length)[-LONGEST:] for language in LANGUAGES]
    assert all(length(card) > 500 for card in itertools.chain(*found)), "nothing long was found"
    return list(itertools.chain(*found))


def test_they_fit_screen_and_paper(stage: Stage, longest: list[Card]) -> None:
    wrong: list[tuple[str, tuple[int, int], int, str]] = []
    for card, size in itertools.product(longest, (PORTRAIT, LANDSCAPE)):
        page = stage.page(size)
        told = (SayingStarted(card.text, card.language), CardShown(card, card.intent))
        stage.robot.feed.publish(LanguageSwitched(card.language), *told)
        expect(page.locator("html")).to_have_attribute("lang", card.language)
        expect(page.locator("#card h2")).to_have_text(card.title)
        for percent in (100, 200):
            set_text_size(page, percent)
            wrong += [(card.intent, size, percent, what) for what in problems(page)]
        paper = page.pdf(format="A4", prefer_css_page_size=True)
        pages = len(re.findall(rb"/Type\s*/Page\b", paper))
        wrong += [(card.intent, size, pages, "pages of paper")] * (pages != 1)
    assert wrong == []
