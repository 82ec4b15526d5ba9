"""The visitor's screen in a process of its own, told what to show through a pipe."""

import contextlib
import gc
import multiprocessing
import multiprocessing.connection
from collections.abc import Iterator
from dataclasses import dataclass

from letan.kernel.faults import LetanError
from letan_apps.demo.memory import OWN, pss_mb
from letan_web.shell.server import Pages, PageServer
from letan_web.visitor.hall_map import HallMap
from letan_web.visitor.routes import ScreenConfig, create_visitor_app
from letan_web.visitor.screen_feed import ScreenFeed
from letan_web.visitor.screen_state import ScreenUpdate

_START_S = 60.0
_MAP = HallMap(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -20 30 20"><g data-place="quay_3">'
    '<rect class="counter" x="14" y="-19" width="3" height="1"/></g></svg>'
)


@dataclass(frozen=True, slots=True)
class ServedScreen:
    """The running process: where its page is, and the way to it."""

    address: str
    pid: int
    pipe: multiprocessing.connection.Connection

    def publish(self, updates: tuple[ScreenUpdate, ...]) -> None:
        """Show updates, in order; returns before they are shown."""
        self.pipe.send(updates)

    def sizes(self) -> dict[str, float]:
        """Return `server_pss` and `server_own` (without files shared with others), MB."""
        self.pipe.send("collect")
        self.pipe.recv()
        return {"server_pss": pss_mb([self.pid]), "server_own": pss_mb([self.pid], OWN)}


@contextlib.contextmanager
def served() -> Iterator[ServedScreen]:
    """Run a server until the end of the block.

    Raises:
        LetanError: If it does not start.
    """
    context = multiprocessing.get_context("spawn")  # nothing of this process is in it
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    there.close()
    try:
        if not here.poll(_START_S):
            raise LetanError("bench screen", "the server did not start", "Look at the log above")
        yield ServedScreen(here.recv(), process.pid or 0, here)
    finally:
        here.close()
        process.join(_START_S)


def _serve(pipe: multiprocessing.connection.Connection) -> None:
    feed = ScreenFeed()
    app = create_visitor_app(feed, ScreenConfig(), lambda *_: None, lambda _: None, lambda _: _MAP)
    server = PageServer(Pages(app, feed), port=0)
    server.start()
    pipe.send(server.address)
    with contextlib.suppress(EOFError):  # the other end is closed: it is over
        while True:
            told = pipe.recv()
            if told == "collect":
                gc.collect()
                pipe.send("done")
            else:
                feed.publish(*told)
    server.stop()
