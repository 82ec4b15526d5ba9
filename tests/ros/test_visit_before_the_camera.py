"""A whole visit on the running graph before the drawn camera: from pixels to the wiped session."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from letan_msgs.msg import FaultReport, Presence, SimEvent
from numpy.typing import NDArray
from sensor_msgs.msg import Image
from std_msgs.msg import Bool
from tests.ros.conftest import QUIET_HALL
from tests.ros.graph import Graph, Watcher, running
from tests.ros.test_privacy_of_pictures import signs_of_pictures

from letan_ros import topics

SCRIPT = """
visitors:
  - {name: chú, arrives_s: 0.5, speed_mps: 1.0, stops_every_s: 600,
     says: [{text: cho hỏi nhà vệ sinh ở đâu}]}
"""
CAMERA = ("--set", "sim.camera=true", "--set", "attention.camera=topic")
NO_LEADING = ("--set", "dialogue.can_lead=false")

pytestmark = pytest.mark.timeout(300)


def test_a_visitor_is_greeted_from_pixels_answered_and_wiped(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(SCRIPT, "utf-8")
    words = (*QUIET_HALL, *CAMERA, *NO_LEADING, "--set", f"sim.visitors={tmp_path / 'one.yaml'}")
    home = tmp_path / "home"
    with running(home, *words, "--record", str(home / "visit.mcap")) as (graph, watcher):
        watcher.watch(*topics.recordable().values(), topics.PICTURE, topics.CAMERA_IMAGE)
        watcher.publish(topics.WATCH_CAMERA, Bool(data=True))
        came = watcher.until(lambda: _present(watcher, True), 90, "his being seen")
        assert (came.source, came.facing) == (Presence.SOURCE_CAMERA, True)
        watcher.until(lambda: watcher.of(topics.SPEECH_MARK), 30, "the greeting")
        assert not _did(watcher, "said"), "he was greeted before he spoke"
        greeted = watcher.of(topics.DIALOGUE_STATE)[-1].session_id
        watcher.until(lambda: _did(watcher, "said"), 60, "his question")
        _is_a_picture_of_somebody(watcher)
        watcher.until(lambda: _reply(watcher), 60, "the reply")
        watcher.until(lambda: _did(watcher, "left"), 120, "his going")
        watcher.until(lambda: _present(watcher, False), 30, "his leaving being seen")
        watcher.until(lambda: watcher.of(topics.DIALOGUE_STATE)[-1].state == "idle", 30, "idle")
        assert watcher.of(topics.DIALOGUE_STATE)[-1].session_id != greeted
        _no_process_dumps_its_memory(graph)
        told = [f.code for f in watcher.of(topics.FAULTS) if f.severity != FaultReport.CLEARED]
        assert [code for code in told if code.startswith("EYE")] == []
        camera = watcher.of(topics.CAMERA_IMAGE)
    files = {path.name for path in home.rglob("*") if path.is_file()}
    assert {"visit.mcap", "mind.log", "journal.sqlite"} <= files
    assert signs_of_pictures(home, _pieces(camera)) == []


def _no_process_dumps_its_memory(graph: Graph) -> None:
    for name, pid in graph.pids().items():
        limits = Path(f"/proc/{pid}/limits").read_text("utf-8")
        (core,) = (line for line in limits.splitlines() if line.startswith("Max core file size"))
        assert core.split()[4:6] == ["0", "0"], name


def _pieces(pictures: list[Image]) -> list[NDArray[np.uint8]]:
    """Return pieces of every fifth picture that the graph saw; noise makes each its own."""
    pieces = []
    for message in pictures[::5]:
        rows = np.frombuffer(message.data, np.uint8).reshape(message.height, message.width, 3)
        pieces += [rows[y : y + 20, x : x + 20] for y in (100, 160, 220) for x in (200, 300, 400)]
    return pieces


def _present(watcher: Watcher, wanted: bool) -> Presence | None:
    seen = watcher.of(topics.PRESENCE)
    return seen[-1] if seen and seen[-1].present is wanted else None


def _did(watcher: Watcher, event: str) -> list[SimEvent]:
    return [one for one in watcher.of(topics.SIM_EVENTS) if one.event == event]


def _reply(watcher: Watcher) -> bool:
    return any(reply.intent for reply in watcher.of(topics.REPLY))


def _is_a_picture_of_somebody(watcher: Watcher) -> None:
    """The operator sees a picture with the visitor's box in its colour."""
    jpeg = np.frombuffer(watcher.of(topics.PICTURE)[-1].data, np.uint8)
    picture = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)
    assert picture is not None
    assert picture.shape == (480, 640, 3)
    box = np.abs(picture.astype(np.int16) - (60, 160, 40)).max(axis=2) < 40
    assert int(box.sum()) > 100
