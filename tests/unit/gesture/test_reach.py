"""No arm moves out towards somebody who stands within its reach."""

import re
from pathlib import Path

import pytest

from letan.gesture.gestures import GESTURES
from letan.gesture.joints import REST
from letan.gesture.motion import follow
from letan.gesture.reach import ARM_LENGTH_M, moves_arm, near_sides, with_arms_down
from letan.kernel.geometry import Point2

XACRO = Path(__file__).parents[3] / "robot_ws/src/letan_description/urdf/letan.urdf.xacro"


@pytest.mark.parametrize(
    ("people", "sides"),
    [
        pytest.param([], set(), id="nobody"),
        pytest.param([Point2(0.9, 0.0)], {"left", "right"}, id="close ahead"),
        pytest.param([Point2(1.5, 0.0)], set(), id="at talking distance"),
        pytest.param([Point2(0.0, -1.0)], {"right"}, id="to the right"),
        pytest.param([Point2(5.0, 5.0), Point2(0.2, 1.0)], {"left"}, id="the near one counts"),
    ],
)
def test_who_is_within_reach(people: list[Point2], sides: set[str]) -> None:
    assert near_sides(people) == sides


def test_a_wave_beside_somebody_is_made_with_the_head_alone() -> None:
    motion = follow(GESTURES["greet"], hanging=frozenset({"left", "right"}))
    middle = motion.at(1.0)
    assert middle == {**REST, "head_tilt": pytest.approx(0.4)}
    assert not moves_arm(middle, frozenset({"left", "right"}))


def test_only_the_near_arm_hangs() -> None:
    out = {**REST, "left_shoulder_lift": 1.0, "right_shoulder_lift": 1.0, "head_pan": 0.3}
    down = with_arms_down(out, frozenset({"left"}))
    assert down == {**out, "left_shoulder_lift": 0.0}
    assert [moves_arm(out, frozenset({side})) for side in ("left", "right")] == [True, True]
    assert [moves_arm(down, frozenset({side})) for side in ("left", "right")] == [False, True]


def test_the_arm_is_as_long_as_the_robot_s() -> None:
    (length,) = re.findall(r'name="arm_length" value="(\S+)"', XACRO.read_text("utf-8"))
    assert float(length) == ARM_LENGTH_M
