"""What a request may say, and how it is refused."""

import unicodedata
from http import HTTPStatus

from pydantic import BaseModel


class BadRequest(Exception):
    """A request that makes no sense; its text goes back to the sender, without what was sent."""

    def __init__(self, error: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        """Keep the text and the status."""
        super().__init__(error)
        self.status = status


class Refusal(BaseModel):
    """The answer to a request that is refused; it never repeats what was sent."""

    error: str


def one_line(text: str) -> str:
    """Return text as NFC, control characters and runs of spaces as one space."""
    composed = unicodedata.normalize("NFC", text)
    shown = (" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in composed)
    return " ".join("".join(shown).split())
