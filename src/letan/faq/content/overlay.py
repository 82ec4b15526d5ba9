"""Clerks' edits laid over the software's pack, also over a newer one than they were written on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from letan.faq.content.parts import (
    CENTRE,
    WHOLE,
    Document,
    Documents,
    Parts,
    documents_of,
    entry_of,
    entry_parts,
    parts_of,
)
from letan.kernel.canonical import Json, canonical_json
from letan.ports.content_store import PartEdit

_LISTS = frozenset(
    "phrasings phrasings_en aliases related golden rewrite fillers foreign procedures".split()
)
"""Parts in which both sides may add and remove items; in others the order or the whole counts."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """The software and a clerk changed the same part; the clerk's words stay until he decides.

    Attributes:
        edit: What the clerk wrote, and what he saw then.
        pack: What the software says now; None = it removed the part.
        is_applied: False where the edit cannot stand alone: the software removed its entry.
    """

    edit: PartEdit
    pack: Json
    is_applied: bool = True


@dataclass(frozen=True, slots=True)
class Merged:
    """Pack and edits together.

    Attributes:
        documents: The content.
        conflicts: Parts that somebody must look at.
        absorbed: Edits that say what the software now says too.
    """

    documents: dict[str, Document]
    conflicts: tuple[Conflict, ...]
    absorbed: tuple[PartEdit, ...]


def merge(pack: Documents, edits: Iterable[PartEdit]) -> Merged:
    """Lay edits over a pack.

    Args:
        pack: The software's content as it is now.
        edits: At most one a part; each knows what the software said when it was written.
    """
    before = parts_of(pack)
    after = Parts(dict(before.values), dict(before.topics))
    conflicts: list[Conflict] = []
    absorbed: list[PartEdit] = []
    for edit in sorted(edits, key=lambda edit: (edit.part != WHOLE, edit.entry, edit.part)):
        theirs = _pack_value(before, edit)
        if theirs == edit.value:
            absorbed.append(edit)
            continue
        if edit.part != WHOLE and _is_gone(edit, after):
            conflicts.append(Conflict(edit, theirs, is_applied=False))
            continue
        value, agrees = _three_way(edit, theirs)
        if not agrees:
            conflicts.append(Conflict(edit, theirs))
        _put(after, edit, value)
    return Merged(documents_of(after), tuple(conflicts), tuple(absorbed))


def _pack_value(pack: Parts, edit: PartEdit) -> Json:
    if edit.part == WHOLE:
        parts = pack.entry(edit.entry)
        return entry_of(edit.entry, parts) if parts else None
    return pack.values.get((edit.entry, edit.part))


def _is_gone(edit: PartEdit, after: Parts) -> bool:
    return not edit.entry.startswith("@") and edit.entry not in after.topics


def _three_way(edit: PartEdit, theirs: Json) -> tuple[Json, bool]:
    """Return what holds, and whether nobody needs to look at it."""
    if theirs == edit.base:
        return edit.value, True
    if edit.part not in _LISTS:
        return edit.value, False
    base, ours, new = (_items(value) for value in (edit.base, edit.value, theirs))
    removed_by_us = base.keys() - ours.keys()
    removed_by_them = base.keys() - new.keys()
    both_rewrote = removed_by_us & removed_by_them and not all(
        isinstance(base[key], str) for key in removed_by_us & removed_by_them
    )
    if both_rewrote:
        return edit.value, False
    kept = [item for key, item in new.items() if key not in removed_by_us]
    added = [item for key, item in ours.items() if key not in base and key not in new]
    return cast(Json, kept + added), True


def _items(value: Json) -> dict[str, Json]:
    items = value if isinstance(value, list) else [] if value is None else [value]
    return {canonical_json(item): item for item in items}


def _put(after: Parts, edit: PartEdit, value: Json) -> None:
    if edit.part != WHOLE:
        if value is None or (value == [] and edit.entry != CENTRE):  # there [] says: none at all
            after.values.pop((edit.entry, edit.part), None)
        else:
            after.values[edit.entry, edit.part] = value
        return
    for part in after.entry(edit.entry):
        del after.values[edit.entry, part]
    if value is None:
        after.topics.pop(edit.entry, None)
        return
    after.topics.setdefault(edit.entry, edit.topic)
    for part, content in entry_parts(cast(Document, value)).items():
        after.values[edit.entry, part] = content
