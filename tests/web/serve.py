"""The page in a process of its own, until a signal: python -m tests.web.serve

It prints its address, and "stopped" when it ends by itself; for a look by hand add a scene's name.
"""

import sys

from tests.web.scenes import HALL, SCENES

from letan_web.shell.server import Pages, PageServer
from letan_web.visitor.routes import ScreenConfig, create_visitor_app
from letan_web.visitor.screen_feed import ScreenFeed


def main(scene: str = "idle") -> None:
    """Serve one scene."""
    feed = ScreenFeed()
    feed.publish(*SCENES[scene])
    app = create_visitor_app(feed, ScreenConfig(), lambda *_: None, lambda _: None, lambda _: HALL)
    server = PageServer(Pages(app, feed), port=0)
    print(server.address, flush=True)
    server.run()
    print("stopped", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
