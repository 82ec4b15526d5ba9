"""What a role allows."""

from collections.abc import Iterable
from enum import Enum

from letan.ports.accounts import Role


class Task(Enum):
    """Something on the staff's pages that not everybody may do."""

    READ = "read"
    EDIT = "edit"
    PUBLISH = "publish"
    OPERATE = "operate"
    ACCOUNTS = "accounts"


_ALLOWED = {
    Role.EDITOR: frozenset({Task.READ, Task.EDIT}),
    Role.APPROVER: frozenset({Task.READ, Task.EDIT, Task.PUBLISH, Task.ACCOUNTS}),
    Role.OPERATOR: frozenset({Task.READ, Task.OPERATE}),
}


def may(roles: Iterable[Role], task: Task) -> bool:
    """Say whether somebody with these roles may do a task."""
    return any(task in _ALLOWED[role] for role in roles)
