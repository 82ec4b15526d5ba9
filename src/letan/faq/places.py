"""Places that an utterance names: a counter's number, or the field it serves."""

import re
from collections.abc import Iterator, Mapping

from letan.kernel.text import Text
from letan.site.site import Site
from letan.vietnamese.fold import fold
from letan.vietnamese.numbers import is_number_word, parse_number
from letan.vietnamese.tones import canonical_syllable
from letan.vietnamese.unicode import clean, words_of
from letan.vietnamese.views import Views

_COUNTER = frozenset(("quầy", "quay", "cửa", "cua", "counter"))
_NUMBER = frozenset(("số", "so", "number"))


def find_counter(views: Views, site: Site) -> str:
    """Return the id of the counter that is named by number or by what it serves; "" if none is."""
    number = _counter_number(views)
    if number is not None:
        return next((counter.id for counter in site.counters if counter.number == str(number)), "")
    text = f" {' '.join(views.folded)} "
    named = [
        (len(name), counter.id)
        for counter in site.counters
        for name in _names(counter.title)
        if f" {name} " in text
    ]
    return max(named)[1] if named else ""


def braces_of(text: Text) -> frozenset[str]:
    """Return the names of the local texts that an answer asks for, in any language."""
    return frozenset(re.findall(r"\{(\w+)\}", text.vi + text.en))


def fill_local(text: Text, values: Mapping[str, Text]) -> Text | None:
    """Put the centre's own texts into the braces of an answer; None if one is not known."""
    names = braces_of(text)
    if not names <= values.keys():
        return None
    vi, en = text.vi, text.en
    for name in names:
        vi = vi.replace(f"{{{name}}}", values[name].vi)
        en = en.replace(f"{{{name}}}", values[name].of("en"))
    return Text(vi, en)


def _counter_number(views: Views) -> int | None:
    words = views.plain
    for at, word in enumerate(words):
        if word not in _COUNTER:
            continue
        start = at + 2 if words[at + 1 : at + 2] and words[at + 1] in _NUMBER else at + 1
        end = start
        while end < len(words) and (words[end].isdigit() or is_number_word(words[end])):
            end += 1
        number = parse_number(words[start:end])
        if number is not None:
            return number
    return None


def _names(title: Text) -> Iterator[str]:
    """Yield the folded names of the fields: "Cư trú, căn cước" -> "cu tru", "can cuoc"."""
    for part in title.vi.split(","):
        name = " ".join(fold(canonical_syllable(word)) for word in words_of(clean(part)))
        if name:
            yield name
