"""What the workshop does, each call by itself: plain data in, plain data out."""

import random
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

from letan.faq.content.bundle import release_of
from letan.faq.content.checks import check_release
from letan.faq.content.overlay import merge
from letan.faq.content.parts import Documents
from letan.faq.explain import explain
from letan.faq.faq import AskContext, Faq
from letan.faq.quality.corruption import CORRUPTIONS
from letan.faq.quality.golden import golden_failures
from letan.hearing.utterance import Utterance
from letan.kernel.faults import LetanError
from letan.ports.content_store import Author, EditState
from letan.site.site import Site
from letan_apps.content.centre import centre_problems
from letan_apps.content.desk import ContentDesk
from letan_apps.content.mind import mind_of
from letan_apps.content.publishing import Refused
from letan_engines.site_yaml import load_site
from letan_web.admin.backstage import Candidate, Content, Gate, Moved, Tried

_MINDS = 3
"""Kept at a time; each takes some thirty megabytes."""
_minds: dict[str, Faq] = {}


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the work lies: file of the hall, folder of the pack (None = the one that ships)."""

    site: str
    pack: str | None


def try_question(
    bench: Bench, text: str, damages: tuple[str, ...], content: Content, now: str
) -> tuple[Tried, ...]:
    """Ask a question, once for each damage; the same question is damaged the same way."""
    mind = _mind(bench, content)
    context = AskContext(now=datetime.fromisoformat(now))
    return tuple(_tried(mind, text, damage, context) for damage in damages)


def gate(bench: Bench, now: str) -> Gate:
    """Find what stands in the way of publishing what is ready."""
    desk = _desk(bench)
    merged = desk.publisher.next()
    wrong = centre_problems(merged.documents, _site(bench))
    if wrong:
        return Gate(wrong, merged.conflicts)
    pack, release = release_of(desk.pack), release_of(merged.documents)
    known = {(p.entry, p.message) for p in check_release(pack, desk.places)}
    found = check_release(release, desk.places)
    problems = tuple(p for p in found if (p.entry, p.message) not in known)
    if problems:
        return Gate(problems, merged.conflicts, release=release.id)
    new, running = _mind(bench, "next"), _mind(bench, "running")
    failures = golden_failures(new, running, datetime.fromisoformat(now))
    forbidding = tuple(failure for failure in failures if failure.forbids_publishing)
    asked = sum(len(entry.golden) for entry in release.entries())
    return Gate((), merged.conflicts, forbidding, asked, release.id)


def publish(bench: Bench, author: Author, conflicts: Literal["refuse", "keep", "take"]) -> Moved:
    """Make the next content the running one.

    Raises:
        LetanError: If a step refuses.
    """
    try:
        done = _desk(bench).publisher.publish(author, conflicts)
    except Refused as refusal:
        first = refusal.problems[0]
        raise LetanError("content", first.message, first.remedy) from None
    return Moved(done.release, done.before)


def documents_with_drafts(desk: ContentDesk) -> Documents:
    """Return what would be published if every draft were ready."""
    edits = (*desk.store.edits(), *desk.store.edits(EditState.DRAFT))
    latest = {(stored.edit.entry, stored.edit.part): stored.edit for stored in edits}
    return merge(desk.pack, latest.values()).documents


@cache
def _site(bench: Bench) -> Site:
    return load_site(Path(bench.site))


@cache
def _desk(bench: Bench) -> ContentDesk:
    return ContentDesk(_site(bench), None if bench.pack is None else Path(bench.pack))


def _mind(bench: Bench, content: Content) -> Faq:
    desk = _desk(bench)
    release = release_of(_documents(desk, content))
    mind = _minds.pop(release.id, None) or mind_of(release, _site(bench))
    _minds[release.id] = mind  # the newest last
    while len(_minds) > _MINDS:
        del _minds[next(iter(_minds))]
    return mind


def _documents(desk: ContentDesk, content: Content) -> Documents:
    match content:
        case "running":
            return desk.publisher.running()
        case "next":
            return desk.publisher.next().documents
        case "drafts":
            return documents_with_drafts(desk)


def _tried(mind: Faq, text: str, damage: str, context: AskContext) -> Tried:
    asked = CORRUPTIONS[damage](text, random.Random(text)) if damage else text  # noqa: S311  # no secret: the same question is damaged the same way
    utterance = Utterance("", asked)
    reply = mind.reply(utterance, context)
    story = explain(mind, utterance, context)
    best, foreign, policy = story["best"], story["out_of_scope"], story["policy"]
    if not (isinstance(best, list) and isinstance(foreign, dict) and isinstance(policy, dict)):
        raise LetanError("explain", "does not say what it should", "Report this")
    candidates = []
    for one in best:
        entry = mind.release.entry(one["intent"])
        title = entry.title.vi if entry else one["intent"]
        candidates.append(Candidate(one["intent"], title, one["probability"], one["phrasing"]))
    return Tried(
        asked,
        damage,
        reply,
        tuple(candidates),
        str(story["facet"]),
        str(story["words"]),
        float(foreign["probability"]),
        float(policy["answer_at"]),
        float(policy["ask_at"]),
    )
