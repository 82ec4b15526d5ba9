"""The attention node with a camera: drawn visitors, faults, the operator's live picture."""

import math
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import cv2
import numpy as np
import pytest
import rclpy
from letan_msgs.msg import FaultReport, Presence, Touch
from rclpy.executors import SingleThreadedExecutor
from std_msgs.msg import Bool
from tests.ros.graph import Watcher, free_domain

from letan.attention.eyes import Eyes
from letan.attention.optics import Lens
from letan.kernel.faults import LetanError
from letan.kernel.geometry import Pose2
from letan.kernel.units import Seconds
from letan.ports.camera import Camera, Frame, Image
from letan_engines.camera.blazeface import BlazeFace
from letan_engines.camera.live_view import live_jpeg
from letan_ros import topics
from letan_ros.attention import AttentionNode, EyeParts
from letan_ros.parameters import defaults
from letan_ros.schema import SCHEMA
from letan_sim.camera_plays import ROBOT, Cast, approach
from letan_sim.camera_scene import Light, Painter

_TOPICS = (
    *(topics.PRESENCE, topics.FAULTS, topics.SEEN_PEOPLE, topics.LOOK_AT),
    *(topics.PICTURE, topics.WATCHED, topics.NEARNESS, topics.DOCK_POSE),
)


@dataclass
class Drawn:
    """A camera that shows whatever `cast` says, a picture each time it is asked."""

    cast: Cast
    clock: Callable[[], Seconds] = field(default=lambda: 0.0)
    unplugged: bool = False
    spoil: Callable[[Image], Image] = field(default=lambda image: image)
    painter: Painter = field(default_factory=lambda: Painter(Lens(), 1))
    given: int = 0
    closed: bool = False

    def read(self) -> Frame | None:
        if self.unplugged:
            raise LetanError("camera", "gives no picture", "Check its cable")
        self.given += 1
        walls = np.full(len(self.painter.rays), 9.0)
        image = self.painter.draw(ROBOT, self.cast(self.given / 5), walls, Light())
        return Frame(self.clock(), self.spoil(image), self.given)

    def close(self) -> None:
        self.closed = True


@dataclass
class Stand:
    node: AttentionNode
    camera: Drawn
    watcher: Watcher

    def presences(self) -> list[Presence]:
        return self.watcher.of(topics.PRESENCE)

    def told(self, fault: tuple[str, int]) -> bool:
        return fault in self.faults()

    def nearness(self) -> list[str]:
        return [str(one.data) for one in self.watcher.of(topics.NEARNESS)]

    def faults(self) -> list[tuple[str, int]]:
        return [(str(one.code), int(one.severity)) for one in self.watcher.of(topics.FAULTS)]


@pytest.fixture
def stand() -> Iterator[Stand]:
    domain = free_domain()
    rclpy.init(domain_id=domain)
    play = approach(1, others=0)
    camera = Drawn(lambda t: play.cast((play.arrives or 0.0) + 1.0 + t % 2.0))

    def open_camera(clock: Callable[[], Seconds]) -> Camera:
        camera.clock = clock
        return camera

    parts = EyeParts(
        *(lambda: Eyes(BlazeFace()), open_camera, live_jpeg),
        needed=True,
        find_base=lambda _image: Pose2(1.5, 0.2, math.pi),
    )
    node = AttentionNode(defaults(SCHEMA)["attention"], parts)
    executor = SingleThreadedExecutor()
    executor.add_node(node)
    spinning = threading.Thread(target=executor.spin, daemon=True)
    node.trigger_configure()
    node.trigger_activate()
    spinning.start()
    watcher = Watcher(domain)
    watcher.watch(*_TOPICS)
    yield Stand(node, camera, watcher)
    executor.shutdown()
    spinning.join(5.0)
    node.close()
    node.destroy_node()
    watcher.close()
    rclpy.shutdown()
    assert camera.closed


