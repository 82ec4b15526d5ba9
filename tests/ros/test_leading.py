"""A visitor is led through the real graph: wheels, arms, sound, recording, and back to the base."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from letan_msgs import msg
from mcap.reader import make_reader
from mcap_ros2.decoder import DecoderFactory
from tests.ros.conftest import QUIET_HALL
from tests.ros.graph import Graph, Watcher, running

from letan.hearing.utterance import Utterance
from letan.kernel.geometry import Point2, Pose2
from letan_apps.resources import shipped
from letan_engines.site_yaml import load_site
from letan_ros import topics
from letan_ros.convert.words import utterance_to_msg
from letan_ros.frames import Frames

QUESTION = "trợ cấp hưu trí xã hội cho người từ đủ 75 tuổi"
SCRIPT = """
visitors:
  - {name: bác, arrives_s: 0.5, speed_mps: 0.8, stops_every_s: 600, follows: true, patience_s: 300,
     says: [{text: xin chào, pause_s: 60}]}
"""
# He would speak after a minute of silence: until then he stands there, and follows.

pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Graph, Watcher, Path]]:
    folder = tmp_path_factory.mktemp("walk")
    (folder / "one.yaml").write_text(SCRIPT, "utf-8")
    words = (
        *QUIET_HALL,
        *("--set", f"sim.visitors={folder / 'one.yaml'}", "--record", str(folder / "walk.mcap")),
    )
    with running(folder / "home", *words) as (graph, watcher):
        watcher.watch(*topics.recordable().values())
        yield graph, watcher, folder / "walk.mcap"


def on_map(watcher: Watcher) -> Pose2:
    """Where the robot believes to be; the wheels alone drift."""
    frames = Frames()
    for message in watcher.of(topics.TF)[-50:]:
        frames.update(message)
    found = frames.pose("base_link", within="map")
    assert found is not None
    return found[0]


def test_a_visitor_is_led_to_the_counter(walk: tuple[Graph, Watcher, Path]) -> None:
    _, watcher, _ = walk
    events, guide = watcher.of(topics.SIM_EVENTS), watcher.of(topics.GUIDE_STATE)
    watcher.until(lambda: watcher.of(topics.PRESENCE)[-1:], 30, "presence")
    watcher.until(lambda: watcher.of(topics.PRESENCE)[-1].present, 60, "the visitor")
    watcher.publish(topics.TYPED, utterance_to_msg(Utterance("q", QUESTION), time.time()))
    replies = watcher.of(topics.REPLY)
    watcher.until(lambda: any(r.turn_id == "q" for r in replies), 30, "the reply")
    (place,) = {r.place for r in replies if r.turn_id == "q"}
    touch = msg.Touch(turn_id="lead", kind=msg.Touch.LEAD, value=place)
    watcher.publish(topics.TOUCH, touch)
    watcher.until(lambda: any(e.event == "follows" for e in events), 60, "the visitor to follow")
    watcher.until(lambda: any(g.state == "arrived" for g in guide), 200, "arrival")
    watcher.until(lambda: any(e.event == "reached" for e in events), 60, "the visitor's arrival")
    assert {e.place for e in events if e.event in ("follows", "reached")} == {place}
    stand = load_site(shipped("sim/worlds/phuong_mau.yaml")).place(place).stand
    assert on_map(watcher).distance(stand) < 2.5


def test_the_wheels_got_what_the_collision_monitor_let_through(
    walk: tuple[Graph, Watcher, Path],
) -> None:
    _, watcher, _ = walk
    raw, let = watcher.of(topics.CMD_VEL_RAW), watcher.of(topics.CMD_VEL)
    assert max(m.linear.x for m in raw) > 0.2
    assert 0.2 < max(m.linear.x for m in let) <= 0.8 + 1e-6
    publishers = watcher.node.get_publishers_info_by_topic(topics.CMD_VEL.name)
    assert [p.node_name for p in publishers] == ["collision_monitor"]


def test_the_arm_pointed(walk: tuple[Graph, Watcher, Path]) -> None:
    _, watcher, _ = walk
    lifts = [
        point.positions[names.index(joint)]
        for trajectory in watcher.of(topics.JOINTS)
        for names in [list(trajectory.joint_names)]
        for point in trajectory.points
        for joint in ("left_shoulder_lift", "right_shoulder_lift")
    ]
    assert max(lifts) > 1.0


def test_the_robot_returns_to_its_base(walk: tuple[Graph, Watcher, Path]) -> None:
    _, watcher, _ = walk
    base = load_site(shipped("sim/worlds/phuong_mau.yaml")).base.stand

    watcher.until(lambda: on_map(watcher).distance(base) < 0.5, 200, "the base")


def test_the_drift_of_the_wheels_was_corrected(walk: tuple[Graph, Watcher, Path]) -> None:
    _, watcher, _ = walk
    told = [
        (found.header.frame_id, found.child_frame_id)
        for message in watcher.of(topics.TF)
        for found in message.transforms
    ]
    assert set(told) == {("map", "odom"), ("odom", "base_link")}
    publishers = {p.node_name for p in watcher.node.get_publishers_info_by_topic(topics.TF.name)}
    assert publishers == {"sim", "surroundings"}
    wheels = watcher.of(topics.ODOM)[-1].pose.pose.position
    assert on_map(watcher).distance(Point2(wheels.x, wheels.y)) > 0.02


def test_the_recording_holds_the_walk_and_no_sound(walk: tuple[Graph, Watcher, Path]) -> None:
    graph, watcher, path = walk
    assert watcher.of(topics.RECORDING)[-1].data
    watcher.close()
    graph.stop()
    with path.open("rb") as file:
        reader = make_reader(file, decoder_factories=[DecoderFactory()])
        found: dict[str, list[object]] = {}
        for _, channel, _, message in reader.iter_decoded_messages():
            found.setdefault(channel.topic, []).append(message)
    assert not {"/audio/in", "/audio/out", "/sim/voice"} & set(found)
    assert any(getattr(m, "state", "") == "arrived" for m in found["/guide/state"])
    assert QUESTION in {getattr(m, "text", "") for m in found["/screen/utterance"]}
    assert len(found["/odom"]) > 200
