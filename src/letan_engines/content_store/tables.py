"""Tables of the store, in SQLAlchemy Core; the migrations make them."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)

METADATA = MetaData()
"""Every table of the store."""

EDITS = Table(
    "edits",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("entry", String(80), nullable=False),
    Column("part", String(40), nullable=False),
    Column("topic", String(80), nullable=False),
    Column("value", Text, nullable=False),  # canonical JSON
    Column("base", Text, nullable=False),  # canonical JSON
    Column("base_hash", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("who", String(120), nullable=False),
    Column("at", String(40), nullable=False),  # ISO 8601 with zone
    Column("reason", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Every edit there ever was; at most one of a part is READY, and at most one DRAFT."""

Index(
    "one_edit_a_part",
    EDITS.c.entry,
    EDITS.c.part,
    EDITS.c.state,
    unique=True,
    sqlite_where=text("state <> 'withdrawn'"),
    postgresql_where=text("state <> 'withdrawn'"),
)

RELEASES = Table(
    "releases",
    METADATA,
    Column("id", String(12), primary_key=True),
    Column("pack", String(12), nullable=False),
    Column("who", String(120), nullable=False),
    Column("at", String(40), nullable=False),
    Column("reason", Text, nullable=False),
)
"""Releases that were built."""

MOVES = Table(
    "moves",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("action", String(12), nullable=False),  # publish, rollback, recovered
    Column("release", String(12), ForeignKey("releases.id"), nullable=False),
    Column("before", String(12), nullable=False),
    Column("is_done", Integer, nullable=False),  # 0 while the pointer is being moved
    Column("who", String(120), nullable=False),
    Column("at", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""Every move of the pointer to the running release; the pointer itself is a file."""

HISTORY = Table(
    "history",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("action", String(12), nullable=False),
    Column("object", String(200), nullable=False),
    Column("before", String(12), nullable=False),
    Column("who", String(120), nullable=False),
    Column("at", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""What anybody did, in order; rows are never changed."""
