"""The store of edits on PostgreSQL, for a city: what holds on SQLite holds there.

Runs against the database that LETAN_TEST_POSTGRESQL names (its tables are removed first), with
SQLAlchemy's form of address: postgresql+psycopg://user@host:port/name. The driver is not among
the packages of letan.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine, create_engine, text
from tests.engines.content_store.contract import FEE, LAN, LATER_FEE, MINH, NOON, TITLE

from letan.kernel.faults import LetanError
from letan.ports.content_store import ContentStore, EditState, Event, ReleaseRecord, StoredEdit
from letan_engines.content_store.database import ContentDatabase
from letan_engines.content_store.tables import METADATA

URL = os.environ.get("LETAN_TEST_POSTGRESQL", "")
pytestmark = pytest.mark.skipif(not URL, reason="not measured: LETAN_TEST_POSTGRESQL names none")
READY, DRAFT = EditState.READY, EditState.DRAFT


def open_store(engine: Engine) -> ContentDatabase:
    return ContentDatabase(
        engine, "postgresql", lambda error: LetanError("postgresql", str(error), "See its log")
    )


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = create_engine(URL, isolation_level="SERIALIZABLE")
    METADATA.drop_all(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> ContentDatabase:
    return open_store(engine)


def test_edits_are_kept_and_replaced_part_by_part(store: ContentDatabase, engine: Engine) -> None:
    port: ContentStore = store
    port.add([FEE, TITLE], LAN)
    port.add([LATER_FEE], MINH)
    again = open_store(engine)
    assert again.edits() == (
        StoredEdit(2, TITLE, READY, LAN),
        StoredEdit(3, LATER_FEE, READY, MINH),
    )
    assert again.edits(EditState.WITHDRAWN) == (StoredEdit(1, FEE, EditState.WITHDRAWN, LAN),)


def test_a_draft_waits_and_is_made_ready(store: ContentDatabase) -> None:
    store.add([FEE], LAN)
    store.add([LATER_FEE], MINH, draft=True)
    (draft,) = store.edits(DRAFT)
    store.make_ready([draft.id], LAN)
    assert [edit.edit for edit in store.edits()] == [LATER_FEE]
    assert store.edits(DRAFT) == ()


def test_all_or_none(store: ContentDatabase) -> None:
    store.add([FEE], LAN)
    with pytest.raises(LetanError, match="is no ready or draft edit"):
        store.withdraw([1, 99], LAN)
    assert [edit.id for edit in store.edits()] == [1]


def test_who_was_slower_is_told(store: ContentDatabase) -> None:
    store.add([FEE], LAN)
    with pytest.raises(LetanError, match="was changed by Lan in the meantime"):
        store.add_over(LATER_FEE, MINH, seen=0)


def test_of_many_at_once_one_wins(store: ContentDatabase) -> None:
    def save(number: int) -> bool:
        try:
            store.add_over(FEE, replace(LAN, who=f"clerk {number}"), seen=0)
        except LetanError:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(save, range(4))) == 1
    assert len(store.edits()) == 1


def test_moves_of_the_pointer_and_their_history(store: ContentDatabase) -> None:
    for name in ("aaaaaaaaaaaa", "bbbbbbbbbbbb"):
        store.add_release(ReleaseRecord(name, "p", LAN))
    store.end_move(store.begin_move("publish", "aaaaaaaaaaaa", "p", LAN))
    store.begin_move("publish", "bbbbbbbbbbbb", "aaaaaaaaaaaa", LAN)  # the power was cut
    store.settle("bbbbbbbbbbbb", NOON)
    assert store.came_from("bbbbbbbbbbbb") == "aaaaaaaaaaaa"
    assert store.history() == (
        Event("publish", "bbbbbbbbbbbb", LAN, "aaaaaaaaaaaa"),
        Event("publish", "aaaaaaaaaaaa", LAN, "p"),
    )
