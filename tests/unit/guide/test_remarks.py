"""What is said on the way, and when."""

import pytest

from letan.guide.remarks import Remark, RemarkKind, WayTeller, bend_ahead
from letan.kernel.geometry import Point2, Pose2

STRAIGHT = tuple(Point2(0.2 * i, 0.0) for i in range(80))
LEFT = (*STRAIGHT[:11], *(Point2(2.0, 0.2 * i) for i in range(1, 30)))


@pytest.mark.parametrize("sign", [1.0, -1.0], ids=["left", "right"])
def test_a_bend_is_seen_two_metres_ahead(sign: float) -> None:
    path = tuple(Point2(p.x, sign * p.y) for p in LEFT)
    bend, corner = bend_ahead(Pose2(0.6, 0.0, 0.0), path)
    assert bend == pytest.approx(sign * 1.5708, abs=1e-3)
    assert corner == Point2(2.0, 0.0)


def test_a_straight_way_has_no_bend_and_no_path_neither() -> None:
    assert bend_ahead(Pose2(1.0, 0.0, 0.0), STRAIGHT)[0] == 0.0
    assert bend_ahead(Pose2(1.0, 0.0, 0.0), ()) == (0.0, Point2(1.0, 0.0))


def test_turn_and_distance_are_told_once_each_with_a_pause() -> None:
    teller, told = WayTeller(), []
    for tenth in range(300):
        x = 0.06 * tenth
        at = Pose2(min(x, 2.0), max(0.0, x - 2.0), 0.0)
        remark = teller.look(tenth / 10, at, LEFT, 18.0 - x)
        if remark is not None:
            told.append((tenth // 10, remark))
    assert told == [
        (0, Remark(RemarkKind.TURN_LEFT)),
        (10, Remark(RemarkKind.REMAINING, 24)),
        (21, Remark(RemarkKind.REMAINING, 10)),
    ]


def test_without_a_way_nothing_is_told() -> None:
    assert WayTeller().look(0.0, Pose2(0, 0, 0), (), float("inf")) is None


@pytest.mark.parametrize("remark", [Remark(RemarkKind.LET_US_BY), Remark(RemarkKind.REMAINING, 24)])
def test_a_code_says_the_same(remark: Remark) -> None:
    assert Remark.of_code(remark.code) == remark


@pytest.mark.parametrize("code", ["", "sing", "remaining many"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"valid|literal"):
        Remark.of_code(code)
