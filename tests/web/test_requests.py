"""What the server takes, and what it refuses, in whole answers."""

import json
import socket
from urllib.parse import urlsplit

import pytest
from tests.web.browser import Robot
from tests.web.requests import next_event, open_stream, send

from letan.dialogue.events import TouchKind
from letan_web.shell.guards import CONTENT_SECURITY_POLICY
from letan_web.shell.server import Pages, PageServer
from letan_web.visitor.routes import ScreenConfig, create_visitor_app
from letan_web.visitor.screen_state import LanguageSwitched, ScreenState, WordsHeard


def test_touches_and_questions_reach_the_robot(robot: Robot, server: PageServer) -> None:
    touch = {"kind": "choose", "value": "cu_tru.tam_tru", "turn_id": "t1"}
    question = "  đăng ký\x00 khai\n sinh "
    answers = [
        send(server.address, "/touch", touch),
        send(server.address, "/touch", {"kind": "LEAD", "value": "quay_3"}),
        send(server.address, "/ask", {"text": question}),
    ]
    assert [(a.status, a.body) for a in answers] == [(204, "")] * 3
    assert robot.touches == [
        (TouchKind.CHOOSE, "cu_tru.tam_tru", "t1"),
        (TouchKind.LEAD, "quay_3", ""),
    ]
    assert robot.questions == ["đăng ký khai sinh"]


def test_the_page_changes_language_at_once(robot: Robot, server: PageServer) -> None:
    send(server.address, "/touch", {"kind": "language", "value": "en"})
    assert (robot.feed.state, robot.touches) == (
        ScreenState(language="en"),
        [(TouchKind.LANGUAGE, "en", "")],
    )
    assert '<html lang="en"' in send(server.address, "/").body


@pytest.mark.parametrize(
    ("path", "fields", "error"),
    [
        ("/touch", {"kind": "dance"}, "kind: one of wake, ask, choose"),
        ("/touch", {"kind": "language", "value": "fr"}, "value: one of vi, en"),
        (
            "/touch",
            {"kind": "ask", "value": "x" * 201},
            "value: string should have at most 200",
        ),
        ("/touch", ["ask"], "body: input should be"),
        ("/touch", {"kind": 3}, "kind: input should be a valid string"),
        ("/ask", {"text": " \x00\n"}, "text: is empty"),
        ("/ask", {"text": "x" * 501}, "text: string should have at most 500"),
        ("/ask", {}, "text: field required"),
    ],
)
def test_nonsense_is_refused(
    robot: Robot, server: PageServer, path: str, fields: object, error: str
) -> None:
    answer = send(server.address, path, fields)
    assert answer.status == 400
    assert json.loads(answer.body)["error"].startswith(error)
    assert (robot.touches, robot.questions) == ([], [])


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"content-type": "text/plain"}, b"hello", 400),
        ({"content-type": "application/json"}, b"\xff\xfe", 400),
        ({"content-type": "application/json"}, b"[" * 5000, 400),
        ({"content-type": "application/json"}, b'"' + b"x" * 9000 + b'"', 413),
    ],
)
def test_a_broken_body_is_refused(
    server: PageServer, headers: dict[str, str], body: bytes, status: int
) -> None:
    assert send(server.address, "/ask", headers=headers, body=body).status == status


def test_a_body_without_declared_length_is_limited_too(server: PageServer) -> None:
    chunk = b"1000\r\n" + b"x" * 4096 + b"\r\n"
    head = b"POST /ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    where = urlsplit(server.address)
    with socket.create_connection((where.hostname, where.port), timeout=10) as raw:
        raw.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 3)
        assert raw.recv(64).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 204),
        ({"origin": "OWN"}, 204),
        ({"sec-fetch-site": "same-origin", "origin": "OWN"}, 204),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site", "origin": "OWN"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "http://evil.example"}, 403),
        ({"host": "evil.example"}, 421),
        ({"host": ""}, 421),
    ],
)
def test_only_our_own_page_may_send(
    robot: Robot, server: PageServer, headers: dict[str, str], status: int
) -> None:
    own = server.address.rstrip("/")
    sent = {name: value.replace("OWN", own) for name, value in headers.items()}
    assert send(server.address, "/ask", {"text": "chào"}, sent).status == status
    assert robot.questions == (["chào"] if status == 204 else [])


