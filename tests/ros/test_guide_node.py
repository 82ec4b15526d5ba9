"""The guide against a NavigateToPose server that is not ours: plain rclpy, as Nav2's would be."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import rclpy
from geometry_msgs.msg import TransformStamped
from letan_msgs.action import LeadTo
from letan_msgs.msg import FaultReport, Presence
from nav2_msgs.action import NavigateToPose
from rclpy.action import ActionClient, ActionServer, CancelResponse
from rclpy.executors import SingleThreadedExecutor
from rclpy.task import Future
from sensor_msgs.msg import BatteryState
from tests.ros.graph import Watcher, free_domain
from tests.unit.site.halls import sample
from tf2_msgs.msg import TFMessage

from letan.kernel.geometry import Pose2
from letan.ports.body import Person
from letan_ros import topics
from letan_ros.convert.body import people_to_msg, pose_to_msg
from letan_ros.guide import GuideNode
from letan_ros.parameters import defaults
from letan_ros.schema import SCHEMA

BASE = sample().base.stand


class Navigation:
    """Accepts every goal, cancels when asked, and ends a goal when the test says so."""

    def __init__(self, node: Any) -> None:
        self.goals: list[NavigateToPose.Goal] = []
        self.cancelled = 0
        self._ends: list[Future] = []
        self.server = ActionServer(
            node,
            NavigateToPose,
            "/navigate_to_pose",
            self._execute,
            cancel_callback=self._on_cancel,
        )

    async def _execute(self, handle: Any) -> NavigateToPose.Result:
        self.goals.append(handle.request)
        end = Future()
        self._ends.append(end)
        code = await end
        if handle.is_cancel_requested:
            handle.canceled()
        elif code == 0:
            handle.succeed()
        else:
            handle.abort()
        return NavigateToPose.Result(error_code=code)

    def _on_cancel(self, _handle: Any) -> CancelResponse:
        self.cancelled += 1
        self._ends[-1].set_result(0)
        return CancelResponse.ACCEPT

    def end(self, code: int) -> None:
        """End the newest goal: 0 reached, else the error's code."""
        self._ends[-1].set_result(code)


@dataclass
class Stand:
    """The guide, its navigation, and a visitor 0.6 m behind the robot, if he is `there`."""

    watcher: Watcher
    navigation: Navigation | None
    client: ActionClient
    robot: Pose2 = BASE
    there: bool = True
    by_face: bool = False
    results: list[Any] = field(default_factory=list)
    handles: list[Any] = field(default_factory=list)

    def tell(self) -> None:
        """Publish where the robot and the visitor are."""
        now = time.time()
        transform = TransformStamped(child_frame_id="base_link")
        transform.header.frame_id = "map"
        transform.header.stamp.sec = int(now)
        placed = pose_to_msg(self.robot)
        transform.transform.translation.x = placed.position.x
        transform.transform.translation.y = placed.position.y
        transform.transform.rotation = placed.orientation
        self.watcher.publish(topics.TF, TFMessage(transforms=[transform]))
        if self.there:
            visitor = Person("v", self.robot.x - 1.15, self.robot.y, is_follower=True)
            message = people_to_msg((visitor,), now, Presence.SOURCE_SIMULATOR)
            topic = topics.SEEN_PEOPLE if self.by_face else topics.PEOPLE
            self.watcher.publish(topic, message)

    def until(self, done: Any, what: str) -> Any:
        def told() -> Any:
            self.tell()
            return done()

        return self.watcher.until(told, 60, what)

    def lead(self, place: str) -> None:
        assert self.client.wait_for_server(timeout_sec=30.0)

        def accepted(future: Any) -> None:
            self.handles.append(future.result())
            future.result().get_result_async().add_done_callback(
                lambda done: self.results.append(done.result().result)
            )

        goal = LeadTo.Goal(place=place, with_visitor=True)
        self.client.send_goal_async(goal).add_done_callback(accepted)

    def outcome(self) -> int:
        """Of the leading that ends next."""
        return int(self.until(lambda: self.results, "the result")[-1].outcome)

    def faults(self) -> list[str]:
        return [f.code for f in self.watcher.of(topics.FAULTS) if f.severity != FaultReport.CLEARED]

    def states(self) -> list[str]:
        return [s.state for s in self.watcher.of(topics.GUIDE_STATE)]


@pytest.fixture
def stand(request: pytest.FixtureRequest) -> Iterator[Stand]:
    domain = free_domain()
    rclpy.init(domain_id=domain)
    values = {**defaults(SCHEMA)["guide"], "call_after_s": 1.0, "give_up_after_s": 10.0}
    values["near_for_s"] = 2.0
    node = GuideNode(values, sample())
    executor = SingleThreadedExecutor()
    executor.add_node(node)
    node.trigger_configure()
    node.trigger_activate()
    spinning = threading.Thread(target=executor.spin, daemon=True)
    spinning.start()
    watcher = Watcher(domain)
    watcher.watch(topics.GUIDE_STATE, topics.FAULTS, topics.SPEED_CAP)
    navigation = None if getattr(request, "param", "") == "none" else Navigation(watcher.node)
    client = ActionClient(watcher.node, LeadTo, topics.LEAD_ACTION)
    stand = Stand(watcher, navigation, client)
    if navigation is not None:
        stand.until(lambda: node.count_publishers("/navigate_to_pose/_action/status"), "the server")
        stand.until(node._wheels._client.server_is_ready, "the server ready")
    yield stand
    executor.shutdown()
    spinning.join(5.0)
    node.close()
    node.destroy_node()
    client.destroy()
    if navigation is not None:
        navigation.server.destroy()
    watcher.close()
    rclpy.shutdown()


