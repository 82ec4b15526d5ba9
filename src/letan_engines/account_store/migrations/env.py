"""Alembic's way in: it runs on the connection, and in the transaction, that it is given."""

from alembic import context

from letan_engines.account_store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite cannot alter a column
    transactional_ddl=False,  # the caller's transaction holds all of it
)
context.run_migrations()
