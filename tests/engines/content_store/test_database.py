"""The store of edits, on SQLite."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.engines.content_store.contract import FEE, LAN, LATER_FEE, MINH, NOON, TITLE

from letan.kernel.faults import LetanError
from letan.ports.content_store import (
    ContentStore,
    EditState,
    Event,
    PartEdit,
    ReleaseRecord,
    StoredEdit,
)
from letan_engines.content_store.database import (
    FILE_NAME,
    MIGRATIONS,
    ContentDatabase,
    open_store,
)
from letan_engines.content_store.tables import METADATA
from letan_engines.database.sqlite import open_sqlite


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ContentDatabase]:
    opened = open_store(tmp_path, busy_timeout_s=0.1)
    yield opened
    opened.close()


def test_it_fulfils_the_port(store: ContentDatabase) -> None:
    port: ContentStore = store
    assert port.edits() == ()


def test_edits_are_kept_with_who_when_why(store: ContentDatabase, tmp_path: Path) -> None:
    store.add([FEE, TITLE], LAN)
    again = open_store(tmp_path)
    ready = EditState.READY
    assert again.edits() == (StoredEdit(1, FEE, ready, LAN), StoredEdit(2, TITLE, ready, LAN))
    again.close()


def test_a_newer_edit_of_a_part_replaces_the_older(store: ContentDatabase) -> None:
    store.add([FEE], LAN)
    store.add([LATER_FEE], MINH)
    assert store.edits() == (StoredEdit(2, LATER_FEE, EditState.READY, MINH),)
    assert store.edits(EditState.WITHDRAWN) == (StoredEdit(1, FEE, EditState.WITHDRAWN, LAN),)


def test_a_draft_waits_beside_the_edit_it_will_replace(store: ContentDatabase) -> None:
    store.add([FEE], LAN)
    store.add([LATER_FEE], MINH, draft=True)
    assert [stored.edit for stored in store.edits()] == [FEE]
    store.make_ready([2], LAN)
    assert [stored.edit for stored in store.edits()] == [LATER_FEE]
    assert store.edits(EditState.DRAFT) == ()


def test_all_or_none(store: ContentDatabase) -> None:
    store.add([FEE], LAN)
    with pytest.raises(LetanError, match="edit 9"):
        store.withdraw([1, 9], LAN)
    assert [stored.id for stored in store.edits()] == [1]


def test_two_clerks_at_one_part(store: ContentDatabase) -> None:
    first = store.add_over(FEE, LAN, seen=0)
    with pytest.raises(LetanError, match="changed by Lan in the meantime"):
        store.add_over(LATER_FEE, MINH, seen=0)
    assert store.add_over(LATER_FEE, MINH, seen=first.id).edit == LATER_FEE


def test_history_names_everything_newest_first(store: ContentDatabase) -> None:
    store.add([FEE], LAN)
    store.add([TITLE], LAN, draft=True)
    store.make_ready([2], MINH)
    store.withdraw([1], MINH)
    assert store.history() == (
        Event("withdraw", "ho_tich.khai_sinh, fee", MINH),
        Event("ready", "ho_tich.khai_tu, title", MINH),
        Event("draft", "ho_tich.khai_tu, title", LAN),
        Event("edit", "ho_tich.khai_sinh, fee", LAN),
    )


def test_many_writers_at_once(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    edits = [PartEdit(f"a.e{number}", "title", "x") for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda edit: store.add_over(edit, LAN, 0), edits))
    assert {stored.edit.entry for stored in store.edits()} == {edit.entry for edit in edits}
    store.close()


def test_a_locked_store_says_so(store: ContentDatabase, tmp_path: Path) -> None:
    store.add([FEE], LAN)
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LetanError, match="another program is writing"):
        store.add([TITLE], LAN)
    assert [stored.edit for stored in store.edits()] == [FEE]  # readers do not wait
    other.execute("ROLLBACK")
    store.add([TITLE], LAN)
    other.close()


def test_a_full_disk_loses_nothing(store: ContentDatabase) -> None:
    store.add([FEE], LAN)
    with store._engine.connect() as connection:  # a database that may not grow
        connection.exec_driver_sql("PRAGMA max_page_count=1")
        connection.commit()
    big = PartEdit("ho_tich.khai_tu", "title", "x" * 100_000)
    with pytest.raises(LetanError, match=r"full.*nothing was changed"):
        store.add([TITLE, big], LAN)
    assert [stored.edit for stored in store.edits()] == [FEE]


def test_a_store_of_a_newer_letan_is_left_alone(store: ContentDatabase, tmp_path: Path) -> None:
    store.add([FEE], LAN)
    with store._engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(LetanError, match=r"newer letan \(version 9999"):
        open_store(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_foreign_database_is_left_alone(tmp_path: Path) -> None:
    foreign = sqlite3.connect(tmp_path / FILE_NAME)
    foreign.execute("CREATE TABLE recipes (id INTEGER)")
    foreign.close()
    with pytest.raises(LetanError, match="belongs to another program"):
        open_store(tmp_path)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("đây không phải cơ sở dữ liệu\n" * 100, encoding="utf-8")
    with pytest.raises(LetanError, match="no whole database"):
        open_store(tmp_path)


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LetanError, match="LETAN_HOME"):
        open_store(tmp_path / "file")


def test_the_migrations_make_the_tables_of_the_code(tmp_path: Path) -> None:
    def shape(path: Path) -> list[tuple[str, ...]]:
        connection = sqlite3.connect(path)
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            if name not in ("alembic_version", "sqlite_sequence")
        ]
        columns = [
            (name, str(row))
            for name in names
            for row in connection.execute(
                f"SELECT name, type, [notnull], pk FROM pragma_table_info('{name}')"
            )
        ]
        indexes = connection.execute(
            "SELECT sql FROM sqlite_master WHERE type='index' AND sql <> ''"
        ).fetchall()
        connection.close()
        return sorted([*columns, *((str(sql),) for (sql,) in indexes)])

    open_store(tmp_path).close()
    engine = open_sqlite(tmp_path / "made.db")
    METADATA.create_all(engine)
    engine.dispose()
    assert shape(tmp_path / FILE_NAME) == shape(tmp_path / "made.db")
    assert max(path.name for path in MIGRATIONS.folder.glob("versions/0*.py")).startswith(
        MIGRATIONS.head
    )


def test_settings_of_the_database(store: ContentDatabase) -> None:
    with store._engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 1, 1]  # 1 = NORMAL


@pytest.mark.parametrize(
    ("pointed_at", "actions"),
    [
        pytest.param("a1", ["publish"], id="cut after the rename"),
        pytest.param(None, [], id="cut before the rename"),
        pytest.param("b2", ["recovered"], id="the log lost its last lines"),
    ],
)
def test_after_a_power_cut_the_log_follows_the_pointer(
    store: ContentDatabase, pointed_at: str | None, actions: list[str]
) -> None:
    for release in ("a1", "b2"):
        store.add_release(ReleaseRecord(release, "p", LAN))
    store.begin_move("publish", "a1", "p", LAN)
    store.settle(pointed_at, NOON)
    assert [(e.action, e.object) for e in store.history()] == [
        (action, pointed_at) for action in actions
    ]
    store.settle(pointed_at, NOON)
    assert len(store.history()) == len(actions)
