"""The conversation's state as others see it: what it is doing, never what was said."""

from letan_msgs import msg

from letan.dialogue.commands import Face
from letan.dialogue.staff import URGENT
from letan.dialogue.state import (
    Conversation,
    Idle,
    Leading,
    Listening,
    Speaking,
    Thinking,
)


def state_to_msg(
    conversation: Conversation, session_id: str, turn_id: str, face: Face
) -> msg.DialogueState:
    """Return the message, without its stamp.

    Args:
        conversation: Its phase and the visitor's wishes are told.
        session_id: "" while nobody is there.
        turn_id: Of the last turn, "" if none.
        face: What the screen's face shows.
    """
    session = conversation.session
    return msg.DialogueState(
        state=_label(conversation),
        session_id=session_id,
        turn_id=turn_id,
        language=session.language,
        face=face.value,
        rate=float(session.rate),
        volume=float(session.volume),
    )


def _label(conversation: Conversation) -> str:
    waiting = conversation.session.staff
    if waiting is not None and waiting.reason in URGENT:
        return "emergency"
    match conversation.phase:
        case Idle():
            return "idle"
        case Listening():
            return "listening"
        case Thinking():
            return "thinking"
        case Speaking():
            return "speaking"
        case Leading():
            return "leading"
