"""A real camera, or a film in its place, read by OpenCV.

A driver keeps a queue of pictures; who reads slowly gets old ones. So a thread takes every picture
as it comes and keeps the newest alone.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from letan.kernel.faults import LetanError
from letan.kernel.units import Seconds
from letan.ports.camera import Frame, Image

_SILENT_S = 2.0
_RETRY_S = 2.0


class VideoCamera:
    """A camera of this machine.

    Args:
        device: Number ("0"), path ("/dev/video2") or address of a stream; a film for tests.
        width: Wished width of a picture; the driver may give another.
        height: The same.
        rate_hz: Pictures a second that are handed out, at most.
        clock: Tells the moment of a picture.

    Raises:
        LetanError: If there is no such camera, or it gives no picture.
    """

    def __init__(
        self,
        device: str = "0",
        width: int = 640,
        height: int = 480,
        rate_hz: float = 5.0,
        clock: Callable[[], Seconds] = time.monotonic,
    ) -> None:
        self._device, self._size, self._clock = device, (width, height), clock
        self._apart = 1.0 / rate_hz
        self._lock = threading.Lock()
        self._newest: Frame | None = None
        self._failed_at: Seconds | None = None
        self._given_at: Seconds | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._open()

    def _open(self) -> None:
        source: Any = int(self._device) if self._device.isdecimal() else self._device
        capture = cv2.VideoCapture(source)
        if not capture.isOpened():
            capture.release()
            remedy = "Plug it in, or name another in attention.camera_device"
            raise LetanError(f"camera {self._device}", "cannot be opened", remedy)
        width, height = self._size
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
        self._stop = threading.Event()
        self._failed_at = None
        self._opened_at = time.monotonic()
        args = (capture, self._stop)
        self._thread = threading.Thread(target=self._take, args=args, name="camera", daemon=True)
        self._thread.start()

    def _take(self, capture: Any, stop: threading.Event) -> None:
        """Take pictures until told to stop, or until there are none."""
        number, film = 0, capture.get(cv2.CAP_PROP_FRAME_COUNT) > 0
        pace = 1.0 / (capture.get(cv2.CAP_PROP_FPS) or 30.0)
        while not stop.is_set():
            ok, image = capture.read()
            if not ok:
                break
            number += 1
            frame = Frame(self._clock(), _fitting(image, self._size), number)
            with self._lock:
                self._newest = frame
            if film:
                stop.wait(pace)
        capture.release()
        if not stop.is_set():
            self._failed_at = time.monotonic()

    def read(self) -> Frame | None:
        """See `letan.ports.camera.Camera`; a camera that is gone is tried again every two seconds.

        Raises:
            LetanError: If it is gone, or has given no picture for two seconds.
        """
        with self._lock:
            frame, self._newest = self._newest, None
        if frame is not None:
            if self._given_at is not None and frame.t - self._given_at < 0.9 * self._apart:
                return None
            self._given_at = frame.t
            self._opened_at = time.monotonic()
            return frame
        now = time.monotonic()
        if self._failed_at is not None and now - self._failed_at >= _RETRY_S:
            self._failed_at = now
            self._open()
            return None
        if self._failed_at is not None or now - self._opened_at > _SILENT_S:
            raise LetanError(f"camera {self._device}", "gives no picture", "Check its cable")
        return None

    def close(self) -> None:
        """Let go of the device; safe to call twice."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(2.0)
            self._thread = None


def _fitting(image: Any, size: tuple[int, int]) -> Image:
    """Return the picture at the wished size, cut to its shape where the driver gave another."""
    width, height = size
    high, wide = image.shape[:2]
    if (wide, high) != size:
        share = min(wide / width, high / height)
        cut_w, cut_h = round(width * share), round(height * share)
        x, y = (wide - cut_w) // 2, (high - cut_h) // 2
        image = cv2.resize(image[y : y + cut_h, x : x + cut_w], size, interpolation=cv2.INTER_AREA)
    return np.asarray(image, np.uint8)
