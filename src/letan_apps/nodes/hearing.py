"""The ear: recogniser, voice activity, the content's phrasings, microphone, ROS."""

from collections.abc import Callable
from pathlib import Path

from letan.hearing.listener import Listener
from letan.hearing.params import HearingParams
from letan.hearing.phrases import compile_phrases
from letan.ports.sound import SoundSource
from letan_apps.mind import load_mind
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
        mind = load_mind(Path(pack) if pack else None, context.site)
        vocabulary = recogniser.vocabulary
        graph = None if vocabulary is None else compile_phrases(mind.phrases(), vocabulary)
        params = HearingParams(**core_arguments("hearing", values))
        release = mind.release.id
        return Listener(recogniser, SileroVad(), turn_id, params, graph, release)

    def open_microphone() -> SoundSource:
        return microphone(str(values["device"]))

    return HearingNode(
        load=load,
        microphone=open_microphone if values["source"] == "device" else None,
        **context.arguments("hearing"),
    )
