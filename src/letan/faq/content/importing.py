"""Files that a clerk wrote or changed, as edits of what the robot has."""

from collections.abc import Iterator

from letan.faq.content.parts import TOPIC, WHOLE, Documents, Parts, entry_of, parts_of
from letan.kernel.canonical import Json
from letan.ports.content_store import PartEdit
from letan.vietnamese.unicode import clean


def edits_of_import(
    imported: Documents, working: Documents, pack: Documents
) -> tuple[PartEdit, ...]:
    """Return the edits that make the content say what the files say.

    An entry that is not in the files stays as it is, and so does a part of an entry that is not
    written there; an empty list removes a part.

    Args:
        imported: What the clerk's files hold.
        working: The pack with the edits so far.
        pack: The software's content.
    """
    new, old, base = parts_of(imported), parts_of(working), parts_of(pack)
    return (*_new_entries(new, old, base), *_changed_parts(new, old, base))


def _new_entries(new: Parts, old: Parts, base: Parts) -> Iterator[PartEdit]:
    for entry, topic in new.topics.items():
        if entry not in old.topics:
            in_pack = base.entry(entry)
            yield PartEdit(
                entry,
                WHOLE,
                cleaned(entry_of(entry, new.entry(entry))),
                entry_of(entry, in_pack) if in_pack else None,
                topic,
            )


def _changed_parts(new: Parts, old: Parts, base: Parts) -> Iterator[PartEdit]:
    for (entry, part), written in new.values.items():
        if not entry.startswith("@") and entry not in old.topics:
            continue
        value = None if written == [] else cleaned(written)
        if value != cleaned(old.values.get((entry, part))):
            topic = entry.removeprefix(TOPIC) if entry.startswith(TOPIC) else ""
            yield PartEdit(entry, part, value, base.values.get((entry, part)), topic)


def cleaned(value: Json) -> Json:
    """Return a value with every text in one Unicode form, see `letan.vietnamese.unicode`."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items()}
    return value
