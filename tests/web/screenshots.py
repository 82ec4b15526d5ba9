"""Every view of the visitor's page to look at: python -m tests.web.screenshots FOLDER

The pictures of the documentation are those of the visits on the running graph (tests/ros).
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tests.web.browser import LANDSCAPE, PORTRAIT, Robot, chromium_path, launch, visit
from tests.web.scenes import CENTRE, SCENES
from tests.web.views import VIEWS

from letan_web.visitor.routes import ScreenConfig
from letan_web.visitor.screen_feed import ScreenFeed


def take(
    browser: Browser,
    name: str,
    file: Path,
    size: tuple[int, int],
    text_size: int = 100,
    contrast: bool = False,
) -> None:
    """Write one picture of one view."""
    robot = Robot(ScreenFeed())
    robot.feed.publish(*SCENES[VIEWS[name].scene])
    server = robot.serve(config=ScreenConfig(centre=CENTRE))
    try:
        with visit(browser, server.address, size) as opened:
            page = opened.page
            for _ in range((text_size - 100) // 25):
                page.click("#text-larger")
            if contrast:
                page.click("#contrast")
            VIEWS[name].open(page)
            page.evaluate("document.fonts.ready")
            page.wait_for_function("() => [...document.images].every((image) => image.complete)")
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
    if len(words) != 1:
        print("screenshots: name a folder", file=sys.stderr)
        return 2
    folder = Path(words[0])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright, chromium)
        for name in VIEWS:
            for shape, size in (("standing", PORTRAIT), ("lying", LANDSCAPE)):
                take(browser, name, folder / f"{name}-{shape}.png", size)
                take(browser, name, folder / f"{name}-{shape}-200.png", size, 200)
            take(browser, name, folder / f"{name}-contrast.png", PORTRAIT, 100, True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
