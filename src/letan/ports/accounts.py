"""Who looks after the robot: accounts, their sessions, and the audit; the port that keeps them."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol


class Role(Enum):
    """What somebody is there for; one account may have several."""

    EDITOR = "editor"
    """Writes answers."""
    APPROVER = "approver"
    """Lets the robot say them; also looks after the accounts."""
    OPERATOR = "operator"
    """Looks after the robot itself."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in.

    Attributes:
        name: What is typed at the door: lower case, no spaces.
        title: Full name, as the audit shows it.
        roles: At least one.
        password_hash: As `PasswordHasher` makes it.
        failures: Wrong passwords in a row.
        failed_at: Moment of the last one; None = none.
        is_active: False = may not sign in any more; the name stays taken.
    """

    name: str
    title: str
    roles: frozenset[Role]
    password_hash: str
    failures: int = 0
    failed_at: datetime | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in on one browser.

    Attributes:
        id: Hash of the secret that the browser holds; the secret itself is kept nowhere.
        account: Its name.
        begun: Moment of signing in.
        seen: Moment of the last request, to a minute.
        device: The browser in a few words, for the list of sessions.
    """

    id: str
    account: str
    begun: datetime
    seen: datetime
    device: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """What a script shows instead of signing in.

    Attributes:
        id: Hash of the secret; the secret itself is kept nowhere.
        name: What it is for.
        roles: What it may do, as for an account; never more than its owner may.
        owner: Name of the account that made it.
        made: When.
        used: Moment of the last use, to a minute; None = never.
    """

    id: str
    name: str
    roles: frozenset[Role]
    owner: str
    made: datetime
    used: datetime | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did.

    Attributes:
        at: With a time zone.
        who: Name of the account; "letan" for the program itself.
        action: A short stable word, e.g. "publish".
        on: What it was done to, e.g. an entry with its part.
        note: Reason or detail, one line; never what a visitor said.
    """

    at: datetime
    who: str
    action: str
    on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """A deed as it stands in the chain.

    Attributes:
        number: 1, 2, 3 … without a gap.
        deed: What was done.
        previous: Link of the record before; "" for the first.
        link: Hash over all of the above, see `letan.access.chain`.
    """

    number: int
    deed: Deed
    previous: str
    link: str


class AccountStore(Protocol):
    """Accounts, sessions and the audit. Every call is one transaction; any process may call.

    Each method raises LetanError when the store is locked, full, damaged or of a newer version.
    """

    def accounts(self) -> tuple[Account, ...]:
        """Return everybody, by name."""
        ...

    def account(self, name: str) -> Account | None:
        """Return one account."""
        ...

    def add_account(self, account: Account, *, only_first: bool = False) -> None:
        """Store a new account.

        Args:
            account: The new one.
            only_first: Refuse it when there is any other.

        Raises:
            LetanError: If the name is taken, or somebody else was the first.
        """
        ...

    def replace_account(self, account: Account) -> None:
        """Store an account anew.

        Raises:
            LetanError: If there is none of that name.
        """
        ...

    def sessions(self) -> tuple[Session, ...]:
        """Return everybody who is signed in, the latest first."""
        ...

    def session(self, session_id: str) -> Session | None:
        """Return one session."""
        ...

    def begin_session(self, session: Session) -> None:
        """Store a new session."""
        ...

    def see_session(self, session_id: str, at: datetime) -> None:
        """Note that a session was used."""
        ...

    def end_sessions(self, account: str, *, one: str = "", but: str = "") -> int:
        """End sessions of an account.

        Args:
            account: Whose.
            one: Only the session with this id; "" = all.
            but: Not the session with this id.

        Returns:
            How many there were.
        """
        ...

    def tokens(self) -> tuple[Token, ...]:
        """Return every token, by name."""
        ...

    def token(self, token_id: str) -> Token | None:
        """Return one token."""
        ...

    def add_token(self, token: Token) -> None:
        """Store a new token.

        Raises:
            LetanError: If the name is taken.
        """
        ...

    def use_token(self, token_id: str, at: datetime) -> None:
        """Note that a token was used."""
        ...

    def revoke_token(self, name: str) -> bool:
        """Take a token back; return whether there was one."""
        ...

    def record(self, deed: Deed) -> AuditRecord:
        """Add a deed to the end of the chain."""
        ...

    def audit_after(self, number: int, count: int = 1000) -> tuple[AuditRecord, ...]:
        """Return records that are newer than a number, the oldest first."""
        ...

    def audit(self, count: int = 200, before: int = 0) -> tuple[AuditRecord, ...]:
        """Return records, the newest first; those older than number `before` if it is not 0."""
        ...


class PasswordHasher(Protocol):
    """Turns a password into something that does not tell it."""

    def hash(self, password: str) -> str:
        """Return the hash of a password, with its salt and its costs; takes a quarter second."""
        ...

    def matches(self, password_hash: str, password: str) -> bool:
        """Say whether the password is the one that was hashed."""
        ...
