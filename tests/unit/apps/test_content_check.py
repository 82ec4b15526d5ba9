"""Every kind of thing that the checker finds, each in a file of its own: file, line, remedy."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest

from letan.faq.local_texts import BRACES as LOCAL_TEXTS
from letan_apps.cli import main
from letan_apps.resources import shipped

GOOD = """schema: 1
topic: thu
title: Thử
entries:
  - id: thu.mot
    title: Đăng ký khai sinh
    place: quay_1
    aliases: [khai sinh]
    phrasings: [làm giấy khai sinh, sinh em bé thì báo ai]
    sources: [{id: s, title: Quyết định 163}]
    answer:
      spoken: {vi: Cần giấy chứng sinh ạ., source: s}
      fee: {vi: Không mất lệ phí, source: s}
  - id: thu.hai
    title: Đổi thẻ căn cước
    phrasings: [đổi thẻ căn cước]
    sources: [{id: s, title: Quyết định 163}]
    answer:
      spoken: {vi: Mời quý khách đến quầy căn cước ạ., source: s}
"""
SCHEMA = "Compare with an entry that works, or see docs/content.md"
FACETS = "Move details to the facets"
BRACES = f"Use one of {', '.join(sorted(LOCAL_TEXTS))}"
TELL_APART = "Keep it in one entry, or add the word that tells the two apart"
PLACES = (
    "Use one of ['ban_huong_dan', 'cay_atm', 'ghe_cho', 'goc', 'gui_xe', 'loi_ra', 'may_lay_so', "
    "'may_tinh', 'nha_ve_sinh', 'nuoc_uong', 'quay_1', 'quay_2', 'quay_3', 'quay_4', 'quay_5']"
)
QUOTES = "Correct the indentation or quoting there"


def check(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str
) -> tuple[int, list[tuple[object, ...]]]:
    for path in shipped("faq_data").glob("schema*.json"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "thu.yaml").write_text(text, encoding="utf-8")
    status = main(["content", "check", str(folder), "--now", "2026-11-24", "--json"])
    found = json.loads(capsys.readouterr().out)["errors"]
    return status, [(e["file"], e["line"], e["message"], e["remedy"]) for e in found]


def test_the_file_that_is_broken_below_is_good(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(tmp_path, capsys, GOOD) == (0, [])


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "remedy"),
    [
        pytest.param(
            "{vi: Không mất lệ phí, source: s}",
            "{vi: Không mất lệ phí}",
            13,
            "thu.mot: no source for: Không mất lệ phí",
            "Add source: with an id of sources",
            id="missing source",
        ),
        pytest.param(
            "phí, source: s}",
            "phí, source: x}",
            13,
            "thu.mot: the source 'x' is not listed",
            "List it under sources",
            id="unknown source",
        ),
        pytest.param(
            "phí, source: s}",
            "phí, source: s, valid_until: 2026-06-30}",
            13,
            "thu.mot: fee has expired on 2026-06-30: the robot refers to an officer instead",
            "Write what holds now",
            id="expired",
        ),
        pytest.param(
            "phí, source: s}",
            "phí, source: s, effective_from: 2026-12-01, valid_until: 2026-11-30}",
            13,
            "thu.mot: effective_from is after valid_until",
            "Correct the dates",
            id="dates",
        ),
        pytest.param(
            "[đổi thẻ căn cước]",
            "[đổi thẻ căn cước, LÀM giấy khai sinh]",
            16,
            "thu.hai: the phrasing 'LÀM giấy khai sinh' already belongs to thu.mot",
            "Keep it in one entry",
            id="two entries with one phrasing",
        ),
        pytest.param(
            "[đổi thẻ căn cước]",
            "[đổi thẻ căn cước, giấy khai sinh làm]",
            16,
            "thu.hai: the phrasing 'giấy khai sinh làm' has the same words as one of thu.mot",
            TELL_APART,
            id="two entries with the same words",
        ),
        pytest.param(
            "title: Đổi thẻ căn cước",
            "title: Khai sinh, đăng ký",
            15,
            "thu.hai: its title is nearly that of thu.mot: «Đăng ký khai sinh»",
            "Name what tells the two apart",
            id="two entries too close",
        ),
        pytest.param(
            "[đổi thẻ căn cước]",
            "[đổi thẻ căn cước]\n    aliases: [Khai sinh]",
            17,
            "thu.hai: the short name 'Khai sinh' already belongs to thu.mot",
            "Keep it in one entry",
            id="two entries with one short name",
        ),
        pytest.param(
            "[đổi thẻ căn cước]",
            "[đổi thẻ căn cước, đổi thẻ căn cước]",
            16,
            "thu.hai: the phrasing 'đổi thẻ căn cước' stands twice",
            "Remove one",
            id="a phrasing twice",
        ),
        pytest.param(
            "[đổi thẻ căn cước]",
            "[đổi thẻ căn cước, '…']",
            16,
            "thu.hai: a phrasing without words: '…'",
            "Remove it",
            id="a phrasing without words",
        ),
        pytest.param(
            "id: thu.hai",
            "id: thu.mot",
            5,
            "thu.mot: the id stands twice in the pack",
            "Rename one of the entries",
            id="an id twice",
        ),
        pytest.param(
            "Cần giấy chứng sinh ạ.",
            f"{'từ ' * 46}ạ.",
            12,
            "thu.mot: the spoken answer has 47 words, more than 45",
            FACETS,
            id="too long to speak",
        ),
        pytest.param(
            "Cần giấy chứng sinh ạ.",
            "Có. Cần giấy. Mời đến ạ.",
            12,
            "thu.mot: the spoken answer has 3 sentences, at most 2",
            FACETS,
            id="too many sentences",
        ),
        pytest.param(
            "Không mất lệ phí",
            "từ " * 46,
            13,
            f"thu.mot: a claim of fee is too long to be spoken: {('từ ' * 17)[:50].strip()}",
            "Split it; at most 45 words",
            id="a facet too long",
        ),
        pytest.param(
            "Mời quý khách đến",
            "Mời bác đến",
            19,
            "thu.hai: an answer that calls every visitor «bác»: Mời bác đến quầy căn cước ạ.",
            "Write «quý khách»; the robot puts in how this visitor is called",
            id="one address for all",
        ),
        pytest.param(
            "Mời quý khách đến quầy căn cước ạ.",
            "'Mật khẩu là {wify} ạ.'",
            19,
            "thu.hai: no centre has a text {wify}",
            BRACES,
            id="an unknown local text",
        ),
        pytest.param(
            "đổi thẻ căn cước]",
            normalize("NFD", "đổi thẻ căn cước]"),
            16,
            "letters and their marks are stored apart (the text is not Unicode NFC)",
            "Type the line anew, or save it as NFC",
            id="not NFC",
        ),
        pytest.param(
            "place: quay_1",
            "place: quay_99",
            7,
            "thu.mot: there is no place 'quay_99' in the hall",
            PLACES,
            id="unknown counter",
        ),
        pytest.param(
            "place: quay_1",
            "related: [thu.ba]",
            7,
            "thu.mot: there is no entry 'thu.ba'",
            "Remove it or write the entry",
            id="unknown entry",
        ),
        pytest.param(
            "place: quay_1",
            "place: quay: 1",
            7,
            "mapping values are not allowed in this context",
            QUOTES,
            id="bad YAML",
        ),
        pytest.param(
            "title: Thử\n",
            "title: Thử\ntitle: Lại\n",
            4,
            "the key 'title' stands there twice",
            "Keep one of them",
            id="a key twice",
        ),
        pytest.param(
            "place: quay_1",
            "chỗ: quay_1",
            5,
            "entries.0: Additional properties are not allowed ('chỗ' was unexpected)",
            SCHEMA,
            id="an unknown key",
        ),
        pytest.param(
            "    title: Đổi thẻ căn cước\n",
            "",
            14,
            "entries.1: 'title' is a required property",
            SCHEMA,
            id="a missing key",
        ),
        pytest.param(
            "phí, source: s}",
            "phí, source: s, valid_until: hôm qua}",
            13,
            "entries.0.answer.fee.valid_until: 'hôm qua' does not match "
            "'^[0-9]{4}-[0-9]{2}-[0-9]{2}$'",
            SCHEMA,
            id="no date",
        ),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_remedy(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    line: int,
    message: str,
    remedy: str,
) -> None:
    assert GOOD.count(old) == 1
    status, found = check(tmp_path, capsys, GOOD.replace(old, new))
    assert (status, found) == (1, [("thu.yaml", line, message, remedy)])
