"""Puts a robot together from what ships with letan: engines, content, hall."""

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from letan.faq.faq import Faq
from letan.hearing.listener import Listener
from letan.hearing.own_voice import OwnVoice
from letan.hearing.params import HearingParams
from letan.hearing.phrases import PhraseGraph
from letan.hearing.utterance import Source
from letan.kernel.geometry import Point2
from letan.ports.recogniser import Recogniser
from letan.ports.synthesiser import Synthesiser
from letan_apps.content.listening import phrase_graph
from letan_apps.content.mind import load_mind
from letan_apps.resources import state_home
from letan_apps.robot.legs import VirtualLegs
from letan_apps.robot.robot import Hearing, Parts, Robot
from letan_engines.recognition.choice import DEFAULT, open_recogniser
from letan_engines.recognition.silero import SileroVad
from letan_engines.sound_in.echo import echo_canceller
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_sim.acoustics import Room, RoomSettings
from letan_sim.ear import Ear, Mouth
from letan_sim.hall import Hall

VISITOR = "visitor"
"""Name of the one visitor of a conversation in one process."""

_SILENT_HALL = RoomSettings(snr_db=float("inf"))
_IN_FRONT_M = 1.1


@dataclass
class Workshop:
    """Loads each part once, when it is first needed; robots are cheap after that.

    Attributes:
        engine: Name of the recogniser.
        site: The hall's file; None = the sample centre.
        pack: Folder of the answers; None = the pack that ships with letan.
    """

    engine: str = DEFAULT
    site: Path | None = None
    pack: Path | None = None

    @cached_property
    def faq(self) -> Faq:
        """The mind."""
        return load_mind(self.pack, self.site)

    @cached_property
    def recogniser(self) -> Recogniser:
        """The recogniser."""
        return open_recogniser(self.engine, state_home() / "models")

    @cached_property
    def graph(self) -> PhraseGraph | None:
        """The release's phrasings as word pieces; None for a recogniser without scores."""
        vocabulary = self.recogniser.vocabulary
        return None if vocabulary is None else phrase_graph(self.faq.release, vocabulary)

    @cached_property
    def synthesiser(self) -> Synthesiser:
        """The voice."""
        return EspeakSynthesiser()

    def listener(
        self,
        turn_id: Callable[[], str],
        params: HearingParams,
        source: Source,
        own_voice: OwnVoice | None = None,
    ) -> Listener:
        """Return a fresh ear's mind on the loaded engines."""
        return Listener(
            self.recogniser,
            SileroVad(),
            turn_id,
            params,
            self.graph,
            self.faq.release.id,
            source,
            own_voice,
        )

    def robot(
        self,
        start: datetime | None,
        *,
        voice_loop: bool,
        seed: int = 0,
        room: RoomSettings = _SILENT_HALL,
    ) -> tuple[Robot, Ear]:
        """Return a robot with a visitor in front of it, and the ear that sound is laid into.

        Args:
            start: Date and time at virtual second 0.
            voice_loop: The ear hears the mouth through the room, and takes it out again where the
                system has an echo canceller.
            seed: Of the hall and its sound.
            room: The hall's sound; without babble if not said.
        """
        numbers = itertools.count(1)
        params = replace(HearingParams(), half_duplex=voice_loop, dead_after_s=0.0)
        own_voice = OwnVoice(echo_canceller()) if voice_loop else None
        listener = self.listener(lambda: f"t{next(numbers)}", params, Source.FILE, own_voice)
        ear = Ear(Room(room, seed))
        mouth = Mouth(lambda: ear.t, None, ear if voice_loop else None, own_voice=own_voice)
        legs = self.legs(seed)
        parts = Parts(self.faq.reply, Hearing(ear, listener), self.synthesiser, mouth, legs, start)
        return Robot(parts), ear

    def legs(self, seed: int) -> VirtualLegs | None:
        """Return legs in a hall with one visitor before the robot; None without a hall."""
        site = self.faq.site
        if site is None:
            return None
        hall = Hall(site, seed)
        base = site.base.stand
        hall.add_visitor(VISITOR, _ahead(base.x, base.y, base.yaw))
        return VirtualLegs(hall, VISITOR)


def _ahead(x: float, y: float, yaw: float) -> Point2:
    return Point2(x + _IN_FRONT_M * math.cos(yaw), y + _IN_FRONT_M * math.sin(yaw))
