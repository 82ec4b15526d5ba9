"""What a clerk should mend in a release, found without reading any file."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from letan.faq.content.entry import FACETS, Answer, Claim, Entry, EntryKind
from letan.faq.content.release import Release
from letan.faq.local_texts import BRACES
from letan.faq.places import braces_of
from letan.vietnamese.unicode import clean, words_of
from letan.vietnamese.views import words_for_matching

MAX_SPOKEN_WORDS = 45
MAX_SPOKEN_SENTENCES = 2
CLOSE_TITLES = 92
"""rapidfuzz's token_sort_ratio, 0..100: titles that stand as choices beside each other."""
_NEEDS_SOURCE = (EntryKind.PROCEDURE,)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in an entry.

    Attributes:
        entry: Its id; "" for the whole release.
        path: Keys and positions within the entry.
        message: What is wrong.
        remedy: What to do.
    """

    entry: str
    path: tuple[str | int, ...]
    message: str
    remedy: str


def check_release(
    release: Release, places: frozenset[str] | None = None, today: date | None = None
) -> list[Problem]:
    """Return every problem, entry after entry.

    Args:
        release: What to check.
        places: Ids that entries may name; None = not checked.
        today: Day by which claims may have expired; None = not checked.
    """
    entries = list(release.entries())
    ids = Counter(entry.id for entry in entries)
    problems = [
        Problem(entry_id, ("id",), "the id stands twice in the pack", "Rename one of the entries")
        for entry_id, count in ids.items()
        if count > 1
    ]
    for entry in entries:
        problems.extend(_check_entry(entry, frozenset(ids), places))
        if today is not None:
            problems.extend(_expired(entry, today))
    problems.extend(_stolen_phrasings(release))
    problems.extend(_close_names(entries))
    return problems


def _check_entry(
    entry: Entry, ids: frozenset[str], places: frozenset[str] | None
) -> Iterator[Problem]:
    if places is not None and entry.place and entry.place not in places:
        yield Problem(
            entry.id,
            ("place",),
            f"there is no place {entry.place!r} in the hall",
            f"Use one of {sorted(places)}",
        )
    for other in entry.related:
        if other not in ids:
            yield Problem(
                entry.id,
                ("related",),
                f"there is no entry {other!r}",
                "Remove it or write the entry",
            )
    if not entry.is_command and not entry.answer.spoken:
        yield Problem(entry.id, ("answer",), "there is nothing to say", "Write answer.spoken")
    yield from _check_claims(entry)
    yield from _check_address(entry)
    yield from _check_spoken(entry.id, entry.answer, ("answer",))
    for index, situation in enumerate(entry.situations):
        yield from _check_spoken(entry.id, situation.answer, ("situations", index, "answer"))


def _check_claims(entry: Entry) -> Iterator[Problem]:
    known = {source.id for source in entry.sources}
    for part, claim in entry.claims():
        path = ("answer", part)
        for source in claim.sources:
            if source not in known:
                yield Problem(
                    entry.id, path, f"the source {source!r} is not listed", "List it under sources"
                )
        if entry.kind in _NEEDS_SOURCE and not claim.sources and not claim.sample:
            yield Problem(
                entry.id,
                path,
                f"no source for: {claim.text.vi[:60]}",
                "Add source: with an id of sources",
            )
        if _dates_reversed(claim):
            yield Problem(
                entry.id, path, "effective_from is after valid_until", "Correct the dates"
            )
        for name in sorted(braces_of(claim.text) - BRACES):
            yield Problem(
                entry.id,
                path,
                f"no centre has a text {{{name}}}",
                f"Use one of {', '.join(sorted(BRACES))}",
            )


def _expired(entry: Entry, today: date) -> Iterator[Problem]:
    """Yield the parts of which nothing holds any more, nor will."""
    parts: dict[str, list[Claim]] = {}
    for part, claim in entry.claims():
        parts.setdefault(part, []).append(claim)
    for part, claims in parts.items():
        ends = [claim.valid_until for claim in claims if claim.valid_until is not None]
        if len(ends) == len(claims) and max(ends) < today:
            message = f"{part} has expired on {max(ends)}: the robot refers to an officer instead"
            yield Problem(entry.id, ("answer", part), message, "Write what holds now")


def _dates_reversed(claim: Claim) -> bool:
    begin, end = claim.effective_from, claim.valid_until
    return begin is not None and end is not None and begin > end


_BAC = re.compile(r"\b(?:[Mm]ời|[Tt]hưa|[Xx]in|[Nn]hờ|của|giúp|thì|nếu) bác\b|\bBác\b")
"""The visitor called "bác", which is right for some only."""


def _check_address(entry: Entry) -> Iterator[Problem]:
    for part, claim in entry.claims():
        if _BAC.search(claim.text.vi):
            yield Problem(
                entry.id,
                ("answer", part),
                f"an answer that calls every visitor «bác»: {claim.text.vi[:60]}",
                "Write «quý khách»; the robot puts in how this visitor is called",
            )


def _check_spoken(entry_id: str, answer: Answer, path: tuple[str | int, ...]) -> Iterator[Problem]:
    for claim in answer.spoken:
        words = len(words_of(claim.text.vi))
        if words > MAX_SPOKEN_WORDS:
            message = f"the spoken answer has {words} words, more than {MAX_SPOKEN_WORDS}"
            yield Problem(entry_id, (*path, "spoken"), message, "Move details to the facets")
        sentences = sum(claim.text.vi.rstrip(".!?").count(mark) for mark in (". ", "! ", "? ")) + 1
        if sentences > MAX_SPOKEN_SENTENCES:
            message = f"the spoken answer has {sentences} sentences, at most {MAX_SPOKEN_SENTENCES}"
            yield Problem(entry_id, (*path, "spoken"), message, "Move details to the facets")
    for facet in FACETS:
        for claim in answer.facets.get(facet, ()):
            if len(words_of(claim.text.vi)) > MAX_SPOKEN_WORDS:
                message = f"a claim of {facet} is too long to be spoken: {claim.text.vi[:50]}"
                yield Problem(
                    entry_id, (*path, facet), message, f"Split it; at most {MAX_SPOKEN_WORDS} words"
                )


def _stolen_phrasings(release: Release) -> Iterator[Problem]:
    owners: dict[str, tuple[str, int]] = {}
    turned: dict[tuple[str, ...], str] = {}
    for entry in release.entries():
        for index, phrasing in enumerate(entry.phrasings):
            key = " ".join(words_for_matching(phrasing, release.table))
            if not key:
                message = f"a phrasing without words: {clean(phrasing)!r}"
                yield Problem(entry.id, ("phrasings", index), message, "Remove it")
            elif key in owners and owners[key][0] != entry.id:
                message = f"the phrasing {phrasing!r} already belongs to {owners[key][0]}"
                yield Problem(entry.id, ("phrasings", index), message, "Keep it in one entry")
            elif phrasing in entry.phrasings[:index]:
                message = f"the phrasing {phrasing!r} stands twice"
                yield Problem(entry.id, ("phrasings", index), message, "Remove one")
            elif turned.get(words := tuple(sorted(key.split())), entry.id) != entry.id:
                message = f"the phrasing {phrasing!r} has the same words as one of {turned[words]}"
                yield Problem(entry.id, ("phrasings", index), message, _TELL_APART)
            else:
                owners[key] = (entry.id, index)
                if len(words) > 1:
                    turned.setdefault(words, entry.id)


_TELL_APART = "Keep it in one entry, or add the word that tells the two apart"


def _close_names(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield titles that a visitor could not tell apart, and short names that two entries claim."""
    owners: dict[str, str] = {}
    for at, entry in enumerate(entries):
        for index, alias in enumerate(entry.aliases):
            owner = owners.setdefault(clean(alias).lower(), entry.id)
            if owner != entry.id:
                message = f"the short name {alias!r} already belongs to {owner}"
                yield Problem(entry.id, ("aliases", index), message, "Keep it in one entry")
        title = clean(entry.title.vi).lower()
        for other in entries[:at]:
            if fuzz.token_sort_ratio(title, clean(other.title.vi).lower()) >= CLOSE_TITLES:
                message = f"its title is nearly that of {other.id}: «{other.title.vi}»"
                yield Problem(entry.id, ("title",), message, "Name what tells the two apart")
