"""Holds what happened in one step of a scenario against what must happen."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from letan.dialogue.state import Conversation
from letan.kernel.units import Seconds
from letan_apps.robot.events import RobotEvent

_CUT_WITHIN_S = 0.3
"""From the deed to silence."""


@dataclass(frozen=True, slots=True)
class Window:
    """What happened from one step to the next.

    Attributes:
        events: All of it.
        began: When the step began.
        done: When it was done: the end of the words, the touch.
        after: The conversation at the end.
    """

    events: tuple[RobotEvent, ...]
    began: Seconds
    done: Seconds
    after: Conversation

    def named(self, name: str) -> list[RobotEvent]:
        """Return the events of one name."""
        return [event for event in self.events if event.name == name]

    def last(self, name: str, key: str) -> Any:
        """Return a field of the last event of that name; None if there is none."""
        found = self.named(name)
        return found[-1].fields.get(key) if found else None

    @property
    def speech(self) -> str:
        """All that was said."""
        return " | ".join(str(event.fields["text"]) for event in self.named("say_start"))


def verdict(expect: Mapping[str, Any], window: Window) -> Iterator[str]:
    """Yield one line for every expectation that was not met."""
    for name, wanted in expect.items():
        if name in _TEXTS:
            yield from _TEXTS[name](wanted, window)
            continue
        found = _FACTS[name](window)
        if found != wanted:
            yield f"{name} is {found!r}, not {wanted!r}; said: {window.speech!r}"


def _says(wanted: Any, window: Window) -> Iterator[str]:
    for part in wanted if isinstance(wanted, list) else [wanted]:
        if str(part).lower() not in window.speech.lower():
            yield f"did not say {part!r} but {window.speech!r}"


def _says_not(wanted: Any, window: Window) -> Iterator[str]:
    for part in wanted if isinstance(wanted, list) else [wanted]:
        if str(part).lower() in window.speech.lower():
            yield f"said {part!r}: {window.speech!r}"


def _within_s(wanted: Any, window: Window) -> Iterator[str]:
    starts = [event.t_s for event in window.named("say_start") if event.t_s >= window.done]
    if not starts:
        yield "said nothing"
    elif starts[0] - window.done > float(wanted):
        yield f"spoke after {starts[0] - window.done:.2f} s, not within {wanted} s"


_TEXTS: dict[str, Callable[[Any, Window], Iterator[str]]] = {
    "says": _says,
    "says_not": _says_not,
    "within_s": _within_s,
}

_FACTS: dict[str, Callable[[Window], Any]] = {
    "kind": lambda w: w.last("reply", "kind"),
    "intent": lambda w: w.last("reply", "intent"),
    "facet": lambda w: w.last("reply", "facet"),
    "silent": lambda w: not w.named("say_start"),
    "staff": lambda w: w.last("staff_call", "reason"),
    "walks_at": lambda w: round(w.after.session.walk_speed, 2),
    "called_off": lambda w: bool(w.named("staff_called_off")),
    "leads_to": lambda w: w.last("guide_start", "place"),
    "arrives": lambda w: w.last("arrived", "place"),
    "expects": lambda w: type(w.after.session.expects).__name__,
    "cuts": lambda w: any(
        not event.fields["completed"] and event.t_s - w.began <= _SPEECH_S + _CUT_WITHIN_S
        for event in w.named("say_end")
    ),
    "ends": lambda w: bool(w.named("session_end")),
    "ticket": lambda w: w.last("ticket", "counter"),
    "kept": lambda w: len(w.named("kept")),
    "feedback": lambda w: w.last("feedback", "kind"),
    "stars": lambda w: w.last("rating", "stars"),
    "fault": lambda w: w.last("fault", "code"),
    "choices": lambda w: len(w.last("card", "choices") or ()),
    "gesture": lambda w: w.last("gesture", "gesture"),
    "rate": lambda w: round(w.after.session.rate, 2),
    "volume": lambda w: round(w.after.session.volume, 2),
    "language": lambda w: w.after.session.language,
    "address": lambda w: w.after.session.address.you,
}
_SPEECH_S = 1.5
"""Words that are enough to know that somebody means the robot: three, and their recognition."""
