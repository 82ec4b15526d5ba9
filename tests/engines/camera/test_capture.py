"""A film in the place of a camera: newest picture first, and what happens when it is gone."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from letan.kernel.faults import LetanError
from letan.ports.camera import Frame
from letan_engines.camera.capture import VideoCamera

pytestmark = pytest.mark.engines


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30.0, (320, 240))
    for step in range(30):
        writer.write(np.full((240, 320, 3), 8 * step, np.uint8))
    writer.release()
    return path


def drain(camera: VideoCamera, frames: list[Frame]) -> None:
    """Take pictures until there are none."""
    while True:
        frame = camera.read()
        if frame is not None:
            frames.append(frame)


def test_no_camera_is_one_clear_line() -> None:
    with pytest.raises(LetanError, match=r"camera /dev/video99: cannot be opened\. Plug it in"):
        VideoCamera("/dev/video99")


def test_pictures_come_at_the_wished_size_and_the_end_is_told(film: Path) -> None:
    camera = VideoCamera(str(film), 640, 480, rate_hz=1000.0)
    frames: list[Frame] = []
    with pytest.raises(LetanError, match="gives no picture"):
        drain(camera, frames)
    camera.close()
    camera.close()
    assert frames[0].image.shape == (480, 640, 3)
    numbers = [frame.number for frame in frames]
    assert numbers == sorted(set(numbers)), "each picture once"
    assert frames[-1].number == 30


def test_who_reads_slowly_gets_the_newest(film: Path) -> None:
    ticks = iter(range(1000))
    camera = VideoCamera(str(film), 320, 240, rate_hz=0.1, clock=lambda: float(next(ticks)))
    frames: list[Frame] = []
    with pytest.raises(LetanError):
        drain(camera, frames)
    camera.close()
    assert 1 <= len(frames) <= 4, "by the camera's clock a picture every ten seconds is wanted"
