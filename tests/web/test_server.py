"""Start and stop: the two moments at which web servers hang."""

import signal
import subprocess
import sys
import time

import pytest
from tests.web.browser import Robot
from tests.web.requests import next_event, open_stream, send

from letan.kernel.faults import LetanError
from letan_web.shell.server import Pages, PageServer
from letan_web.visitor.routes import ScreenConfig, create_visitor_app

CAP_S = 4.0
"""An idle machine needs 0.4 s; uvicorn alone would wait for open streams for ever."""


def test_it_stops_while_streams_are_open(robot: Robot) -> None:
    server = robot.serve()
    streams = [open_stream(server.address) for _ in range(5)]
    for stream in streams:
        assert next_event(stream)[0] == "snapshot"
    started = time.monotonic()
    assert server.stop(CAP_S)
    assert time.monotonic() - started < CAP_S
    # read() would raise IncompleteRead if a stream had been cut
    assert [stream.read().strip() for stream in streams] == [b""] * 5
    assert robot.feed.streams == 0


def test_a_reader_that_takes_nothing_does_not_hold_the_stop(robot: Robot) -> None:
    server = robot.serve()
    stuck = open_stream(server.address)
    assert server.stop(CAP_S)
    stuck.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_process_while_a_stream_is_open(number: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.web.serve"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        stream = open_stream(address)
        assert next_event(stream)[0] == "snapshot"
        process.send_signal(number)
        rest, _ = process.communicate(timeout=10)
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, rest) == (0, "stopped\n")
    assert stream.read().strip() == b""  # IncompleteRead if it had been cut


def test_a_second_copy_is_told_what_to_do(robot: Robot, server: PageServer) -> None:
    port = int(server.address.rstrip("/").rsplit(":", 1)[1])
    app = create_visitor_app(robot.feed, ScreenConfig(), lambda *_: None, lambda _: None)
    with pytest.raises(LetanError) as caught:
        PageServer(Pages(app, robot.feed), port=port)
    assert str(caught.value) == (
        f"screen: 127.0.0.1:{port}: the port cannot be used (Address already in use). "
        "Stop the program that uses it (another copy of letan?), or set another screen.port."
    )


@pytest.mark.parametrize(("host", "port"), [("no.such.host.invalid", 0), ("127.0.0.1", 70000)])
def test_an_address_that_is_none(robot: Robot, host: str, port: int) -> None:
    app = create_visitor_app(robot.feed, ScreenConfig(), lambda *_: None, lambda _: None)
    with pytest.raises(LetanError, match=r"^screen: "):
        PageServer(Pages(app, robot.feed), host, port)


def test_it_listens_on_this_machine_only(server: PageServer) -> None:
    assert server.address.startswith("http://127.0.0.1:")
    assert send(server.address, "/healthz").body == '{"status":"ok","streams":0}'
