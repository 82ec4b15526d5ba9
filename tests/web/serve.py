"""The page in a process of its own, until a signal: python -m tests.web.serve

It prints its address, and "stopped" when it ends by itself; for a look by hand add a scene's name.
"""

import sys

from tests.web.scenes import HALL, SCENES

from letan_web.app import ScreenConfig, create_app
from letan_web.screen_feed import ScreenFeed
from letan_web.server import PageServer


def main(scene: str = "idle") -> None:
    """Serve one scene."""
    feed = ScreenFeed()
    feed.publish(*SCENES[scene])
    app = create_app(feed, ScreenConfig(), lambda *_: None, lambda _: None, lambda: HALL)
    server = PageServer(app, feed, port=0)
    print(server.address, flush=True)
    server.run()
    print("stopped", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
