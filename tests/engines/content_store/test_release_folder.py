"""Releases on disk."""

from pathlib import Path

import pytest
from tests.unit.faq.documents import entry, pack

from letan.faq.content.bundle import release_of
from letan.faq.content.parts import Document
from letan.kernel.faults import LetanError
from letan_engines.content_store.release_folder import BUNDLE, MANIFEST, ReleaseFolder


def built(folder: ReleaseFolder, documents: dict[str, Document]) -> str:
    release = release_of(documents).id
    with folder.building(release) as coming:
        (coming / "graph").mkdir()
        (coming / "graph" / "phrases.bin").write_bytes(b"\x00\x01")
        folder.seal(coming, release, documents, {"who": "Lan"})
    return release


def other_pack() -> dict[str, Document]:
    documents = pack()
    entry(documents, 0)["title"] = "Khai sinh"
    return documents


def test_nothing_published_yet(tmp_path: Path) -> None:
    folder = ReleaseFolder(tmp_path)
    assert (folder.current(), folder.fallback()) == (None, None)


def test_built_and_pointed_at(tmp_path: Path) -> None:
    folder = ReleaseFolder(tmp_path)
    first, second = built(folder, pack()), built(folder, other_pack())
    folder.point_at(first)
    folder.point_at(second)
    assert (folder.current(), folder.fallback()) == (second, first)
    assert folder.read(second) == other_pack()
    assert {str(p.relative_to(folder.path)) for p in folder.path.rglob("*") if p.is_file()} == {
        "current",
        *(f"{r}/{n}" for r in (first, second) for n in (BUNDLE, MANIFEST, "graph/phrases.bin")),
    }


def test_building_again_replaces_the_folder(tmp_path: Path) -> None:
    folder = ReleaseFolder(tmp_path)
    release = built(folder, pack())
    (folder.folder(release) / BUNDLE).write_text("damaged", encoding="utf-8")
    assert built(folder, pack()) == release
    assert folder.read(release) == pack()


def test_a_failed_build_leaves_nothing(tmp_path: Path) -> None:
    folder = ReleaseFolder(tmp_path)

    def fail() -> None:
        with folder.building("a1") as coming:
            (coming / "half").touch()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(folder.path.iterdir()) == []


def test_one_changed_byte_is_noticed(tmp_path: Path) -> None:
    folder = ReleaseFolder(tmp_path)
    release = built(folder, pack())
    path = folder.folder(release) / BUNDLE
    path.write_text(path.read_text(encoding="utf-8").replace("báo tử", "báo từ"), encoding="utf-8")
    with pytest.raises(LetanError, match="has changed since it was published"):
        folder.read(release)


@pytest.mark.parametrize("start", ["", "../releases", "zz", "*"])
def test_names_that_mean_no_release(tmp_path: Path, start: str) -> None:
    folder = ReleaseFolder(tmp_path)
    built(folder, pack())
    built(folder, other_pack())
    with pytest.raises(LetanError, match=r"no such release|it may be"):
        folder.named(start)


def test_the_beginning_of_an_id_is_enough(tmp_path: Path) -> None:
    folder = ReleaseFolder(tmp_path)
    release = built(folder, pack())
    assert folder.named(release[:5]) == release
