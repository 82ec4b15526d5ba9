"""The keeper writes in its own thread, and nothing on the disk stops a conversation."""

import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from letan.dialogue.commands import KeepQuestion, KeepRating
from letan.dialogue.events import Heard
from letan.hearing.utterance import Utterance
from letan.kernel.faults import Fault
from letan.ports.journal import Outcome
from letan_apps.journal import JournalKeeper, journal_path, open_journal

BEGINNING = datetime(2025, 1, 1, tzinfo=UTC)
LONG_S = 60.0


class Clerk:
    """Hears of faults."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.cleared: list[str] = []
        self.heard = threading.Event()

    def report(self, fault: Fault) -> None:
        self.faults.append(fault)
        self.heard.set()


def kept(home: Path) -> list[str]:
    return [question.text for question in open_journal(home).questions(BEGINNING)]


def test_what_waits_is_written_when_it_stops(tmp_path: Path) -> None:
    clerk, keeper = Clerk(), JournalKeeper(tmp_path)
    keeper.start(clerk.report, clerk.cleared.append)
    for number in range(50):
        keeper.watch(KeepRating(number % 5 + 1), float(number))
    keeper.watch(Heard(Utterance("t1", "wifi")), 51.0)
    keeper.stop()
    keeper.stop()
    assert open_journal(tmp_path).ratings(BEGINNING) == [1, 2, 3, 4, 5] * 10
    (turn,) = open_journal(tmp_path).turns(BEGINNING, 9)
    assert (turn.turn.turn_id, turn.turn.outcome) == ("t1", Outcome.IGNORED)
    assert clerk.faults == []


def test_it_can_begin_again(tmp_path: Path) -> None:
    clerk, keeper = Clerk(), JournalKeeper(tmp_path)
    for text in ("giá vàng", "làm visa"):
        keeper.start(clerk.report, clerk.cleared.append)
        keeper.watch(KeepQuestion(text, "t"), 0.0)
        keeper.stop()
    assert sorted(kept(tmp_path)) == ["giá vàng", "làm visa"]


def test_old_records_go_and_new_ones_are_redacted(tmp_path: Path) -> None:
    today = [datetime(2026, 1, 1, tzinfo=UTC)]
    for text in ("tôi tên là Nguyễn Văn An", "giá vàng"):
        keeper = JournalKeeper(tmp_path, lambda: today[0], keep_days=30)
        keeper.start(Clerk().report, Clerk().cleared.append)
        keeper.watch(KeepQuestion(text, "t1"), 0.0)
        keeper.stop()
        if text != "giá vàng":
            assert kept(tmp_path) == ["tôi tên là [tên]"]
        today[0] += timedelta(days=40)
    assert kept(tmp_path) == ["giá vàng"]


def test_a_damaged_file_is_put_aside_and_a_new_one_begun(tmp_path: Path) -> None:
    path = journal_path(tmp_path)
    path.parent.mkdir()
    path.write_bytes(b"\0" * 300 + b"garbage" * 100)
    moment = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    clerk, keeper = Clerk(), JournalKeeper(tmp_path, lambda: moment)
    keeper.start(clerk.report, clerk.cleared.append)
    keeper.watch(KeepQuestion("giá vàng", "t"), 0.0)
    keeper.stop()
    name = "journal.sqlite.damaged-20261124T090000000000"
    assert clerk.faults == [Fault("JOURNAL-001", {"kept_as": name})]
    assert path.with_name(name).read_bytes().endswith(b"garbage")
    assert kept(tmp_path) == ["giá vàng"]


def test_a_file_that_is_damaged_while_it_is_open_costs_no_new_record(tmp_path: Path) -> None:
    clerk, keeper = Clerk(), JournalKeeper(tmp_path)
    keeper.start(clerk.report, clerk.cleared.append)
    keeper.watch(KeepQuestion("giá vàng", "t"), 0.0)
    keeper.stop()
    journal_path(tmp_path).write_bytes(b"garbage" * 1_000)
    keeper.start(clerk.report, clerk.cleared.append)
    keeper.watch(KeepQuestion("làm visa", "t"), 0.0)
    keeper.stop()
    assert [fault.code for fault in clerk.faults] == ["JOURNAL-001"]
    assert kept(tmp_path) == ["làm visa"]


def test_a_disk_that_takes_nothing_is_a_fault_and_over_when_it_does(tmp_path: Path) -> None:
    journal_path(tmp_path).mkdir(parents=True)
    clerk, keeper = Clerk(), JournalKeeper(tmp_path)
    keeper.start(clerk.report, clerk.cleared.append)
    keeper.watch(KeepQuestion("giá vàng", "t"), 0.0)
    keeper.stop()
    assert {fault.code for fault in clerk.faults} == {"JOURNAL-002"}
    assert clerk.cleared == []
    journal_path(tmp_path).rmdir()
    keeper.start(clerk.report, clerk.cleared.append)
    keeper.watch(KeepQuestion("làm visa", "t"), 0.0)
    keeper.stop()
    assert clerk.cleared == ["JOURNAL-002"]
    assert kept(tmp_path) == ["làm visa"]


def test_a_locked_file_holds_up_nobody_and_too_much_is_dropped(tmp_path: Path) -> None:
    open_journal(tmp_path)
    clerk, keeper = Clerk(), JournalKeeper(tmp_path, most_waiting=3)
    with sqlite3.connect(journal_path(tmp_path), isolation_level=None) as lock:
        lock.execute("begin immediate")
        keeper.start(clerk.report, clerk.cleared.append)
        for number in range(10):  # at least six find the queue full: the writer holds one at most
            keeper.watch(KeepRating(1), float(number))
        assert clerk.heard.wait(LONG_S)
        assert clerk.faults[0] == Fault("JOURNAL-002", {"reason": "the disk is too slow"})
        lock.execute("rollback")
    keeper.stop()
    assert 3 <= len(open_journal(tmp_path).ratings(BEGINNING)) <= 4
