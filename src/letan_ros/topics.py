"""Every topic, service and action of the graph, with its type and quality of service.

Five qualities are enough:

- EVENT: reliable, the last 20. Something happened; a late joiner must not hear of it.
- LATCHED: reliable and transient local. A state; a late joiner gets the last one at once.
- SOUND: reliable, 10 s deep. A lost block is a lost word, and on one machine over shared memory
  reliability costs nothing; the depth lets the ear fall behind for a moment without a gap.
- SENSOR: best effort, the last 5. Subscribers take scans from drivers of either kind; our
  publishers are reliable, so that any subscriber matches them.
- CONTROL: reliable, the last one. An old velocity is worthless.
"""

from dataclasses import dataclass, field
from typing import Any

from diagnostic_msgs.msg import DiagnosticArray, KeyValue
from geometry_msgs.msg import PointStamped, PoseStamped, PoseWithCovarianceStamped, Twist
from letan_msgs.msg import (
    AudioChunk,
    AudioLevel,
    Card,
    CollisionState,
    DialogueState,
    FaultReport,
    GuideState,
    PersonTracks,
    Presence,
    Reply,
    SimEvent,
    SpeechActivity,
    SpeechMark,
    SpottedCommand,
    StaffCall,
    Touch,
    Utterance,
)
from nav_msgs.msg import OccupancyGrid, Odometry, Path
from rclpy.qos import DurabilityPolicy, HistoryPolicy, QoSProfile, ReliabilityPolicy
from rosgraph_msgs.msg import Clock
from sensor_msgs.msg import BatteryState, CompressedImage, Image, LaserScan
from std_msgs.msg import Bool, Empty, Float32, String
from tf2_msgs.msg import TFMessage
from trajectory_msgs.msg import JointTrajectory


def _qos(depth: int, *, reliable: bool = True, latched: bool = False) -> QoSProfile:
    return QoSProfile(
        history=HistoryPolicy.KEEP_LAST,
        depth=depth,
        reliability=ReliabilityPolicy.RELIABLE if reliable else ReliabilityPolicy.BEST_EFFORT,
        durability=DurabilityPolicy.TRANSIENT_LOCAL if latched else DurabilityPolicy.VOLATILE,
    )


EVENT = _qos(20)
LATCHED = _qos(1, latched=True)
LATCHED_20 = _qos(20, latched=True)
SOUND = _qos(100)
SENSOR = _qos(5, reliable=False)
SENSOR_OUT = _qos(5)
CONTROL = _qos(1)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic.

    Attributes:
        name: Absolute, so that a remap is the only way to move it.
        type: Message class.
        publish: Quality of service of publishers.
        subscribe: Quality of service of subscribers.
        private: It carries pictures or numbers of people: no recorder ever keeps it.
    """

    name: str
    type: type[Any]
    publish: QoSProfile = field(default_factory=lambda: EVENT)
    subscribe: QoSProfile = field(default_factory=lambda: EVENT)
    private: bool = False


def _latched(name: str, type_: type[Any], qos: QoSProfile = LATCHED) -> Topic:
    return Topic(name, type_, qos, qos)


AUDIO_IN = Topic("/audio/in", AudioChunk, SOUND, SOUND)
AUDIO_OUT = Topic("/audio/out", AudioChunk, SOUND, SOUND)
UTTERANCE = Topic("/hearing/utterance", Utterance)
"""Partial and final readings, told apart by `kind`."""
SPEECH_ACTIVITY = Topic("/hearing/activity", SpeechActivity)
SPOTTED = Topic("/hearing/spotted", SpottedCommand)
AUDIO_LEVEL = Topic("/hearing/level", AudioLevel)

REPLY = Topic("/dialogue/reply", Reply)
CARD = _latched("/dialogue/card", Card)
"""The card on show; an empty one (no title, no text) clears the screen."""
DIALOGUE_STATE = _latched("/dialogue/state", DialogueState)
STAFF_CALL = _latched("/staff/call", StaffCall, LATCHED_20)
TOUCH = Topic("/screen/touch", Touch)
TYPED = Topic("/screen/utterance", Utterance)
"""What a visitor typed: final, source typed."""
PRESENCE = _latched("/attention/presence", Presence)
NEARNESS = _latched("/attention/nearness", String)
"""nobody, near, facing or unknown (no sense follows people), when it changes: at once when somebody
comes, three seconds after everybody has gone. For who may rest meanwhile, as the ear."""
SEEN_PEOPLE = Topic("/attention/people", PersonTracks, CONTROL, CONTROL)
"""Everybody the robot sees, map frame: legs and faces together, with covariance, facing and
engagement. As often as pictures come."""
LOOK_AT = Topic("/attention/look_at", PointStamped, CONTROL, CONTROL)
"""Where head and eyes turn, map frame, z = height of the face; frame "" = straight on."""
SHOWN_CODE = Topic("/attention/code", KeyValue, private=True)
"""A code that was held before the camera: key = ticket, dossier, identity_card or other,
value = the number of the first two, else empty."""
CAMERA_IMAGE = Topic("/camera/image_raw", Image, SENSOR_OUT, SENSOR, private=True)
"""bgr8; from the simulator or a camera driver, where attention has no camera of its own."""
DOCK_POSE = Topic("/detected_dock_pose", PoseStamped, CONTROL, CONTROL)
"""Where the base's marker hangs, base_link frame, while the camera sees it: what Nav2's docking
server listens to. x ahead, yaw of the marker's normal; pi faces the robot."""
WATCH_CAMERA = _latched("/attention/watch", Bool)
"""An operator wants to see the live picture: true starts it, false ends it."""
WATCHED = _latched("/attention/watched", Bool)
"""True while somebody sees the live picture: the screen shows a notice. Nothing is stored."""
PICTURE = Topic("/attention/picture", CompressedImage, CONTROL, CONTROL, private=True)
"""The live picture with boxes, jpeg, only while it is watched."""
SPEECH_MARK = Topic("/voice/mark", SpeechMark)
"""The feedback of /voice/say for everybody: captions, arms."""
PEOPLE = Topic("/people/tracks", PersonTracks)
"""Everybody the robot knows of, map frame."""

