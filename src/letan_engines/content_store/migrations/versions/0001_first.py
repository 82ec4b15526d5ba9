"""Edits, releases, moves of the pointer, history."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    author = (
        ("who", sa.String(120)),
        ("at", sa.String(40)),
        ("reason", sa.Text()),
    )

    def needed(*columns: tuple[str, sa.types.TypeEngine[str]]) -> list[sa.Column[str]]:
        return [sa.Column(name, kind, nullable=False) for name, kind in columns]

    def number() -> sa.Column[int]:
        return sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True)

    op.create_table(
        "edits",
        number(),
        *needed(
            ("entry", sa.String(80)),
            ("part", sa.String(40)),
            ("topic", sa.String(80)),
            ("value", sa.Text()),
            ("base", sa.Text()),
            ("base_hash", sa.String(12)),
            ("state", sa.String(12)),
            *author,
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "one_edit_a_part",
        "edits",
        ["entry", "part", "state"],
        unique=True,
        sqlite_where=sa.text("state <> 'withdrawn'"),
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.create_table(
        "releases",
        sa.Column("id", sa.String(12), primary_key=True),
        *needed(("pack", sa.String(12)), *author),
    )
    op.create_table(
        "moves",
        number(),
        *needed(("action", sa.String(12))),
        sa.Column("release", sa.String(12), sa.ForeignKey("releases.id"), nullable=False),
        *needed(("before", sa.String(12))),
        sa.Column("is_done", sa.Integer(), nullable=False),
        *needed(*author),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "history",
        number(),
        *needed(
            ("action", sa.String(12)),
            ("object", sa.String(200)),
            ("before", sa.String(12)),
            *author,
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Nothing stored is thrown away."""
    raise NotImplementedError("put back a copy of content.db instead")
