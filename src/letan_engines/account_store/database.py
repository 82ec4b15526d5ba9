"""`letan.ports.accounts.AccountStore` in one SQLite file of the robot's state folder."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from letan.access.chain import chained
from letan.kernel.faults import LetanError
from letan.ports.accounts import Account, AuditRecord, Deed, Role, Session, Token
from letan_engines.account_store.tables import ACCOUNTS, AUDIT, SESSIONS, TOKENS
from letan_engines.database.schema import Migrations
from letan_engines.database.sqlite import BUSY_TIMEOUT_S, explained, open_sqlite
from letan_engines.database.store import DatabaseStore

FILE_NAME = "accounts.db"
"""In `$LETAN_HOME`."""

MIGRATIONS = Migrations(Path(__file__).parent / "migrations", head="0002")
"""Of the store's tables."""


def open_accounts(home: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> "AccountDatabase":
    """Open the accounts of a robot, made when they are missing; the file is its owner's alone.

    Raises:
        LetanError: If it is locked, damaged, of a newer version, or cannot be written.
    """
    path = home / FILE_NAME
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        engine = open_sqlite(path, busy_timeout_s)
    except OSError as error:
        raise LetanError(
            str(path), f"cannot be made ({error.strerror})", "Set LETAN_HOME to a folder of yours"
        ) from None
    return AccountDatabase(engine, str(path), lambda error: explained(path, error))


class AccountDatabase(DatabaseStore):
    """The store; each call is one transaction, safe among threads and processes."""

    def __init__(
        self, engine: Engine, place: str, explain: Callable[[DBAPIError], LetanError]
    ) -> None:
        """Bring the tables up to date; arguments and errors as `DatabaseStore`."""
        super().__init__(engine, place, explain, MIGRATIONS)

    def accounts(self) -> tuple[Account, ...]:
        """Return everybody, by name."""
        with self._transaction() as connection:
            rows = connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.name)).all()
        return tuple(map(_account, rows))

    def account(self, name: str) -> Account | None:
        """Return one account."""
        with self._transaction() as connection:
            row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.name == name)).first()
        return _account(row) if row else None

    def add_account(self, account: Account, *, only_first: bool = False) -> None:
        """Store a new account, if its name is free."""
        with self._transaction(writes=True) as connection:
            names = set(connection.execute(select(ACCOUNTS.c.name)).scalars())
            if only_first and names:
                raise LetanError(
                    self._place, "somebody has set the robot up already", "Sign in instead"
                )
            if account.name in names:
                raise LetanError(
                    f"account {account.name}", "the name is taken", "Choose another name"
                )
            connection.execute(insert(ACCOUNTS).values(_columns(account)))

    def replace_account(self, account: Account) -> None:
        """Store an account anew."""
        query = update(ACCOUNTS).where(ACCOUNTS.c.name == account.name)
        with self._transaction(writes=True) as connection:
            if not connection.execute(query.values(_columns(account))).rowcount:
                raise LetanError(f"account {account.name}", "there is none", "Load the page again")

    def sessions(self) -> tuple[Session, ...]:
        """Return everybody who is signed in, the latest first."""
        query = select(SESSIONS).order_by(SESSIONS.c.seen.desc(), SESSIONS.c.id)
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return tuple(map(_session, rows))

    def session(self, session_id: str) -> Session | None:
        """Return one session."""
        with self._transaction() as connection:
            row = connection.execute(select(SESSIONS).where(SESSIONS.c.id == session_id)).first()
        return _session(row) if row else None

    def begin_session(self, session: Session) -> None:
        """Store a new session."""
        values = {
            "id": session.id,
            "account": session.account,
            "begun": session.begun.isoformat(),
            "seen": session.seen.isoformat(),
            "device": session.device[:120],
        }
        with self._transaction(writes=True) as connection:
            connection.execute(insert(SESSIONS).values(values))

    def see_session(self, session_id: str, at: datetime) -> None:
        """Note that a session was used."""
        query = update(SESSIONS).where(SESSIONS.c.id == session_id)
        with self._transaction(writes=True) as connection:
            connection.execute(query.values(seen=at.isoformat()))

    def end_sessions(self, account: str, *, one: str = "", but: str = "") -> int:
        """End sessions of an account; return how many there were."""
        query = delete(SESSIONS).where(SESSIONS.c.account == account)
        if one:
            query = query.where(SESSIONS.c.id == one)
        with self._transaction(writes=True) as connection:
            return int(connection.execute(query.where(SESSIONS.c.id != but)).rowcount)

    def tokens(self) -> tuple[Token, ...]:
        """Return every token, by name."""
        with self._transaction() as connection:
            rows = connection.execute(select(TOKENS).order_by(TOKENS.c.name)).all()
        return tuple(map(_token, rows))

    def token(self, token_id: str) -> Token | None:
        """Return one token."""
        with self._transaction() as connection:
            row = connection.execute(select(TOKENS).where(TOKENS.c.id == token_id)).first()
        return _token(row) if row else None

    def add_token(self, token: Token) -> None:
        """Store a new token, if its name is free."""
        values = {
            "id": token.id,
            "name": token.name,
            "roles": _roles_text(token.roles),
            "owner": token.owner,
            "made": token.made.isoformat(),
            "used": "",
        }
        with self._transaction(writes=True) as connection:
            taken = select(TOKENS.c.id).where(TOKENS.c.name == token.name)
            if connection.execute(taken).first() is not None:
                raise LetanError(f"token {token.name}", "the name is taken", "Choose another name")
            connection.execute(insert(TOKENS).values(values))

    def use_token(self, token_id: str, at: datetime) -> None:
        """Note that a token was used."""
        query = update(TOKENS).where(TOKENS.c.id == token_id)
        with self._transaction(writes=True) as connection:
            connection.execute(query.values(used=at.isoformat()))

    def revoke_token(self, name: str) -> bool:
        """Take a token back; return whether there was one."""
        with self._transaction(writes=True) as connection:
            return bool(connection.execute(delete(TOKENS).where(TOKENS.c.name == name)).rowcount)

    def record(self, deed: Deed) -> AuditRecord:
        """Add a deed to the end of the chain; the lock is held from reading to writing."""
        short = replace(deed, on=deed.on[:200])
        newest = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(1)
        with self._transaction(writes=True) as connection:
            last = connection.execute(newest).first()
            made = chained(_record(last) if last else None, short)
            values = {
                "number": made.number,
                "at": short.at.isoformat(),
                "who": short.who,
                "action": short.action,
                "on": short.on,
                "note": short.note,
                "previous": made.previous,
                "link": made.link,
            }
            connection.execute(insert(AUDIT).values(values))
        return made

    def audit(self, count: int = 200, before: int = 0) -> tuple[AuditRecord, ...]:
        """Return records, the newest first; those older than number `before` if it is not 0."""
        query = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(count)
        if before:
            query = query.where(AUDIT.c.number < before)
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return tuple(map(_record, rows))

    def audit_after(self, number: int, count: int = 1000) -> tuple[AuditRecord, ...]:
        """Return records that are newer than a number, the oldest first."""
        query = select(AUDIT).where(AUDIT.c.number > number).order_by(AUDIT.c.number).limit(count)
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return tuple(map(_record, rows))


