"""The whole robot in one process: engines are loaded once for all scenarios."""

import pytest

from letan_apps.robot.assembly import Workshop


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    return Workshop()
