from pathlib import Path

import numpy as np
import pytest
from tests.unit.faq.packs import RELEASE

from letan.faq.content.release import Release
from letan.faq.matching.matcher import Matcher, MatcherParams
from letan_engines import matcher_cache
from letan_engines.compiled_files import KEPT
from letan_engines.matcher_cache import cache_key, load_or_compile

PARAMS = MatcherParams()


def ranked(release: Release, folder: Path) -> list[tuple[str, float]]:
    matcher = Matcher(release, PARAMS, load_or_compile(release, PARAMS, folder))
    return matcher.rank_views(matcher.views("làm giấy khai sinh cho con")).pairs()


def test_the_second_time_nothing_is_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ranked(RELEASE, tmp_path)

    def refuse(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(matcher_cache, "compiled_index", refuse)
    assert ranked(RELEASE, tmp_path) == first


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    first = ranked(RELEASE, tmp_path)
    path = tmp_path / f"matcher-{cache_key(RELEASE, PARAMS)}.npz"
    path.write_bytes(content)
    assert ranked(RELEASE, tmp_path) == first
    with np.load(path, allow_pickle=False) as stored:
        assert "dual" in stored.files


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert ranked(RELEASE, blocked / "cache")[0][0] == "ho_tich.khai_sinh"


def test_another_release_is_another_file(tmp_path: Path) -> None:
    other = Release("another", RELEASE.topics, RELEASE.table, RELEASE.foreign, RELEASE.fillers)
    assert cache_key(other, PARAMS) != cache_key(RELEASE, PARAMS)


def test_old_releases_go(tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        release = Release(str(number), RELEASE.topics, RELEASE.table, RELEASE.foreign)
        load_or_compile(release, PARAMS, tmp_path)
    assert len(list(tmp_path.iterdir())) == KEPT
