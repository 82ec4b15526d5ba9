"""The door: setting up, signing in, staying signed in."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from letan.access.signing_in import NAME, failed, holds, locked_until, succeeded, weakness
from letan.kernel.faults import LetanError
from letan.ports.accounts import (
    Account,
    AccountStore,
    Deed,
    PasswordHasher,
    Role,
    Session,
)

_SEEN_STEP = timedelta(minutes=1)
_NOT_RIGHT = "Tên đăng nhập hoặc mật khẩu không đúng."


class Refused(Exception):
    """The door stays shut; the text is for the person before it."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who is signed in, or a script that shows his token.

    Attributes:
        account: Whose; a script's has no role that its token has not.
        session: Id of the session, "" for a script.
        token: Name of the token, "" for a person.
    """

    account: Account
    session: str
    token: str = ""

    @property
    def name(self) -> str:
        """Who did it, as the audit says: the account, and the token behind a colon."""
        return f"{self.account.name}:{self.token}"[:40] if self.token else self.account.name


class Door:
    """Signs people in; every call may take a transaction, signing in a quarter second too."""

    def __init__(
        self,
        store: AccountStore,
        hasher: PasswordHasher,
        clock: Callable[[], datetime],
        setup_code: Callable[[], str],
    ) -> None:
        """Make the door.

        Args:
            store: Accounts, sessions, audit.
            hasher: Of passwords.
            clock: The moment, with a time zone.
            setup_code: The code that whoever owns the machine can read; asked for only while
                there is no account.
        """
        self.store = store
        self.clock = clock
        self._hasher, self._setup_code = hasher, setup_code
        self._nobody = ""

    @property
    def needs_set_up(self) -> bool:
        """Whether there is no account yet."""
        return not self.store.accounts()

    def record(self, who: str, action: str, on: str = "", note: str = "") -> None:
        """Write a deed into the audit."""
        self.store.record(Deed(self.clock(), who, action, on, note))

    def set_up(self, code: str, name: str, title: str, password: str) -> None:
        """Make the first account; it has every role.

        Raises:
            Refused: If the code is wrong, somebody was first, or a field is no good.
        """
        if not self.needs_set_up:
            raise Refused("Robot đã được thiết lập rồi. Hãy đăng nhập.")
        if not hmac.compare_digest(code.strip().upper().encode(), self._setup_code().encode()):
            self.record("letan", "setup-refused")
            raise Refused("Mã thiết lập không đúng. Xem lại mã trên máy của robot.")
        account = self._new(name, title, frozenset(Role), password)
        try:
            self.store.add_account(account, only_first=True)
        except LetanError:
            raise Refused("Robot đã được thiết lập rồi. Hãy đăng nhập.") from None
        self.record(account.name, "setup", account.name)

    def add(self, by: str, name: str, title: str, roles: frozenset[Role], password: str) -> None:
        """Make another account.

        Raises:
            Refused: If the name is taken, or a field is no good.
        """
        account = self._new(name, title, roles, password)
        try:
            self.store.add_account(account)
        except LetanError:
            raise Refused("Tên đăng nhập này đã có người dùng.") from None
        self.record(by, "account-add", account.name, " ".join(sorted(r.value for r in roles)))

    def sign_in(self, name: str, password: str, device: str = "") -> str:
        """Return the secret of a new session.

        Raises:
            Refused: If name or password is wrong, or the account is locked.
        """
        now = self.clock()
        account = self.store.account(name.strip().lower())
        if account is None or not account.is_active:
            self._hasher.matches(self._some_hash(), password)  # as slow as a real one
            raise Refused(_NOT_RIGHT)
        until = locked_until(account)
        if until is not None and now < until:
            minutes = max(1, round((until - now).total_seconds() / 60 + 0.5))
            raise Refused(f"Nhập sai nhiều lần. Hãy thử lại sau {minutes} phút.")
        if not self._hasher.matches(account.password_hash, password):
            self.store.replace_account(failed(account, now))
            self.record(account.name, "sign-in-refused")
            raise Refused(_NOT_RIGHT)
        if account.failures:
            self.store.replace_account(succeeded(account))
        secret = secrets.token_urlsafe(32)
        self.store.begin_session(Session(_id(secret), account.name, now, now, device))
        self.record(account.name, "sign-in")
        return secret

    def who(self, secret: str) -> Staff | None:
        """Return who holds the secret of a session that is still good."""
        if not secret:
            return None
        now = self.clock()
        session = self.store.session(_id(secret))
        if session is None:
            return None
        account = self.store.account(session.account)
        if account is None or not account.is_active or not holds(session, now):
            self.store.end_sessions(session.account, one=session.id)
            return None
        if now - session.seen >= _SEEN_STEP:
            self.store.see_session(session.id, now)
        return Staff(account, session.id)

    def sign_out(self, staff: Staff) -> None:
        """End a session."""
        self.store.end_sessions(staff.name, one=staff.session)
        self.record(staff.name, "sign-out")

    def change_password(self, staff: Staff, old: str, new: str) -> None:
        """Change one's own password; every other session of the account ends.

        Raises:
            Refused: If the old one is wrong or the new one is weak.
        """
        if not self._hasher.matches(staff.account.password_hash, old):
            raise Refused("Mật khẩu hiện tại không đúng.")
        self.set_password(staff.name, staff.account, new)
        self.store.end_sessions(staff.name, but=staff.session)

    def set_password(self, by: str, account: Account, new: str) -> None:
        """Give an account another password.

        Raises:
            Refused: If it is weak.
        """
        weak = weakness(new, account.name)
        if weak is not None:
            raise Refused(weak.vi)
        changed = succeeded(account)
        self.store.replace_account(
            Account(
                changed.name,
                changed.title,
                changed.roles,
                self._hasher.hash(new),
                is_active=changed.is_active,
            )
        )
        self.record(by, "password", account.name)

    def _new(self, name: str, title: str, roles: frozenset[Role], password: str) -> Account:
        name, title = name.strip().lower(), " ".join(title.split())
        if not NAME.fullmatch(name):
            raise Refused("Tên đăng nhập: 2–40 chữ thường không dấu, số, dấu chấm hoặc gạch.")
        if not title or len(title) > 120:
            raise Refused("Hãy nhập họ và tên (nhiều nhất 120 ký tự).")
        if not roles:
            raise Refused("Hãy chọn ít nhất một quyền.")
        weak = weakness(password, name)
        if weak is not None:
            raise Refused(weak.vi)
        return Account(name, title, roles, self._hasher.hash(password))

    def _some_hash(self) -> str:
        self._nobody = self._nobody or self._hasher.hash(secrets.token_urlsafe(16))
        return self._nobody


def _id(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
