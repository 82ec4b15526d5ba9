"""Directions as they are spoken."""

import math

import pytest
from tests.unit.site.halls import sample

from letan.kernel.geometry import Point2
from letan.kernel.text import Text
from letan.site.directions import describe_way

NORTH, EAST = math.pi / 2, 0.0


def way(*points: tuple[float, float]) -> tuple[Point2, ...]:
    return tuple(Point2(x, y) for x, y in points)


CASES = [
    pytest.param(
        "quay_3",
        way((12.6, 12.0), (12.6, 17.0)),
        NORTH,
        Text(
            "Quý khách đi thẳng khoảng mười bước, quầy số ba ở bên tay phải ạ.",
            "Please walk straight on about ten steps; you will find counter three on your right.",
        ),
        id="straight on",
    ),
    pytest.param(
        "quay_1",
        way((15, 3), (15, 13), (4, 13), (4, 17)),
        EAST,
        Text(
            "Quý khách quay sang trái, đi thẳng khoảng hai mươi bước, rồi rẽ trái đi khoảng hai"
            " mươi bước, rồi rẽ phải đi khoảng mười bước, quầy số một ở ngay trước mặt ạ.",
            "Please turn left and walk about twenty steps, then turn left and walk about twenty"
            " steps, then turn right and walk about ten steps; you will find counter one right in"
            " front of you.",
        ),
        id="two bends",
    ),
    pytest.param(
        "may_lay_so",
        way((9.5, 3.0), (9.5, 1.7)),
        -NORTH,
        Text(
            "Máy lấy số ở ngay đây, ngay trước mặt quý khách ạ.",
            "You will find the ticket machine right here, right in front of you.",
        ),
        id="two steps away",
    ),
    pytest.param(
        "gui_xe",
        way((15, 9), (15, 1.5)),
        NORTH,
        Text(
            "Quý khách quay lại, đi thẳng khoảng mười lăm bước là ra đến cửa ạ. Ra khỏi cửa chính,"
            " quý khách rẽ phải khoảng hai mươi bước là đến chỗ gửi xe ạ.",
            "Please turn round and walk about fifteen steps to the door. Go out through the main"
            " door and turn right; the parking area is about twenty steps away.",
        ),
        id="outside",
    ),
]


@pytest.mark.parametrize(("place", "path", "facing", "expected"), CASES)
def test_describe_way(place: str, path: tuple[Point2, ...], facing: float, expected: Text) -> None:
    assert describe_way(sample().place(place), path, facing) == expected
