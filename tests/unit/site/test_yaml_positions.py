"""YAML with lines."""

from pathlib import Path

import pytest

from letan.kernel.faults import LetanError
from letan_engines.yaml_positions import load


def write(folder: Path, text: str) -> Path:
    path = folder / "a.yaml"
    path.write_bytes(text.encode("utf-8"))
    return path


def test_values_and_lines(tmp_path: Path) -> None:
    text = "a: 07:30\nb:\n  - x: 1.5\n    y: no\n  - {d: 2026-01-01, t: true, n: null}\nc: -3\n"
    read = load(write(tmp_path, text))
    assert read.data == {
        "a": "07:30",
        "b": [{"x": 1.5, "y": "no"}, {"d": "2026-01-01", "t": True, "n": None}],
        "c": -3,
    }
    assert [read.line(k) for k in (("a",), ("b", 0, "y"), ("b", 1, "t"), ("b", 1, "zz"))] == [
        1,
        4,
        5,
        5,
    ]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param("a: 1\na: 2\n", 2, "stands there twice", id="key twice"),
        pytest.param("1: 2\n", 1, "not text", id="number as key"),
        pytest.param("a: [1,\nb: 2", 3, "expected", id="syntax"),
        pytest.param("x: 1\na: &a [1, *a]\n", 2, "aliases", id="contains itself"),
        pytest.param("a: !!python/object:os.system x\n", 1, "constructor", id="foreign tag"),
    ],
)
def test_wrong_files_name_the_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(LetanError) as error:
        load(path)
    assert error.value.place == f"{path}:{line}"
    assert says in error.value.problem


def test_missing_and_binary_files(tmp_path: Path) -> None:
    with pytest.raises(LetanError, match="no such file"):
        load(tmp_path / "none.yaml")
    (tmp_path / "b.yaml").write_bytes(b"a: \xff\xfe")
    with pytest.raises(LetanError, match="UTF-8"):
        load(tmp_path / "b.yaml")
