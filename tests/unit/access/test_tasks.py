"""What a role allows."""

import pytest

from letan.access.tasks import Task, may
from letan.ports.accounts import Role


@pytest.mark.parametrize(
    ("roles", "allowed"),
    [
        ({Role.EDITOR}, {Task.READ, Task.EDIT}),
        ({Role.APPROVER}, {Task.READ, Task.EDIT, Task.PUBLISH, Task.ACCOUNTS}),
        ({Role.OPERATOR}, {Task.READ, Task.OPERATE}),
        ({Role.EDITOR, Role.OPERATOR}, {Task.READ, Task.EDIT, Task.OPERATE}),
        (set(), set()),
    ],
)
def test_a_role_allows_its_tasks(roles: set[Role], allowed: set[Task]) -> None:
    assert {task for task in Task if may(roles, task)} == allowed
