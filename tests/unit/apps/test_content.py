import json
from pathlib import Path
from typing import Any

import pytest

from letan_apps.cli import main
from letan_apps.resources import shipped

ENTRY = """schema: 1
topic: thu
title: Thử
entries:
  - id: thu.mot
    title: Một
    phrasings: [câu hỏi thứ nhất]
    {extra}
"""


def check(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str
) -> tuple[int, dict[str, object]]:
    for path in shipped("faq_data").glob("schema*.json"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "thu.yaml").write_text(text, encoding="utf-8")
    status = main(["content", "check", "--pack", str(folder), "--json"])
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("extra", "line", "message"),
    [
        pytest.param("place: quay_99", 8, "there is no place", id="unknown counter"),
        pytest.param("answer: {spoken: Chưa có nguồn ạ.}", 8, "no source for", id="no source"),
        pytest.param("lạ: 1", 5, "lạ", id="unknown key"),
        pytest.param("kind: câu", 8, "câu", id="unknown kind"),
    ],
)
def test_errors_name_file_line_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], extra: str, line: int, message: str
) -> None:
    status, found = check(tmp_path, capsys, ENTRY.format(extra=extra))
    errors = found["errors"]
    assert isinstance(errors, list)
    wanted = next(error for error in errors if message in error["message"])
    assert (status, wanted["file"], wanted["line"], bool(wanted["remedy"])) == (
        1,
        "thu.yaml",
        line,
        True,
    )


def test_a_good_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = "kind: small_talk\n    answer: {spoken: Dạ.}"
    status, found = check(tmp_path, capsys, ENTRY.format(extra=good))
    assert (status, found["errors"], found["entries"]) == (0, [], 1)


def test_no_yaml_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = check(tmp_path, capsys, "a: [b\n")
    assert (status, found["release"]) == (1, None)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A robot with a pack of two entries and an empty store."""
    monkeypatch.setenv("LETAN_HOME", str(tmp_path / "home"))
    pack = tmp_path / "pack"
    pack.mkdir()
    for schema in shipped("faq_data").glob("schema*.json"):
        (pack / schema.name).write_bytes(schema.read_bytes())
    (pack / "thu.yaml").write_text(PACK, encoding="utf-8")
    return tmp_path


PACK = """schema: 1
topic: thu
title: Thử
entries:
  - id: thu.mot
    kind: small_talk
    title: Một
    phrasings: [kể chuyện vui đi, cho nghe một chuyện cười]
    answer: {spoken: Dạ.}
    golden: [kể chuyện vui đi]
  - id: thu.hai
    kind: small_talk
    title: Hai
    phrasings: [hát một bài nhé, cháu biết hát không]
    answer: {spoken: Cháu chưa biết hát ạ.}
