"""Tokens of scripts: made and taken back on a page, shown by programs instead of signing in."""

import hashlib
import secrets
from datetime import timedelta

from letan.kernel.faults import LetanError
from letan.ports.accounts import Account, Role, Token
from letan_web.shell.requests import one_line
from letan_web.staff.door import Door, Refused, Staff

PREFIX = "letan_"
"""Of every token, so that one that leaked into a file is found."""
_SEEN_STEP = timedelta(minutes=1)
_MOST = 50


def issue_token(door: Door, staff: Staff, name: str, roles: frozenset[Role]) -> str:
    """Return the secret of a new token; it is shown once and kept nowhere.

    The store keeps its SHA-256: the secret has 256 random bits, so a slow hash would add nothing.

    Raises:
        Refused: If the name is taken or empty, or somebody would give what he does not have.
    """
    name = one_line(name)[:80]
    if not name:
        raise Refused("Hãy ghi mã này dùng cho việc gì.")
    if not roles or not roles <= staff.account.roles:
        raise Refused("Hãy chọn quyền cho mã, trong số các quyền của anh/chị.")
    if len(door.store.tokens()) >= _MOST:
        raise Refused(f"Nhiều nhất {_MOST} mã. Hãy thu hồi mã không dùng nữa.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token(token_id(secret), name, roles, staff.account.name, door.clock())
    try:
        door.store.add_token(token)
    except LetanError:
        raise Refused("Đã có mã với tên này.") from None
    door.record(staff.name, "token-add", name, " ".join(sorted(role.value for role in roles)))
    return secret


def revoke_token(door: Door, staff: Staff, name: str) -> None:
    """Take a token back; what shows it is refused from now on."""
    if door.store.revoke_token(name):
        door.record(staff.name, "token-revoke", name)


def who_shows(door: Door, secret: str) -> Staff | None:
    """Return whose token this is, with what both token and owner may do; None for no token."""
    if not secret.startswith(PREFIX):
        return None
    token = door.store.token(token_id(secret))
    owner = None if token is None else door.store.account(token.owner)
    if token is None or owner is None or not owner.is_active:
        return None
    now = door.clock()
    if token.used is None or now - token.used >= _SEEN_STEP:
        door.store.use_token(token.id, now)
    title = f"{owner.title} (mã «{token.name}»)"
    account = Account(owner.name, title, token.roles & owner.roles, "")
    return Staff(account, "", token.name)


def token_id(secret: str) -> str:
    """Return what the store knows a token by."""
    return hashlib.sha256(secret.encode()).hexdigest()
