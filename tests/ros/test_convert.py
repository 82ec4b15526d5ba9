"""Core types to messages and back: whole values."""

import math

import numpy as np
import pytest
from letan_msgs import msg
from rclpy.serialization import deserialize_message, serialize_message

from letan.faq.reply import Candidate, Card, CardSection, CardSource, Reply, ReplyKind
from letan.hearing.utterance import PhraseScore, Source, Utterance
from letan.kernel.geometry import Pose2, Twist2
from letan.ports.body import Odometry, Person, Scan
from letan.ports.recogniser import RecognisedWord
from letan_ros.convert import body, moment, words

UTTERANCE = Utterance(
    turn_id="t1",
    text="lệ phí bao nhiêu",
    language="vi",
    source=Source.MICROPHONE,
    alternatives=("lệ phí bao nhiêu ạ", "lễ phí bao nhiêu"),
    words=(RecognisedWord("lệ", 0.0, 0.25, 0.5), RecognisedWord("phí", 0.25, 0.5, None)),
    phrases=(PhraseScore("ho_tich.khai_sinh", "fee", -1.5, 0.25, 2.5),),
    release="3533dc8f276f",
    confidence=0.75,
    level_dbfs=-26.5,
    start=1_800_000_000.25,
    end=1_800_000_002.5,
    engine="embedded",
)
CARD = Card(
    intent="ho_tich.khai_sinh",
    title="Đăng ký khai sinh",
    text="Bác cần giấy chứng sinh ạ.",
    language="vi",
    sections=(CardSection("documents", "Giấy tờ", ("Giấy chứng sinh", "Căn cước")),),
    choices=(Candidate("a.b", "A", 0.5), Candidate("c.d", "C", 0.25)),
    sources=(CardSource("Quyết định 1", "https://example.vn/1", "2026-10-01"),),
    valid_until="2026-12-31",
    place="quay_2",
    place_title="Quầy số 2: Hộ tịch",
    url="https://example.vn/2",
)
REPLY = Reply(
    kind=ReplyKind.ANSWER,
    text=CARD.text,
    card=CARD,
    intent="ho_tich.khai_sinh",
    facet="documents",
    intents=("ho_tich.khai_sinh", "ho_tich.khai_tu"),
    candidates=(Candidate("ho_tich.khai_sinh", "Đăng ký khai sinh", 0.875),),
    probability=0.875,
    procedure="1.001193",
    place="quay_2",
    release="3533dc8f276f",
)


def sent(message):
    """Return the message as a peer gets it: through the wire."""
    return deserialize_message(serialize_message(message), type(message))


@pytest.mark.parametrize(
    "utterance",
    [pytest.param(UTTERANCE, id="spoken"), pytest.param(Utterance("t2", "xin chào"), id="typed")],
)
def test_an_utterance_comes_back_whole(utterance: Utterance) -> None:
    message = sent(words.utterance_to_msg(utterance, 1_800_000_003.5))
    assert message.kind == msg.Utterance.FINAL
    assert moment.time_from_msg(message.header.stamp) == 1_800_000_003.5
    assert words.utterance_from_msg(message) == utterance


def test_a_partial_says_so() -> None:
    message = words.utterance_to_msg(UTTERANCE, 1.0, final=False)
    assert message.kind == msg.Utterance.PARTIAL


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(REPLY, id="answer"),
        pytest.param(Reply(ReplyKind.REFER, "Không rõ ạ.", Card("", "", "")), id="referral"),
    ],
)
def test_a_reply_and_its_card_come_back_whole(reply: Reply) -> None:
    told = sent(words.reply_to_msg(reply, "t1", 5.0))
    card = sent(words.card_to_msg(reply.card, "t1", 5.0))
    assert (told.turn_id, card.turn_id) == ("t1", "t1")
    assert words.reply_from_msg(told, card) == reply


@pytest.mark.parametrize(
    ("message", "field"),
    [
        pytest.param(msg.Utterance(source=9), "source=9", id="source"),
        pytest.param(msg.Utterance(language="fr"), "language='fr'", id="language"),
    ],
)
def test_an_utterance_of_another_world_is_refused(message: msg.Utterance, field: str) -> None:
    with pytest.raises(ValueError, match=field):
        words.utterance_from_msg(message)


