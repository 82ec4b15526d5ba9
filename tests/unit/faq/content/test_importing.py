import pytest
from tests.unit.faq.documents import answer, entry, pack

from letan.faq.content.importing import edits_of_import
from letan.faq.content.overlay import merge
from letan.faq.content.parts import Document
from letan.kernel.canonical import Json
from letan.ports.content_store import PartEdit

BIRTH, DEATH = "ho_tich.khai_sinh", "ho_tich.khai_tu"


def test_the_same_files_change_nothing() -> None:
    assert edits_of_import(pack(), pack(), pack()) == ()


def test_another_unicode_form_changes_nothing() -> None:
    written = pack()
    entry(written, 1)["title"] = "Đăng ký khai tử"  # NFD
    assert edits_of_import(written, pack(), pack()) == ()


def test_what_is_not_written_stays_and_an_empty_list_removes() -> None:
    written = pack()
    written.pop("words.yaml")
    del entry(written, 0)["place"]
    answer(written, 0)["fee"] = []
    fee = answer(pack(), 0)["fee"]
    assert edits_of_import(written, pack(), pack()) == (PartEdit(BIRTH, "fee", None, fee),)


def test_an_edit_remembers_what_the_software_says_not_what_was_edited_before() -> None:
    first = PartEdit(DEATH, "title", "Khai tử", "Đăng ký khai tử")
    written = pack()
    entry(written, 1)["title"] = "Báo tử"
    working = merge(pack(), [first]).documents
    assert edits_of_import(written, working, pack()) == (
        PartEdit(DEATH, "title", "Báo tử", "Đăng ký khai tử"),
    )


@pytest.mark.parametrize("topic", ["ho_tich", "cho"])
def test_a_new_entry(topic: str) -> None:
    new: Json = {"id": "cho.gui_xe", "title": "Gửi xe", "phrasings": ["gửi xe"]}
    title = "Hộ tịch" if topic == "ho_tich" else "Chợ"
    written: dict[str, Document] = {
        "x.yaml": {"schema": 1, "topic": topic, "title": title, "entries": [new]}
    }
    whole = PartEdit("cho.gui_xe", "", new, None, topic)
    of_topic = (PartEdit("@topic.cho", "title", "Chợ", None, "cho"),) if topic == "cho" else ()
    assert edits_of_import(written, pack(), pack()) == (whole, *of_topic)


def test_an_entry_comes_back_after_it_was_removed() -> None:
    whole = entry(pack(), 1)
    working = merge(pack(), [PartEdit(DEATH, "", None, whole)]).documents
    assert edits_of_import(pack(), working, pack()) == (
        PartEdit(DEATH, "", whole, whole, "ho_tich"),
    )
