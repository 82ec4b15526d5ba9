import numpy as np
import pytest
from tests.unit.faq.packs import RELEASE

from letan.faq.matching.matcher import Matcher
from letan.faq.matching.signals import ALIAS, EXACT, LITTLE, NEAREST, RIDGE, RIDGE_LOG

MATCHER = Matcher(RELEASE)
BIRTH = MATCHER.index.intents.index("ho_tich.khai_sinh")


def values(text: str) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return MATCHER.signals(MATCHER.views(text)).values


def test_a_phrasing_is_exact_and_nearest_to_itself() -> None:
    own = values("làm giấy khai sinh")[BIRTH]
    assert (own[EXACT], own[ALIAS]) == (1.0, pytest.approx(1.0))
    assert own[NEAREST] == pytest.approx(1.0, abs=1e-5)


def test_the_logarithm_keeps_a_lead_that_length_dilutes() -> None:
    rest = "hôm qua trời mưa to quá bác ngồi nhà xem ti vi rồi ngủ quên mất đến trưa mới dậy"
    short, long = values("khai sinh cho cháu"), values(f"khai sinh cho cháu {rest}")
    assert long[BIRTH, RIDGE] < short[BIRTH, RIDGE] / 2
    assert long[BIRTH, RIDGE_LOG] > short[BIRTH, RIDGE_LOG] / 2
    assert long[:, RIDGE_LOG] == pytest.approx(np.log1p(np.maximum(long[:, RIDGE], 0) / LITTLE))


def test_no_words_give_no_signal() -> None:
    nothing = values("")
    assert nothing[:, NEAREST].max() == 0.0
    assert nothing[:, EXACT:].max() == 0.0


def test_a_text_without_diacritics_is_read_with_them_too() -> None:
    folded, plain = values("vo toi moi sinh em be"), values("vợ tôi mới sinh em bé")
    bare = MATCHER.index.table(MATCHER.views("vo toi moi sinh em be")).values
    assert bare[BIRTH, NEAREST] < folded[BIRTH, NEAREST] <= plain[BIRTH, NEAREST]
    assert folded[BIRTH, EXACT] == 1.0
