"""Watches the graph for the story: subscriptions on the supervisor's own node."""

import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

from letan_msgs import msg

from letan.kernel.units import Seconds
from letan_apps.demo.story import Story
from letan_ros import topics

_KINDS = {
    msg.Reply.ANSWER: "answer",
    msg.Reply.ASK_BACK: "ask_back",
    msg.Reply.REFER: "refer",
    msg.Reply.COMMAND: "command",
}
_REASONS = {
    msg.StaffCall.ASKED: "the visitor asked for one",
    msg.StaffCall.UNSURE: "the robot is not sure",
    msg.StaffCall.EMERGENCY_MEDICAL: "somebody needs a doctor",
    msg.StaffCall.EMERGENCY_FIRE: "fire",
    msg.StaffCall.LOST_PROPERTY: "something is lost",
    msg.StaffCall.ROBOT_TROUBLE: "the robot needs help",
    msg.StaffCall.DANGER: "somebody is in danger",
}


class Watch:
    """Feeds a story from the graph's topics."""

    def __init__(self, node: Any, story: Story, sound_file: Path | None) -> None:
        """Subscribe.

        Args:
            node: An rclpy node that somebody spins.
            story: What is told.
            sound_file: Where the robot's own voice is written, if anywhere; never a visitor's.
        """
        self._story = story
        self._began = time.monotonic()
        self._sound_file = sound_file
        self._wave: wave.Wave_write | None = None
        for topic, take in (
            (topics.SIM_EVENTS, self._on_visitor),
            (topics.UTTERANCE, self._on_utterance),
            (topics.REPLY, self._on_reply),
            (topics.SPEECH_MARK, self._on_mark),
            (topics.STAFF_CALL, self._on_staff),
            (topics.GUIDE_STATE, self._on_guide),
            (topics.AUDIO_OUT, self._on_voice),
        ):
            self._listen(node, topic, take)

    @property
    def now(self) -> Seconds:
        """Seconds since the watch began."""
        return time.monotonic() - self._began

    def close(self) -> None:
        """Finish the sound file."""
        if self._wave is not None:
            self._wave.close()
            self._wave = None

    @staticmethod
    def _listen(node: Any, topic: topics.Topic, take: Callable[[Any], None]) -> None:
        node.create_subscription(topic.type, topic.name, take, topic.subscribe)

    def _on_visitor(self, event: msg.SimEvent) -> None:
        self._story.visitor(self.now, event.visitor, event.event, event.text, event.place)

    def _on_utterance(self, utterance: msg.Utterance) -> None:
        if utterance.kind == msg.Utterance.FINAL:
            self._story.understood(self.now, utterance.text)

    def _on_reply(self, reply: msg.Reply) -> None:
        kind = _KINDS[reply.kind]
        self._story.replied(self.now, kind, reply.intent, reply.probability, reply.text)

    def _on_mark(self, mark: msg.SpeechMark) -> None:
        self._story.sound(self.now)
        if mark.kind == msg.SpeechMark.SENTENCE:
            self._story.says(self.now, mark.text)

    def _on_staff(self, call: msg.StaffCall) -> None:
        self._story.staff_called(self.now, _REASONS.get(call.reason, "for help"))

    def _on_guide(self, state: msg.GuideState) -> None:
        self._story.guide(self.now, state.state, state.place, state.remaining_m)

    def _on_voice(self, chunk: msg.AudioChunk) -> None:
        if self._sound_file is None:
            return
        if self._wave is None:
            self._sound_file.parent.mkdir(parents=True, exist_ok=True)
            self._wave = wave.open(str(self._sound_file), "wb")  # noqa: SIM115 - closed by close()
            self._wave.setparams((1, 2, chunk.sample_rate_hz, 0, "NONE", ""))
        self._wave.writeframes(chunk.samples.tobytes())
