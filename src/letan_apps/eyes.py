"""The robot's eyes, put together from a profile's parameters."""

from collections.abc import Callable, Mapping

from letan.attention.eyes import Eyes
from letan.attention.optics import Lens
from letan.kernel.geometry import Pose2
from letan.kernel.units import Seconds
from letan.ports.camera import Camera, Image
from letan_ros.parameters import Value

WIDTH, HEIGHT = 640, 480


def lens_of(values: Mapping[str, Value]) -> Lens:
    """Return the camera's lens and mounting by the parameters of `attention`."""
    return Lens(
        WIDTH,
        HEIGHT,
        float(values["camera_fov_rad"]),  # type: ignore[arg-type]  # the schema says float
        float(values["camera_height_m"]),  # type: ignore[arg-type]  # likewise
        float(values["camera_pitch_rad"]),  # type: ignore[arg-type]  # likewise
    )


def load_eyes(values: Mapping[str, Value]) -> Eyes:
    """Return eyes with the shipped engines.

    Raises:
        LetanError: If the face detector is missing.
    """
    import cv2

    from letan_engines.camera.blazeface import BlazeFace
    from letan_engines.camera.codes import ZxingReader

    cv2.setNumThreads(1)  # a picture every 200 ms needs no second core
    return Eyes(BlazeFace(), ZxingReader(), lens_of(values))


def camera_of(values: Mapping[str, Value]) -> Callable[[Callable[[], Seconds]], Camera]:
    """Return what opens the camera on a clock; it raises LetanError where there is none."""

    def open_camera(clock: Callable[[], Seconds]) -> Camera:
        from letan_engines.camera.capture import VideoCamera

        rate_hz = float(values["camera_rate_hz"])  # type: ignore[arg-type]  # likewise
        return VideoCamera(str(values["camera_device"]), WIDTH, HEIGHT, rate_hz, clock)

    return open_camera


def base_finder(values: Mapping[str, Value]) -> Callable[[Image], Pose2 | None] | None:
    """Return what looks for the marker over the base; None where the profile names none."""
    number = int(values["base_marker"])  # type: ignore[arg-type]  # the schema says int
    side = float(values["base_marker_m"])  # type: ignore[arg-type]  # the schema says float
    if number < 0:
        return None
    from letan_engines.camera.markers import ArucoReader, marker_pose

    reader, lens = ArucoReader(), lens_of(values)

    def find(image: Image) -> Pose2 | None:
        own = (marker for marker in reader.read(image) if marker.id == number)
        return next((marker_pose(marker, lens, side) for marker in own), None)

    return find
