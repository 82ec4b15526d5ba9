"""The voice: speech engine, loudspeaker, ROS."""

from typing import cast

from letan.ports.sound import SoundSink
from letan.ports.synthesiser import Synthesiser
from letan.voice.script import Dialect
from letan_apps.content.rendering import VoiceChoice, open_voice, remember_voice
from letan_apps.nodes.context import Context
from letan_apps.sound import loudspeaker
from letan_engines.sound_out.paced import PacedSink
from letan_ros.voice import VoiceNode


def build(context: Context) -> VoiceNode:
    """Return the node; the engine is loaded when it is configured."""
    values = context.values["voice"]

    def open_loudspeaker() -> SoundSink:
        return loudspeaker(str(values["device"]))

    def load() -> Synthesiser:
        choice = VoiceChoice(
            str(values["engine"]),
            cast(Dialect, values["dialect"]),
            float(cast(float, values["rate"])),
            float(cast(float, values["pitch"])),
        )
        remember_voice(choice, context.home)
        return open_voice(choice, context.home)

    return VoiceNode(
        load=load,
        paced=PacedSink,
        loudspeaker=open_loudspeaker if values["sink"] == "device" else None,
        **context.arguments("voice"),
    )
