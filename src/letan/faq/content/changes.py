"""What differs between two contents, as edits would make it, and in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from letan.faq.content.parts import WHOLE, Documents, entry_of, parts_of
from letan.kernel.canonical import Json

_MOST_SHOWN = 160
"""Characters of one value in a line."""


@dataclass(frozen=True, slots=True)
class Change:
    """One part that differs; None = it is not there. `part` "" is a whole entry."""

    entry: str
    part: str
    before: Json
    after: Json
    topic: str = ""


def changes(old: Documents, new: Documents) -> tuple[Change, ...]:
    """Return every part that differs, entry after entry; a new or removed entry is one change."""
    before, after = parts_of(old), parts_of(new)
    whole = before.topics.keys() ^ after.topics.keys()
    found = [
        Change(
            entry,
            WHOLE,
            entry_of(entry, before.entry(entry)) if entry in before.topics else None,
            entry_of(entry, after.entry(entry)) if entry in after.topics else None,
            after.topics.get(entry, before.topics.get(entry, "")),
        )
        for entry in sorted(whole)
    ]
    for entry, part in dict.fromkeys((*before.values, *after.values)):
        was, now = before.values.get((entry, part)), after.values.get((entry, part))
        if entry not in whole and was != now:
            found.append(Change(entry, part, was, now, after.topics.get(entry, "")))
    return tuple(found)


def in_words(change: Change) -> Iterator[str]:
    """Yield lines that say what changed: entry, part, old → new, or items added and removed."""
    if change.part == WHOLE:
        verb = "removed" if change.after is None else "new"
        value = change.before if change.after is None else change.after
        title = value.get("title") if isinstance(value, dict) else None
        yield f"{change.entry}: {verb} entry {_quoted(title)}"
        return
    name = f"{change.entry}, {change.part}"
    was, now = _items(change.before), _items(change.after)
    gone = [item for item in was if item not in now]
    come = [item for item in now if item not in was]
    if not gone and not come:
        yield f"{name}: another order, or a detail: {_details(change.before, change.after)}"
    elif len(gone) == len(come) == 1:
        yield f"{name}: «{gone[0]}» → «{come[0]}»"
    else:
        yield from (f"{name}: − «{item}»" for item in gone)
        yield from (f"{name}: + «{item}»" for item in come)


def _items(value: Json) -> list[str]:
    if value is None:
        return []
    return [_text(item) for item in value] if isinstance(value, list) else [_text(value)]


def _text(value: Json) -> str:
    """Return what a person would read of a value: its Vietnamese words, then what bounds them."""
    if not isinstance(value, dict):
        return _short(str(value))
    keys = ("vi", "question", "title", "name", "write", "id")
    main = next((value[key] for key in keys if key in value), None)
    text = _text(main) if main is not None else _short(str(value))
    bounds = [
        f"{key}: {_text(value[key])}"
        for key in ("means", "copies", "effective_from", "valid_until", "facet", "source")
        if key in value
    ]
    return f"{text} ({', '.join(bounds)})" if bounds else text


def _details(before: Json, after: Json) -> str:
    return f"«{_short(str(before))}» → «{_short(str(after))}»"


def _quoted(value: Json) -> str:
    return f"«{_text(value)}»" if value is not None else ""


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"
