import functools
import json
import unicodedata
from pathlib import Path

import pytest

from letan_apps.cli import main
from letan_apps.content import mind
from letan_apps.resources import shipped

load_mind = functools.cache(mind.load_mind)
KEYS = {
    "kind", "intent", "facet", "intents", "candidates", "probability", "procedure", "text",
    "place", "ms",
}  # fmt: skip


@pytest.fixture(autouse=True)
def one_mind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the pack once for all tests of this file."""
    monkeypatch.setattr("letan_apps.commands.ask.load_mind", load_mind)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["ask", *words])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_json_holds_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "trợ cấp hưu trí xã hội", "--json", "--now", "2026-11-24")
    answer = json.loads(out)
    assert (status, err, answer.keys() >= KEYS, out.count("\n")) == (0, "", True, 1)
    assert (answer["kind"], answer["intent"], answer["place"]) == (
        "answer",
        "xa_hoi.huu_tri_75",
        "quay_3",
    )


def test_a_referral_exits_0(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "thời tiết hôm nay thế nào", "--json")
    assert (status, json.loads(out)["kind"], json.loads(out)["intent"]) == (0, "refer", None)


@pytest.mark.parametrize(
    ("now", "said"),
    [("2026-12-31", "25.000 đồng"), ("2027-01-01", "50.000 đồng")],
)
def test_now_decides_which_claim_holds(
    capsys: pytest.CaptureFixture[str], now: str, said: str
) -> None:
    _, out, _ = run(
        capsys, "lệ phí bao nhiêu", "--context", "can_cuoc.cap_doi", "--now", now, "--json"
    )
    assert said in json.loads(out)["text"]


def test_a_batch_hands_other_columns_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "questions.tsv"
    table.write_text("no\tutterance\n1\tđúng\n2\tlàm giấy khai sinh cho con\n", encoding="utf-8")
    _, out, _ = run(capsys, "--batch", str(table), "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(r["no"], r["intent"]) for r in rows] == [
        ("1", "lenh.dong_y"),
        ("2", "ho_tich.khai_sinh"),
    ]


@pytest.mark.parametrize("mark", ["\u2028", "\x0b", "\x0c", "\x85", "\x1c"])
def test_only_a_line_feed_ends_a_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mark: str
) -> None:
    table = tmp_path / "questions.tsv"
    table.write_text(f"no\tutterance\r\n1\tđúng{mark}rồi\r\n2\tđúng\r\n", encoding="utf-8")
    _, out, _ = run(capsys, "--batch", str(table), "--json")
    rows = [json.loads(line) for line in out.split("\n") if line]
    assert [(row["no"], row["utterance"]) for row in rows] == [
        ("1", f"đúng{mark}rồi"),
        ("2", "đúng"),
    ]


def test_explain_tells_what_matched(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "sao y bản chính", "--explain", "--json")
    why = json.loads(out)["explain"]
    assert why["best"][0]["phrasing"] == "sao y bản chính"
    assert why["best"][0]["signals"]["exact"] == 1.0


@pytest.mark.parametrize(
    ("words", "names"),
    [
        pytest.param([], "one of TEXT", id="nothing asked"),
        pytest.param(["a", "--wav", "x.wav"], "one of TEXT", id="two things asked"),
        pytest.param(["a", "--now", "hôm qua"], "--now", id="no date"),
        pytest.param(["a", "--context", "khong.co"], "khong.co", id="unknown intent"),
        pytest.param(["--batch", "/khong/co.tsv"], "/khong/co.tsv", id="no file"),
        pytest.param(["a", "--pack", "/khong/co"], "/khong/co", id="no pack"),
    ],
)
def test_wrong_input_is_one_line_with_status_2(
    capsys: pytest.CaptureFixture[str], words: list[str], names: str
) -> None:
    status, out, err = run(capsys, *words)
    assert (status, out, err.count("\n"), names in err) == (2, "", 1, True)


@pytest.mark.parametrize("table", ["id\ttext\nx\ty\n", "utterance\tid\n", ""])
def test_a_table_without_utterances(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str
) -> None:
    path = tmp_path / "t.tsv"
    path.write_text(table, encoding="utf-8")
    status, _, err = main(["eval", str(path)]), *capsys.readouterr()
    assert (status, str(path) in err) == (2, True)


def test_eval_refuses_an_id_that_no_answer_can_match(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("id\tutterance\n_ngoai_pham_vi\ta\n\nho_tich.khai_sinh|ho_tich.xx\tb\n")
    status, out, err = main(["eval", str(path)]), *capsys.readouterr()
    assert (status, out) == (2, "")
    assert f"{path}:4" in err
    assert "'ho_tich.xx'" in err


def test_eval_measures_damaged_questions_beside_the_clean_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("id\tutterance\nho_tich.khai_sinh\tlàm giấy khai sinh cho con mới đẻ\n")
    assert main(["eval", str(path), "--corrupt", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert list(figures["corrupted"]) == ["no_diacritics", "tones_15", "syllables_20", "regional"]
    assert [part["rows"] for part in figures["corrupted"].values()] == [1, 1, 1, 1]
    assert figures["corrupted"]["no_diacritics"]["top1"] == figures["top1"] == 1.0


def test_a_broken_pack_names_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in shipped("faq_data").glob("schema*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "hong.yaml").write_text("schema: 1\ntopic: a\n  title: b\n", encoding="utf-8")
    status, _, err = run(capsys, "a", "--pack", str(tmp_path))
    assert (status, "hong.yaml:3" in err or "hong.yaml:2" in err) == (2, True)


@pytest.mark.parametrize(
    ("text", "kind", "intent"),
    [
        pytest.param("", "refer", None, id="empty"),
        pytest.param("😀 🤖", "refer", None, id="emoji"),
        pytest.param("你好 привет", "refer", None, id="other scripts"),
        pytest.param("\x07\x1b[31m\u202e", "refer", None, id="control characters"),
        pytest.param("\udce9\udcff", "refer", None, id="bytes that are no UTF-8"),
        pytest.param(
            "làm giấy khai sinh " * 2500, "answer", "ho_tich.khai_sinh", id="10,000 words"
        ),
        pytest.param("a" * 60_000, "refer", None, id="one word of 60,000 letters"),
        pytest.param(
            unicodedata.normalize("NFD", "làm giấy khai sinh cho cháu"),
            "answer",
            "ho_tich.khai_sinh",
            id="NFD",
        ),
    ],
)
def test_any_text_is_answered_or_referred(
    capsys: pytest.CaptureFixture[str], text: str, kind: str, intent: str | None
) -> None:
    status, out, err = run(capsys, text, "--words-alone", "--json", "--now", "2026-11-24")
    answer = json.loads(out)
    assert (status, err, answer["kind"], answer["intent"]) == (0, "", kind, intent)
