"""`letan journal`, on a state folder of its own."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from letan.ports.journal import (
    FeedbackRecord,
    Outcome,
    QuestionRecord,
    RatingRecord,
    TurnRecord,
)
from letan_apps.cli import main
from letan_apps.journal import open_journal


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LETAN_HOME", str(tmp_path))
    now = datetime.now(UTC)
    turn = TurnRecord("t1", Outcome.ANSWERED, "touch", "a.b", heard_s=0.0, spoke_s=0.5)
    records = (turn, QuestionRecord("làm visa", "lam visa"), FeedbackRecord("praise", "tốt"))
    open_journal(tmp_path).add((*records, RatingRecord(4)), now)
    open_journal(tmp_path).add(records[1:2], now - timedelta(days=30))
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert main(["journal", *words, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_summary(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (summary,) = told(capsys)
    assert (summary["turns"], summary["unanswered"], summary["groups"]) == (1, 2, 1)
    assert (summary["stars"], summary["reply_p50_s"]) == (4.0, 0.5)


def test_turns_questions_and_feedback(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (turn,) = told(capsys, "turns")
    assert (turn["outcome"], turn["intent"], turn["spoke_s"]) == ("answered", "a.b", 0.5)
    (question,) = told(capsys, "questions")
    assert (question["id"], question["count"], question["text"]) == ("q1", 2, "làm visa")
    (passed,) = told(capsys, "feedback")
    assert (passed["kind"], passed["text"]) == ("praise", "tốt")
    assert told(capsys, "questions", "--days", "1")[0]["count"] == 1


def test_export_delete_purge(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "all.jsonl"
    assert told(capsys, "export", str(file)) == [{"file": str(file), "records": 4}]
    kinds = [json.loads(line)["record"] for line in file.read_text("utf-8").splitlines()]
    assert kinds == ["turn", "question", "feedback", "rating"]
    assert main(["journal", "export", str(file)]) == 2
    assert told(capsys, "delete", "q1") == [{"questions": 1, "feedback": 0}]
    assert main(["journal", "delete", "q1"]) == 1
    capsys.readouterr()
    (gone,) = told(capsys, "purge", "--older-than", "0")
    assert (gone["turns"], gone["feedback"], gone["ratings"]) == (1, 1, 1)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["delete", "x1"], id="no id"),
        pytest.param(["delete"], id="nothing"),
        pytest.param(["export"], id="no file"),
        pytest.param(["purge", "--older-than", "-1"], id="negative"),
    ],
)
def test_wrong_usage_is_one_line(
    home: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["journal", *words]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)


def test_for_a_reader(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["journal"]) == 0
    assert "not answered: 2 questions, 1 different ones" in capsys.readouterr().out
