"""What every store on a database does: bring its tables up to date, and one transaction a call."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from letan.kernel.faults import LetanError
from letan_engines.database.schema import Migrations, bring_up_to_date
from letan_engines.database.sqlite import WRITES


class DatabaseStore:
    """A store; each call is one transaction, safe among threads and processes."""

    def __init__(
        self,
        engine: Engine,
        place: str,
        explain: Callable[[DBAPIError], LetanError],
        migrations: Migrations,
    ) -> None:
        """Bring the tables up to date.

        Args:
            engine: Whose writing transactions take their lock when they begin.
            place: What errors call the store.
            explain: Turns a database's error into ours.
            migrations: The way to the newest tables.

        Raises:
            LetanError: If the tables are of a newer version or cannot be reached.
        """
        self._engine, self._place, self._explain = engine, place, explain
        try:
            bring_up_to_date(engine, place, migrations)
        except DBAPIError as error:
            raise explain(error) from error

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        try:
            with (
                self._engine.connect().execution_options(**{WRITES: writes}) as connection,
                connection.begin(),
            ):
                yield connection
        except DBAPIError as error:
            raise self._explain(error) from error
