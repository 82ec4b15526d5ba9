from tests.unit.faq.documents import answer, entry, pack

from letan.faq.content.changes import Change, changes, in_words


def test_equal_contents_do_not_differ() -> None:
    assert changes(pack(), pack()) == ()


def test_a_claim_and_phrasings_in_words() -> None:
    new = pack()
    answer(new, 0)["fee"] = {"vi": "8.000 đồng", "source": "s", "valid_until": "2026-12-31"}
    entry(new, 1)["phrasings"] = ["báo tử", "làm giấy chứng tử", "ba tui mất", "má tui mất"]
    lines = [line for change in changes(pack(), new) for line in in_words(change)]
    assert lines == [
        (
            "ho_tich.khai_sinh, fee: «Không mất lệ phí (source: s)» → "
            "«8.000 đồng (valid_until: 2026-12-31, source: s)»"
        ),
        "ho_tich.khai_tu, phrasings: − «ông cụ nhà tôi mất hôm qua»",
        "ho_tich.khai_tu, phrasings: + «ba tui mất»",
        "ho_tich.khai_tu, phrasings: + «má tui mất»",
    ]


def test_new_and_removed_entries_are_one_change_each() -> None:
    new = pack()
    added = {**entry(pack(), 1), "id": "ho_tich.moi", "title": "Mới"}
    new["ho_tich.yaml"]["entries"] = [entry(pack(), 0), added]
    found = changes(pack(), new)
    assert found == (
        Change("ho_tich.khai_tu", "", entry(pack(), 1), None, "ho_tich"),
        Change("ho_tich.moi", "", None, added, "ho_tich"),
    )
    assert [line for change in found for line in in_words(change)] == [
        "ho_tich.khai_tu: removed entry «Đăng ký khai tử»",
        "ho_tich.moi: new entry «Mới»",
    ]


def test_a_detail_that_words_do_not_show() -> None:
    new = pack()
    answer(new, 0)["fee"] = {"vi": "Không mất lệ phí", "source": "s", "reviewed_by": "Lan"}
    (line,) = in_words(changes(pack(), new)[0])
    assert "reviewed_by" in line