def test_who_stands_and_looks_is_present_until_he_is_gone(stand: Stand) -> None:
    watcher = stand.watcher
    watcher.until(lambda: [p for p in stand.presences() if p.present], 60, "the visitor")
    seen = stand.presences()[-1]
    assert (seen.source, seen.facing) == (Presence.SOURCE_CAMERA, True)
    assert 0.3 < seen.distance_m < 1.6
    assert seen.engagement > 0.5
    (person,) = watcher.of(topics.SEEN_PEOPLE)[-1].people
    assert person.position_covariance[0] > 0.0
    assert watcher.of(topics.LOOK_AT)[-1].header.frame_id == "map"
    assert watcher.of(topics.PICTURE) == [], "nobody watches"
    dock = watcher.of(topics.DOCK_POSE)[-1]
    place = dock.pose.position
    assert (dock.header.frame_id, place.x, place.y) == ("base_link", 1.5, 0.2)
    stand.camera.cast = lambda _t: ()
    watcher.until(lambda: not stand.presences()[-1].present, 60, "his leaving")
    watcher.until(lambda: stand.nearness()[-1] == "nobody", 30, "that nobody is near")
    assert stand.nearness()[-3:] == ["facing", "near", "nobody"]


def test_a_camera_that_is_gone_is_a_fault_and_comes_back(stand: Stand) -> None:
    watcher = stand.watcher
    watcher.until(lambda: watcher.of(topics.SEEN_PEOPLE), 60, "pictures")
    stand.camera.unplugged = True
    watcher.until(lambda: ("EYE-001", FaultReport.ERROR) in stand.faults(), 30, "the fault")
    stand.camera.unplugged = False
    watcher.until(lambda: ("EYE-001", FaultReport.CLEARED) in stand.faults(), 30, "its end")
    assert stand.node.active


def test_a_black_picture_is_a_fault_and_ends_no_talk(stand: Stand) -> None:
    watcher = stand.watcher
    watcher.until(lambda: [p for p in stand.presences() if p.present], 60, "the visitor")
    watcher.publish(topics.TOUCH, Touch(kind=Touch.WAKE))
    stand.camera.spoil = np.zeros_like
    watcher.until(lambda: ("EYE-002", FaultReport.WARN) in stand.faults(), 30, "the fault")
    assert stand.presences()[-1].present, "he touched the screen a moment ago"


def test_whatever_is_wrong_with_the_picture_is_its_fault_and_ends(stand: Stand) -> None:
    watcher, camera = stand.watcher, stand.camera
    still = camera.painter.draw(ROBOT, (), np.full(len(camera.painter.rays), 9.0), Light())
    wrong: dict[str, Callable[[Image], Image]] = {
        "EYE-002": lambda image: np.full_like(image, (18, 22, 58)),  # a hand over the lens
        "EYE-003": lambda image: np.full_like(image, 255),  # the sun
        "EYE-004": lambda _image: still,  # frozen
    }
    for code, spoil in wrong.items():
        told, ended = (code, FaultReport.WARN), (code, FaultReport.CLEARED)
        camera.spoil = spoil
        watcher.until(partial(stand.told, told), 30, code)
        camera.spoil = lambda image: image
        watcher.until(partial(stand.told, ended), 30, f"the end of {code}")
    assert {code for code, _severity in stand.faults()} == set(wrong)
    watcher.until(lambda: stand.presences()[-1].present, 30, "who stood there all along")


def test_the_live_picture_comes_while_it_is_watched_and_says_so(stand: Stand) -> None:
    watcher = stand.watcher
    watcher.publish(topics.WATCH_CAMERA, Bool(data=True))
    watcher.until(lambda: watcher.of(topics.PICTURE), 30, "a picture")
    assert watcher.of(topics.WATCHED)[-1].data is True
    jpeg = np.frombuffer(watcher.of(topics.PICTURE)[-1].data, np.uint8)
    picture = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)
    assert picture is not None
    assert picture.shape == (480, 640, 3)
    watcher.publish(topics.WATCH_CAMERA, Bool(data=False))
    watcher.until(lambda: watcher.of(topics.WATCHED)[-1].data is False, 30, "the end")
