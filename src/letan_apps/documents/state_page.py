"""The state diagram of a conversation and the table of offers, drawn from what the core does."""

from collections import defaultdict
from collections.abc import Iterable
from typing import get_args

from letan.dialogue.commands import ClearScreen, Command, Gesture, Say, SetFace, Show
from letan.dialogue.conversation import advance, wake_at
from letan.dialogue.events import (
    Event,
    Heard,
    Replied,
    SpeechStarted,
    Tick,
)
from letan.dialogue.expectations import Expectation
from letan.dialogue.state import Conversation, Listening, Phase
from letan.faq.reply import Card, Reply, ReplyKind
from letan.hearing.utterance import Utterance
from letan_apps.documents.exploration import Passage

_SHOWN = (Say, SetFace, Show, Gesture, ClearScreen)
"""Go with nearly every step; a table of what is decided leaves them out."""
_STEP_S = 0.1
_NOTHING = "–"


def diagram(passages: Iterable[Passage]) -> str:
    """Return a Mermaid state diagram: every way from one phase to another, and what leads there."""
    ways: dict[tuple[str, str], set[str]] = defaultdict(set)
    for passage in passages:
        ways[_phase(passage.before), _phase(passage.after)].add(type(passage.event).__name__)
    order = [phase.__name__ for phase in get_args(Phase)]
    events = [event.__name__ for event in get_args(Event)]
    lines = ["stateDiagram-v2", "    [*] --> Idle"]
    for before in order:
        for after in order:
            names = sorted(ways[before, after], key=events.index)
            if before != after and names:
                lines.append(f"    {before} --> {after}: {', '.join(names)}")
    return "\n".join(lines)


def offers(passages: Iterable[Passage]) -> str:
    """Return a table: for each thing that the robot may wait for, what a yes, a no and silence do.

    The first state in which it waits for that, with nobody speaking, stands for all of them.
    """
    met: dict[str, Conversation] = {}
    for passage in passages:
        after = passage.after
        waits = isinstance(after.phase, Listening) and not after.phase.turn_id
        if waits and not after.asked and not after.session.staff:
            met.setdefault(type(after.session.expects).__name__, after)
    lines = [
        "| the robot waits for | yes | no | silence |",
        "|---|---|---|---|",
    ]
    for kind in get_args(Expectation):
        name = kind.__name__
        if name not in met:
            continue
        state = met[name]
        told = (
            _ordered(state, "lenh.dong_y"),
            _ordered(state, "lenh.tu_choi"),
            _left_alone(state),
        )
        title = "nothing" if name == "NoneType" else f"`{name}`"
        lines.append(f"| {title} | {' | '.join(told)} |")
    return "\n".join(lines)


def _phase(state: Conversation) -> str:
    return type(state.phase).__name__


def _ordered(state: Conversation, intent: str) -> str:
    """Say what a spoken order leads to; the faq has recognised it."""
    order = Reply(ReplyKind.COMMAND, "", Card("", "", ""), intent=intent)
    return _led(state, SpeechStarted("new"), Heard(Utterance("new", "x")), Replied("new", order))


def _left_alone(state: Conversation) -> str:
    due = wake_at(state)
    return _NOTHING if due is None else _told(state, *advance(state, Tick(), due))


def _led(state: Conversation, *events: Event) -> str:
    now = state.phase.since if isinstance(state.phase, Listening) else 0.0
    before, commands = state, tuple[Command, ...]()
    for event in events:
        now += _STEP_S
        state, commands = advance(state, event, now)
    return _told(before, state, commands)


def _told(before: Conversation, after: Conversation, commands: tuple[Command, ...]) -> str:
    """Name what is decided, what is said, and what is waited for next."""
    done = [type(command).__name__ for command in commands if not isinstance(command, _SHOWN)]
    said = [f"«{command.text}»" for command in commands if isinstance(command, Say)]
    expects = after.session.expects
    new = type(expects) is not type(before.session.expects) and expects is not None
    waits = [f"→ `{type(expects).__name__}`"] if new else []
    return " ".join([*(f"`{name}`" for name in done), *said, *waits]) or _NOTHING
