"""Tables of the accounts' store, in SQLAlchemy Core; the migrations make them."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text

METADATA = MetaData()
"""Every table of the store."""

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("title", String(120), nullable=False),
    Column("roles", String(80), nullable=False),  # values of Role, sorted, with spaces between
    Column("password_hash", String(200), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failed_at", String(40), nullable=False),  # ISO 8601 with zone; "" = never
    Column("is_active", Integer, nullable=False),
)
"""Everybody who may sign in, and who might."""

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("account", String(40), ForeignKey("accounts.name"), nullable=False),
    Column("begun", String(40), nullable=False),
    Column("seen", String(40), nullable=False),
    Column("device", String(120), nullable=False),
)
"""Everybody who is signed in."""

TOKENS = Table(
    "tokens",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("roles", String(80), nullable=False),  # as in `accounts`
    Column("owner", String(40), ForeignKey("accounts.name"), nullable=False),
    Column("made", String(40), nullable=False),
    Column("used", String(40), nullable=False),  # ISO 8601 with zone; "" = never
)
"""What scripts show; one that was revoked is gone."""

AUDIT = Table(
    "audit",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("who", String(40), nullable=False),
    Column("action", String(40), nullable=False),
    Column("on", String(200), nullable=False),
    Column("note", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("link", String(64), nullable=False),
)
"""The chain of `letan.access.chain`; rows are never changed."""
