"""What scripts may do with a token: the clerks' work as JSON, refused in whole answers, fuzzed."""

import contextlib
import itertools
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from tests.web.admin.desk import QUESTION, Desk, serve_desk
from tests.web.admin.test_door import somebody
from tests.web.operator.controls import Robot

from letan.ports.accounts import Role
from letan_web.operator.api_routes import operator_api

pytestmark = [pytest.mark.web, pytest.mark.timeout(300)]

HEAVY = ("/api/v1/try", "/api/v1/releases/gate", "/api/v1/releases/publish")
"""Each call asks every golden question or compiles: few are made."""


@pytest.fixture(scope="module")
def robot() -> Robot:
    return Robot()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, robot: Robot) -> Iterator[Desk]:
    router = operator_api(robot.feed, robot)
    home = tmp_path_factory.mktemp("api")
    with serve_desk(home, routers=(router,), streams=robot.feed) as opened:
        yield opened


KNOWN = {
    "entry": ("ho_tich.khai_sinh", "@centre"),
    "part": ("fee", "hours", "notices", "sources", "situations", "counters"),
    "node": ("voice",),
    "name": ("volume",),
}
"""Path parameters that name something."""


def token(desk: Desk, name: str, *roles: str, by: str = "lan") -> str:
    """Make a token on the page and return it."""
    page = somebody(desk, by).post("/tokens", data={"name": name, "role": list(roles)})
    assert page.status_code == 200, page.text
    return page.text.split('class="secret"><code>')[1].split("</code>")[0]


def script(desk: Desk, shown: str) -> httpx2.Client:
    """Return a program that shows a token."""
    headers = {"authorization": f"Bearer {shown}"}
    return httpx2.Client(base_url=f"{desk.address}api/v1/", headers=headers, timeout=120.0)


def test_a_script_does_a_clerks_work(desk: Desk) -> None:
    work = script(desk, token(desk, "phần mềm của phường", "editor", "approver"))
    (first, *_) = work.get("questions").json()
    assert (first["entry"], first["questions"][0]["text"]) == ("ho_tich.khai_sinh", QUESTION)
    attach = {"entry": "ho_tich.khai_sinh", "phrasing": QUESTION}
    assert work.post("questions/attach", json=attach).json() == {"entry": "ho_tich.khai_sinh"}
    fee = {"value": [{"vi": "Không mất tiền", "source": "tthc"}], "reason": "theo quyết định mới"}
    seen = work.put("entries/ho_tich.khai_sinh/fee", json=fee).json()["seen"]
    late = work.put("entries/ho_tich.khai_sinh/fee", json=fee)
    assert late.status_code == 409, "somebody had changed it since"
    assert work.put("entries/ho_tich.khai_sinh/fee", json={**fee, "seen": seen}).status_code == 200
    hours = {"value": {"mon": [["08:00", "16:00"]]}}
    assert work.put("entries/@centre/hours", json=hours).status_code == 200
    published = work.post("releases/publish", json={"reason": "thử"}).json()
    assert work.get("releases").json()["running"] == published["release"]
    tried = work.post("try", json={"text": QUESTION}).json()
    assert tried[0]["reply"]["intent"] == "ho_tich.khai_sinh"
    work.post("releases/rollback", json={"reason": "thử xong"})
    deeds = [(r["who"], r["action"]) for r in work.get("audit").json()][-6:]
    who = "lan:phần mềm của phường"
    assert deeds == [
        (who, action) for action in ("attach", "edit", "edit", "edit", "publish", "rollback")
    ]


@pytest.mark.parametrize(
    ("part", "value"),
    [("fee", 3), ("fee", {"vi": 3}), ("sources", ["x"]), ("phrasings", None), ("title", [])],
)
def test_a_value_that_the_content_cannot_hold_is_refused(
    desk: Desk, part: str, value: object
) -> None:
    work = script(desk, token(desk, f"sai {part} {value}", "editor"))
    answer = work.put(f"entries/ho_tich.khai_tu/{part}", json={"value": value})
    assert answer.status_code == 422, answer.text
    assert work.get("entries/ho_tich.khai_tu").json()["waiting"] == {}


