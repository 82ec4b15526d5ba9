"""A centre's pages on a state folder of their own: small content, a few questions, two clerks."""

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi import APIRouter
from playwright.sync_api import Browser, BrowserContext, Page

from letan.ports.accounts import Role
from letan.ports.journal import (
    FeedbackRecord,
    Outcome,
    QuestionRecord,
    RatingRecord,
    Record,
    TurnRecord,
)
from letan_apps.resources import shipped
from letan_apps.staff.opening import StaffPages, open_staff, setup_code
from letan_web.shell.feed import Streams
from letan_web.shell.server import Pages, PageServer

TOPICS = ("ho_tich", "chung_thuc", "giao_tiep", "lam_viec")
PASSWORD = "con mèo nằm trên mái"
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # nine in the morning at the centre
QUESTION = "bé út nhà mình ra đời bên trạm xá thì trình báo chỗ nào"
"""Asked by visitors of the test, answered by nothing."""


class NoStreams:
    """Pages without streams."""

    def close_streams(self) -> None:
        """Nothing to end."""


@dataclass
class Clock:
    """The moment, moved by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """Return it."""
        return self.now


@dataclass
class Desk:
    """The pages and what stands behind them."""

    home: Path
    pages: StaffPages
    clock: Clock
    address: str
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def code(self) -> str:
        """Return the set-up code."""
        return setup_code(self.home)

    def add(self, name: str, title: str, *roles: Role) -> None:
        """Make an account without a page."""
        self.pages.app.state.door.add("letan", name, title, frozenset(roles), PASSWORD)

    @contextlib.contextmanager
    def open(self, browser: Browser, size: tuple[int, int] = (1280, 900)) -> Iterator[Page]:
        """Open a browser of somebody's own."""
        context: BrowserContext = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda m: self._hear(m.type, m.text))
        context.on("request", lambda request: self._watch(request.url))
        page.add_init_script(
            "addEventListener('securitypolicyviolation',"
            " e => console.error('CSP', e.violatedDirective, e.blockedURI, e.sourceFile))"
        )
        try:
            yield page
        finally:
            context.close()

    def sign_in(self, page: Page, name: str, at: str = "") -> None:
        """Sign in as somebody."""
        page.goto(f"{self.address}login?next=/{at}")
        page.fill("[name=name]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("main button.main")
        page.wait_for_selector("header.top")

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "status of 4" not in text:
            self.complaints.append(text)

    def _watch(self, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self.foreign.append(url)


def small_pack(folder: Path) -> Path:
    """Copy a few topics: their matcher is compiled in a second."""
    folder.mkdir(parents=True)
    source = shipped("faq_data")
    for path in source.iterdir():
        if path.stem in (*TOPICS, "words", "out_of_scope") or path.suffix == ".json":
            shutil.copy(path, folder)
    return folder


def talk(desk_home: StaffPages) -> None:
    """Fill the journal with four weeks."""
    for day in range(28):
        at = NOW - timedelta(days=day, hours=day % 5)
        turns: list[Record] = []
        for number in range(6 + (day * 7) % 9):
            outcome = (Outcome.ANSWERED, Outcome.ANSWERED, Outcome.REFERRED, Outcome.ASKED_BACK)[
                (number + day) % 4
            ]
            intent = ("ho_tich.khai_sinh", "ho_tich.khai_tu", "chung_thuc.ban_sao")[number % 3]
            turns.append(
                TurnRecord(
                    f"t{day}-{number}", outcome, "microphone", intent, "", 0.9,
                    number % 6 == 5, 1.0, 1.1, 1.3 + number / 10, 6.0,
                    language="en" if number % 7 == 3 else "vi",
                )
            )  # fmt: skip
        turns.append(RatingRecord(3 + day % 3))
        desk_home.journal.add(turns, at)
    questions = [
        (QUESTION, "ho_tich.khai_sinh", 7),
        ("đăng ký xe máy cũ mới mua ở đâu", "", 2),
        ("giấy độc thân để đi lấy chồng Hàn", "ho_tich.xac_nhan_doc_than", 1),
    ]
    for text, intent, count in questions:
        for number in range(count):
            desk_home.journal.add(
                [QuestionRecord(text, text, intent, referred=True)], NOW - timedelta(hours=number)
            )
    desk_home.journal.add([FeedbackRecord("suggestion", "nên có thêm ghế ngồi cho người già")], NOW)


@contextlib.contextmanager
def serve_desk(
    home: Path,
    accounts: bool = True,
    routers: Sequence[APIRouter] = (),
    streams: Streams | None = None,
) -> Iterator[Desk]:
    """Serve the pages of a fresh state folder."""
    before = os.environ.get("LETAN_HOME")
    os.environ["LETAN_HOME"] = str(home)
    clock = Clock()
    pages = open_staff(home, pack=small_pack(home / "pack"), clock=clock, routers=routers)
    talk(pages)
    server = PageServer(Pages(pages.app, streams or NoStreams()), port=0)
    server.start()
    desk = Desk(home, pages, clock, server.address)
    if accounts:
        desk.add("lan", "Trần Thị Lan", Role.EDITOR, Role.APPROVER)
        desk.add("hoa", "Lê Thị Hoa", Role.EDITOR)
        desk.add("tuan", "Phạm Anh Tuấn", Role.OPERATOR)
    try:
        yield desk
    finally:
        assert server.stop(), "the server did not stop"
        pages.close()
        if before is None:
            del os.environ["LETAN_HOME"]
        else:
            os.environ["LETAN_HOME"] = before