def _columns(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "title": account.title,
        "roles": _roles_text(account.roles),
        "password_hash": account.password_hash,
        "failures": account.failures,
        "failed_at": "" if account.failed_at is None else account.failed_at.isoformat(),
        "is_active": int(account.is_active),
    }


def _account(row: Row[Any]) -> Account:
    return Account(
        row.name,
        row.title,
        _roles(row.roles),
        row.password_hash,
        row.failures,
        datetime.fromisoformat(row.failed_at) if row.failed_at else None,
        bool(row.is_active),
    )


def _roles_text(roles: frozenset[Role]) -> str:
    return " ".join(sorted(role.value for role in roles))


def _roles(text: str) -> frozenset[Role]:
    return frozenset(Role(role) for role in text.split())


def _token(row: Row[Any]) -> Token:
    used = datetime.fromisoformat(row.used) if row.used else None
    made = datetime.fromisoformat(row.made)
    return Token(row.id, row.name, _roles(row.roles), row.owner, made, used)


def _session(row: Row[Any]) -> Session:
    begun, seen = (datetime.fromisoformat(text) for text in (row.begun, row.seen))
    return Session(row.id, row.account, begun, seen, row.device)


def _record(row: Row[Any]) -> AuditRecord:
    deed = Deed(datetime.fromisoformat(row.at), row.who, row.action, row.on, row.note)
    return AuditRecord(row.number, deed, row.previous, row.link)
