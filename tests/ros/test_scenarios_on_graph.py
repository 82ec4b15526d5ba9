"""A sample of the conversations of tests/scenarios, through the real graph.

What can be seen on topics is held against the same file: the reply, the words of the voice, the
card, the call of an officer, language, speed and loudness. The rest is held in virtual time.
"""

import itertools
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from letan_msgs import msg
from tests.ros.graph import Graph, Watcher

from letan.dialogue.commands import StaffReason
from letan.dialogue.events import TouchKind
from letan.faq.reply import ReplyKind
from letan.hearing.utterance import Utterance
from letan_apps.robot.scenario import Step, read_scenario
from letan_ros import topics
from letan_ros.convert.words import utterance_to_msg

pytestmark = pytest.mark.timeout(300)

FOLDER = Path(__file__).parents[1] / "scenarios"
SAMPLE = (
    "choice_by_number",
    "louder_softer",
    "rate_by_touch",
    "staff_off_by_words",
    "staff_by_touch",
)
"""Played by one visitor after the other in one conversation, in an order that none of them minds:
the end of a conversation is told by the page and by attention, at moments that vary."""
_KINDS = {kind.value: kind.name.lower() for kind in ReplyKind}


class GraphPlayer:
    """Does what the people of a scenario do, and sees what they would."""

    def __init__(self, watcher: Watcher, name: str) -> None:
        self.watcher = watcher
        self.turns: Iterator[str] = (f"{name}-{count}" for count in itertools.count(1))

    def play(self, step: Step) -> dict[str, Any]:
        """Do one step; return where what is seen of its effects will be."""
        if step.over_s is not None:
            self._until_state("speaking")
        for topic in (topics.REPLY, topics.SPEECH_MARK, topics.CARD, topics.STAFF_CALL):
            self.watcher.of(topic).clear()
        self._do(step)
        return self._seen()

    def rest(self) -> None:
        """Wait until the robot has spoken; each step of the sample makes it speak."""
        marks = self.watcher.of(topics.SPEECH_MARK)
        ends = msg.SpeechMark.END
        self.watcher.until(lambda: any(m.kind == ends for m in marks), 60, "the end of a speech")
        self._until_state("listening", "idle")

    def _do(self, step: Step) -> None:
        match step.doing:
            case "says":
                heard = Utterance(next(self.turns), str(step.value))
                self.watcher.publish(topics.TYPED, utterance_to_msg(heard, time.time()))
            case "touches":
                kind, _, value = str(step.value).partition(" ")
                touch = msg.Touch(
                    turn_id=next(self.turns), kind=TouchKind[kind.upper()].value, value=value
                )
                self.watcher.publish(topics.TOUCH, touch)
            case _:
                raise NotImplementedError(step.doing)

    def _until_state(self, *names: str) -> None:
        states = self.watcher.of(topics.DIALOGUE_STATE)
        self.watcher.until(lambda: states and states[-1].state in names, 60, " or ".join(names))

    def _seen(self) -> dict[str, Any]:
        of = self.watcher.of
        return {
            "replies": of(topics.REPLY),
            "marks": of(topics.SPEECH_MARK),
            "calls": of(topics.STAFF_CALL),
            "states": of(topics.DIALOGUE_STATE),
        }


def _speech(seen: dict[str, Any]) -> str:
    sentences = [m.text for m in seen["marks"] if m.kind == msg.SpeechMark.SENTENCE]
    return " ".join(sentences).lower()


def _parts(wanted: Any) -> list[str]:
    return [str(part).lower() for part in (wanted if isinstance(wanted, list) else [wanted])]


FACTS: dict[str, Callable[[dict[str, Any], Any], bool]] = {
    "kind": lambda seen, wanted: _KINDS[seen["replies"][-1].kind] == wanted,
    "intent": lambda seen, wanted: seen["replies"][-1].intent == wanted,
    "facet": lambda seen, wanted: seen["replies"][-1].facet == wanted,
    "says": lambda seen, wanted: all(part in _speech(seen) for part in _parts(wanted)),
    "says_not": lambda seen, wanted: not any(part in _speech(seen) for part in _parts(wanted)),
    "staff": lambda seen, wanted: StaffReason(seen["calls"][-1].reason).name.lower() == wanted,
    "called_off": lambda seen, wanted: seen["calls"][-1].withdrawn == wanted,
    "language": lambda seen, wanted: seen["states"][-1].language == wanted,
    "rate": lambda seen, wanted: abs(seen["states"][-1].rate - wanted) < 0.01,
    "volume": lambda seen, wanted: abs(seen["states"][-1].volume - wanted) < 0.01,
}


@pytest.mark.parametrize("name", SAMPLE)
def test_the_graph_goes_as_the_scenario_says(hall: tuple[Graph, Watcher], name: str) -> None:
    player = GraphPlayer(hall[1], name)
    steps = read_scenario(FOLDER / f"{name}.yaml").steps
    held = 0
    for step, following in itertools.pairwise((*steps, None)):
        assert step is not None
        seen = player.play(step)
        if following is None or following.over_s is None:
            player.rest()
        for fact, wanted in step.expect.items():
            if fact in FACTS:
                assert FACTS[fact](seen, wanted), f"{step}: {fact} {wanted}; {_speech(seen)!r}"
                held += 1
    assert held > 0
