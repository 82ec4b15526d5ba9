"""An hour of visitors before the real eyes: afterwards no picture of anybody is in any file.

The hour is virtual: pictures are drawn while somebody is there, two and a half a second. What the
node would publish is recorded as the recorder records it, the conversation's journal is kept, and
everything is logged at the finest level, all below one folder.
"""

import logging
import sys
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from rclpy.serialization import serialize_message
from tests.engines.camera.test_codes_and_markers import qr

from letan.attention.codes import CodeKind
from letan.attention.eyes import Eyes
from letan.attention.reception import Reception
from letan.dialogue.conversation import advance
from letan.dialogue.events import Appeared, CodeShown, Event, Left, SayFinished
from letan.dialogue.state import Conversation, Idle
from letan.journal.turns import TurnLog
from letan.ports.camera import Frame, Image
from letan_apps.recording import Recording
from letan_engines.camera.blazeface import BlazeFace
from letan_engines.camera.codes import ZxingReader
from letan_engines.journal_store.sqlite import SqliteJournal
from letan_ros import topics
from letan_ros.convert.sight import code_to_msg, jpeg_to_msg, look_to_msg, seen_to_msg
from letan_ros.topics import Topic
from letan_sim.camera_plays import ROBOT, approach
from letan_sim.camera_scene import Painter

_VISITORS, _EVERY_S, _FRAME_S = 30, 120.0, 0.4
_PICTURE_SIGNS = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8", b"\x93NUMPY")
CARD = "001099012345|012345678|Nguyễn Văn A|01011999|Nam|Số 1, phố B, Hà Nội|25042021"
_PERSONAL = ("001099012345", "Nguyễn Văn A", "phố B", "25042021")


