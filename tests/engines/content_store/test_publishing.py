"""Publishing and rolling back, also with the plug pulled at every moment."""

import os
import re
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.engines.content_store.contract import LAN
from tests.unit.faq.documents import answer, entry, pack

from letan.faq.content.bundle import release_of
from letan.faq.content.overlay import merge
from letan.faq.content.parts import Document
from letan.kernel.canonical import Json
from letan.kernel.faults import LetanError
from letan.ports.content_store import PartEdit
from letan.site.site import Site
from letan_apps.content.publishing import (
    Candidate,
    Published,
    Publisher,
    Refused,
    default_steps,
)
from letan_apps.resources import shipped
from letan_engines.content_store.database import ContentDatabase, open_store
from letan_engines.content_store.publish_lock import publishing_alone
from letan_engines.content_store.release_folder import ReleaseFolder
from letan_engines.site_yaml import load_site

OLD_FEE: Json = {"vi": "Không mất lệ phí", "source": "s"}
NEW_FEE: Json = {"vi": "Hỏi tại quầy", "source": "s"}
FEE = PartEdit("ho_tich.khai_sinh", "fee", NEW_FEE, OLD_FEE)
PACK_ID = release_of(pack()).id


def edited() -> dict[str, Document]:
    """What the pack with the edit FEE is."""
    documents = pack()
    answer(documents, 0)["fee"] = NEW_FEE
    return documents


