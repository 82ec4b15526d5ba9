"""Writes the generated parts of the pages anew: `python -m letan_apps.documents`."""

from pathlib import Path

from letan_apps.documents.conversation_page import filled, states, visits

_ROOT = Path(__file__).resolve().parents[3]


def main() -> None:
    """Write `docs/conversation.md`."""
    page = _ROOT / "docs" / "conversation.md"
    parts = {**states(), **visits(_ROOT / "tests" / "scenarios")}
    page.write_text(filled(page.read_text("utf-8"), parts), "utf-8")


if __name__ == "__main__":
    main()
