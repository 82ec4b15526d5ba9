"""One desk for a module's tests."""

from collections.abc import Iterator

import pytest
from tests.web.admin.desk import Desk, serve_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with serve_desk(tmp_path_factory.mktemp("desk")) as opened:
        yield opened
        assert opened.foreign == [], "a page asked another machine"
        assert opened.complaints == [], "a page complained"
