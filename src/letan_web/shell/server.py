"""The web server: uvicorn with a stop that does not wait for open streams."""

import contextlib
import signal
import socket
import ssl
import threading
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from letan.kernel.faults import LetanError
from letan.kernel.units import Seconds
from letan_web.shell.feed import Streams

GRACE_S = 1
"""How long a stop waits for requests in progress; streams are ended at once, before that."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _Uvicorn(uvicorn.Server):
    """Ends the streams before uvicorn starts to wait for them."""

    def __init__(self, config: uvicorn.Config, streams: Streams, ready: threading.Event) -> None:
        super().__init__(config)
        self._streams = streams
        self._ready = ready

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Signal SIGINT or SIGTERM: uvicorn would wait for open streams for ever."""
        self._streams.close_streams()
        super().handle_exit(sig, frame)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Take the signals while serving; unlike uvicorn's own, do not raise them once more.

        The caller has a robot to shut down after `run`.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._streams.close_streams()  # also one that was opened after the signal
        await super().shutdown(sockets)


@dataclass(frozen=True, slots=True)
class Pages:
    """An application, and whatever holds its streams open."""

    app: ASGIApp
    streams: Streams


@dataclass(frozen=True, slots=True)
class Tls:
    """Files of a certificate (with its chain) and its key, PEM, the key without a password."""

    certificate: Path
    key: Path


class NoStreams:
    """The streams of pages that have none."""

    def close_streams(self) -> None:
        """There is nothing to end."""


class PageServer:
    """Serves an application on one address. `run` in the main thread, or `start` and `stop`."""

    def __init__(
        self, pages: Pages, host: str = "127.0.0.1", port: int = 8080, tls: Tls | None = None
    ) -> None:
        """Bind the address at once; port 0 takes a free one.

        Raises:
            LetanError: If the address cannot be bound, or the certificate cannot be read.
        """
        if tls is not None:
            _check(tls)
        self._socket = _bind(host, port)
        self._ready = threading.Event()
        self._thread: threading.Thread | None = None
        config = uvicorn.Config(
            pages.app,
            log_level="warning",
            access_log=False,  # an address may carry what a visitor asked
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
            timeout_keep_alive=20,
            lifespan="off",
            ws="none",  # every live page reads a stream of events
            ssl_certfile=None if tls is None else tls.certificate,
            ssl_keyfile=None if tls is None else tls.key,
        )
        self._server = _Uvicorn(config, pages.streams, self._ready)
        self._streams = pages.streams
        self._scheme = "http" if tls is None else "https"

    @property
    def address(self) -> str:
        """Where a browser finds the page, e.g. "http://127.0.0.1:8080/"."""
        host, port = self._socket.getsockname()[:2]
        name = f"[{host}]" if ":" in host else host
        return f"{self._scheme}://{name}:{port}/"

    def run(self) -> None:
        """Serve until SIGINT, SIGTERM or `stop`; call it once, in the main thread."""
        self._server.run([self._socket])

    def start(self, within_s: Seconds = 20.0) -> None:
        """Serve in a thread of its own; return when requests are taken.

        Raises:
            LetanError: If it does not come up in time.
        """
        self._thread = threading.Thread(target=self.run, name="pages", daemon=True)
        self._thread.start()
        if not self._ready.wait(within_s):
            raise LetanError("screen", "the web server did not start", "Look at the log above")

    def stop(self, within_s: Seconds = 5.0) -> bool:
        """End all streams and the server; safe to call twice and from any thread.

        Returns:
            False if the server's thread still runs after `within_s`.
        """
        self._server.should_exit = True
        self._streams.close_streams()
        thread = self._thread
        if thread is None:
            return True
        thread.join(within_s)
        return not thread.is_alive()


def _check(tls: Tls) -> None:
    """Raise a LetanError unless the certificate and the key can be read and fit."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(tls.certificate, tls.key, password=_no_password)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise LetanError(
            f"screen: {tls.certificate}",
            f"the certificate and its key cannot be used ({type(error).__name__})",
            "Set screen.certificate and screen.key to readable PEM files that belong together, "
            "the key without a password",
        ) from error


def _no_password() -> str:
    raise ValueError("the key has a password")  # or OpenSSL would ask for it on the terminal


def _bind(host: str, port: int) -> socket.socket:
    place = f"screen: {host}:{port}"
    if not 0 <= port <= 65535:
        raise LetanError(place, "no such port", "Set screen.port to 0..65535")
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise LetanError(place, "no such address", "Check screen.host and screen.port") from error
    listener = socket.socket(family, kind, proto)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(128)  # a second copy fails here, not at its first visitor
    except OSError as error:
        listener.close()
        raise LetanError(
            place,
            f"the port cannot be used ({error.strerror})",
            "Stop the program that uses it (another copy of letan?), or set another screen.port",
        ) from error
    return listener
