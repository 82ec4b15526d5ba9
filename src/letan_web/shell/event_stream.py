"""The one stream of a page: server-sent events, a snapshot first, then what changes."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from letan.kernel.units import Seconds
from letan_web.shell.feed import Feed, Mailbox
from letan_web.shell.json_form import encode

RETRY_MS = 1000
"""How long a page waits before it connects again."""

_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"x-accel-buffering", b"no"),
]


class EventStream:
    """ASGI application that answers one request with the feed's events until one side ends it.

    Events: `snapshot` (the whole state), `update` (fields that changed), `beat` (nothing, so that
    a page notices a dead connection). A reader that takes nothing for `stall_s` is cut off.
    """

    def __init__(
        self, feed: Feed[Any, Any], beat_s: Seconds, max_streams: int, stall_s: Seconds = 20.0
    ) -> None:
        """Stream `feed` with a beat at least every `beat_s` to at most `max_streams` readers."""
        self._feed = feed
        self._beat_s = beat_s
        self._max_streams = max_streams
        self._stall_s = stall_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the client leaves, stalls, or the feed closes its streams."""
        if self._feed.streams >= self._max_streams:
            text = f"{self._max_streams} pages are open already; close one of them\n"
            await PlainTextResponse(text, 503, {"retry-after": "5"})(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        writing = asyncio.ensure_future(self._write(send))
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await asyncio.wait((writing, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            writing.cancel()
            await asyncio.gather(writing, leaving, return_exceptions=True)

    async def _write(self, send: Send) -> None:
        async for text in self._events():
            body = {"type": "http.response.body", "body": text.encode(), "more_body": True}
            await asyncio.wait_for(send(body), self._stall_s)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _events(self) -> AsyncIterator[str]:
        with self._feed.open_mailbox() as (mailbox, state):
            yield f"retry: {RETRY_MS}\n" + _event("snapshot", state)
            while True:
                woken = await _woken(mailbox, self._beat_s)
                changed = self._feed.collect(mailbox)
                if mailbox.closed:
                    return
                if changed:
                    yield _event("update", changed)
                elif not woken:
                    yield _event("beat", {})


def _event(name: str, value: object) -> str:
    return f"event: {name}\ndata: {encode(value)}\n\n"


async def _woken(mailbox: Mailbox, within_s: Seconds) -> bool:
    try:
        await asyncio.wait_for(mailbox.wake.wait(), within_s)
    except TimeoutError:
        return False
    return True


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
