from pathlib import Path

import pytest
from tests.unit.apps.content.test_running import publish, second_pack
from tests.unit.faq.documents import pack

from letan.kernel.text import Text
from letan_apps.content.screen import Touchable, touchable
from letan_engines.content_store.release_folder import ReleaseFolder
from letan_web.visitor.screen_state import Tile
from letan_web.visitor.topics import Topic

BIRTH = Tile("ho_tich.khai_sinh", Text("Đăng ký khai sinh", "Birth registration"))
DEATH = Tile("ho_tich.khai_tu", Text("Đăng ký khai tử"))


def all_of(*tiles: Tile) -> tuple[Topic, ...]:
    return (Topic(Text("Hộ tịch"), tiles),)


def test_the_questions_to_touch_are_those_of_the_release_that_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETAN_HOME", str(tmp_path))
    folder = ReleaseFolder(tmp_path)
    first = publish(folder, pack())
    assert touchable() == Touchable(first, (BIRTH, DEATH), all_of(BIRTH, DEATH))
    second = publish(folder, second_pack())
    renamed = Tile("ho_tich.khai_sinh", Text("Khai sinh"))
    assert touchable() == Touchable(second, (renamed, DEATH), all_of(renamed, DEATH))
    some = Touchable(first, (BIRTH,), all_of(BIRTH, DEATH))
    assert touchable(release=first, count=1) == some
