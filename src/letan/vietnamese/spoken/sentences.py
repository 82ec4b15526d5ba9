"""Where sentences end in a written text."""

import re
from dataclasses import dataclass

from letan.vietnamese.spoken.lexicon import DOTTED

MAX_CHARACTERS = 240
"""Longer sentences are cut at a pause, so that the first sound never waits for a page of text."""

_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\s*\n+\s*")
_PAUSES = ("; ", ", ", ": ", " ")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a text, code points."""

    start: int
    end: int


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of `text` in order, without the white space between them.

    A full stop inside "TP.", "1.001193" or a single initial ends nothing; a line break does.
    """
    spans: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if "\n" not in stop[0] and not _ends_sentence(text, start, stop):
            continue
        spans.extend(_trimmed(text, start, stop.end()))
        start = stop.end()
    spans.extend(_trimmed(text, start, len(text)))
    return tuple(spans)


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    following = text[stop.end() :].lstrip()[:1]
    if stop[0] in ("…", "..."):
        return not following.islower()
    if stop[0] != ".":
        return True
    token = text[start : stop.start()].split()
    if not token:
        return False
    last = token[-1].lstrip("(\"'“")
    if last + "." == "v.v.":
        return not following.islower()
    if last + "." in DOTTED:
        return False
    if last == "đ" and following.isupper():
        return bool(token[:-1]) and token[-2][-1:].isdigit()  # "đ. Lê Lợi", but "8.000 đ."
    if len(token) == 1 and re.fullmatch(r"\d{1,2}|[a-zđ]|[IVX]{1,4}", last):
        return False  # the number of a list item
    return not (len(last) == 1 and last.isupper() and following.isupper())


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    spans: list[Span] = []
    while end - start > MAX_CHARACTERS:
        cut = _cut(text, start, start + MAX_CHARACTERS)
        spans.extend(_trimmed(text, start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    return [*spans, Span(start, end)] if start < end else spans


def _cut(text: str, start: int, limit: int) -> int:
    for pause in _PAUSES:
        at = text.rfind(pause, start + MAX_CHARACTERS // 3, limit)
        if at > 0:
            return at + len(pause)
    return limit
