"""Leading: every move, as whole values."""

from dataclasses import replace

import pytest

from letan.guide.lead import (
    STATE_NAMES,
    Arrived,
    Call,
    Calling,
    CapSpeed,
    DriveBack,
    DriveTo,
    Fetching,
    Finished,
    GivenUp,
    Idle,
    Lead,
    Leading,
    LeadSettings,
    LookBack,
    MakeWay,
    Observation,
    Outcome,
    PointAt,
    Resuming,
    Returning,
    State,
    StopDriving,
    Waiting,
    speed_for_gap,
)
from letan.guide.navigator import NavigatorStatus
from letan.guide.remarks import Remark, RemarkKind
from letan.kernel.geometry import Point2, Pose2

S = LeadSettings()
DRIVING, REACHED = NavigatorStatus.DRIVING, NavigatorStatus.REACHED


def seen(
    now: float = 10.0,
    gap: float | None = 1.0,
    navigator: NavigatorStatus = DRIVING,
    remaining: float = 9.0,
) -> Observation:
    follower = None if gap is None else Point2(-(gap + 0.55), 0.0)
    return Observation(now, Pose2(0.0, 0.0, 0.0), follower, remaining, navigator)


@pytest.mark.parametrize(
    ("gap", "speed"), [(0.0, 0.8), (1.3, 0.8), (1.95, 0.4), (2.6, 0.0), (9.0, 0.0)]
)
def test_the_law_of_speed(gap: float, speed: float) -> None:
    assert speed_for_gap(gap, S) == pytest.approx(speed)


MOVES = [
    pytest.param(
        Leading("q", 9.0), seen(), Leading("q", 10.0), (CapSpeed(0.8),), id="close: full speed"
    ),
    pytest.param(
        Leading("q", 9.0),
        seen(gap=2.7),
        Waiting("q", 10.0),
        (CapSpeed(0.0), LookBack(True)),
        id="too far behind: wait and look back",
    ),
    pytest.param(
        Leading("q", 9.0), seen(gap=None), Leading("q", 9.0), (), id="unseen for a second: go on"
    ),
    pytest.param(
        Leading("q", 8.0),
        seen(gap=None),
        Waiting("q", 10.0),
        (CapSpeed(0.0), LookBack(True)),
        id="unseen for two seconds: wait",
    ),
    pytest.param(Waiting("q", 8.0), seen(gap=2.0), Waiting("q", 8.0), (), id="not near enough yet"),
    pytest.param(Waiting("q", 8.0), seen(gap=1.8), Resuming("q"), (), id="near again, uncalled"),
    pytest.param(
        Waiting("q", 7.0),
        seen(gap=2.2),
        Calling("q", 7.0, 18.0),
        (Call(),),
        id="waited for three seconds: call",
    ),
    pytest.param(
        Calling("q", 2.0, 18.0),
        seen(gap=3.0),
        Fetching("q", 2.0, Point2(-3.55, 0.0)),
        (CapSpeed(0.6), DriveBack(Point2(-3.55, 0.0))),
        id="seen and does not come: go back to him",
    ),
    pytest.param(
        Calling("q", 2.0, 18.0, may_fetch=False),
        seen(gap=3.0),
        Calling("q", 2.0, 18.0, may_fetch=False),
        (),
        id="there was no way back to him: wait",
    ),
    pytest.param(
        Fetching("q", 2.0, Point2(-3.55, 0.0)),
        seen(gap=0.85),
        Leading("q", 10.0),
        (DriveTo("q"), CapSpeed(0.8), LookBack(False)),
        id="with him again: lead on",
    ),
    pytest.param(
        Fetching("q", 2.0, Point2(-3.55, 0.0)),
        seen(gap=4.5),
        Fetching("q", 2.0, Point2(-5.05, 0.0)),
        (DriveBack(Point2(-5.05, 0.0)),),
        id="he walked on: after him",
    ),
    pytest.param(
        Fetching("q", 2.0, Point2(-3.55, 0.0)),
        seen(gap=3.0, navigator=NavigatorStatus.BLOCKED),
        Calling("q", 2.0, 18.0, may_fetch=False),
        (CapSpeed(0.0), DriveTo("q"), LookBack(True)),
        id="no way back to him: stand and call",
    ),
    pytest.param(
        Fetching("q", -35.0, Point2(-3.55, 0.0)),
        seen(gap=3.0),
        GivenUp("q", Outcome.LOST_VISITOR),
        (StopDriving(), Finished("q", Outcome.LOST_VISITOR)),
        id="gone for 45 seconds: given up on the way back",
    ),
    pytest.param(
        Leading("q", 9.0, near_since=4.0),
        seen(remaining=1.0),
        Arrived("q"),
        (MakeWay(), LookBack(True), PointAt("q"), Finished("q", Outcome.ARRIVED)),
        id="kept from the last metre for six seconds: it points from there",
    ),
    pytest.param(
        Calling("q", 0.0, 10.0),
        seen(gap=None),
        Calling("q", 0.0, 18.0),
        (Call(),),
        id="call again",
    ),
    pytest.param(
        Calling("q", 0.0, 20.0),
        seen(gap=1.0),
        Resuming("q"),
        (),
        id="came after the call",
    ),
    pytest.param(
        Calling("q", 0.0, 50.0),
        seen(now=45.0, gap=None),
        GivenUp("q", Outcome.LOST_VISITOR),
        (
            StopDriving(),
            Finished("q", Outcome.LOST_VISITOR),
        ),
        id="given up after the bound",
    ),
    pytest.param(
        Resuming("q"), seen(), Leading("q", 10.0), (CapSpeed(0.8), LookBack(False)), id="lead on"
    ),
    pytest.param(
        Leading("q", 9.0),
        seen(navigator=REACHED),
        Arrived("q"),
        (
            MakeWay(),
            LookBack(True),
            PointAt("q"),
            Finished("q", Outcome.ARRIVED),
        ),
        id="both are there",
    ),
    pytest.param(
        Leading("q", 9.0),
        seen(navigator=REACHED, gap=2.2),
        Waiting("q", 10.0, at_goal=True),
        (CapSpeed(0.0), LookBack(True)),
        id="the robot is there, the visitor is not",
    ),
    pytest.param(
        Leading("q", 9.0),
        seen(navigator=NavigatorStatus.BLOCKED),
        GivenUp("q", Outcome.BLOCKED),
        (
            StopDriving(),
            Finished("q", Outcome.BLOCKED),
        ),
        id="blocked for good",
    ),
    pytest.param(
        Waiting("q", 9.0),
        seen(navigator=NavigatorStatus.UNREACHABLE),
        GivenUp("q", Outcome.FAILED),
        (
            StopDriving(),
            Finished("q", Outcome.FAILED),
        ),
        id="no way there",
    ),
    pytest.param(
        Returning("goc"),
        seen(gap=None, navigator=REACHED),
        Idle(),
        (StopDriving(), Finished("goc", Outcome.ARRIVED)),
        id="home",
    ),
    pytest.param(Idle(), seen(), Idle(), (), id="idle stays idle"),
]


