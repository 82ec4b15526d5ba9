"""The voice: speech engine, loudspeaker, ROS."""

from letan.ports.sound import SoundSink
from letan_apps.nodes.context import Context
from letan_apps.sound import loudspeaker, synthesiser
from letan_engines.sound_out.paced import PacedSink
from letan_ros.voice import VoiceNode


def build(context: Context) -> VoiceNode:
    """Return the node; the engine is loaded when it is configured."""
    values = context.values["voice"]

    def open_loudspeaker() -> SoundSink:
        return loudspeaker(str(values["device"]))

    return VoiceNode(
        load=lambda: synthesiser(str(values["engine"]), str(values["dialect"]), context.home),
        paced=PacedSink,
        loudspeaker=open_loudspeaker if values["sink"] == "device" else None,
        **context.arguments("voice"),
    )
