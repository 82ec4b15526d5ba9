from pathlib import Path

import pytest
from tests.unit.apps.content.test_running import damage, publish, second_pack
from tests.unit.faq.documents import pack

from letan.faq.content.bundle import release_of
from letan.kernel.faults import LetanError
from letan_apps.content.answers import PublishedAnswers
from letan_apps.content.running import release_that_answers
from letan_apps.resources import shipped
from letan_engines.content_export import export_content
from letan_engines.content_store.release_folder import ReleaseFolder

ROLL_BACK = "Go back to another one: letan content rollback --reason TEXT"
SITE = shipped("sim/worlds/phuong_mau.yaml")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LETAN_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_publishing_and_rolling_back_change_what_is_wanted(home: Path) -> None:
    folder, answers = ReleaseFolder(home), PublishedAnswers(None, SITE)
    first = publish(folder, pack())
    assert (answers.wanted(), answers.load().release) == (first, first)
    second = publish(folder, second_pack())
    assert (answers.wanted(), answers.load().release) == (second, second)
    folder.point_at(first)
    assert (answers.wanted(), answers.load().release) == (first, first)
    assert answers.load(second).release == second


def test_a_damaged_release_is_told_and_the_one_before_it_answers(home: Path) -> None:
    folder, answers = ReleaseFolder(home), PublishedAnswers(None, SITE)
    first, second = publish(folder, pack()), publish(folder, second_pack())
    damage(folder, second)
    found = answers.load()
    assert (found.release, found.damage) == (
        first,
        f"release {second}: its bundle is damaged. {ROLL_BACK}.",
    )
    with pytest.raises(LetanError, match="its bundle is damaged"):
        answers.load(second)


def test_a_file_of_a_named_pack_that_breaks_while_it_runs(home: Path, tmp_path: Path) -> None:
    named = tmp_path / "pack"
    export_content(pack(), shipped("faq_data"), named)
    answers = PublishedAnswers(named, None)
    before = answers.wanted()
    good = answers.load()
    (named / "ho_tich.yaml").write_text("schema: 1\ntopic: x: y\n", encoding="utf-8")
    assert answers.wanted() != before
    found = answers.load()
    assert (found.release, found.damage.split(": ")[0]) == (good.release, "ho_tich.yaml:2")


def test_whoever_swaps_gets_the_release_that_answers(home: Path) -> None:
    folder = ReleaseFolder(home)
    first, second = publish(folder, pack()), publish(folder, second_pack())
    assert release_that_answers(second) == release_of(second_pack())
    assert release_that_answers(first) == release_of(pack())
    with pytest.raises(LetanError, match="is not there"):
        release_that_answers("0123456789ab")