@pytest.mark.parametrize(("before", "observation", "after", "commands"), MOVES)
def test_observe(
    before: State, observation: Observation, after: State, commands: tuple[object, ...]
) -> None:
    lead = Lead(S, before)
    assert lead.observe(observation) == commands
    assert lead.state == after


def test_at_the_goal_it_waits_for_the_visitor_and_then_arrives() -> None:
    lead = Lead(S, Waiting("q", 9.0, at_goal=True))
    assert lead.observe(seen(gap=2.5, navigator=REACHED)) == ()
    commands = lead.observe(seen(gap=1.8, navigator=REACHED))
    assert commands[-1] == Finished("q", Outcome.ARRIVED)


def test_start_with_and_without_a_visitor() -> None:
    lead = Lead()
    drive = (LookBack(False), CapSpeed(0.8), DriveTo("q"))
    assert lead.start("q", 3.0) == drive
    assert (lead.state, lead.state_name) == (Leading("q", 3.0), "leading")
    assert lead.start("q", 3.0, with_visitor=False) == drive
    assert lead.state == Returning("q")


@pytest.mark.parametrize(
    "state",
    [Leading("q", 0), Waiting("q", 0), Calling("q", 0, 1), Resuming("q"), Returning("q")],
)
def test_stop_in_every_phase(state: State) -> None:
    lead = Lead(S, state)
    assert lead.stop() == (StopDriving(), LookBack(False), Finished("q", Outcome.STOPPED))
    assert lead.state == Idle()
    assert lead.stop() == (StopDriving(),)


def test_names_are_those_of_the_message() -> None:
    assert set(STATE_NAMES.values()) == {
        "idle", "leading", "waiting", "calling", "resuming", "arrived", "returning", "given_up",
    }  # fmt: skip


def test_gap_is_between_surfaces() -> None:
    lead = Lead(replace(S, robot_radius=0.4, visitor_radius=0.2))
    at = Observation(0.0, Pose2(0, 0, 0), Point2(3.0, 4.0), 1.0, DRIVING)
    assert lead.gap(at) == pytest.approx(4.4)
    assert lead.gap(replace(at, follower=Point2(0.1, 0.0))) == 0.0


def test_it_stands_while_somebody_steps_between() -> None:
    lead = Lead(state=Leading("q", 9.0))
    beside, between = Point2(-0.9, 0.8), Point2(-0.9, 0.1)
    caps = [
        lead.observe(replace(seen(gap=1.3), others=others))
        for others in ((beside,), (beside, between), ())
    ]
    assert caps == [(CapSpeed(0.8),), (CapSpeed(0.0),), (CapSpeed(0.8),)]


def test_it_asks_for_the_way_when_kept_from_driving_and_not_again_at_once() -> None:
    lead, asked = Lead(state=Leading("q", 0.0)), []
    in_the_way = (Point2(1.2, 0.0),)
    for second in range(20):
        blocked = replace(seen(float(second), navigator=NavigatorStatus.WAITING), others=in_the_way)
        if Remark(RemarkKind.LET_US_BY) in lead.observe(blocked):
            asked.append(second)
    assert asked == [2, 14]


def test_nobody_is_asked_where_nobody_stands() -> None:
    lead = Lead(state=Leading("q", 0.0))
    said = [
        command
        for second in range(10)
        for command in lead.observe(seen(float(second), navigator=NavigatorStatus.WAITING))
    ]
    assert set(said) == {CapSpeed(0.8)}


def test_who_asks_to_be_led_slowly_is_not_led_faster() -> None:
    lead = Lead(S)
    begun = lead.start("quay_1", 10.0, slow=0.35)
    assert begun == (LookBack(False), CapSpeed(0.35), DriveTo("quay_1"))
    assert lead.observe(seen(gap=0.8)) == (CapSpeed(0.35),)
    assert lead.observe(seen(gap=2.5)) == (CapSpeed(speed_for_gap(2.5, S)),)
    lead.start("quay_1", 10.0)
    assert lead.observe(seen(gap=0.8)) == (CapSpeed(S.cruise),)
