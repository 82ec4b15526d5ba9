import pytest

from letan.hearing.endings import Endings
from letan.hearing.endpoint import Ending, hang_over_s, judge_ending
from letan.hearing.params import HearingParams

PARAMS = HearingParams(
    complete_hang_over_s=0.3,
    hang_over_s=0.6,
    open_hang_over_s=0.9,
    unfinished_hang_over_s=1.4,
    longest_utterance_s=20.0,
)


@pytest.mark.parametrize(
    ("text", "share", "phrase_ends", "expected"),
    [
        pytest.param("nhà vệ sinh ở đâu", None, False, Ending.COMPLETE, id="a question word"),
        pytest.param("hết bao nhiêu", 0.01, False, Ending.COMPLETE, id="whatever was learned"),
        pytest.param("cho tôi hỏi cái này ạ", None, False, Ending.COMPLETE, id="a polite particle"),
        pytest.param("mất bao lâu", 0.0, False, Ending.COMPLETE, id="two words that end"),
        pytest.param("quầy số ba ở đâu cháu", 0.1, False, Ending.COMPLETE, id="and whom it is to"),
        pytest.param("cháu ơi cho bác hỏi với", None, False, Ending.COMPLETE, id="a polite end"),
        pytest.param("có đúng không phải", None, False, Ending.COMPLETE, id="wants one but ends"),
        pytest.param("làm giấy cho", 0.9, True, Ending.UNFINISHED, id="for whom?"),
        pytest.param("ở", None, False, Ending.UNFINISHED, id="one unfinished word"),
        pytest.param("cháu ơi", 0.9, False, Ending.UNFINISHED, id="a call"),
        pytest.param("làm khai", 0.01, True, Ending.UNFINISHED, id="half of a known word"),
        pytest.param("làm khai sinh", 0.5, False, Ending.COMPLETE, id="as phrasings end"),
        pytest.param("làm khai sinh", 0.2, False, Ending.LIKELY, id="as some phrasings end"),
        pytest.param("làm khai sinh", 0.19, False, Ending.OPEN, id="as few phrasings end"),
        pytest.param("làm khai sinh", 0.19, True, Ending.LIKELY, id="the sound ends a phrase"),
        pytest.param("tôi nghe rõ", None, False, Ending.LIKELY, id="nothing was learned"),
        pytest.param("", None, False, Ending.OPEN, id="no words yet"),
    ],
)
def test_endings(text: str, share: float | None, phrase_ends: bool, expected: Ending) -> None:
    assert judge_ending(text, share, phrase_ends) == expected


@pytest.mark.parametrize(
    ("sure", "phrase_ends", "expected"),
    [
        pytest.param(0.6, False, Ending.UNFINISHED, id="a clear word counts"),
        pytest.param(0.59, False, Ending.LIKELY, id="a doubtful word tells nothing"),
        pytest.param(0.59, True, Ending.COMPLETE, id="then the sound alone counts"),
    ],
)
def test_doubtful_words(sure: float, phrase_ends: bool, expected: Ending) -> None:
    assert judge_ending("làm giấy cho", 0.3, phrase_ends, sure) == expected


@pytest.mark.parametrize(
    ("ending", "length_s", "patience", "expected"),
    [
        pytest.param(Ending.COMPLETE, 2.0, 1.0, 0.3, id="complete"),
        pytest.param(Ending.LIKELY, 2.0, 1.0, 0.6, id="likely"),
        pytest.param(Ending.OPEN, 2.0, 1.0, 0.9, id="open"),
        pytest.param(Ending.UNFINISHED, 2.0, 1.0, 1.4, id="unfinished"),
        pytest.param(Ending.LIKELY, 2.0, 1.5, 0.9, id="a slow speaker"),
        pytest.param(Ending.UNFINISHED, 14.1, 1.5, 0.2, id="near the bound any pause ends it"),
    ],
)
def test_hang_over(ending: Ending, length_s: float, patience: float, expected: float) -> None:
    assert hang_over_s(ending, length_s, PARAMS, patience) == pytest.approx(expected)


def test_endings_are_learned_from_phrasings() -> None:
    endings = Endings(["Làm khai sinh?", "khai sinh cho con", "khai sinh", "ở đâu"])
    # 4 of 11 words end; "sinh" ends 2 of 3, "khai sinh" too: (2 + 2 * (2 + 2 * 4 / 11) / 5) / 5.
    assert endings.probability("đăng ký khai sinh") == pytest.approx(0.61818, abs=1e-5)
    # "khai" never ends: 2 * 4 / 11 / 5, and "làm khai" was seen once: * 2 / 3.
    assert endings.probability("làm khai") == pytest.approx(0.09697, abs=1e-5)
    assert endings.probability("xe đạp") == pytest.approx(4 / 11)
    assert endings.probability("") is None
    assert Endings([]).probability("khai sinh") is None
