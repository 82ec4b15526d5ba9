"""The API as its own description has it, fuzzed: whatever is sent, the server does not break."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from tests.web.browser import Robot
from tests.web.requests import send
from tests.web.scenes import CENTRE, SCENES

from letan_web.shell.server import NoStreams, Pages, PageServer
from letan_web.visitor.takeaway import Shelf
from letan_web.visitor.takeaway_routes import create_phone_app

CALLS = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def visitor() -> Iterator[tuple[Robot, PageServer]]:
    robot = Robot()
    robot.feed.publish(*SCENES["answer"])
    server = robot.serve()
    yield robot, server
    server.stop()


@pytest.fixture(scope="module")
def phone() -> Iterator[PageServer]:
    server = PageServer(
        Pages(create_phone_app(Shelf(), CENTRE, ("127.0.0.1",)), NoStreams()), port=0
    )
    server.start()
    yield server
    server.stop()


def fuzz(address: str) -> dict[str, set[int]]:
    """Send what the description allows, and what it does not; return the statuses by operation."""
    schema = schemathesis.openapi.from_url(f"{address}api/openapi.json")
    seen: dict[str, set[int]] = {}
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), "the description itself is broken"
        operation = result.ok()
        statuses = seen.setdefault(f"{operation.method.upper()} {operation.path}", set())
        for mode in schemathesis.GenerationMode:
            _call(operation.as_strategy(generation_mode=mode), address, statuses)
    return seen


def _call(cases: Any, address: str, statuses: set[int]) -> None:
    @CALLS
    @given(case=cases)
    def call(case: schemathesis.Case) -> None:
        response = case.call(base_url=address.rstrip("/"), timeout=10)
        case.validate_response(response, checks=[not_a_server_error])
        statuses.add(response.status_code)

    with contextlib.suppress(Unsatisfiable):  # what has no argument cannot be called wrongly
        call()


def test_the_visitors_api_does_not_break(visitor: tuple[Robot, PageServer]) -> None:
    robot, server = visitor
    seen = fuzz(server.address)
    assert set(seen) == {
        "GET /api/state",
        "GET /healthz",
        "GET /map.svg",
        "GET /qr/{card}/answer.svg",
        "GET /qr/{card}/official.svg",
        "GET /topics",
        "POST /ask",
        "POST /touch",
    }
    assert {204, 400} <= seen["POST /touch"]
    assert {204, 400} <= seen["POST /ask"]
    assert robot.questions, "no question came through"


@pytest.mark.parametrize("scene", SCENES)
def test_what_is_read_is_as_the_description_says(scene: str) -> None:
    robot = Robot()
    robot.feed.publish(*SCENES[scene])
    server = robot.serve()
    described = json.loads(send(server.address, "/api/openapi.json").body)
    for path in ("/api/state", "/topics"):
        answer = described["paths"][path]["get"]["responses"]["200"]["content"]
        schema = {**answer["application/json"]["schema"], "components": described["components"]}
        jsonschema.validate(json.loads(send(server.address, path).body), schema)
    server.stop()


def test_the_telephones_api_does_not_break(phone: PageServer) -> None:
    assert set(fuzz(phone.address)) == {"GET /m/{card}"}


def test_the_description_names_no_page_of_the_staff(visitor: tuple[Robot, PageServer]) -> None:
    for path in ("/admin", "/operator", "/staff", "/login", "/api/v1/entries"):
        assert send(visitor[1].address, path).status == 404
