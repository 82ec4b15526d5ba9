"""What a touch on the visitor's page means: everything works by touch alone."""

from typing import assert_never

from letan.dialogue import words
from letan.dialogue.commands import StaffReason
from letan.dialogue.events import Touched, TouchKind
from letan.dialogue.expectations import Choices, WhichCase
from letan.dialogue.moves import Step, ask_at_once, end, stop
from letan.dialogue.offers import none_of_these, rate, wanted_facet
from letan.dialogue.orders import lead_to, obey, offered_place, switch_language
from letan.dialogue.presence import still_here
from letan.dialogue.staff import call_staff
from letan.dialogue.state import Conversation, Idle
from letan.faq.content.entry import FACETS
from letan.hearing.utterance import Utterance
from letan.kernel.units import Seconds

_COMMANDS = ("lenh.", "khan_cap.")
_STARS = ("1", "2", "3", "4", "5")


def touched(  # noqa: C901  # one case a kind of touch: a forgotten one fails mypy
    conversation: Conversation, touch: Touched, now: Seconds
) -> Step:
    """Do what was touched; a touch outranks what is being said."""
    value, turn_id, session = touch.value, touch.turn_id, conversation.session
    utterance = Utterance(turn_id, "")
    match touch.kind:
        case TouchKind.WAKE:
            return still_here(conversation, now)
        case TouchKind.ASK | TouchKind.CHOOSE:
            if value.startswith(_COMMANDS):
                return obey(conversation, value, None, utterance, now)
            return ask_at_once(
                conversation, value, _facet_of_choice(conversation, value), turn_id, now
            )
        case TouchKind.FACET:
            if session.topic is None or session.topic.intent is None or value not in FACETS:
                return conversation, ()
            return ask_at_once(conversation, session.topic.intent, value, turn_id, now)
        case TouchKind.NONE_OF_THESE:
            return none_of_these(conversation, turn_id, now)
        case TouchKind.STOP:
            return stop(conversation, now, turn_id)
        case TouchKind.REPEAT:
            return obey(conversation, "lenh.nhac_lai", None, utterance, now)
        case TouchKind.NEXT:
            return obey(conversation, "lenh.tiep_tuc", None, utterance, now)
        case TouchKind.PREVIOUS:
            return obey(conversation, "lenh.quay_lai", None, utterance, now)
        case TouchKind.LEAD:
            return lead_to(conversation, value or offered_place(conversation), turn_id, now)
        case TouchKind.CALL_STAFF:
            return call_staff(conversation, StaffReason.ASKED, words.STAFF_COMES, now, turn_id)
        case TouchKind.LANGUAGE:
            return switch_language(conversation, value == "en", turn_id, now)
        case TouchKind.RATE:
            if value not in _STARS:
                return conversation, ()
            return rate(conversation, int(value), turn_id, now)
        case TouchKind.LEAVE:
            if isinstance(conversation.phase, Idle):
                return conversation, ()
            return end(conversation, now)
        case _:
            assert_never(touch.kind)


def _facet_of_choice(conversation: Conversation, value: str) -> str:
    """Return the side that was asked for, when one of those that it may be asked of is chosen."""
    expects = conversation.session.expects
    match expects:
        case WhichCase(offered) | Choices(offered):
            return wanted_facet(expects) if value in (one.intent for one in offered) else ""
        case _:
            return ""
