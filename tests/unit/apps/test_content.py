import json
from pathlib import Path

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


def test_what_comes_later_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "publish"]) == 2
    assert "not yet" in capsys.readouterr().err
