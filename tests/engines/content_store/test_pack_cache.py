import os
import shutil
from pathlib import Path

import pytest
from tests.unit.faq.documents import pack

from letan.faq.content.bundle import release_of
from letan.faq.content.release import Release
from letan.kernel.faults import LetanError
from letan_apps.resources import shipped
from letan_engines.content_export import export_content
from letan_engines.content_yaml import load_release
from letan_engines.pack_cache import GoodPack, PackCache


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    export_content(pack(), shipped("faq_data"), tmp_path / "pack")
    return tmp_path / "pack"


@pytest.fixture
def cache(tmp_path: Path) -> PackCache:
    return PackCache(tmp_path / "cache")


def edit(folder: Path, old: str, new: str, name: str = "ho_tich.yaml") -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def release() -> Release:
    return release_of(pack())


def test_a_pack_is_read_and_then_remembered(
    folder: Path, cache: PackCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache.load(folder) == load_release(folder) == release()
    monkeypatch.setattr("letan_engines.pack_cache.read_whole_pack", None)
    assert cache.load(folder) == release()


def test_a_changed_file_is_read_anew(folder: Path, cache: PackCache) -> None:
    before = cache.load(folder)
    edit(folder, "Không mất lệ phí", "Miễn lệ phí")
    assert cache.load(folder) == load_release(folder) != before


def test_a_file_that_is_saved_again_keeps_the_release(folder: Path, cache: PackCache) -> None:
    before = cache.load(folder)
    os.utime(folder / "ho_tich.yaml")
    assert cache.load(folder) == before


def test_a_broken_file_is_named_and_what_was_read_last_goes_on(
    folder: Path, cache: PackCache
) -> None:
    good = cache.load(folder)
    edit(folder, "  - id: ho_tich.khai_sinh", "  - colour: red\n    id: ho_tich.khai_sinh")
    with pytest.raises(LetanError, match=r"^ho_tich.yaml:5: "):
        cache.load(folder)
    found = cache.load_or_last_good(folder)
    assert (found.release, str(found.damage)) == (good, str(_error(folder)))
    edit(folder, "  - colour: red\n    id: ho_tich.khai_sinh", "  - id: ho_tich.khai_sinh")
    assert cache.load_or_last_good(folder) == GoodPack(good)


def _error(folder: Path) -> LetanError:
    with pytest.raises(LetanError) as caught:
        load_release(folder)
    return caught.value


def test_a_pack_that_was_never_whole_here_is_an_error(folder: Path, cache: PackCache) -> None:
    edit(folder, "schema: 1", "schema: [")
    with pytest.raises(LetanError, match=r"^ho_tich.yaml:\d+: "):
        cache.load_or_last_good(folder)


def test_a_damaged_memory_is_made_anew(folder: Path, cache: PackCache, tmp_path: Path) -> None:
    good = cache.load(folder)
    (kept,) = (tmp_path / "cache").glob("pack-*.json")
    kept.write_text(kept.read_text(encoding="utf-8").replace("Khai sinh", "Khai tử"), "utf-8")
    assert cache.load(folder) == good
    kept.write_bytes(b"\xff\xfe")
    assert cache.load(folder) == good


def test_a_folder_that_cannot_be_written_costs_time_only(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert PackCache(tmp_path / "file").load(folder) == release()


def test_few_packs_are_remembered(folder: Path, cache: PackCache, tmp_path: Path) -> None:
    for number in range(6):
        shutil.copytree(folder, tmp_path / f"pack{number}")
        cache.load(tmp_path / f"pack{number}")
    assert len(list((tmp_path / "cache").glob("pack-*.json"))) == 4
