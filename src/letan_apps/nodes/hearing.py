"""The ear: recogniser, voice activity, the content's phrasings, microphone, ROS."""

from collections.abc import Callable
from pathlib import Path

from letan.faq.faq import phrases_of
from letan.hearing.listener import Listener
from letan.hearing.params import HearingParams
from letan.hearing.phrases import compile_phrases
from letan.ports.sound import SoundSource
from letan_apps.content.running import running_release
from letan_apps.nodes.context import Context
from letan_apps.sound import microphone
from letan_engines.recognition.choice import open_recogniser
from letan_engines.recognition.silero import SileroVad
from letan_ros.hearing import HearingNode
from letan_ros.schema import core_arguments


def build(context: Context) -> HearingNode:
    """Return the node; recogniser and phrasings are loaded when it is configured."""
    values = context.values["hearing"]

    def load(turn_id: Callable[[], str]) -> Listener:
        pack = str(context.values["faq"]["pack"])
        recogniser = open_recogniser(str(values["engine"]), context.home / "models")
        content = running_release(Path(pack) if pack else None)
        vocabulary = recogniser.vocabulary
        graph = None if vocabulary is None else compile_phrases(phrases_of(content), vocabulary)
        params = HearingParams(**core_arguments("hearing", values))
        return Listener(recogniser, SileroVad(), turn_id, params, graph, content.id)

    def open_microphone() -> SoundSource:
        return microphone(str(values["device"]))

    return HearingNode(
        load=load,
        microphone=open_microphone if values["source"] == "device" else None,
        **context.arguments("hearing"),
    )
