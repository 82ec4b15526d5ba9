"""The eyes of a node: camera, engines and their thread; results come back into the executor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from letan.attention.eyes import Eyes, Glance
from letan.attention.someone import Body, Someone
from letan.kernel.faults import Fault, LetanError
from letan.kernel.geometry import Pose2
from letan.kernel.units import Seconds
from letan.ports.camera import Camera, Frame, Image
from letan_ros.mailbox import Mailbox
from letan_ros.worker import Worker

_SILENT_S = 2.0
NO_PICTURE, NO_DETECTOR = "EYE-001", "EYE-005"


FindBase = Callable[[Image], Pose2 | None]
"""Returns where the base's marker hangs: x ahead, y left, yaw of its normal."""


class DrawPicture(Protocol):
    """Draws the operator's live picture."""

    def __call__(
        self, image: Image, people: Sequence[Someone], visitor: str, now: Seconds
    ) -> bytes:
        """Return a jpeg."""
        ...


@dataclass(frozen=True, slots=True)
class Look:
    """What one picture told the node.

    Attributes:
        glance: See `Eyes`.
        robot: Where the robot stood.
        t: Moment of the picture.
        jpeg: The live picture; empty while nobody watches.
        base: Where the base's marker hangs as the robot sees it; None where it sees none.
    """

    glance: Glance
    robot: Pose2
    t: Seconds
    jpeg: bytes
    base: Pose2 | None = None


class Sight:
    """Takes pictures as fast as they are seen through, never a queue of them.

    Args:
        eyes: Used in the thread alone.
        camera: Read in the executor.
        draw: Draws the live picture.
        mailbox: The node's.
        find_base: Looks for the base's marker; None where there is none.
        told: Gets each `Look`, in the executor.
        failed: Gets a fault, in the executor.
    """

    def __init__(
        self,
        eyes: Eyes,
        camera: Camera,
        draw: DrawPicture,
        mailbox: Mailbox,
        find_base: FindBase | None,
        told: Callable[[Look], None],
        failed: Callable[[Fault], None],
    ) -> None:
        self._eyes, self._camera, self._draw = eyes, camera, draw
        self._worker = Worker("eyes", mailbox)
        self._find_base = find_base
        self._told, self._failed = told, failed
        self._busy = False
        self._last_s: Seconds | None = None
        self.frames = 0
        self.missed = 0

    def tick(
        self, now: Seconds, robot: Pose2, bodies: tuple[Body, ...], visitor: str, watched: bool
    ) -> None:
        """Take a new picture if there is one and the last is done with.

        Args:
            now: On the node's clock.
            robot: Where the robot stands.
            bodies: Everybody whom another sense follows.
            visitor: Id of the person whom the robot speaks with.
            watched: An operator sees the live picture.
        """
        if self._last_s is None:
            self._last_s = now
        if self._busy:
            return
        try:
            frame = self._camera.read()
        except LetanError as error:
            self._failed(Fault(NO_PICTURE, {"problem": error.problem}))
            return
        if frame is None:
            if now - self._last_s > _SILENT_S:
                self._failed(Fault(NO_PICTURE, {"problem": "gives no picture"}))
            return
        self._last_s, self._busy = now, True
        self.frames += 1
        job = self._worker.submit(lambda: self._look(frame, robot, bodies, visitor, watched))
        job.add_done_callback(self._done)

    def _look(
        self, frame: Frame, robot: Pose2, bodies: tuple[Body, ...], visitor: str, watched: bool
    ) -> Look:
        self._eyes.watch.see_bodies(bodies, frame.t)
        glance = self._eyes.look(frame, robot, visitor)
        jpeg = b""
        if watched:
            jpeg = self._draw(frame.image, glance.people, visitor, frame.t)
        base = None if self._find_base is None else self._find_base(frame.image)
        return Look(glance, robot, frame.t, jpeg, base)

    def _done(self, future: Any) -> None:
        self._busy = False
        error = future.exception()
        if error is not None:
            self._failed(Fault(NO_DETECTOR, {"problem": type(error).__name__}))
            return
        self._told(future.result())

    def close(self) -> None:
        """Let go of camera and thread; safe to call twice."""
        self._worker.close()
        self._camera.close()
