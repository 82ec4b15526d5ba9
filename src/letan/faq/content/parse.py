"""From parsed YAML (already held against the schema) to content."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias, cast

from letan.faq.content.entry import (
    FACETS,
    Answer,
    Claim,
    Entry,
    EntryKind,
    GoldenQuestion,
    Situation,
    SourceRef,
    Topic,
)
from letan.faq.content.release import Foreign
from letan.kernel.text import Text
from letan.vietnamese.rewriting import RewriteRule, RewriteTable
from letan.vietnamese.tones import canonical_syllable
from letan.vietnamese.unicode import clean

Yaml: TypeAlias = Mapping[str, object]
"""A mapping that the schema has accepted."""


def parse_topic(document: Yaml) -> Topic:
    """Return the topic of one file of the pack."""
    entries = tuple(parse_entry(entry) for entry in _maps(document, "entries"))
    return Topic(str(document["topic"]), _text(document["title"]), entries)


def parse_entry(node: Yaml) -> Entry:
    """Return one entry."""
    return Entry(
        id=str(node["id"]),
        kind=EntryKind(node.get("kind", "procedure")),
        title=_text(node["title"]),
        phrasings=_strings(node, "phrasings"),
        phrasings_en=_strings(node, "phrasings_en"),
        aliases=_strings(node, "aliases"),
        answer=_answer(cast(Yaml, node.get("answer", {}))),
        place=str(node.get("place", "")),
        procedure=str(node.get("procedure", "")),
        sources=tuple(_source(source) for source in _maps(node, "sources")),
        situations=tuple(_situation(situation) for situation in _maps(node, "situations")),
        related=_strings(node, "related"),
        golden=tuple(_golden(question) for question in _items(node, "golden")),
    )


def parse_words(document: Yaml) -> tuple[RewriteTable, tuple[str, ...]]:
    """Return the rewriting table and the fillers of `words.yaml`."""
    rules = tuple(_rule(row) for row in _maps(document, "rewrite"))
    return RewriteTable(rules), _strings(document, "fillers")


def parse_foreign(document: Yaml) -> tuple[Foreign, ...]:
    """Return what `out_of_scope.yaml` lists."""
    return tuple(
        Foreign(
            title=str(row.get("title", "")),
            phrasings=_strings(row, "phrasings"),
            procedure=str(row.get("procedure", "")),
            place=str(row.get("place", "")),
        )
        for row in _maps(document, "foreign")
    )


def _rule(row: Yaml) -> RewriteRule:
    def words(key: str) -> frozenset[str]:
        return frozenset(canonical_syllable(word) for word in _strings(row, key))

    return RewriteRule(
        write=tuple(canonical_syllable(w) for w in str(row["write"]).lower().split()),
        means=tuple(canonical_syllable(w) for w in str(row["means"]).lower().split()),
        unless_next=words("unless_next"),
        unless_previous=words("unless_previous"),
        only_previous=words("only_previous"),
        only_next=words("only_next"),
    )


def _answer(node: Yaml) -> Answer:
    facets = {facet: _claims(node, facet) for facet in FACETS if facet in node}
    return Answer(_claims(node, "spoken"), facets, _claims(node, "notes"))


def _situation(node: Yaml) -> Situation:
    answer = _answer(cast(Yaml, node.get("answer", {})))
    return Situation(str(node["id"]), _text(node["title"]), _strings(node, "phrasings"), answer)


def _claims(node: Yaml, key: str) -> tuple[Claim, ...]:
    return tuple(_claim(claim) for claim in _items(node, key))


def _claim(node: object) -> Claim:
    if isinstance(node, str):
        return Claim(_text(node))
    fields = cast(Yaml, node)
    copies = fields.get("copies")
    return Claim(
        text=Text(clean(str(fields["vi"])), clean(str(fields.get("en", "")))),
        sources=_one_or_many(fields.get("source")),
        effective_from=_date(fields.get("effective_from")),
        valid_until=_date(fields.get("valid_until")),
        reviewed_by=str(fields.get("reviewed_by", "")),
        copies=None if copies is None else _text(copies),
        sample=bool(fields.get("sample", False)),
    )


def _source(node: Yaml) -> SourceRef:
    return SourceRef(
        id=str(node["id"]),
        title=clean(str(node["title"])),
        number=str(node.get("number", "")),
        url=str(node.get("url", "")),
        as_of=_date(node.get("as_of")),
    )


def _golden(node: object) -> GoldenQuestion:
    if isinstance(node, str):
        return GoldenQuestion(clean(node))
    fields = cast(Yaml, node)
    facet, context = str(fields.get("facet", "")), str(fields.get("context", ""))
    return GoldenQuestion(clean(str(fields["question"])), facet, context)


def _text(node: object) -> Text:
    if isinstance(node, str):
        return Text(clean(node))
    fields = cast(Yaml, node)
    return Text(clean(str(fields["vi"])), clean(str(fields.get("en", ""))))


def _date(node: object) -> date | None:
    return None if node is None else date.fromisoformat(str(node))


def _one_or_many(node: object) -> tuple[str, ...]:
    if node is None:
        return ()
    return (node,) if isinstance(node, str) else tuple(map(str, cast(Sequence[object], node)))


def _items(node: Yaml, key: str) -> Sequence[object]:
    """Return a list; a single item may stand without the list around it."""
    value = node.get(key, ())
    return value if isinstance(value, list | tuple) else (value,)


def _maps(node: Yaml, key: str) -> Sequence[Yaml]:
    return cast(Sequence[Yaml], node.get(key, ()))


def _strings(node: Yaml, key: str) -> tuple[str, ...]:
    return tuple(clean(str(item)) for item in _items(node, key))
