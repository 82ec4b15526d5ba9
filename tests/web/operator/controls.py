"""Stands for the robot behind the operator's page and API."""

from collections.abc import Mapping

from tests.web.admin.desk import NOW

from letan.dialogue.commands import StaffReason
from letan.kernel.faults import LetanError
from letan_web.operator import state as view
from letan_web.operator.routes import SETTINGS, OperatorFeed

PICTURE = b"".join(
    (
        b"\xff\xd8\xff\xdb\x00C\x00" + b"\x01" * 64,
        b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00",
        b"\xff\xc4\x00\x14\x00\x01" + b"\x00" * 15 + b"\x03",
        b"\xff\xc4\x00\x14\x10\x01" + b"\x00" * 16,
        b"\xff\xda\x00\x08\x01\x01\x00\x00?\x007\xff\xd9",
    )
)
"""A picture of one dot."""


class Robot:
    """Stands for the robot: keeps what it was told."""

    def __init__(self) -> None:
        self.feed = OperatorFeed()
        self.told: list[tuple[object, ...]] = []

    def settings(self) -> Mapping[tuple[str, str], float]:
        return {(setting.node, setting.name): setting.low for setting in SETTINGS}

    def change(self, node: str, name: str, value: float) -> None:
        self.told.append((node, name, value))

    def stop(self) -> None:
        self.told.append(("stop",))
        self.feed.publish(view.Switched(stopped=True))

    def release(self) -> None:
        self.told.append(("release",))
        self.feed.publish(view.Switched(stopped=False))

    def acknowledge(self, call: str) -> None:
        self.told.append(("acknowledge", call))
        self.feed.publish(view.Called(call, StaffReason.ASKED, NOW, acknowledged=True))

    def test_speaker(self) -> None:
        self.told.append(("speaker",))

    def watch(self, *, on: bool) -> None:
        self.told.append(("watch", on))
        self.feed.publish(view.Switched(watched=on))

    def picture(self) -> bytes | None:
        return PICTURE if self.feed.state.watched else None

    def record(self, *, on: bool) -> None:
        if on:
            raise LetanError("recording", "this run records anyway", "Stop it with the run")
        self.told.append(("record", on))
