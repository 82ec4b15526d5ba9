"""A staff call posted to a server on this machine."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from letan.kernel.faults import LetanError
from letan.ports.staff_bell import StaffNotice
from letan_engines.webhook_bell import WebhookBell

pytestmark = pytest.mark.engines

NOTICE = StaffNotice("c1", "emergency_medical", urgent=True)
SENT = {"call_id": "c1", "reason": "emergency_medical", "urgent": True, "place": ""} | {
    "withdrawn": False
}


@dataclass
class Desk:
    """What the server answers, one status a request, and what it was sent."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    sent: list[Any] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    desk: ClassVar[Desk]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.desk.sent.append(json.loads(body))
        status = self.desk.statuses.pop(0) if self.desk.statuses else 204
        self.send_response(status)
        if status == 307:
            self.send_header("Location", f"{self.desk.url}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def desk() -> Iterator[Desk]:
    Handler.desk = Desk()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    Handler.desk.url = f"http://127.0.0.1:{server.server_port}"
    yield Handler.desk
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_call_is_posted_once(desk: Desk) -> None:
    WebhookBell(desk.url).ring(NOTICE)
    assert desk.sent == [SENT]


def test_a_server_that_stumbles_is_asked_again(desk: Desk) -> None:
    desk.statuses += [503, 500]
    WebhookBell(desk.url).ring(NOTICE)
    assert desk.sent == [SENT] * 3


@pytest.mark.parametrize("status", [404, 500, 307])
def test_a_call_that_is_not_taken_is_told(desk: Desk, status: int) -> None:
    desk.statuses += [status] * 3
    with pytest.raises(LetanError, match=r"127\.0\.0\.1 did not take the call"):
        WebhookBell(desk.url).ring(NOTICE)
    assert desk.sent == [SENT] * 3


def test_nobody_there_is_told() -> None:
    with pytest.raises(LetanError, match=r"127\.0\.0\.1 did not take the call.*Check the address"):
        WebhookBell("http://127.0.0.1:9/").ring(NOTICE)


@pytest.mark.parametrize("url", ["bell", "ftp://x/y", "http://", "file:///etc/passwd"])
def test_no_address_is_refused(url: str) -> None:
    with pytest.raises(LetanError, match="is no address"):
        WebhookBell(url)
