"""How long the screen takes to stop while pages are open: a web server waits for them for ever."""

import contextlib
import http.client
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from letan_apps.benchmarks.figure import Figure, percentiles
from letan_web.shell.server import Pages, PageServer
from letan_web.visitor.routes import ScreenConfig, create_visitor_app
from letan_web.visitor.screen_feed import ScreenFeed

_STREAMS = 20
_RUNS = 5


def stop_figures(runs: int = _RUNS) -> tuple[Figure, ...]:
    """Start, open streams, and stop, `runs` times."""
    taken = [_stop_ms() for _ in range(runs)]
    return (
        Figure("streams_open_at_the_stop", _STREAMS, "", 1),
        *percentiles("stop", taken, "ms"),
        Figure("stop_longest", round(max(taken), 1), "ms", runs),
    )


def _stop_ms() -> float:
    feed = ScreenFeed()
    app = create_visitor_app(feed, ScreenConfig(), lambda *_: None, lambda _: None)
    server = PageServer(Pages(app, feed), port=0)
    server.start()
    with contextlib.ExitStack() as streams:
        for _ in range(_STREAMS):
            streams.enter_context(_stream(server.address))
        started = time.perf_counter()
        stopped = server.stop()
        taken = time.perf_counter() - started
    return taken * 1000 if stopped else float("inf")


@contextlib.contextmanager
def _stream(address: str) -> Iterator[None]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    answer.readline()  # the snapshot has begun: the stream is open
    try:
        yield
    finally:
        connection.close()