def test_a_foreign_host_name_reads_nothing(server: PageServer) -> None:
    for path in ("/", "/events", "/map.svg", "/static/visitor/page.js"):
        assert send(server.address, path, headers={"host": "evil.example"}).status == 421


@pytest.mark.parametrize("path", ["/", "/texts.js", "/healthz", "/static/visitor/page.js", "/none"])
def test_security_headers_everywhere(server: PageServer, path: str) -> None:
    headers = send(server.address, path).headers
    found = {name: headers[name] for name in ("content-security-policy", "x-content-type-options")}
    assert found == {
        "content-security-policy": CONTENT_SECURITY_POLICY,
        "x-content-type-options": "nosniff",
    }
    assert "server" not in headers


def test_a_robot_that_fails_is_told_politely_and_without_the_words(
    robot: Robot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(text: str) -> None:
        raise RuntimeError(text)

    app = create_visitor_app(robot.feed, ScreenConfig(), lambda *touch: None, fail)
    server = PageServer(Pages(app, robot.feed), port=0)
    server.start()
    try:
        answer = send(server.address, "/ask", {"text": "tôi tên là Lan"})
    finally:
        server.stop()
    assert (answer.status, json.loads(answer.body)) == (503, {"error": "the robot is not ready"})
    assert [r.getMessage() for r in caplog.records if r.name == "letan.web"] == [
        "the robot did not take a touch: RuntimeError"
    ]


def test_a_late_stream_begins_with_everything_then_follows(
    robot: Robot, server: PageServer
) -> None:
    robot.feed.publish(WordsHeard("trước đó", True, "t1"))
    stream = open_stream(server.address)
    name, state = next_event(stream)
    assert (name, state["heard"]) == (
        "snapshot",
        {"text": "trước đó", "final": True, "turn_id": "t1"},
    )
    robot.feed.publish(LanguageSwitched("en"))
    assert next_event(stream) == ("update", {"language": "en"})
    stream.close()


def test_a_silent_stream_beats(robot: Robot) -> None:
    server = robot.serve(config=ScreenConfig(beat_s=0.05))
    try:
        stream = open_stream(server.address)
        assert [next_event(stream)[0] for _ in range(3)] == ["snapshot", "beat", "beat"]
        stream.close()
    finally:
        server.stop()


def test_one_stream_too_many_is_refused_in_words(robot: Robot) -> None:
    server = robot.serve(config=ScreenConfig(max_streams=2))
    try:
        streams = [open_stream(server.address) for _ in range(2)]
        for stream in streams:
            assert next_event(stream)[0] == "snapshot"
        answer = send(server.address, "/events")
        for stream in streams:
            stream.close()
    finally:
        server.stop()
    assert (answer.status, answer.body) == (503, "2 pages are open already; close one of them\n")


def test_without_a_map_there_is_none(robot: Robot, server: PageServer) -> None:
    assert send(server.address, "/map.svg").status == 200
    robot.hall = None
    assert send(server.address, "/map.svg").status == 404


def test_programs_show_a_token_and_pages_do_not(robot: Robot) -> None:
    server = robot.serve(config=ScreenConfig(token="s3cret"))
    touch = {"kind": "stop"}
    own = {"origin": server.address.rstrip("/")}
    tries = [{}, {"authorization": "Bearer wrong"}, {"authorization": "Basic s3cret"}]
    shown = {"authorization": "Bearer s3cret"}
    try:
        refused = [send(server.address, "/touch", touch, headers) for headers in tries]
        state = [send(server.address, "/api/state", headers=h).status for h in (own, *tries)]
        taken = [send(server.address, "/touch", touch, headers) for headers in (own, shown)]
        read = send(server.address, "/api/state", headers=shown)
    finally:
        server.stop()
    assert [(a.status, a.headers.get("www-authenticate")) for a in refused] == [(401, "Bearer")] * 3
    assert state == [401] * 4
    assert ([a.status for a in taken], len(robot.touches)) == ([204, 204], 2)
    assert (read.status, json.loads(read.body)["face"]) == (200, "idle")