def test_a_reply_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind=7"):
        words.reply_from_msg(msg.Reply(kind=7), msg.Card())


def test_a_block_of_sound_comes_back_whole() -> None:
    pcm = np.array([0, 1, -1, 32767, -32768], np.int16)
    message = sent(body.chunk_to_msg(pcm, 16_000, 4711, 12.5, "sim"))
    told = (message.sample_rate_hz, message.first_sample, message.header.frame_id)
    assert told == (16_000, 4711, "sim")
    assert moment.time_from_msg(message.header.stamp) == 12.5
    back = body.chunk_from_msg(message)
    assert back.dtype == np.int16
    np.testing.assert_array_equal(back, pcm)


def test_an_empty_block_is_empty() -> None:
    message = sent(body.chunk_to_msg(np.zeros(0, np.int16), 16_000, 0, 0.0, ""))
    assert len(body.chunk_from_msg(message)) == 0


@pytest.mark.parametrize("yaw", [0.0, 1.0, -2.5, math.pi, math.pi / 2])
def test_a_pose_comes_back(yaw: float) -> None:
    back = body.pose_from_msg(sent(body.pose_to_msg(Pose2(1.5, -2.25, yaw))))
    assert (back.x, back.y) == (1.5, -2.25)
    assert back.yaw == pytest.approx(yaw, abs=1e-12)


def test_a_pose_that_is_none_is_refused() -> None:
    message = body.pose_to_msg(Pose2(0.0, 0.0, 0.0))
    message.orientation.w = 0.0
    with pytest.raises(ValueError, match="length zero"):
        body.pose_from_msg(message)
    message.position.x = math.nan
    with pytest.raises(ValueError, match="no number"):
        body.pose_from_msg(message)


def test_a_velocity_comes_back_and_nan_is_refused() -> None:
    twist = Twist2(0.4, -0.9)
    message = sent(body.twist_to_msg(twist))
    assert body.twist_from_msg(message) == twist
    message.angular.z = math.inf
    with pytest.raises(ValueError, match="no number"):
        body.twist_from_msg(message)


def test_a_scan_comes_back_whole() -> None:
    ranges = np.array([0.5, np.inf, np.nan, 3.25], np.float32)
    scan = Scan(7.5, ranges, -3.140625, 0.015625, 12.0)
    back = body.scan_from_msg(sent(body.scan_to_msg(scan, "base_link")))
    np.testing.assert_array_equal(back.ranges, ranges)
    assert (back.t, back.angle_min, back.angle_increment, back.range_max) == (
        *(7.5, -3.140625, 0.015625, 12.0),
    )


def test_readings_outside_the_device_s_limits_say_nothing() -> None:
    scan = Scan(0.0, np.array([0.05, 1.0, 13.0, -np.inf], np.float32), 0.0, 0.1, 12.0)
    message = body.scan_to_msg(scan, "laser")
    message.range_min = 0.1
    np.testing.assert_array_equal(
        body.scan_from_msg(message).ranges, np.array([np.nan, 1.0, np.nan, np.nan], np.float32)
    )


def test_odometry_comes_back_whole() -> None:
    odometry = Odometry(3.25, Pose2(1.0, 2.0, 0.0), Twist2(0.5, 0.25))
    message = sent(body.odometry_to_msg(odometry))
    assert (message.header.frame_id, message.child_frame_id) == ("odom", "base_link")
    assert body.odometry_from_msg(message) == odometry


def test_people_come_back_whole() -> None:
    people = (
        Person("w1", 1.0, 2.0, 0.5, -0.25, 0.25, is_follower=False),
        Person("bác", -1.0, 0.0, radius=0.5, is_follower=True),
    )
    message = sent(body.people_to_msg(people, 9.0, msg.Presence.SOURCE_SIMULATOR))
    assert [track.source for track in message.people] == [2, 2]
    assert body.people_from_msg(message) == people


@pytest.mark.parametrize("t", [0.0, 0.000000001, 1.5, 1_800_000_000.125])
def test_a_moment_comes_back(t: float) -> None:
    assert moment.time_from_msg(moment.time_to_msg(t)) == t


def test_a_moment_just_before_a_second_does_not_overflow() -> None:
    message = moment.time_to_msg(1.9999999999)
    assert (message.sec, message.nanosec) == (2, 0)
