"""The story of a demonstration: what happens in the hall becomes turns, and lines for a reader."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from letan.kernel.units import Seconds


@dataclass(slots=True)
class Turn:
    """One question and what came of it. Moments are seconds of the listener's clock.

    Attributes:
        visitor: His name.
        said: The words that were really spoken.
        heard: What the recogniser made of them.
        kind: answer, ask_back, refer, command; "" while there is no reply.
        intent: Of the reply; None for ask_back and refer.
        text: What the robot decided to say.
        led_to: Place id, once the robot has arrived there with him.
        ended: The voice has ended.
        understood: The utterance was final.
        replied: The reply was chosen.
        answered: The first sound of the answer.
    """

    visitor: str
    said: str
    heard: str = ""
    kind: str = ""
    intent: str | None = None
    text: str = ""
    led_to: str | None = None
    ended: Seconds | None = None
    understood: Seconds | None = None
    replied: Seconds | None = None
    answered: Seconds | None = None

    def stage_ms(self) -> dict[str, int | None]:
        """Return each stage's milliseconds, and those from its end to the first sound."""
        return {
            "endpoint": _between(self.ended, self.understood),
            "reply": _between(self.understood, self.replied),
            "voice": _between(self.replied, self.answered),
            "question_end_to_first_audio": _between(self.ended, self.answered),
        }

    def to_json(self) -> dict[str, Any]:
        """Return the turn as the command line's JSON has it."""
        return {
            "visitor": self.visitor,
            "said": self.said,
            "heard": self.heard,
            "kind": self.kind,
            "intent": self.intent,
            "text": self.text,
            "led_to": self.led_to,
            "stage_ms": self.stage_ms(),
        }


@dataclass
class Story:
    """Collects turns and tells each new thing in one line.

    Attributes:
        tell: Gets (moment, who, words).
        place_titles: What a place is called, by id.
        turns: So far, in order.
        left: How many visitors have gone.
        staff_calls: How often an officer was called.
    """

    tell: Callable[[Seconds, str, str], None]
    place_titles: dict[str, str]
    turns: list[Turn] = field(default_factory=list)
    left: int = 0
    staff_calls: int = 0
    _partial: str = ""
    _guide: str = ""

    def visitor(self, now: Seconds, name: str, event: str, text: str, place: str) -> None:
        """Something a visitor does: an event of letan_msgs/SimEvent."""
        match event:
            case "arrived":
                self.tell(now, name, "walks up to the robot")
            case "said":
                self.turns.append(Turn(name, text))
                self.tell(now, name, f"says: «{text}»")
            case "heard":
                self._turn.ended = now
            case "follows":
                self.tell(now, name, f"follows the robot to {self._title(place)}")
            case "reached":
                self.tell(now, name, f"has reached {self._title(place)}")
            case "left":
                self.left += 1
                self.tell(now, name, "leaves")
            case _:
                self.tell(now, name, event)

    def understood(self, now: Seconds, text: str) -> None:
        """A final utterance."""
        turn = self._turn
        if turn.understood is None:
            turn.understood, turn.heard = now, text
            self.tell(now, "robot", f"hears: «{text or '…'}»")

    def replied(self, now: Seconds, kind: str, intent: str, probability: float, text: str) -> None:
        """The reply to it."""
        turn = self._turn
        if turn.replied is None:
            turn.replied, turn.kind, turn.intent, turn.text = now, kind, intent or None, text
            meant = f"{intent} ({probability:.0%})" if intent else kind
            self.tell(now, "robot", f"understands: {meant}")

    def sound(self, now: Seconds) -> None:
        """The robot's voice sounds."""
        turn = self._turn
        if turn.replied is not None and turn.answered is None:
            turn.answered = now

    def says(self, now: Seconds, sentence: str) -> None:
        """A sentence begins."""
        self.tell(now, "robot", f"says: «{sentence}»")

    def staff_called(self, now: Seconds, reason: str) -> None:
        """An officer is called."""
        self.staff_calls += 1
        self.tell(now, "robot", f"calls an officer ({reason})")

    def guide(self, now: Seconds, state: str, place: str, remaining_m: float) -> None:
        """The guide's state."""
        if state == self._guide:
            return
        self._guide = state
        title = self._title(place)
        match state:
            case "leading":
                way = f", {remaining_m:.0f} m to go" if remaining_m > 0.0 else ""
                self.tell(now, "robot", f"leads the way to {title}{way}")
            case "waiting" | "calling":
                self.tell(now, "robot", "waits for the visitor")
            case "resuming":
                self.tell(now, "robot", "goes on")
            case "arrived":
                self._led(place)
                self.tell(now, "robot", f"has arrived at {title}")
            case "returning":
                self.tell(now, "robot", "drives back to its base")
            case "given_up":
                self.tell(now, "robot", "gives up leading")
            case _:
                pass

    def _led(self, place: str) -> None:
        """The question that led there is the last one that was answered with a place."""
        for turn in reversed(self.turns):
            if turn.kind == "answer":
                turn.led_to = place
                return
        self._turn.led_to = place

    @property
    def _turn(self) -> Turn:
        return self.turns[-1] if self.turns else Turn("", "")

    def _title(self, place: str) -> str:
        return self.place_titles.get(place, place)


def _between(start: Seconds | None, end: Seconds | None) -> int | None:
    return None if start is None or end is None else round((end - start) * 1e3)
