import pytest

from letan.hearing.params import RANGES, HearingParams
from letan.kernel.faults import LetanError


def test_defaults_are_in_range() -> None:
    assert HearingParams.of({}) == HearingParams()


def test_given_numbers_are_taken() -> None:
    section = {"hang_over_s": 0.7, "half_duplex": False, "dead_after_s": 0}
    assert HearingParams.of(section) == HearingParams(
        hang_over_s=0.7, half_duplex=False, dead_after_s=0
    )


@pytest.mark.parametrize(
    ("section", "message"),
    [
        pytest.param(
            {"hangover_s": 1}, "hearing.hangover_s: there is no such number", id="unknown"
        ),
        pytest.param({"hang_over_s": "1"}, "hearing.hang_over_s: '1' is no float", id="text"),
        pytest.param({"hang_over_s": True}, "hearing.hang_over_s: True is no float", id="switch"),
        pytest.param({"half_duplex": 1}, "hearing.half_duplex: 1 is no bool", id="number"),
        pytest.param(
            {"hang_over_s": 9.0}, "hearing.hang_over_s: 9.0 is not in 0.2..2.0", id="range"
        ),
        pytest.param(
            {"open_hang_over_s": 1.9, "unfinished_hang_over_s": 1.0},
            "hearing.open_hang_over_s: is above unfinished_hang_over_s",
            id="order",
        ),
        pytest.param(
            {"silence_threshold": 0.6},
            "hearing.silence_threshold: is above speech_threshold",
            id="hysteresis",
        ),
    ],
)
def test_bad_numbers_name_place_and_remedy(section: dict[str, object], message: str) -> None:
    with pytest.raises(LetanError) as caught:
        HearingParams.of(section)
    assert str(caught.value).startswith(message)
    assert caught.value.remedy


@pytest.mark.parametrize("name", sorted(RANGES))
def test_every_number_has_its_range_held(name: str) -> None:
    with pytest.raises(LetanError, match=name):
        HearingParams.of({name: RANGES[name][1] + 1.0})