def test_a_token_may_no_more_than_it_says_nor_than_its_owner(desk: Desk) -> None:
    reader = script(desk, token(desk, "chỉ soạn", "editor"))
    assert reader.post("releases/publish", json={"reason": "x"}).status_code == 403
    assert reader.put("robot/settings/voice/volume", json={"value": 0.5}).status_code == 403
    greedy = somebody(desk, "lan").post("/tokens", data={"name": "tham", "role": "operator"})
    assert greedy.status_code == 422
    assert (
        somebody(desk, "hoa").post("/tokens", data={"name": "x", "role": "editor"}).status_code
        == 403
    )


def test_what_is_no_token_opens_nothing(desk: Desk) -> None:
    shown = token(desk, "bị lộ", "editor")
    assert script(desk, shown).get("entries").status_code == 200
    somebody(desk, "lan").post("/tokens/revoke", data={"name": "bị lộ"})
    for wrong in (shown, "letan_x", "x"):
        assert script(desk, wrong).get("entries").status_code == 401
    browser = somebody(desk, "lan")
    assert browser.get("/api/v1/entries").status_code == 401, "a session opens the pages only"


def test_a_script_looks_after_the_robot(desk: Desk, robot: Robot) -> None:
    desk.add("van", "Ngô Văn", *Role)
    work = script(desk, token(desk, "giám sát", "operator", by="van"))
    assert work.get("robot").json()["stopped"] is False
    assert work.post("robot/stop").status_code == 204
    assert work.put("robot/settings/voice/volume", json={"value": 0.4}).status_code == 204
    assert work.put("robot/settings/voice/volume", json={"value": 4}).status_code == 422
    assert work.post("robot/recording", json={"on": True}).status_code == 409, "it records anyway"
    assert work.post("robot/recording", json={"on": False}).status_code == 204
    assert work.get("robot").json()["stopped"] is True
    assert robot.told == [("stop",), ("voice", "volume", 0.4), ("record", False)]


def test_whatever_is_sent_the_server_does_not_break(desk: Desk) -> None:
    desk.add("may", "Máy thử", *Role)
    shown = token(desk, "thử", *(role.value for role in Role), by="may")
    schema = schemathesis.openapi.from_url(f"{desk.address}api/openapi.json")
    seen: dict[str, set[int]] = {}
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), "the description itself is broken"
        operation = result.ok()
        statuses = seen.setdefault(f"{operation.method.upper()} {operation.path}", set())
        for mode in schemathesis.GenerationMode:
            cases = operation.as_strategy(generation_mode=mode)
            _call(cases, desk.address, shown, statuses, 1 if operation.path in HEAVY else 10)
    assert len(seen) == 21
    assert {status for statuses in seen.values() for status in statuses} <= {
        200, 204, 400, 401, 404, 405, 409, 422,
    }  # fmt: skip
    assert all({200, 204} & statuses for path, statuses in seen.items() if path.startswith("GET"))


def _call(cases: Any, address: str, shown: str, statuses: set[int], count: int) -> None:
    turn = itertools.count()

    @settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def call(case: schemathesis.Case) -> None:
        for name, known in KNOWN.items():  # what exists, every other time
            if name in case.path_parameters and next(turn) % 2:
                case.path_parameters[name] = known[next(turn) % len(known)]
        headers = {"authorization": f"Bearer {shown}"}
        response = case.call(base_url=address.rstrip("/"), headers=headers, timeout=60)
        case.validate_response(response, checks=[not_a_server_error])
        statuses.add(response.status_code)

    with contextlib.suppress(Unsatisfiable):  # what has no argument cannot be called wrongly
        call()