EDITED_ID = release_of(edited()).id


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(shipped("sim/worlds/phuong_mau.yaml"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ContentDatabase]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def publisher(tmp_path: Path, store: ContentDatabase, site: Site) -> Publisher:
    return Publisher(tmp_path, store, pack(), site, steps=())


def test_publish_then_roll_back(publisher: Publisher, store: ContentDatabase) -> None:
    store.add([FEE], LAN)
    new = EDITED_ID
    assert publisher.publish(LAN) == Published(new, PACK_ID, 1)
    assert (publisher.releases.current(), publisher.running()) == (new, edited())
    assert publisher.roll_back(LAN) == Published(PACK_ID, new, 1)
    assert (publisher.releases.current(), publisher.running()) == (PACK_ID, pack())
    assert [(e.action, e.object, e.before) for e in store.history()] == [
        ("rollback", PACK_ID, new),
        ("publish", new, PACK_ID),
        ("edit", "ho_tich.khai_sinh, fee", ""),
    ]


def test_publishing_again_changes_nothing(publisher: Publisher, store: ContentDatabase) -> None:
    first = publisher.publish(LAN)
    again = publisher.publish(replace(LAN, when=LAN.when + timedelta(hours=1)))
    assert (first, again) == (Published(PACK_ID, PACK_ID, 0), Published(PACK_ID, PACK_ID, 0))
    assert len(store.history()) == 1


def test_drafts_are_not_published(publisher: Publisher, store: ContentDatabase) -> None:
    store.add([FEE], LAN, draft=True)
    publisher.publish(LAN)
    assert publisher.running() == pack()


def test_a_named_release(publisher: Publisher, store: ContentDatabase) -> None:
    publisher.publish(LAN)
    store.add([FEE], LAN)
    new = publisher.publish(LAN).release
    publisher.roll_back(LAN, PACK_ID[:6])
    assert publisher.roll_back(LAN, new).release == new


@pytest.mark.parametrize(
    ("reason", "to", "problem"),
    [
        pytest.param(" ", "", "a reason is missing", id="no reason"),
        pytest.param("vì sai", "", "no earlier release", id="nothing published"),
        pytest.param("vì sai", "abc", "no such release", id="unknown release"),
    ],
)
def test_roll_back_that_cannot_be(publisher: Publisher, reason: str, to: str, problem: str) -> None:
    with pytest.raises(LetanError, match=problem):
        publisher.roll_back(replace(LAN, reason=reason), to)
    assert publisher.releases.current() is None


def test_no_way_back_to_a_damaged_release(publisher: Publisher, store: ContentDatabase) -> None:
    store.add([FEE], LAN)
    new = publisher.publish(LAN).release
    (publisher.releases.folder(PACK_ID) / "bundle.json").write_text("x", encoding="utf-8")
    with pytest.raises(LetanError, match="damaged"):
        publisher.roll_back(LAN)
    assert publisher.releases.current() == new


def test_rolling_back_mends_a_damaged_pointer(publisher: Publisher, store: ContentDatabase) -> None:
    store.add([FEE], LAN)
    new = publisher.publish(LAN).release
    (publisher.releases.path / "current").write_bytes(b"\xff\xfe")
    assert publisher.roll_back(LAN, new).release == new
    assert publisher.running() == edited()


class Failing:
    name = "failing"

    def run(self, candidate: Candidate) -> None:
        (candidate.folder / "half").touch()
        raise LetanError("voice", "no room for the sound", "Make room")


def test_a_failing_step_changes_nothing(tmp_path: Path, store: ContentDatabase, site: Site) -> None:
    publisher = Publisher(tmp_path, store, pack(), site, steps=(Failing(),))
    store.add([FEE], LAN)
    with pytest.raises(LetanError, match="no room"):
        publisher.publish(LAN)
    assert (publisher.releases.current(), store.releases()) == (None, ())
    assert [path.name for path in publisher.releases.path.iterdir()] == []


def test_what_a_step_writes_is_part_of_the_release(
    tmp_path: Path, store: ContentDatabase, site: Site
) -> None:
    class Graph:
        name = "graph"

        def run(self, candidate: Candidate) -> None:
            (candidate.folder / "graph.bin").write_bytes(b"abc")

    publisher = Publisher(tmp_path, store, pack(), site, steps=(Graph(),))
    release = publisher.publish(LAN).release
    assert (publisher.releases.folder(release) / "graph.bin").read_bytes() == b"abc"


def test_two_publish_at_once(publisher: Publisher, tmp_path: Path) -> None:
    problem = f"another release is being published \\(process {os.getpid()}\\)"
    with publishing_alone(tmp_path), pytest.raises(LetanError, match=problem):
        publisher.publish(LAN)
    assert publisher.publish(LAN).release == PACK_ID


def updated() -> dict[str, Document]:
    documents = pack()
    answer(documents, 0)["fee"] = {"vi": "Lệ phí 8.000 đồng", "source": "s"}
    entry(documents, 1)["title"] = "Khai tử"
    return documents


@pytest.mark.parametrize(
    ("choice", "fee"),
    [
        pytest.param("keep", NEW_FEE, id="the clerk's words"),
        pytest.param("take", {"vi": "Lệ phí 8.000 đồng", "source": "s"}, id="the software's"),
    ],
)
def test_a_software_update_with_a_conflict(
    tmp_path: Path, store: ContentDatabase, site: Site, choice: str, fee: Json
) -> None:
    store.add([FEE], LAN)
    Publisher(tmp_path, store, pack(), site, steps=()).publish(LAN)
    after = Publisher(tmp_path, store, updated(), site, steps=())
    with pytest.raises(Refused) as refusal:
        after.publish(LAN)
    assert [problem.message for problem in refusal.value.problems] == [
        "ho_tich.khai_sinh, fee: changed by you and by the new software"
    ]
    assert after.running() == edited()
    wanted = updated()
    answer(wanted, 0)["fee"] = fee
    after.publish(LAN, conflicts=choice)
    assert after.running() == wanted
    assert after.next().conflicts == ()


def refusals(publisher: Publisher) -> list[str]:
    with pytest.raises(Refused) as refusal:
        publisher.publish(LAN)
    return [problem.message for problem in refusal.value.problems]


@pytest.mark.parametrize(
    ("edits", "problem"),
    [
        pytest.param(
            [PartEdit("ho_tich.khai_sinh", "place", "quay_99", "quay_1")],
            "there is no place",
            id="the checker",
        ),
        pytest.param(
            [
                PartEdit(
                    "ho_tich.khai_sinh",
                    "phrasings",
                    ["chuyện khác hẳn"],
                    entry(pack(), 0)["phrasings"],
                )
            ],
            r"«làm giấy khai sinh» gets .*; the running release answers it",
            id="a golden question regresses",
        ),
        pytest.param(
            [
                PartEdit(
                    "ho_tich.khai_tu",
                    "golden",
                    ["làm giấy chứng tử", "bóng đá ai thắng"],
                    ["làm giấy chứng tử"],
                )
            ],
            "«bóng đá ai thắng» gets",
            id="a new golden question that never worked",
        ),
    ],
)
def test_steps_that_refuse(
    tmp_path: Path, store: ContentDatabase, site: Site, edits: Sequence[PartEdit], problem: str
) -> None:
    publisher = Publisher(tmp_path, store, pack(), site, default_steps())
    store.add(edits, LAN)
    assert re.search(problem, "\n".join(refusals(publisher)))
    assert publisher.releases.current() is None


def _cut_before(count: int) -> None:
    """Let the process die before the `count`-th thing that changes anything on the disk."""
    left = [count]

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **keywords: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **keywords)

        return call

    os.fsync = dying(os.fsync)
    for owner, name in (
        (Path, "mkdir"),
        (Path, "rename"),
        (Path, "replace"),
        (Path, "write_text"),
        (ContentDatabase, "add_release"),
        (ContentDatabase, "begin_move"),
        (ContentDatabase, "end_move"),
    ):
        setattr(owner, name, dying(getattr(owner, name)))


