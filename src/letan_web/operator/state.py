"""What the operator's page shows: one frozen snapshot, and the updates that change it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from letan.dialogue.commands import StaffReason
from letan.kernel.fault_table import FAULT_TABLE
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Dbfs, Probability

MOST_CALLS = 30
REASONS = {
    StaffReason.ASKED: "Người dân muốn gặp cán bộ",
    StaffReason.UNSURE: "Robot không trả lời được",
    StaffReason.EMERGENCY_MEDICAL: "CẤP CỨU: có người cần giúp y tế",
    StaffReason.EMERGENCY_FIRE: "BÁO CHÁY",
    StaffReason.LOST_PROPERTY: "Có người mất hoặc nhặt được đồ",
    StaffReason.ROBOT_TROUBLE: "Robot gặp trục trặc",
    StaffReason.DANGER: "NGUY HIỂM: có người bị đe doạ hoặc gây rối",
}
"""Why staff is called, for staff."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the robot sees, map frame; `follower` is being led."""

    at: Point2
    follower: bool = False


@dataclass(frozen=True, slots=True)
class NodeHealth:
    """What a node said last of itself.

    Attributes:
        name: Of the node.
        level: "ok", "warn" or "error".
        state: Of its life cycle, and the codes of its faults.
        fields: For the developer.
    """

    name: str
    level: str
    state: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownFault:
    """A fault with what the clerk should check."""

    code: str
    severity: str
    text: str
    node: str


@dataclass(frozen=True, slots=True)
class StaffCall:
    """A call of staff; `place` is the title of where to come, "" = to the robot."""

    id: str
    reason: str
    urgent: bool
    at: str
    place: str
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class EarLevel:
    """What the microphone hears now."""

    level_dbfs: Dbfs = -120.0
    noise_dbfs: Dbfs = -120.0
    speech: Probability = 0.0
    clipping: bool = False


@dataclass(frozen=True, slots=True)
class OperatorState:
    """Everything the page shows.

    Attributes:
        robot: Where it stands, map frame; None until known.
        people: Whom it sees.
        route: What is left of the path.
        scan: What the lidar's beams hit, map frame, thinned out.
        talk: State of the conversation, as letan_msgs/DialogueState says it.
        present: A visitor is there.
        guide: State of leading.
        nodes: By name.
        faults: Those that are not over.
        calls: The newest first.
        ear: Level of the microphone.
        battery: Charge 0..1; None where no battery tells.
        stopped: The emergency stop is on.
        recording: Sound or topics are being written.
        watched: The camera's live picture is on; the visitor's screen says so.
        picture: Counts the pictures that came; a new number is a new picture.
    """

    robot: Pose2 | None = None
    people: tuple[Person, ...] = ()
    route: tuple[Point2, ...] = ()
    scan: tuple[Point2, ...] = ()
    talk: str = ""
    present: bool = False
    guide: str = ""
    nodes: tuple[NodeHealth, ...] = ()
    faults: tuple[ShownFault, ...] = ()
    calls: tuple[StaffCall, ...] = ()
    ear: EarLevel = EarLevel()
    battery: float | None = None
    stopped: bool = False
    recording: bool = False
    watched: bool = False
    picture: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """Robot and scan stand elsewhere."""

    robot: Pose2
    scan: tuple[Point2, ...]


@dataclass(frozen=True, slots=True)
class PeopleSeen:
    """Whom the robot sees now."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Led:
    """Leading made progress."""

    guide: str
    route: tuple[Point2, ...]


@dataclass(frozen=True, slots=True)
class Talked:
    """The conversation is in another state."""

    talk: str
    present: bool


@dataclass(frozen=True, slots=True)
class Healthy:
    """Nodes told of themselves."""

    nodes: tuple[NodeHealth, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """A node tells nothing of itself any more; one that only came for a while is forgotten."""

    name: str
    forget: bool = False


@dataclass(frozen=True, slots=True)
class Faulted:
    """A fault happened, or is over."""

    code: str
    node: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """Staff is called, has answered, or need not come any more."""

    id: str
    reason: StaffReason
    at: datetime
    place: str = ""
    acknowledged: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """The microphone's level."""

    ear: EarLevel


@dataclass(frozen=True, slots=True)
class Switched:
    """Something was turned on or off; None = as before."""

    stopped: bool | None = None
    recording: bool | None = None
    battery: float | None = None
    watched: bool | None = None


@dataclass(frozen=True, slots=True)
class Pictured:
    """Another picture of the camera came."""


Update: TypeAlias = (
    Moved
    | PeopleSeen
    | Led
    | Talked
    | Healthy
    | Silent
    | Faulted
    | Called
    | Heard
    | Switched
    | Pictured
)


def apply(state: OperatorState, update: Update) -> OperatorState:
    """Return the state after the update; a fault that is in no table changes nothing."""
    match update:
        case Moved(robot, scan):
            return replace(state, robot=robot, scan=scan)
        case PeopleSeen(people):
            return replace(state, people=people)
        case Led(guide, route):
            return replace(state, guide=guide, route=route)
        case Talked(talk, present):
            return replace(state, talk=talk, present=present)
        case Healthy(nodes):
            known = {node.name: node for node in (*state.nodes, *nodes)}
            return replace(state, nodes=tuple(known[name] for name in sorted(known)))
        case Silent(name, forget):
            others = tuple(node for node in state.nodes if node.name != name)
            gone = () if forget else (NodeHealth(name, "error", "không còn tín hiệu"),)
            ordered = sorted((*others, *gone), key=lambda node: node.name)
            return replace(state, nodes=tuple(ordered))
        case Faulted():
            return _with_fault(state, update)
        case Called():
            return replace(state, calls=_with_call(state.calls, update))
        case Heard(ear):
            return replace(state, ear=ear)
        case Pictured():
            return replace(state, picture=state.picture + 1)
        case Switched(stopped, recording, battery, watched):
            return replace(
                state,
                stopped=state.stopped if stopped is None else stopped,
                recording=state.recording if recording is None else recording,
                battery=state.battery if battery is None else battery,
                watched=state.watched if watched is None else watched,
            )


def _with_fault(state: OperatorState, told: Faulted) -> OperatorState:
    others = tuple(f for f in state.faults if (f.code, f.node) != (told.code, told.node))
    kind = FAULT_TABLE.get(told.code)
    if told.over or kind is None:
        return replace(state, faults=others)
    severity = kind.severity.name.lower()
    fault = ShownFault(told.code, severity, kind.admin.vi, told.node)
    return replace(state, faults=(fault, *others))


def _with_call(calls: tuple[StaffCall, ...], told: Called) -> tuple[StaffCall, ...]:
    """An answer changes its call, one that is withdrawn goes; anything else is new, on top."""
    if told.withdrawn:
        return tuple(call for call in calls if call.id != told.id)
    if any(call.id == told.id for call in calls):
        return tuple(
            replace(call, acknowledged=call.acknowledged or told.acknowledged)
            if call.id == told.id
            else call
            for call in calls
        )
    reason = REASONS[told.reason]
    at = told.at.isoformat()
    call = StaffCall(told.id, reason, told.reason.urgent, at, told.place, told.acknowledged)
    return (call, *calls)[:MOST_CALLS]