GUIDE_STATE = _latched("/guide/state", GuideState)
COLLISION_STATE = _latched("/collision/state", CollisionState)
PLAN = _latched("/plan", Path)
SPEED_CAP = _latched("/guide/speed_cap", Float32)
"""Highest speed in m/s that leading allows now; negative: no cap."""
GUIDE_REMARK = Topic("/guide/remark", String)
"""What the guide wants said on the way, as `Remark.code`."""
CMD_VEL_RAW = Topic("/cmd_vel_raw", Twist, CONTROL, CONTROL)
CMD_VEL = Topic("/cmd_vel", Twist, CONTROL, CONTROL)
EMERGENCY_STOP = _latched("/emergency_stop", Bool)
"""True: stop and stay stopped, whatever is commanded; false: the button was released."""
EMERGENCY_RELEASE = Topic("/emergency_release", Empty)
"""An operator lets the robot move again after an emergency stop."""

SCAN = Topic("/scan", LaserScan, SENSOR_OUT, SENSOR)
ODOM = Topic("/odom", Odometry, SENSOR_OUT, SENSOR)
TF = Topic("/tf", TFMessage, _qos(100), _qos(100))
MAP = _latched("/map", OccupancyGrid)
INITIAL_POSE = Topic("/initialpose", PoseWithCovarianceStamped)
BATTERY = Topic("/battery_state", BatteryState)
JOINTS = Topic("/joint_trajectory", JointTrajectory)
CLOCK = Topic("/clock", Clock, CONTROL, SENSOR)

RELEASE = _latched("/faq/release", String)
"""Id of the release that answers: whoever keeps something of a release swaps with it."""
RECORDING = _latched("/recording", Bool)
"""True while sound or images are being written: the screen shows a notice."""
FAULTS = _latched("/faults", FaultReport, LATCHED_20)
DIAGNOSTICS = Topic("/diagnostics", DiagnosticArray)
SIM_EVENTS = Topic("/sim/events", SimEvent)
SIM_VOICE = Topic("/sim/voice", AudioChunk)
"""Simulator only: a whole dry voice that is to be said before the robot."""

ASK_SERVICE = "/faq/ask"
USE_RELEASE_SERVICE = "/faq/use_release"
SAY_ACTION = "/voice/say"
LEAD_ACTION = "/guide/lead_to"
NAVIGATE_ACTION = "/navigate_to_pose"
PERFORM_ACTION = "/gesture/perform"


def recordable() -> dict[str, Topic]:
    """Return every topic of this table that may be recorded, by name."""
    known = (value for value in globals().values() if isinstance(value, Topic))
    return {topic.name: topic for topic in known if not topic.private}
