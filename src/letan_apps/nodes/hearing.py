"""The ear: recogniser, voice activity, the content's phrasings, microphone, ROS."""

from collections.abc import Callable
from pathlib import Path

from letan.faq.content.release import Release
from letan.hearing.listener import Listener
from letan.hearing.own_voice import OwnVoice
from letan.hearing.params import HearingParams
from letan.hearing.phrases import PhraseGraph
from letan.ports.sound import Resampler, SoundSource
from letan_apps.content.listening import phrase_graph
from letan_apps.content.running import release_that_answers, running_release
from letan_apps.nodes.context import Context
from letan_apps.sound import microphone
from letan_engines.recognition.choice import open_recogniser
from letan_engines.recognition.denoised import DenoisedRecogniser
from letan_engines.recognition.silero import SileroVad
from letan_engines.sound_in.audio_file import RATE_HZ as EAR_HZ
from letan_engines.sound_in.echo import echo_canceller
from letan_engines.sound_in.resampling import StreamResampler
from letan_ros.hearing import HearingNode
from letan_ros.schema import core_arguments


def build(context: Context) -> HearingNode:
    """Return the node; recogniser and phrasings are loaded when it is configured."""
    values = context.values["hearing"]
    named = str(context.values["faq"]["pack"])
    pack = Path(named) if named else None
    vocabularies: list[tuple[str, ...]] = []

    def compiled(content: Release) -> PhraseGraph | None:
        return phrase_graph(content, vocabularies[-1]) if vocabularies else None

    def phrases(release: str) -> PhraseGraph | None:
        return compiled(release_that_answers(release, pack))

    def load(turn_id: Callable[[], str]) -> Listener:
        recogniser = open_recogniser(str(values["engine"]), context.home / "models")
        content = running_release(pack, keep_going=True)
        if level := int(str(values["suppress_noise"])):
            recogniser = DenoisedRecogniser(recogniser, level)
        if recogniser.vocabulary is not None:
            vocabularies.append(recogniser.vocabulary)
        graph = compiled(content)
        params = HearingParams(**core_arguments("hearing", values))
        own_voice = OwnVoice(echo_canceller()) if values["cancel_echo"] else None
        return Listener(
            recogniser, SileroVad(), turn_id, params, graph, content.id, own_voice=own_voice
        )

    def open_microphone() -> SoundSource:
        return microphone(str(values["device"]))

    def to_ear(rate_hz: int) -> Resampler:
        return StreamResampler(rate_hz, EAR_HZ)

    return HearingNode(
        load=load,
        phrases=phrases,
        microphone=open_microphone if values["source"] == "device" else None,
        resampler=to_ear if values["cancel_echo"] else None,
        **context.arguments("hearing"),
    )
