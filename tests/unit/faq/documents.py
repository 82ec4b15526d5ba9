"""A small pack as the files of a pack are parsed."""

from copy import deepcopy

from letan.faq.content.parts import Document

_BIRTH: Document = {
    "id": "ho_tich.khai_sinh",
    "title": {"vi": "Đăng ký khai sinh", "en": "Birth registration"},
    "place": "quay_1",
    "phrasings": ["làm giấy khai sinh", "khai sinh cho con", "vợ tôi mới sinh em bé"],
    "sources": [{"id": "s", "title": "Quyết định 163"}],
    "answer": {
        "spoken": {"vi": "Khai sinh cần giấy chứng sinh ạ.", "source": "s"},
        "fee": {"vi": "Không mất lệ phí", "source": "s"},
    },
    "golden": ["làm giấy khai sinh"],
}
_DEATH: Document = {
    "id": "ho_tich.khai_tu",
    "title": "Đăng ký khai tử",
    "phrasings": ["báo tử", "làm giấy chứng tử", "ông cụ nhà tôi mất hôm qua"],
    "sources": [{"id": "s", "title": "Quyết định 163"}],
    "answer": {"spoken": {"vi": "Khai tử cần giấy báo tử ạ.", "source": "s"}},
    "golden": ["làm giấy chứng tử"],
}
_PACK: dict[str, Document] = {
    "ho_tich.yaml": {
        "schema": 1,
        "topic": "ho_tich",
        "title": "Hộ tịch",
        "entries": [_BIRTH, _DEATH],
    },
    "words.yaml": {"schema": 1, "rewrite": [{"write": "gks", "means": "giấy khai sinh"}]},
}


def pack() -> dict[str, Document]:
    """A copy that a test may change."""
    return deepcopy(_PACK)


def entry(documents: dict[str, Document], at: int) -> Document:
    """An entry of the one topic, to be changed."""
    entries = documents["ho_tich.yaml"]["entries"]
    assert isinstance(entries, list)
    found = entries[at]
    assert isinstance(found, dict)
    return found


def answer(documents: dict[str, Document], at: int) -> Document:
    """The answer of an entry, to be changed."""
    found = entry(documents, at)["answer"]
    assert isinstance(found, dict)
    return found
