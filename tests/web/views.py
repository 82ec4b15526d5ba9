"""Everything the visitor's page can look like: a scene, and what is touched then."""

from dataclasses import dataclass

from playwright.sync_api import Page

_TOOL = ".tools button:nth-child({})"


@dataclass(frozen=True)
class View:
    """A moment of `scenes.SCENES` and the buttons that lead on from it."""

    scene: str
    clicks: tuple[str, ...] = ()

    def open(self, page: Page) -> None:
        """Touch what leads to the view."""
        for button in self.clicks:
            page.click(button)


VIEWS = {
    "idle": View("idle"),
    "listening": View("listening"),
    "thinking": View("thinking"),
    "answer": View("answer"),
    "choices": View("choices"),
    "cases": View("cases"),
    "leading": View("leading"),
    "worried": View("worried"),
    "keyboard": View("idle", ("#type",)),
    "topics": View("idle", ("#all-topics",)),
    "questions": View("idle", ("#all-topics", ".panel .tile")),
    "steps": View("answer", (_TOOL.format(1), ".step-moves .primary")),
    "code": View("answer", (_TOOL.format(2),)),
    "rating": View("answer", ("#leave",)),
}