class Hour:
    """The robot from the camera to its files."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.eyes, self.reception = Eyes(BlazeFace(), ZxingReader()), Reception()
        self.journal, self.log = SqliteJournal(home / "journal.sqlite3"), TurnLog()
        self.recording = Recording(home / "letan.mcap")
        self.channels: dict[str, int] = {}
        self.conversation, self.visit, self.greetings, self.cards = Conversation(), 0, 0, 0
        self.crops: list[NDArray[np.uint8]] = []
        self.logger = logging.getLogger("hour")
        self.logger.addHandler(logging.FileHandler(home / "hour.log"))
        self.logger.setLevel(logging.DEBUG)

    def publish(self, topic: Topic, message: object, t: float) -> None:
        self.logger.debug("%s", message if not topic.private else topic.name)
        if topic.name not in topics.recordable():
            return
        package = topic.type.__module__.split(".")[0]
        if topic.name not in self.channels:
            kind = f"{package}/msg/{topic.type.__name__}"
            self.channels[topic.name] = self.recording.channel(topic.name, kind)
        self.recording.write(self.channels[topic.name], round(t * 1e9), serialize_message(message))

    def happen(self, event: Event, t: float) -> None:
        self.conversation, commands = advance(self.conversation, event, t)
        for thing in (event, *commands):
            self.journal.add(self.log.see(thing, t), datetime.fromtimestamp(1.8e9 + t, UTC))

    def look(self, image: Image, t: float) -> None:
        glance = self.eyes.look(Frame(t, image), ROBOT)
        choice = self.reception.step(glance.people, ROBOT, t)
        for face in glance.faces:
            x, y, side = (round(v) for v in (face.box.x, face.box.y, face.box.width))
            self.crops.append(image[max(y, 0) : y + side, max(x, 0) : x + side].copy())
        self.publish(topics.SEEN_PEOPLE, seen_to_msg(glance.people, ROBOT, t), t)
        self.publish(topics.LOOK_AT, look_to_msg(choice.look_at, t), t)
        ok, jpeg = cv2.imencode(".jpg", image)
        assert ok
        self.publish(topics.PICTURE, jpeg_to_msg(bytes(jpeg), t), t)
        if glance.code is not None:
            self.publish(topics.SHOWN_CODE, code_to_msg(glance.code), t)
            assert glance.code.kind is CodeKind.IDENTITY_CARD
            self.cards += 1
            self.happen(CodeShown(glance.code, f"c{t:.0f}"), t)
        if choice.visit != self.visit:
            self.visit = choice.visit
            self.greetings += 1
            self.happen(Appeared(), t)
            self.happen(SayFinished(self.conversation.voice, completed=True), t)
        elif choice.visitor is None and self.conversation.phase != Idle():
            self.happen(Left(), t)

    def close(self) -> None:
        self.recording.close()
        for handler in self.logger.handlers:
            handler.close()


def signs_of_pictures(home: Path, crops: list[NDArray[np.uint8]]) -> list[str]:
    """Return every trace of a picture: its kind's first bytes, or a row of somebody's face."""
    traces = []
    rows = {
        bytes(np.ascontiguousarray(crop[len(crop) // 2, : min(12, crop.shape[1])]))
        for crop in crops
        if crop.size
    }
    for path in sorted(home.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        traces += [f"{path.name}: {sign!r}" for sign in _PICTURE_SIGNS if sign in content]
        traces += [f"{path.name}: a face" for row in rows if row in content]
    return traces


@pytest.fixture(scope="module")
def hour(tmp_path_factory: pytest.TempPathFactory) -> Hour:
    cv2.setNumThreads(1)
    hour = Hour(tmp_path_factory.mktemp("home"))
    card = qr(CARD, 160)
    for number in range(_VISITORS):
        play, painter = approach(70_000 + number, others=1), Painter(hour.eyes.lens, number)
        walls = np.full(len(painter.rays), 9.0)
        begins = (play.arrives or 0.0) - 1.5
        for step in range(14):
            at = begins + step * _FRAME_S
            image = painter.draw(ROBOT, play.cast(at), walls, play.light, at)
            hour.look(image, number * _EVERY_S + step * _FRAME_S)
        if number % 10 == 0:
            for step in range(14, 18):
                hour.look(card, number * _EVERY_S + step * _FRAME_S)
        empty = painter.draw(ROBOT, (), walls, play.light)
        hour.look(empty, number * _EVERY_S + 60.0)
    hour.close()
    return hour


def test_the_visitors_were_seen_and_greeted(hour: Hour) -> None:
    assert hour.greetings >= 0.9 * _VISITORS
    assert len(hour.crops) >= 5 * _VISITORS
    assert hour.cards == 3


def test_no_picture_is_in_any_file(hour: Hour) -> None:
    files = {path.name for path in hour.home.rglob("*") if path.is_file()}
    assert {"journal.sqlite3", "letan.mcap", "hour.log"} <= files
    assert signs_of_pictures(hour.home, hour.crops) == []


def test_nothing_of_an_identity_card_is_in_any_file(hour: Hour) -> None:
    for path in hour.home.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not any(word.encode() in content for word in _PERSONAL), path.name


def test_no_database_holds_numbers_that_could_be_a_template(hour: Hour) -> None:
    whole = (hour.home / "journal.sqlite3").read_bytes()
    longest = max((len(run) for run in whole.split(b"\0")), default=0)
    assert longest < 4096, "a face's template is a run of hundreds of numbers without zeros"


def test_nothing_is_left_in_memory_of_who_has_gone(hour: Hour) -> None:
    assert hour.eyes.watch.people(ROBOT, _VISITORS * _EVERY_S) == ()
    assert vars(hour.eyes.watch)["_tracks"] == []


def test_the_search_would_find_a_face(hour: Hour, tmp_path: Path) -> None:
    crop = hour.crops[-1]
    (tmp_path / "kept.bin").write_bytes(b"head" + np.ascontiguousarray(crop).tobytes())
    cv2.imwrite(str(tmp_path / "kept.jpg"), crop)
    traces = signs_of_pictures(tmp_path, hour.crops)
    assert "kept.bin: a face" in traces
    assert any(trace.startswith("kept.jpg") for trace in traces)


def test_private_topics_are_never_recorded() -> None:
    private = {
        value.name
        for value in vars(sys.modules["letan_ros.topics"]).values()
        if isinstance(value, Topic) and value.private
    }
    assert private == {
        "/camera/image_raw",
        "/attention/picture",
        "/attention/code",
    }
    assert not private & set(topics.recordable())
