"""The version of a store's tables: brings an older one up, refuses a newer or a foreign one."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from letan.kernel.faults import LetanError
from letan_engines.database.sqlite import WRITES


@dataclass(frozen=True, slots=True)
class Migrations:
    """The way to the newest tables of one store.

    Attributes:
        folder: Of Alembic: `env.py`, and `versions/NNNN_name.py`.
        head: The newest migration; a test holds it to the folder.
    """

    folder: Path
    head: str


def bring_up_to_date(engine: Engine, place: str, migrations: Migrations) -> None:
    """Run the missing migrations, all or none, in one transaction.

    Raises:
        LetanError: If the store belongs to a newer letan or to another program.
    """
    with engine.connect() as connection:
        if _version(connection, place, migrations) == migrations.head:
            return
    from alembic import command  # takes a third of a second, and is seldom needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations.folder))
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if _version(connection, place, migrations) == migrations.head:  # another process was faster
            return
        config.attributes["connection"] = connection
        command.upgrade(config, migrations.head)


def _version(connection: Connection, place: str, migrations: Migrations) -> str:
    """Return the version of the tables, "" of an empty file."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return ""
    if "alembic_version" not in tables:
        raise LetanError(place, "belongs to another program", "Move it away, or set LETAN_HOME")
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    known = {path.name.partition("_")[0] for path in migrations.folder.glob("versions/[0-9]*.py")}
    if version is not None and version not in known:
        raise LetanError(
            place,
            f"was written by a newer letan (version {version} of the tables)",
            "Install that letan again; nothing was changed",
        )
    return str(version or "")
