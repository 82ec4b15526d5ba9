"""Tokens of scripts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False, unique=True),
        sa.Column("roles", sa.String(80), nullable=False),
        sa.Column("owner", sa.String(40), sa.ForeignKey("accounts.name"), nullable=False),
        sa.Column("made", sa.String(40), nullable=False),
        sa.Column("used", sa.String(40), nullable=False),
    )


def downgrade() -> None:
    """Nothing stored is thrown away."""
    raise NotImplementedError("put back a copy of accounts.db instead")
