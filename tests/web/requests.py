"""HTTP by hand: a client that sends exactly what a test says."""

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """Status, headers (lower case) and body."""

    status: int
    headers: dict[str, str]
    body: str


def send(
    address: str,
    path: str,
    fields: object = None,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
    method: str | None = None,
) -> Answer:
    """Send one request: POST when there are fields or a body, else GET."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    if fields is not None:
        body = json.dumps(fields).encode()
        headers = {"content-type": "application/json", **(headers or {})}
    try:
        connection.request(method or ("GET" if body is None else "POST"), path, body, headers or {})
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read().decode())
    finally:
        connection.close()


def open_stream(address: str) -> http.client.HTTPResponse:
    """Open a stream; the caller reads lines and closes it."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request("GET", "/events")
    return connection.getresponse()


def next_event(stream: http.client.HTTPResponse) -> tuple[str, dict[str, object]]:
    """Read the next event: its name and its data."""
    name = ""
    while True:
        line = stream.readline().decode()
        assert line, "the stream ended"
        if line.startswith("event: "):
            name = line.removeprefix("event: ").strip()
        if line.startswith("data: "):
            return name, json.loads(line.removeprefix("data: "))
