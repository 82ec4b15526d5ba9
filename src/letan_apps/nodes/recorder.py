"""Records topics into an MCAP file, until it is stopped or the disk is full."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from std_msgs.msg import Bool

from letan.kernel.faults import Fault
from letan_apps.nodes.context import Context
from letan_apps.recording import Recording
from letan_ros import topics
from letan_ros.node import LetanNode
from letan_ros.schema import SCHEMA
from letan_ros.topics import Topic

DISK_FULL = "REC-001"

_SOUND = (topics.AUDIO_IN, topics.AUDIO_OUT, topics.SIM_VOICE)
_FLUSH_S = 1.0


def build(context: Context) -> "RecorderNode":
    """Return the node."""
    return RecorderNode("recorder", SCHEMA["recorder"], **context.arguments("recorder"))


class RecorderNode(LetanNode):
    """Keeps what goes over the topics. Parameters: launch/params/letan.yaml, section `recorder`.

    Sound is kept only with `sound: true`. While it records, /recording is true and the screen
    says so. A full disk is a fault; the file is completed and the robot goes on.
    """

    def on_start(self) -> None:
        """Open the file and subscribe."""
        recording = Recording(Path(self.word("path")))
        self._recording: Recording | None = recording
        self._notice_out = self.talk(topics.RECORDING)
        for topic in topics.recordable().values():
            if self.values["sound"] or topic not in _SOUND:
                self._record(recording, topic)
        self.every(_FLUSH_S, self._look, steady=True)

    def on_active(self) -> None:
        """Begin, and say so."""
        self._notice_out(Bool(data=self._recording is not None))

    def on_stop(self) -> None:
        """Complete the file."""
        recording = getattr(self, "_recording", None)
        self._recording = None
        if recording is not None:
            try:
                recording.close()
            except OSError:
                recording.abandon()

    def diagnostics(self) -> Mapping[str, str]:
        """Return the file and how much is in it."""
        recording = getattr(self, "_recording", None)
        if recording is None:
            return {"recording": "no"}
        return {"file": str(recording.path), "messages": str(recording.messages)}

    def _record(self, recording: Recording, topic: Topic) -> None:
        type_name = "/".join((topic.type.__module__.split(".")[0], "msg", topic.type.__name__))
        channel = recording.channel(topic.name, type_name)

        def keep(cdr: bytes) -> None:
            if self.active and self._recording is not None:
                now_ns = self.get_clock().now().nanoseconds
                try:
                    self._recording.write(channel, now_ns, cdr)
                except OSError as error:
                    self._give_up(error.strerror or "the disk")

        subscription = self.create_subscription(
            topic.type, topic.name, keep, topic.subscribe, raw=True
        )
        self.keep(self.destroy_subscription, subscription)

    def _look(self) -> None:
        """Stop while there is still room to complete the file."""
        if self._recording is None:
            return
        try:
            self._recording.flush()
            free = shutil.disk_usage(self._recording.path.parent).free
        except OSError as error:
            self._give_up(error.strerror or "the disk")
            return
        if free < self.number("keep_free_mb") * 1_000_000:
            self._give_up("the disk is nearly full")

    def _give_up(self, reason: str) -> None:
        recording, self._recording = self._recording, None
        if recording is None:
            return
        try:
            recording.close()
        except OSError:
            recording.abandon()
        fields = {"reason": reason, "file": recording.path.name}
        self.report(Fault(DISK_FULL, fields))
        self._notice_out(Bool(data=False))
