"""Tells whether somebody stands before the robot: /attention/presence."""

from collections.abc import Mapping

from letan_msgs import msg

from letan.attention.presence import Attention, AttentionParams, Presence, PresenceSource
from letan_ros import topics
from letan_ros.convert.body import people_from_msg
from letan_ros.convert.moment import time_to_msg
from letan_ros.frames import Frames
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA, core_arguments

_LOOK_S = 0.2


class AttentionNode(LetanNode):
    """Carries `letan.attention` out. Parameters: launch/params/letan.yaml, section `attention`.

    In: /screen/touch, /hearing/activity, /people/tracks, /tf, /dialogue/state. Out:
    /attention/presence, when it changes.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        *,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node; see LetanNode."""
        name = "attention"
        super().__init__(name, SCHEMA[name], values, use_sim_time=use_sim_time, remaps=remaps)
        self._told: tuple[bool, str] | None = None

    def on_start(self) -> None:
        """Subscribe and advertise."""
        self._core = Attention(AttentionParams(**core_arguments("attention", self.values)))
        self._frames = Frames()
        self._told = None
        self._presence_out = self.talk(topics.PRESENCE)
        self.listen(topics.TOUCH, self._on_touch)
        self.listen(topics.TYPED, self._on_typed)
        self.listen(topics.SPEECH_ACTIVITY, self._on_activity)
        self.listen(topics.PEOPLE, self._on_people)
        self.listen(topics.TF, self._frames.update)
        self.listen(topics.DIALOGUE_STATE, self._on_dialogue)
        self.every(_LOOK_S, self._look)

    def on_parameters(self) -> None:
        """Judge by the new settings from now on."""
        self._core.params = AttentionParams(**core_arguments("attention", self.values))

    def _on_touch(self, message: msg.Touch) -> None:
        if message.kind == msg.Touch.LEAVE:
            self._forget()
        else:
            self._core.sign(PresenceSource.TOUCH, self.now_s)

    def _on_typed(self, message: msg.Utterance) -> None:
        self._core.sign(PresenceSource.TOUCH, self.now_s)

    def _on_activity(self, message: msg.SpeechActivity) -> None:
        if message.event == msg.SpeechActivity.END:
            self._core.sign(PresenceSource.SPEECH, self.now_s)

    def _on_people(self, message: msg.PersonTracks) -> None:
        robot = self._frames.pose("base_link", within="map")
        if robot is not None:
            self._core.see(people_from_msg(message), robot[0], self.now_s)

    def _on_dialogue(self, message: msg.DialogueState) -> None:
        if message.state == "idle":
            self._forget()

    def _forget(self) -> None:
        self._core.forget()
        self._look()  # told later, it would end the talk of somebody who has begun to speak since

    def _look(self) -> None:
        presence = self._core.presence(self.now_s)
        if (presence.present, presence.track_id) != self._told:
            self._told = (presence.present, presence.track_id)
            self._tell(presence)

    def _tell(self, presence: Presence) -> None:
        message = msg.Presence(
            present=presence.present,
            distance_m=-1.0 if presence.distance is None else float(presence.distance),
            engagement=-1.0,
            track_id=presence.track_id,
            source=presence.source.value,
        )
        message.header.stamp = time_to_msg(self.now_s)
        self._presence_out(message)
