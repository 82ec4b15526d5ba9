"""Pictures, codes and bodies cross the graph unaltered; what is malformed is refused."""

import numpy as np
import pytest
from diagnostic_msgs.msg import KeyValue
from letan_msgs.msg import PersonTrack, PersonTracks

from letan.attention.codes import CodeKind, ShownCode
from letan_ros.convert.sight import (
    bodies_from_msg,
    code_from_msg,
    code_to_msg,
    frame_from_msg,
    image_to_msg,
    look_to_msg,
)


def test_a_picture_comes_back_whole() -> None:
    image = np.random.default_rng(1).integers(0, 255, (48, 64, 3)).astype(np.uint8)
    frame = frame_from_msg(image_to_msg(image, 12.5), 7)
    assert (frame.t, frame.number) == (12.5, 7)
    assert np.array_equal(frame.image, image)


def test_a_picture_of_another_kind_is_refused() -> None:
    message = image_to_msg(np.zeros((4, 4, 3), np.uint8), 0.0)
    message.encoding = "yuv422"
    with pytest.raises(ValueError, match="must be bgr8"):
        frame_from_msg(message, 1)
    cut = image_to_msg(np.zeros((4, 4, 3), np.uint8), 0.0)
    cut.height = 5
    with pytest.raises(ValueError, match="whole"):
        frame_from_msg(cut, 1)


@pytest.mark.parametrize("kind", list(CodeKind))
def test_a_code_comes_back(kind: CodeKind) -> None:
    code = ShownCode(kind, "B017" if kind is CodeKind.TICKET else "")
    assert code_from_msg(code_to_msg(code)) == code


def test_an_unknown_kind_of_code_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        code_from_msg(KeyValue(key="nonsense", value="1"))


def test_nobody_s_place_is_perfectly_known() -> None:
    message = PersonTracks(people=[PersonTrack(track_id="p1", radius_m=0.25)])
    (body,) = bodies_from_msg(message)
    assert (body.id, body.covariance[0, 0]) == ("p1", 0.0025)


def test_straight_on_has_no_frame() -> None:
    assert look_to_msg(None, 1.0).header.frame_id == ""
