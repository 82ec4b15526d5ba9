"""Make the pictures of the visitor's page: python -m tests.web.screenshots [FOLDER]

Without a folder, the two pictures of the documentation are made anew in docs/img.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tests.web.browser import LANDSCAPE, PORTRAIT, Robot, chromium_path, launch, visit
from tests.web.scenes import SCENES

from letan_web.visitor.screen_feed import ScreenFeed

DOCS = Path(__file__).resolve().parents[2] / "docs" / "img"


def take(
    browser: Browser,
    scene: str,
    file: Path,
    size: tuple[int, int],
    text_size: int = 100,
    contrast: bool = False,
    scale: float = 1.0,
) -> None:
    """Write one picture of one scene."""
    robot = Robot(ScreenFeed())
    robot.feed.publish(*SCENES[scene])
    server = robot.serve()
    try:
        with visit(browser, server.address, size, scale=scale) as opened:
            page = opened.page
            for _ in range((text_size - 100) // 25):
                page.click("#text-larger")
            if contrast:
                page.click("#contrast")
            page.evaluate("document.fonts.ready")
            page.screenshot(path=file)
            if opened.complaints:
                print(file.name, opened.complaints, file=sys.stderr)
    finally:
        server.stop()


def main(words: list[str]) -> int:
    """Take the pictures; return the exit status."""
    chromium = chromium_path()
    if chromium is None:
        print("screenshots: no Chromium. Install it: apt-get install chromium", file=sys.stderr)
        return 2
    with sync_playwright() as playwright:
        browser = launch(playwright, chromium)
        if not words:
            DOCS.mkdir(parents=True, exist_ok=True)
            take(browser, "answer", DOCS / "screen-answer.png", PORTRAIT, scale=0.6)
            take(browser, "leading", DOCS / "screen-leading.png", LANDSCAPE, scale=0.75)
            return 0
        folder = Path(words[0])
        folder.mkdir(parents=True, exist_ok=True)
        for scene in SCENES:
            for name, size in (("portrait", PORTRAIT), ("landscape", LANDSCAPE)):
                take(browser, scene, folder / f"{scene}-{name}.png", size)
        for scene in ("idle", "answer", "choices", "leading"):
            for name, size in (("portrait", PORTRAIT), ("landscape", LANDSCAPE)):
                take(browser, scene, folder / f"{scene}-{name}-200.png", size, 200)
            take(browser, scene, folder / f"{scene}-contrast.png", PORTRAIT, 100, True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
