"""The journal on disk: kept, counted, grouped, deleted, and whole after bad luck."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from letan.kernel.faults import LetanError
from letan.ports.journal import (
    FeedbackRecord,
    KeptFeedback,
    KeptQuestion,
    KeptTurn,
    Outcome,
    Purged,
    QuestionRecord,
    RatingRecord,
    TurnRecord,
)
from letan_engines.journal_store.sqlite import DamagedJournalError, SqliteJournal, put_aside

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(days=10)
TURN = TurnRecord(
    "t1", Outcome.ANSWERED, "touch", "a.b", "fee", 0.9, True, 0.1, 0.2, 0.3, 4.0, True, "en"
)
VISA = QuestionRecord("làm visa ở đâu", "lam visa o dau")


@pytest.fixture
def journal(tmp_path: Path) -> SqliteJournal:
    return SqliteJournal(tmp_path / "state" / "journal.sqlite")


def test_a_turn_comes_back_as_it_was(journal: SqliteJournal) -> None:
    journal.add([TURN], AT)
    assert journal.turns(AT, 5) == [KeptTurn(AT, TURN)]
    assert journal.turns(LATER, 5) == []


def test_questions_are_counted_by_group(journal: SqliteJournal) -> None:
    journal.add([VISA, QuestionRecord("giá vàng", "gia vang", "x", referred=True)], AT)
    journal.add([QuestionRecord("cho hỏi làm visa ở đâu", "lam visa o dau")], LATER)
    assert journal.questions(AT) == [
        KeptQuestion(1, "làm visa ở đâu", 2, AT, LATER),
        KeptQuestion(2, "giá vàng", 1, AT, AT, "x", referred=True),
    ]
    assert [q.count for q in journal.questions(LATER)] == [1]


def test_purging_deletes_what_is_old_and_only_that(journal: SqliteJournal) -> None:
    feedback, rating = FeedbackRecord("praise", "tốt"), RatingRecord(5)
    journal.add([TURN, VISA, feedback, rating], AT)
    journal.add([TURN, feedback, rating, QuestionRecord("b", "b")], LATER)
    assert journal.purge(LATER) == Purged(1, 1, 1, 1)
    assert [q.text for q in journal.questions(AT)] == ["b"]
    assert journal.feedback(AT) == [KeptFeedback(2, LATER, "praise", "tốt")]
    assert journal.ratings(AT) == [5]


def test_what_is_deleted_is_gone_from_the_file(journal: SqliteJournal, tmp_path: Path) -> None:
    journal.add(
        [QuestionRecord("một câu riêng tư", "k"), FeedbackRecord("complaint", "lời chê")], AT
    )
    assert journal.delete([1, 99], [1]) == Purged(questions=1, feedback=1)
    assert journal.questions(AT) == []
    left = b"".join(p.read_bytes() for p in (tmp_path / "state").glob("*") if p.suffix == ".sqlite")
    assert "riêng tư".encode() not in left


def test_all_records_of_a_moment_or_none(journal: SqliteJournal, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "state" / "journal.sqlite") as database:
        database.execute("drop table rating")
    with pytest.raises(LetanError, match="no such table"):
        journal.add([TURN, RatingRecord(5)], AT)
    assert journal.turns(AT, 5) == []


def test_a_file_that_is_no_journal_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_text("this is no database, and was here before" * 40, "utf-8")
    with pytest.raises(DamagedJournalError, match="not a database"):
        SqliteJournal(path)
    assert "was here before" in path.read_text("utf-8")


def test_a_journal_of_version_1_gets_its_new_column(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with sqlite3.connect(path) as database:
        database.execute(
            "create table turn (at real not null, turn_id text, outcome text, source text, "
            "intent text, facet text, probability real, staff integer, heard_s real, "
            "replied_s real, spoke_s real, done_s real, cut integer)"
        )
        database.execute(
            "insert into turn values (?, 't0', 'referred', 'typed', '', '', 0, 0, 1, 1, 1, 2, 0)",
            (AT.timestamp(),),
        )
        database.execute("pragma user_version=1")
    SqliteJournal(path)
    journal = SqliteJournal(path)  # the second opening finds the column
    journal.add([TURN], LATER)
    old = TurnRecord("t0", Outcome.REFERRED, "typed", "", "", 0.0, False, 1.0, 1.0, 1.0, 2.0)
    assert journal.turns(AT, 5) == [KeptTurn(LATER, TURN), KeptTurn(AT, old)]


def test_a_journal_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("pragma user_version=7")
    with pytest.raises(LetanError, match="version 7"):
        SqliteJournal(path)


def test_folder_and_file_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder, path = tmp_path / "state", tmp_path / "state" / "journal.sqlite"
    SqliteJournal(path).add([TURN], AT)
    assert [p.stat().st_mode & 0o777 for p in (folder, path)] == [0o700, 0o600]
    folder.chmod(0o755)
    path.chmod(0o644)
    SqliteJournal(path)
    assert [p.stat().st_mode & 0o777 for p in (folder, path)] == [0o700, 0o600]


def test_what_is_put_aside_is_kept_whole_and_leaves_room_for_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    for side in ("", "-wal"):
        path.with_name(path.name + side).write_text(f"old{side}", "utf-8")
    aside = put_aside(path, AT)
    assert sorted(p.name for p in tmp_path.iterdir()) == [aside.name, aside.name + "-wal"]
    assert aside.read_text("utf-8") == "old"
    SqliteJournal(path).add([VISA], AT)
    assert len(SqliteJournal(path).questions(AT)) == 1


def test_what_cannot_be_put_aside_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(LetanError, match="No such file"):
        put_aside(tmp_path / "journal.sqlite", AT)
