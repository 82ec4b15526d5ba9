"""What cannot be taken back: an utterance may go on after it seemed to be finished.

What a visitor gives (a rating, a remark) and what he was not answered is kept once he has surely
finished; a queue number that is printed stays printed, and only what he says after it counts.
"""

from dataclasses import replace

from letan.dialogue.commands import Command, IssueTicket, KeepFeedback, KeepQuestion, KeepRating
from letan.dialogue.events import Event, SayFinished
from letan.dialogue.moves import Step
from letan.dialogue.state import Conversation


def settle(conversation: Conversation, commands: tuple[Command, ...], event: Event) -> Step:
    """Hold back what the last utterance gave, and let go of it once it is over.

    It is over when the robot has answered to the end, when another utterance is heard, and when
    the visitor has gone (`moves.end`).

    Args:
        conversation: After the event.
        commands: What the event led to.
        event: What happened.
    """
    heard = conversation.heard
    turn_id = "" if heard is None else heard.turn_id
    answered = isinstance(event, SayFinished) and event.completed
    over = tuple(kept for kept in conversation.keeping if answered or kept.turn_id != turn_id)
    held = [kept for kept in conversation.keeping if kept not in over]
    done: list[Command] = []
    for command in commands:
        if turn_id and isinstance(command, KeepQuestion | KeepFeedback | KeepRating):
            (held if command.turn_id == turn_id else done).append(command)
            continue
        if heard is not None and isinstance(command, IssueTicket) and command.turn_id == turn_id:
            heard = replace(heard, done=True)
        done.append(command)
    return replace(conversation, heard=heard, keeping=tuple(held)), (*over, *done)
