"""What stands before every request: host, origin and size checks, security headers.

All are plain ASGI: Starlette's BaseHTTPMiddleware around a stream doubles its CPU time.
"""

import asyncio
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from letan.kernel.units import Seconds

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; "
    "img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SecurityHeaders:
    """Adds the security headers to every response that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass through, with headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)


class KnownHost:
    """Refuses a request for a host name that is not ours (a foreign name bound to our address)."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        """Wrap `app`; `hosts` are names or addresses without port."""
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or answer 421."""
        if scope["type"] in ("http", "websocket"):
            name = _host_name(Headers(scope=scope).get("host", ""))
            if name not in self._hosts:
                await _refuse(scope, receive, send, 421, "this address is not served here")
                return
        await self._app(scope, receive, send)


class SameOrigin:
    """Refuses what another origin's page sends: requests that change something, and sockets.

    A browser tells by `Sec-Fetch-Site` and `Origin`. A request with neither does not come from
    a page.
    """

    def __init__(self, app: ASGIApp, *, closed: bool = False) -> None:
        """Wrap `app`; `closed` refuses requests that only read as well."""
        self._app = app
        self._closed = closed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or answer 403."""
        reads = scope["type"] == "http" and scope["method"] in _SAFE_METHODS
        guarded = scope["type"] in ("http", "websocket") and (self._closed or not reads)
        if guarded and not _is_same_origin(Headers(scope=scope), reads=reads):
            await _refuse(scope, receive, send, 403, "a page of another site may not do this")
            return
        await self._app(scope, receive, send)


class ScriptToken:
    """Asks programs for a token; a page of this origin needs none.

    A browser names where a request comes from (`SameOrigin` has looked at it); a program does
    not. So a script that sends something, or reads below `reads`, shows `Authorization: Bearer`.
    """

    def __init__(self, app: ASGIApp, token: str, reads: str) -> None:
        """Wrap `app`; `reads` is the beginning of the paths that are never read without it."""
        self._app = app
        self._token = token.encode()
        self._reads = reads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or answer 401."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            named = "sec-fetch-site" in headers or "origin" in headers
            sends = scope["method"] not in _SAFE_METHODS and not named
            if (sends or scope["path"].startswith(self._reads)) and not self._shown(headers):
                text = "programs show a token: Authorization: Bearer …"
                await _refuse(scope, receive, send, 401, text, {"www-authenticate": "Bearer"})
                return
        await self._app(scope, receive, send)

    def _shown(self, headers: Headers) -> bool:
        kind, _, token = headers.get("authorization", "").partition(" ")
        sent = token.strip().encode("utf-8", "replace")
        return kind.lower() == "bearer" and hmac.compare_digest(sent, self._token)


@dataclass(frozen=True, slots=True)
class Limit:
    """How large a request's body may be, and how long it may take to come."""

    max_bytes: int
    within_s: Seconds = 5.0


class BodyLimit:
    """Reads the body of a request that changes something, up to a limit in size and time."""

    def __init__(
        self, app: ASGIApp, limit: Limit, uploads: Mapping[str, Limit] | None = None
    ) -> None:
        """Wrap `app`; `uploads` are other limits, by the beginning of the path."""
        self._app = app
        self._limit = limit
        self._uploads = dict(uploads or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the body read, or answer 408 or 413."""
        if scope["type"] != "http" or scope["method"] in _SAFE_METHODS:
            await self._app(scope, receive, send)
            return
        limit = self._limit_of(scope["path"])
        try:
            body = await asyncio.wait_for(
                _read_body(scope, receive, limit.max_bytes), limit.within_s
            )
        except TimeoutError:
            await _refuse(scope, receive, send, 408, "the request took too long")
            return
        if body is None:
            text = f"the request is larger than {limit.max_bytes} bytes"
            await _refuse(scope, receive, send, 413, text)
            return
        message: Message = {"type": "http.request", "body": body, "more_body": False}
        await self._app(scope, _replayed(message, receive), send)

    def _limit_of(self, path: str) -> Limit:
        found = (limit for start, limit in self._uploads.items() if path.startswith(start))
        return next(found, self._limit)


async def _read_body(scope: Scope, receive: Receive, max_bytes: int) -> bytes | None:
    """Return the body; None if it is too large, by its own word or in fact."""
    declared = Headers(scope=scope).get("content-length", "0")
    if not declared.isdecimal() or int(declared) > max_bytes:
        return None
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > max_bytes:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replayed(message: Message, receive: Receive) -> Receive:
    waiting = [message]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def _is_same_origin(headers: Headers, *, reads: bool) -> bool:
    site = headers.get("sec-fetch-site")
    typed = site == "none" and reads  # in the address bar, or a bookmark: no page sent it
    if site not in (None, "same-origin") and not typed:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _host_name(host: str) -> str:
    """Return the name of a Host header without its port, lower case; "" if it makes no sense."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


async def _refuse(
    scope: Scope,
    receive: Receive,
    send: Send,
    status: int,
    error: str,
    headers: Mapping[str, str] | None = None,
) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await JSONResponse({"error": error}, status, headers)(scope, receive, send)
