"""What the robot says to a code that is held before its eyes."""

from letan.attention.codes import CodeKind, ShownCode
from letan.dialogue import words
from letan.dialogue.moves import Step, ask_at_once, line, say_line, speak
from letan.dialogue.state import Conversation, Thinking
from letan.kernel.units import Seconds

_STATUS_OF_DOSSIER = "ho_so.tra_cuu"


def code_shown(conversation: Conversation, code: ShownCode, turn_id: str, now: Seconds) -> Step:
    """Say what becomes of it: a queue number or a dossier is served, the rest is refused.

    A code that is of no use interrupts nobody; an identity card is always spoken of, so that it
    is put away. The code of a dossier is neither said nor asked with: the robot cannot look a
    dossier up, and tells how that is done.
    """
    match code.kind:
        case CodeKind.TICKET:
            text = line(conversation.session, words.TICKET_SHOWN, number=code.number)
            return speak(conversation, text, now, turn_id=turn_id)
        case CodeKind.DOSSIER:
            return ask_at_once(conversation, _STATUS_OF_DOSSIER, "", turn_id, now)
        case CodeKind.IDENTITY_CARD:
            return say_line(conversation, words.PUT_CARD_AWAY, now, turn_id=turn_id)
        case CodeKind.OTHER:
            if conversation.voice or isinstance(conversation.phase, Thinking):
                return conversation, ()
            return say_line(conversation, words.UNKNOWN_CODE, now, turn_id=turn_id)
