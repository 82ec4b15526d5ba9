"""Everything the shipped pack can make the robot say is said in Vietnamese syllables."""

import re
from collections.abc import Iterator

from letan.faq.content.catalogue import referral_text
from letan.vietnamese.spoken.form import spoken_form
from letan.vietnamese.spoken.letters import is_syllable
from letan_apps.content.mind import DEFAULT_SITE
from letan_apps.content.running import running_release
from letan_apps.resources import shipped
from letan_engines.site_yaml import load_site


def _said() -> Iterator[str]:
    release = running_release(shipped("faq_data"))
    for topic in release.topics:
        for entry in topic.entries:
            yield entry.title.vi
            yield from (claim.text.vi for _, claim in entry.claims())
            yield from (situation.title.vi for situation in entry.situations)
    yield from (referral_text(procedure).vi for procedure in release.procedures)
    for place in load_site(shipped(DEFAULT_SITE)).destinations:
        yield from (place.title.vi, place.spoken.vi)


def test_no_word_is_left_for_the_engine_to_guess() -> None:
    texts = {re.sub(r"\{\w+\}", "", text) for text in _said()}
    guessed = {
        (word.text, text)
        for text in texts
        for word in spoken_form(text).words
        if not is_syllable(word.text)
    }
    assert len(texts) > 1000
    assert guessed == set()


def test_no_figure_or_sign_is_dropped() -> None:
    dropped = []
    for text in {re.sub(r"\{\w+\}", "", text) for text in _said()}:
        covered = [(word.written_start, word.written_end) for word in spoken_form(text).words]
        dropped += [
            (match[0], text)
            for match in re.finditer(r"\d+|[%&@+=$€₫²³]|(?<=\w)/(?=\w)", text)
            if not any(start <= match.start() < end for start, end in covered)
        ]
    assert dropped == []
