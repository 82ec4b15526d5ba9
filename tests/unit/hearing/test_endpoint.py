import pytest

from letan.hearing.endpoint import hang_over_s
from letan.hearing.params import HearingParams

PARAMS = HearingParams(hang_over_s=0.6, unfinished_hang_over_s=1.4, longest_utterance_s=20.0)


@pytest.mark.parametrize(
    ("text", "length_s", "expected"),
    [
        pytest.param("nhà vệ sinh ở đâu", 2.0, 0.6, id="finished"),
        pytest.param("", 0.5, 0.6, id="no words yet"),
        pytest.param("tôi muốn làm giấy khai sinh cho", 2.0, 1.4, id="for whom?"),
        pytest.param("ở", 0.4, 1.4, id="one unfinished word"),
        pytest.param("cháu ơi cho bác hỏi với", 2.0, 0.6, id="a polite end"),
        pytest.param("tôi muốn hỏi là", 14.1, 0.2, id="near the bound any pause ends it"),
    ],
)
def test_hang_over(text: str, length_s: float, expected: float) -> None:
    assert hang_over_s(text, length_s, PARAMS) == expected
