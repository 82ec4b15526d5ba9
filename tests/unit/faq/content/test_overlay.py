import pytest
from tests.unit.faq.documents import answer, entry, pack

from letan.faq.content.overlay import Conflict, Merged, merge
from letan.kernel.canonical import Json
from letan.ports.content_store import PartEdit

OLD_FEE: Json = {"vi": "Không mất lệ phí", "source": "s"}
OUR_FEE: Json = {"vi": "Hỏi tại quầy", "source": "s"}
NEW_FEE: Json = {"vi": "Lệ phí 8.000 đồng", "source": "s"}
FEE = PartEdit("ho_tich.khai_sinh", "fee", OUR_FEE, OLD_FEE)
PHRASINGS: list[Json] = ["làm giấy khai sinh", "khai sinh cho con", "vợ tôi mới sinh em bé"]


def test_no_edit_changes_nothing() -> None:
    assert merge(pack(), []) == Merged(pack(), (), ())


def test_an_edit_replaces_its_part_alone() -> None:
    wanted = pack()
    answer(wanted, 0)["fee"] = OUR_FEE
    assert merge(pack(), [FEE]) == Merged(wanted, (), ())


@pytest.mark.parametrize("value", [None, []], ids=["none", "empty list"])
def test_a_part_is_removed(value: Json) -> None:
    wanted = pack()
    del answer(wanted, 0)["fee"]
    edit = PartEdit("ho_tich.khai_sinh", "fee", value, OLD_FEE)
    assert merge(pack(), [edit]) == Merged(wanted, (), ())


def test_software_and_clerk_changed_the_same_claim() -> None:
    updated, wanted = pack(), pack()
    answer(updated, 0)["fee"] = NEW_FEE
    answer(wanted, 0)["fee"] = OUR_FEE
    assert merge(updated, [FEE]) == Merged(wanted, (Conflict(FEE, NEW_FEE),), ())


def test_software_changed_another_part() -> None:
    updated, wanted = pack(), pack()
    for documents in (updated, wanted):
        entry(documents, 0)["title"] = "Khai sinh"
    answer(wanted, 0)["fee"] = OUR_FEE
    assert merge(updated, [FEE]) == Merged(wanted, (), ())


def test_software_says_now_what_the_clerk_wrote() -> None:
    updated = pack()
    answer(updated, 0)["fee"] = OUR_FEE
    assert merge(updated, [FEE]) == Merged(updated, (), (FEE,))


def test_both_changed_a_list_of_phrasings() -> None:
    updated, wanted = pack(), pack()
    entry(updated, 0)["phrasings"] = [*PHRASINGS[1:], "đẻ em bé"]  # first removed, one added
    entry(wanted, 0)["phrasings"] = ["khai sinh cho con", "đẻ em bé", "mới có cháu"]
    ours: Json = [PHRASINGS[0], PHRASINGS[1], "mới có cháu"]  # third removed, one added
    edit = PartEdit("ho_tich.khai_sinh", "phrasings", ours, list(PHRASINGS))
    assert merge(updated, [edit]) == Merged(wanted, (), ())


def test_both_rewrote_one_item_of_a_list_of_records() -> None:
    updated = pack()
    theirs: Json = [{"write": "gks", "means": "giấy sinh"}]
    updated["words.yaml"]["rewrite"] = theirs
    ours: Json = [{"write": "gks", "means": "khai sinh"}]
    edit = PartEdit("@words", "rewrite", ours, [{"write": "gks", "means": "giấy khai sinh"}])
    merged = merge(updated, [edit])
    assert (merged.documents["words.yaml"]["rewrite"], merged.conflicts) == (
        ours,
        (Conflict(edit, theirs),),
    )


def test_the_software_dropped_the_entry() -> None:
    updated = pack()
    updated["ho_tich.yaml"]["entries"] = [entry(pack(), 1)]
    assert merge(updated, [FEE]) == Merged(updated, (Conflict(FEE, None, is_applied=False),), ())


def test_a_new_entry_of_a_new_topic_and_a_part_of_it() -> None:
    new: Json = {"id": "cho.gui_xe", "title": "Gửi xe", "phrasings": ["gửi xe ở đâu"]}
    edits = [
        PartEdit("cho.gui_xe", "place", "quay_2"),
        PartEdit("cho.gui_xe", "", new, None, "cho"),
        PartEdit("@topic.cho", "title", "Chợ"),
    ]
    merged = merge(pack(), edits)
    assert merged.documents["cho.yaml"] == {
        "schema": 1,
        "topic": "cho",
        "title": "Chợ",
        "entries": [
            {
                "id": "cho.gui_xe",
                "title": "Gửi xe",
                "place": "quay_2",
                "phrasings": ["gửi xe ở đâu"],
            }
        ],
    }


def test_an_entry_is_removed() -> None:
    wanted = pack()
    wanted["ho_tich.yaml"]["entries"] = [entry(pack(), 0)]
    edit = PartEdit("ho_tich.khai_tu", "", None, entry(pack(), 1))
    assert merge(pack(), [edit]) == Merged(wanted, (), ())


def test_the_software_changed_an_entry_that_the_clerk_removed() -> None:
    updated = pack()
    entry(updated, 1)["title"] = "Khai tử"
    edit = PartEdit("ho_tich.khai_tu", "", None, entry(pack(), 1))
    merged = merge(updated, [edit])
    assert [c.edit for c in merged.conflicts] == [edit]
    assert merged.documents["ho_tich.yaml"]["entries"] == [entry(pack(), 0)]
