"""The content as parts: what a clerk edits, what a software update changes, what a diff names.

A part is one key of an entry ("title", "phrasings", "fee", ...; the keys of `answer` stand beside
the others) or one list of the other files, whose entries are called "@words", "@out_of_scope",
"@catalogue", "@centre" and "@topic.NAME".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

from letan.faq.content.entry import FACETS
from letan.kernel.canonical import Json

Document: TypeAlias = dict[str, Json]
Documents: TypeAlias = Mapping[str, Document]
"""Parsed files of a pack by name, e.g. "ho_tich.yaml"; the schema has accepted them."""

PartKey: TypeAlias = tuple[str, str]
"""Entry and part."""

HEAD_PARTS = ("kind", "title", "place", "procedure", "aliases", "phrasings", "phrasings_en")
ANSWER_PARTS = ("spoken", *FACETS, "notes")
TAIL_PARTS = ("sources", "situations", "related", "golden")
WHOLE = ""
"""The part that stands for a whole entry."""

FILE_PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "@words": ("words.yaml", ("rewrite", "fillers")),
    "@out_of_scope": ("out_of_scope.yaml", ("foreign",)),
    "@catalogue": ("catalogue.yaml", ("as_of", "offices", "procedures")),
    "@centre": ("centre.yaml", ("counters", "hours", "holidays", "notices")),
}
"""The entries that stand for a file: its name and its parts."""

CENTRE = "@centre"
"""What the staff change of the site file: no pack has it, see `letan.site.local`."""

TOPIC = "@topic."
_FILE_NAMES = frozenset(name for name, _ in FILE_PARTS.values())


@dataclass(frozen=True, slots=True)
class Parts:
    """Content taken apart.

    Attributes:
        values: Every part that stands in the content, in the order of the files.
        topics: Topic of every entry.
    """

    values: dict[PartKey, Json]
    topics: dict[str, str]

    def entry(self, entry: str) -> dict[str, Json]:
        """Return the parts of one entry; empty if there is none."""
        return {part: value for (owner, part), value in self.values.items() if owner == entry}


def parts_of(documents: Documents) -> Parts:
    """Take the content apart."""
    values: dict[PartKey, Json] = {}
    topics: dict[str, str] = {}
    for name, document in sorted(documents.items()):
        if name in _FILE_NAMES:
            continue
        topic = str(document["topic"])
        values[TOPIC + topic, "title"] = document["title"]
        for entry in cast(list[Document], document["entries"]):
            owner = str(entry["id"])
            topics[owner] = topic
            values.update({(owner, part): v for part, v in entry_parts(entry).items()})
    for owner, (name, keys) in FILE_PARTS.items():
        document = documents.get(name, {})
        values.update({(owner, key): document[key] for key in keys if key in document})
    return Parts(values, topics)


def documents_of(parts: Parts) -> dict[str, Document]:
    """Put the content together again; `documents_of(parts_of(d))` says the same as `d`."""
    documents: dict[str, Document] = {}
    by_entry: dict[str, dict[str, Json]] = {}
    for (owner, part), value in parts.values.items():
        by_entry.setdefault(owner, {})[part] = value
    for topic in sorted({*parts.topics.values()}):
        title = by_entry.get(TOPIC + topic, {}).get("title", topic)
        entries: list[Json] = [
            entry_of(owner, by_entry[owner]) for owner, of in parts.topics.items() if of == topic
        ]
        documents[f"{topic}.yaml"] = {
            "schema": 1,
            "topic": topic,
            "title": title,
            "entries": entries,
        }
    for owner, (name, _) in FILE_PARTS.items():
        if owner in by_entry:
            documents[name] = {"schema": 1, **by_entry[owner]}
    return dict(sorted(documents.items()))


def entry_parts(entry: Document) -> dict[str, Json]:
    """Take one entry of a file apart."""
    answer = cast(Document, entry.get("answer", {}))
    return _of(entry, HEAD_PARTS) | _of(answer, ANSWER_PARTS) | _of(entry, TAIL_PARTS)


def entry_of(entry_id: str, parts: Mapping[str, Json]) -> Document:
    """Put one entry together, its keys in the order in which people write them."""
    answer = _of(parts, ANSWER_PARTS)
    head = {"id": entry_id} | _of(parts, (*HEAD_PARTS, "sources"))
    return head | ({"answer": answer} if answer else {}) | _of(parts, TAIL_PARTS[1:])


def _of(values: Mapping[str, Json], keys: tuple[str, ...]) -> Document:
    return {key: values[key] for key in keys if key in values}