def test_it_leads_through_any_server_of_the_action(stand: Stand) -> None:
    navigation = stand.navigation
    assert navigation is not None
    stand.lead("quay_3")
    stand.until(lambda: navigation.goals, "the goal")
    stand.until(lambda: stand.states().count("leading") >= 10, "three seconds of leading")
    assert stand.results == [], "nothing is near before the navigator has said so"
    goal, place = navigation.goals[0].pose, sample().place("quay_3").stand
    assert goal.header.frame_id == "map"
    there = Pose2(goal.pose.position.x, goal.pose.position.y, 0.0)
    assert there.distance(place) == pytest.approx(1.2, abs=0.01)
    stand.robot = there
    stand.tell()
    navigation.end(0)
    assert stand.outcome() == LeadTo.Goal.ARRIVED
    assert "leading" in stand.states()
    assert stand.faults() == []


def test_a_visitor_whom_the_camera_alone_sees_is_not_lost(stand: Stand) -> None:
    stand.by_face = True
    stand.lead("quay_3")
    stand.until(lambda: stand.states().count("leading") >= 10, "three seconds of leading")
    assert set(stand.states()) <= {"idle", "leading"}
    assert stand.watcher.of(topics.GUIDE_STATE)[-1].follower_gap_m == pytest.approx(0.6, abs=0.3)
    stand.there = False
    stand.until(lambda: "calling" in stand.states(), "the call when nobody sees him")


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        pytest.param(105, LeadTo.Goal.BLOCKED, id="blocked for minutes"),
        pytest.param(208, LeadTo.Goal.FAILED, id="no way leads there"),
    ],
)
def test_a_drive_that_fails_ends_it_with_a_fault(stand: Stand, code: int, outcome: int) -> None:
    assert stand.navigation is not None
    stand.lead("quay_3")
    stand.until(lambda: stand.navigation.goals, "the goal")
    stand.navigation.end(code)
    assert stand.outcome() == outcome
    stand.until(lambda: "GUIDE-001" in stand.faults(), "the fault")


def test_an_unknown_place_is_a_fault_and_no_goal(stand: Stand) -> None:
    stand.lead("quay_99")
    assert stand.outcome() == LeadTo.Goal.FAILED
    assert stand.navigation is not None
    assert stand.navigation.goals == []
    stand.until(lambda: "GUIDE-001" in stand.faults(), "the fault")


@pytest.mark.parametrize("stand", ["none"], indirect=True)
def test_without_a_navigator_it_ends_as_blocked(stand: Stand) -> None:
    stand.lead("quay_3")
    assert stand.outcome() == LeadTo.Goal.BLOCKED


def test_a_visitor_who_is_gone_is_waited_for_called_and_given_up(stand: Stand) -> None:
    stand.lead("quay_3")
    stand.until(lambda: stand.navigation.goals, "the goal")  # type: ignore[union-attr]  # as built
    stand.there = False
    assert stand.outcome() == LeadTo.Goal.LOST_VISITOR
    states = [s for s in stand.states() if s in ("waiting", "calling", "given_up")]
    assert list(dict.fromkeys(states)) == ["waiting", "calling", "given_up"]
    assert stand.watcher.of(topics.SPEED_CAP)[-1].data == 0.0
    stand.until(lambda: "GUIDE-002" in stand.faults(), "the fault")
    assert stand.navigation is not None
    assert stand.navigation.cancelled >= 1


@pytest.mark.parametrize("phase", ["at once", "driving", "waiting"])
def test_cancelled_in_any_phase_it_stops_the_drive(stand: Stand, phase: str) -> None:
    navigation = stand.navigation
    assert navigation is not None
    stand.lead("quay_3")
    stand.until(lambda: stand.handles, "acceptance")
    if phase != "at once":
        stand.until(lambda: navigation.goals, "the goal")
    if phase == "waiting":
        stand.there = False
        stand.until(lambda: "waiting" in stand.states(), "waiting")
    stand.handles[0].cancel_goal_async()
    assert stand.outcome() == LeadTo.Goal.STOPPED
    if navigation.goals:
        stand.until(lambda: navigation.cancelled, "the drive's end")


def test_a_low_battery_sends_it_home_and_leads_nobody(stand: Stand) -> None:
    navigation = stand.navigation
    assert navigation is not None
    stand.tell()
    stand.watcher.publish(topics.BATTERY, BatteryState(percentage=0.1, present=True))
    stand.until(lambda: navigation.goals, "the way home")
    home = navigation.goals[0].pose.pose.position
    assert (home.x, home.y) == pytest.approx((BASE.x, BASE.y), abs=1e-6)
    stand.lead("quay_3")
    assert stand.outcome() == LeadTo.Goal.FAILED
