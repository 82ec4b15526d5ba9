"""Somebody comes, somebody goes."""

from dataclasses import replace

from letan.dialogue import words
from letan.dialogue.commands import Gesture
from letan.dialogue.moves import Step, end, listen, say_line
from letan.dialogue.state import Conversation, Idle, Leading, Listening
from letan.kernel.units import Seconds


def appeared(conversation: Conversation, now: Seconds) -> Step:
    """Greet whoever comes, once; who was away for a moment is only listened to."""
    if not isinstance(conversation.phase, Idle):
        return conversation, ()
    gone = conversation.gone_at
    if gone is not None and now - gone < conversation.params.greet_again_after_s:
        return listen(conversation, now)
    following, commands = say_line(conversation, words.GREETING, now)
    return following, (Gesture("greet"), *commands)


def still_here(conversation: Conversation, now: Seconds) -> Step:
    """Greet who touches the page first; whoever touches it later gets all his time anew."""
    match conversation.phase:
        case Idle():
            return appeared(conversation, now)
        case Listening(turn_id=""):
            session = replace(conversation.session, closing=False)
            return replace(conversation, phase=Listening(now), session=session), ()
        case _:
            return conversation, ()


def left(conversation: Conversation, now: Seconds) -> Step:
    """Forget who has gone; on the way the guide looks after him."""
    if isinstance(conversation.phase, Idle | Leading):
        return conversation, ()
    return end(conversation, now)
