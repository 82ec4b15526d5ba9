from pathlib import Path

import pytest
from tests.unit.apps.content.test_running import publish, second_pack
from tests.unit.faq.documents import pack

from letan.kernel.text import Text
from letan_apps.content.screen import Touchable, touchable
from letan_engines.content_store.release_folder import ReleaseFolder
from letan_web.visitor.screen_state import Tile


def tile(intent: str, title: Text) -> Tile:
    return Tile(intent, title, Text("Hộ tịch"))


BIRTH = tile("ho_tich.khai_sinh", Text("Đăng ký khai sinh", "Birth registration"))
DEATH = tile("ho_tich.khai_tu", Text("Đăng ký khai tử"))


def test_the_questions_to_touch_are_those_of_the_release_that_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETAN_HOME", str(tmp_path))
    folder = ReleaseFolder(tmp_path)
    first = publish(folder, pack())
    assert touchable() == Touchable(first, (BIRTH, DEATH))
    second = publish(folder, second_pack())
    renamed = tile("ho_tich.khai_sinh", Text("Khai sinh"))
    assert touchable() == Touchable(second, (renamed, DEATH))
    assert touchable(release=first, count=1) == Touchable(first, (BIRTH,))
