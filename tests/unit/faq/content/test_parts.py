from tests.unit.faq.documents import pack

from letan.faq.content.parts import documents_of, parts_of


def test_taken_apart_and_put_together() -> None:
    assert documents_of(parts_of(pack())) == pack()


def test_names_of_parts() -> None:
    parts = parts_of(pack())
    assert parts.topics == {"ho_tich.khai_sinh": "ho_tich", "ho_tich.khai_tu": "ho_tich"}
    assert list(parts.entry("ho_tich.khai_tu")) == [
        "title",
        "phrasings",
        "spoken",
        "sources",
        "golden",
    ]
    assert parts.values["ho_tich.khai_sinh", "fee"] == {"vi": "Không mất lệ phí", "source": "s"}
    assert parts.values["@topic.ho_tich", "title"] == "Hộ tịch"
    assert parts.values["@words", "rewrite"] == [{"write": "gks", "means": "giấy khai sinh"}]
