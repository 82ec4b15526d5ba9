import json

import pytest
from tests.unit.faq.documents import pack

from letan.faq.content.bundle import bundle_text, read_bundle, release_of
from letan.kernel.faults import LetanError


def test_a_bundle_is_read_back_whole() -> None:
    release = release_of(pack())
    assert read_bundle(bundle_text(pack()), release.id) == pack()
    assert [entry.id for entry in release.entries()] == ["ho_tich.khai_sinh", "ho_tich.khai_tu"]


def test_the_order_of_keys_makes_no_difference() -> None:
    turned = {name: dict(reversed(document.items())) for name, document in pack().items()}
    assert release_of(dict(reversed(turned.items()))) == release_of(pack())
    assert bundle_text(turned) == bundle_text(pack())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(bundle_text(pack())[:-40], "damaged", id="cut off"),
        pytest.param("[]", "damaged", id="no bundle"),
        pytest.param(bundle_text(pack()).replace("báo tử", "báo từ"), "changed", id="one tone"),
        pytest.param(json.dumps({"schema": 2, "files": {}}), "version 2", id="newer"),
    ],
)
def test_a_damaged_bundle_is_refused(text: str, problem: str) -> None:
    with pytest.raises(LetanError, match=problem):
        read_bundle(text, release_of(pack()).id)