def _in_a_child(work: Callable[[], object], count: int) -> bool:
    """Run `work` in a process that dies before its `count`-th step; say whether it finished."""
    child = os.fork()
    if child == 0:
        try:
            _cut_before(count)
            work()
            os._exit(0)
        finally:
            os._exit(70)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return not os.WIFSIGNALED(status)


def _with_own_store(home: Path, site: Site, do: Callable[[Publisher], object]) -> object:
    store = open_store(home)
    try:
        return do(Publisher(home, store, pack(), site, steps=()))
    finally:
        store.close()


TITLE = PartEdit("ho_tich.khai_tu", "title", "Khai tử", "Đăng ký khai tử")


def _content(*edits: PartEdit) -> str:
    """Return the id of the pack with edits."""
    return release_of(merge(pack(), edits).documents).id


def _state_after(home: Path, site: Site) -> str:
    """Return what runs after a cut; it is whole, the log agrees, and publishing goes on."""
    folder = ReleaseFolder(home)
    current = folder.current()
    running = PACK_ID if current is None else release_of(folder.read(current)).id
    assert current in (None, running)
    store = open_store(home)
    publisher = Publisher(home, store, pack(), site, steps=())
    last = _content(TITLE, FEE)
    assert publisher.publish(LAN).release == publisher.releases.current() == last
    assert release_of(publisher.running()).id == last
    moves = [(e.action, e.object) for e in store.history() if e.action not in ("edit", "draft")]
    assert moves[0] == ("publish", last)
    assert "recovered" not in dict(moves)  # the log was never ahead of the pointer
    assert [path.name for path in folder.path.glob("*.*")] == []
    store.close()
    return running


@pytest.mark.parametrize(
    ("action", "old", "new"),
    [
        pytest.param("first publish", PACK_ID, _content(TITLE, FEE), id="first publish"),
        pytest.param("publish", _content(TITLE), _content(TITLE, FEE), id="publish"),
        pytest.param("rollback", _content(TITLE, FEE), _content(TITLE), id="roll back"),
    ],
)
def test_a_power_cut_leaves_the_old_or_the_new_release(
    tmp_path: Path, site: Site, action: str, old: str, new: str
) -> None:
    seen = []
    finished = False
    for count in range(100):
        home = tmp_path / str(count)
        store = open_store(home)
        publisher = Publisher(home, store, pack(), site, steps=())
        store.add([TITLE], LAN)
        if action != "first publish":
            publisher.publish(LAN)
        store.add([FEE], LAN)
        if action == "rollback":
            publisher.publish(LAN)
        store.close()
        do: Callable[[Publisher], object] = (
            partial(Publisher.roll_back, author=LAN)
            if action == "rollback"
            else partial(Publisher.publish, author=LAN)
        )
        finished = _in_a_child(partial(_with_own_store, home, site, do), count)
        seen.append(_state_after(home, site))
        if finished:
            break
    assert finished
    assert list(dict.fromkeys(seen)) == [old, new]  # nothing else, and no way back
    assert len(seen) > 6
