from dataclasses import replace

import pytest
from tests.unit.faq.packs import RELEASE

from letan.faq.content.catalogue import (
    Catalogue,
    Procedure,
    parse_catalogue,
    referral_text,
    unknown_offices,
)
from letan.faq.faq import Faq
from letan.faq.reply import ReplyKind
from letan.hearing.utterance import Utterance
from letan.kernel.text import Text
from letan.vietnamese.rewriting import table_of
from letan.vietnamese.views import Views, views_of

POLICE = Text("phòng quản lý xuất nhập cảnh", "the immigration office")
PASSPORT = Procedure(
    "1.001456",
    "Cấp hộ chiếu phổ thông ở trong nước",
    Text("hộ chiếu phổ thông", "an ordinary passport"),
    ("hộ chiếu",),
    ("tinh",),
    POLICE,
    url="https://example.org/1",
)
LOST = Procedure(
    "1.001445",
    "Trình báo mất hộ chiếu phổ thông",
    Text("trình báo mất hộ chiếu"),
    ("mất hộ chiếu",),
)
TREE = Procedure(
    "1.002693",
    "Cấp giấy phép chặt hạ, dịch chuyển cây xanh",
    Text("chặt hạ cây xanh", "felling a tree"),
    ("chặt cây",),
    ("xa",),
    at_ward=True,
)
TABLE = table_of([("hc", "hộ chiếu")])
CATALOGUE = Catalogue((PASSPORT, LOST, TREE), TABLE)


def seen(text: str) -> Views:
    return views_of(text, TABLE)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        pytest.param("tôi muốn làm hộ chiếu cho con", PASSPORT, id="a short name"),
        pytest.param("lam ho chieu o dau", PASSPORT, id="without diacritics"),
        pytest.param("làm hc mất bao lâu", PASSPORT, id="an abbreviation"),
        pytest.param("tôi bị mất cái hộ chiếu rồi", LOST, id="the longer name wins"),
        pytest.param("chặt giúp cái cây trước cửa", TREE, id="words in between"),
        pytest.param("chặt thịt gà ở chợ rồi về nhà ngồi dưới gốc cây", None, id="too far apart"),
        pytest.param("trời hôm nay đẹp", None, id="nothing of it"),
        pytest.param("", None, id="no words"),
        pytest.param("hộ", None, id="half a name"),
    ],
)
def test_find(question: str, found: Procedure | None) -> None:
    hit = CATALOGUE.find(seen(question))
    assert (hit.procedure if hit else None) == found


def test_half_a_name_is_not_the_whole_name() -> None:
    words = seen("báo mất hộ chiếu")
    assert [hit.procedure for hit in CATALOGUE.search(words)] == [LOST, PASSPORT]
    catalogue = Catalogue((TREE,), TABLE)
    near = seen("hạ cây xanh")
    assert catalogue.search(near)[0].share == pytest.approx(0.75, abs=0.05)
    assert catalogue.find_subject(near) is None


@pytest.mark.parametrize(
    ("question", "found"),
    [
        pytest.param("làm hộ chiếu đi nước ngoài mất bao lâu", PASSPORT, id="what is asked for"),
        pytest.param(
            "chồng em mang hộ chiếu nước ngoài, tháng tới chúng em cưới thì giấy tờ sao",
            None,
            id="mentioned by the way",
        ),
    ],
)
def test_find_subject(question: str, found: Procedure | None) -> None:
    hit = CATALOGUE.find_subject(seen(question))
    assert (hit.procedure if hit else None) == found


def test_an_empty_catalogue() -> None:
    assert Catalogue((), TABLE).find(seen("hộ chiếu")) is None


def test_titles_are_decoys() -> None:
    assert [name for name, code in CATALOGUE.titles() if code == PASSPORT.code] == [
        "hộ chiếu phổ thông",
        "hộ chiếu",
        "Cấp hộ chiếu phổ thông ở trong nước",
    ]


@pytest.mark.parametrize(
    ("procedure", "text"),
    [
        pytest.param(
            PASSPORT,
            Text(
                "Hộ chiếu phổ thông thì mời quý khách đến phòng quản lý xuất nhập cảnh ạ. "
                "Mã thủ tục là 1.001456.",
                "For an ordinary passport, please go to the immigration office. "
                "The procedure is 1.001456.",
            ),
            id="elsewhere",
        ),
        pytest.param(
            TREE,
            Text(
                "Chặt hạ cây xanh thì phường mình có tiếp nhận, mã thủ tục là 1.002693. "
                "Mời quý khách hỏi cán bộ ở bàn hướng dẫn ạ.",
                "Felling a tree is taken here, procedure 1.002693. "
                "Please ask the officer at the information desk.",
            ),
            id="at the ward",
        ),
    ],
)
def test_what_is_said(procedure: Procedure, text: Text) -> None:
    assert referral_text(procedure) == text


def test_the_mind_names_a_procedure_of_the_catalogue() -> None:

    faq = Faq(replace(RELEASE, procedures=(PASSPORT, TREE)))
    reply = faq.reply(Utterance("", "cho bác hỏi chặt cây trước nhà"))
    assert (reply.kind, reply.intent, reply.procedure, reply.text, reply.card.title) == (
        ReplyKind.REFER,
        None,
        TREE.code,
        referral_text(TREE).vi,
        TREE.name,
    )


def document(office: str) -> dict[str, object]:
    return {
        "schema": 1,
        "offices": {"xnc": {"name": {"vi": POLICE.vi, "en": POLICE.en}}},
        "procedures": [
            {
                "code": PASSPORT.code,
                "name": PASSPORT.name,
                "spoken": {"vi": PASSPORT.spoken.vi, "en": PASSPORT.spoken.en},
                "aliases": ["hộ chiếu"],
                "level": ["tinh"],
                "office": office,
                "url": PASSPORT.url,
            }
        ],
    }


def test_a_file_is_parsed() -> None:
    assert parse_catalogue(document("xnc")) == (PASSPORT,)


@pytest.mark.parametrize(("office", "unknown"), [("xnc", []), ("csgt", [(0, "csgt")])])
def test_offices_must_be_listed(office: str, unknown: list[tuple[int, str]]) -> None:
    assert list(unknown_offices(document(office))) == unknown
