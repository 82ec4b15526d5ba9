"""Accounts, sessions, audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""

    def needed(*columns: tuple[str, int]) -> list[sa.Column[str]]:
        return [sa.Column(name, sa.String(size), nullable=False) for name, size in columns]

    op.create_table(
        "accounts",
        sa.Column("name", sa.String(40), primary_key=True),
        *needed(("title", 120), ("roles", 80), ("password_hash", 200)),
        sa.Column("failures", sa.Integer(), nullable=False),
        *needed(("failed_at", 40)),
        sa.Column("is_active", sa.Integer(), nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(40), sa.ForeignKey("accounts.name"), nullable=False),
        *needed(("begun", 40), ("seen", 40), ("device", 120)),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        *needed(("at", 40), ("who", 40), ("action", 40), ("on", 200)),
        sa.Column("note", sa.Text(), nullable=False),
        *needed(("previous", 64), ("link", 64)),
    )


def downgrade() -> None:
    """Nothing stored is thrown away."""
    raise NotImplementedError("put back a copy of accounts.db instead")
