"""A card that goes home with the visitor: as a page for his telephone, or as plain text in a code.

A card is known by the hash of what it says, never by who asked: two visitors with the same answer
get the same address, so it tells nothing about anybody, and it may outlive the conversation.
"""

import hashlib
import threading
from collections import OrderedDict

from letan.faq.reply import Card
from letan_web.shell.json_form import encode
from letan_web.visitor.texts import PAGE_TEXTS

MAX_TEXT_BYTES = 1000
"""A code of this much text (version 25) is still read from a screen by an old telephone."""
_FIRST = ("where", "documents", "fee", "time", "steps")
_KEPT = 256


def card_id(card: Card | None) -> str:
    """Return 16 hexadecimal digits; "" for no card, choices, and cards without any part."""
    if card is None or not card.intent or not card.sections:
        return ""
    return hashlib.sha256(encode(card).encode()).hexdigest()[:16]


class Shelf:
    """The cards that visitors took away, the oldest dropped first. Safe from any thread."""

    def __init__(self, kept: int = _KEPT) -> None:
        """Keep at most `kept` different cards."""
        self._cards: OrderedDict[str, Card] = OrderedDict()
        self._kept = kept
        self._lock = threading.Lock()

    def put(self, card: Card) -> str:
        """Keep a card; return its id.

        Raises:
            ValueError: If it is none that can be taken away.
        """
        name = card_id(card)
        if not name:
            raise ValueError("this card cannot be taken away")
        with self._lock:
            self._cards[name] = card
            self._cards.move_to_end(name)
            if len(self._cards) > self._kept:
                self._cards.popitem(last=False)
        return name

    def get(self, name: str) -> Card | None:
        """Return a card, None if it is not (or no longer) here."""
        with self._lock:
            return self._cards.get(name)


def card_text(card: Card, max_bytes: int = MAX_TEXT_BYTES) -> str:
    """Return a card as plain text, most needed parts first, as much as fits.

    Args:
        card: The card.
        max_bytes: Of UTF-8. Whole lines are left out, never half a line; the title always stays.
    """
    lines = [card.title]
    if card.place_title:
        lines.append(card.place_title)
    order = {facet: place for place, facet in enumerate(_FIRST)}
    parts = sorted(card.sections, key=lambda part: order.get(part.facet, len(order)))
    tail = [card.url] if card.url else []
    tail += [
        f"{PAGE_TEXTS['sources'].of(card.language)} {source.title}" for source in card.sources[:1]
    ]
    room = max_bytes - len("\n".join((*lines, *tail)).encode())
    for part in parts:
        block = [f"{part.title}:", *(f"- {line}" for line in part.lines)]
        size = len("\n".join(block).encode()) + 1
        if size <= room:
            lines += block
            room -= size
    return "\n".join((*lines, *tail))
