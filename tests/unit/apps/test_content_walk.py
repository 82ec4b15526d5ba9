"""docs/content.md, "A new answer in ten minutes": steps 1 to 3 as they are written there."""

import re
from pathlib import Path

import pytest
import yaml

from letan_apps.cli import main

PAGE = Path(__file__).parents[3] / "docs" / "content.md"
DOTS = "      # … as many as you can think of\n"


@pytest.fixture(scope="module")
def walk() -> str:
    return PAGE.read_text(encoding="utf-8").partition("## A new answer in ten minutes")[2]


@pytest.fixture(scope="module")
def file(walk: str) -> str:
    """The YAML that the page tells to write."""
    found = re.search(r"```yaml\n(.*?)```", walk, re.DOTALL)
    assert found is not None
    return found[1]


def said(walk: str, command: str) -> list[str]:
    """Return the lines that the page shows below a command."""
    shown = walk.partition(f"$ {command}\n")[2].partition("```")[0].partition("\n$ ")[0]
    return shown.strip().split("\n")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LETAN_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    status = main(["content", *words])
    captured = capsys.readouterr()
    return status, (captured.out + captured.err).strip().split("\n")


def test_the_entry_of_the_page_can_be_stored_as_it_says(
    here: Path, walk: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = run(capsys, "export", "--out", "mine")
    assert (status, re.sub("[0-9a-f]{12}", "ID", told[0])) == (0, "release ID written to mine")
    exported = (here / "mine" / "tien_ich.yaml").read_text(encoding="utf-8")
    head, own_head = (yaml.safe_load(text.partition("entries:")[0]) for text in (exported, file))
    assert own_head == head

    (here / "muon_o.yaml").write_text(file, encoding="utf-8")
    reason = ("--reason", "ô cho khách mượn")
    assert run(capsys, "import", "muon_o.yaml", *reason)[0] == 0
    status, told = run(capsys, "diff")
    wanted = said(walk, "./letan content diff")
    assert status == 0
    assert [re.sub("[0-9a-f]{12}", "ID", line) for line in told] == [
        re.sub("[0-9a-f]{12}", "ID", line) for line in wanted
    ]


def test_its_two_mistakes_are_told_in_its_words(
    here: Path, walk: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert file.count(DOTS) == 1
    wrong = file.replace("ban_huong_dan", "ban_huong_dam").replace(DOTS, "      - mượn bút\n")
    (here / "muon_o.yaml").write_text(wrong, encoding="utf-8")
    status, told = run(capsys, "import", "muon_o.yaml", "--reason", "ô cho khách mượn")
    wanted = said(walk, './letan content import muon_o.yaml --reason "ô cho khách mượn"')
    assert (status, len(told)) == (1, len(wanted)), told
    for line, shown in zip(told, wanted, strict=True):
        assert line.startswith(shown.partition(" '…")[0].partition(", …")[0])