"""
CHANGED = PACK.replace("{spoken: Dạ.}", "{spoken: Dạ vâng ạ.}")


def letan(
    home: Path, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, dict[str, Any]]:
    status = main(["content", *words, "--pack", str(home / "pack"), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_import_publish_roll_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = home / "new.yaml"
    new.write_text(CHANGED, encoding="utf-8")
    status, found = letan(home, capsys, "import", str(new), "--reason", "cho lịch sự")
    line = "thu.mot, spoken: «Dạ.» → «Dạ vâng ạ.»"
    assert (status, found["errors"], found["stored"]) == (0, [], 1)
    assert [change["text"] for change in found["changes"]] == [[line]]
    _, differs = letan(home, capsys, "diff")
    assert [change["text"] for change in differs["changes"]] == [[line]]

    status, published = letan(home, capsys, "publish", "--reason", "mới")
    assert (status, published["release"], published["before"]) == (
        0,
        differs["release"],
        differs["before"],
    )
    assert letan(home, capsys, "diff")[1]["changes"] == []
    status, back = letan(home, capsys, "rollback", "--reason", "sai")
    assert (status, back["release"]) == (0, differs["before"])
    _, told = letan(home, capsys, "history")
    assert [(e["action"], e["reason"]) for e in told["history"]] == [
        ("rollback", "sai"),
        ("publish", "mới"),
        ("edit", "cho lịch sự"),
    ]


def test_publish_is_refused_and_says_why(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = home / "new.yaml"
    new.write_text(PACK.replace("golden: [kể chuyện vui đi]", "golden: [bán xăng à]"), "utf-8")
    assert letan(home, capsys, "import", str(new))[0] == 0
    status, found = letan(home, capsys, "publish")
    (error,) = found["errors"]
    assert (status, found["release"], error["file"]) == (1, None, "the store")
    assert "«bán xăng à»" in error["message"]
    assert letan(home, capsys, "diff", "pack", "running")[1]["changes"] == []


@pytest.mark.parametrize(
    ("text", "status", "line", "message"),
    [
        pytest.param(CHANGED.replace("title: Hai", "tên: Hai"), 2, 11, "tên", id="schema"),
        pytest.param("a: [b\n", 2, 2, "expected", id="no YAML"),
        pytest.param(
            CHANGED.replace("title: Hai", "title: Hai\n    place: quay_99"),
            1,
            14,
            "there is no place",
            id="the checker",
        ),
    ],
)
def test_a_bad_file_is_not_stored(
    home: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    status: int,
    line: int,
    message: str,
) -> None:
    (home / "bad.yaml").write_text(text, encoding="utf-8")
    got, found = letan(home, capsys, "import", str(home / "bad.yaml"))
    error = next(error for error in found["errors"] if message in error["message"])
    assert (got, error["file"], error["line"], found["stored"]) == (status, "bad.yaml", line, 0)
    assert letan(home, capsys, "history")[1]["history"] == []


def test_a_draft_may_be_unfinished(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "new.yaml").write_text(CHANGED.replace("kind: small_talk", "place: q9"), "utf-8")
    status, found = letan(home, capsys, "import", str(home / "new.yaml"), "--draft")
    assert (status, bool(found["errors"])) == (0, True)
    assert letan(home, capsys, "diff")[1]["changes"] == []


def test_what_is_exported_can_be_checked_and_imported(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "new.yaml").write_text(CHANGED, encoding="utf-8")
    letan(home, capsys, "import", str(home / "new.yaml"))
    out = str(home / "out")
    status, exported = letan(home, capsys, "export", "--out", out)
    assert status == 0
    assert letan(home, capsys, "check", out)[1] == {
        "errors": [],
        "release": exported["release"],
        "entries": 2,
        "running": None,
    }
    assert letan(home, capsys, "import", out)[1]["stored"] == 0
    assert main(["content", "export", "--out", out]) == 2
    assert "is there already" in capsys.readouterr().err


def test_the_whole_pack_survives_export_and_import(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(home / "out")
    assert main(["content", "export", "pack", "--out", out, "--json"]) == 0
    capsys.readouterr()
    assert main(["content", "import", out, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stored"] == 0


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        pytest.param(["rollback"], "a reason is missing", id="no reason"),
        pytest.param(["rollback", "abc", "--reason", "x"], "no such release", id="no release"),
        pytest.param(["diff", "abc"], "no such release", id="nothing to compare"),
        pytest.param(["import", "nowhere.yaml"], "no such content folder", id="no file"),
    ],
)
def test_wrong_usage_is_one_clear_line(
    home: Path, capsys: pytest.CaptureFixture[str], words: list[str], problem: str
) -> None:
    status = main(["content", *words, "--pack", str(home / "pack")])
    told = capsys.readouterr().err
    assert (status, told.count("\n"), problem in told) == (2, 1, True)


def test_a_locked_store_is_one_clear_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letan(home, capsys, "history")
    (home / "home" / "content.db").write_bytes(b"x" * 5000)
    assert main(["content", "publish", "--pack", str(home / "pack")]) == 2
    assert "is no whole database" in capsys.readouterr().err
