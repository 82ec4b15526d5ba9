from pathlib import Path

import pytest
from tests.unit.faq.documents import entry, pack

from letan.faq.content.bundle import release_of
from letan.faq.content.parts import Document
from letan.kernel.faults import LetanError
from letan_apps.content.mind import load_mind
from letan_apps.content.running import running_content, running_release
from letan_apps.resources import shipped
from letan_engines.content_store.release_folder import ReleaseFolder
from letan_engines.content_yaml import load_release


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReleaseFolder:
    monkeypatch.setenv("LETAN_HOME", str(tmp_path))
    return ReleaseFolder(tmp_path)


def second_pack() -> dict[str, Document]:
    documents = pack()
    entry(documents, 0)["title"] = "Khai sinh"
    return documents


def publish(folder: ReleaseFolder, documents: dict[str, Document]) -> str:
    release = release_of(documents).id
    with folder.building(release) as coming:
        folder.seal(coming, release, documents, {})
    folder.point_at(release)
    return release


def damage(folder: ReleaseFolder, release: str) -> None:
    (folder.folder(release) / "bundle.json").write_text("{", encoding="utf-8")


def test_the_pack_runs_until_something_is_published(folder: ReleaseFolder) -> None:
    found = running_content()
    assert (found.release, found.is_published, found.damage) == (
        load_release(shipped("faq_data")),
        False,
        None,
    )


def test_what_was_published_runs(folder: ReleaseFolder) -> None:
    publish(folder, pack())
    assert running_content().release == release_of(pack())
    assert load_mind().release == release_of(pack())


def test_a_named_folder_goes_before_what_was_published(folder: ReleaseFolder) -> None:
    publish(folder, pack())
    assert running_release(shipped("faq_data")) == load_release(shipped("faq_data"))


def test_a_damaged_release_is_passed_over(
    folder: ReleaseFolder, caplog: pytest.LogCaptureFixture
) -> None:
    first = publish(folder, pack())
    second = publish(folder, second_pack())
    damage(folder, second)
    assert running_release().id == first
    assert f"answering from release {first} instead: release {second}" in caplog.text
    damage(folder, first)
    found = running_content()
    assert (found.is_published, isinstance(found.damage, LetanError)) == (False, True)
