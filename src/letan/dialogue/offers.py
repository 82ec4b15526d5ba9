"""What "yes", "no", "the second one" mean: it depends on what the robot has just asked."""

from dataclasses import replace
from typing import assert_never

from letan.dialogue import words
from letan.dialogue.choice import MOST_CHOICES, chosen, named, none_of_them
from letan.dialogue.commands import (
    Command,
    FeedbackKind,
    IssueTicket,
    KeepFeedback,
    KeepRating,
    Show,
    StaffReason,
)
from letan.dialogue.expectations import (
    AnythingElse,
    Choices,
    Expectation,
    Feedback,
    FeedbackOffer,
    LeadOffer,
    LeadWhere,
    NextPart,
    Rating,
    StaffOffer,
    TicketFor,
    TicketOffer,
    WhichCase,
    WhichProcedure,
)
from letan.dialogue.moves import (
    Step,
    ask_at_once,
    lead,
    line,
    listed,
    listen,
    say_line,
    speak,
    which,
)
from letan.dialogue.rating import stars_of
from letan.dialogue.staff import call_staff, not_understood
from letan.dialogue.state import Conversation, Session
from letan.dialogue.walk import next_part
from letan.faq.reply import Candidate, Card, Reply
from letan.hearing.utterance import Utterance
from letan.kernel.units import Seconds
from letan.ports.tickets import Ticket

_BAD_STARS = 2


def accept(conversation: Conversation, turn_id: str, now: Seconds) -> Step:
    """Do what was offered; a yes to nothing is only politeness."""
    expects = conversation.session.expects
    match expects:
        case LeadOffer(place):
            return lead(conversation, place, now, turn_id)
        case Choices(candidates):
            return _only_one(conversation, candidates, turn_id, now)
        case WhichCase(cases):
            return _only_one(conversation, cases, turn_id, now)
        case NextPart():
            walk = conversation.session.walk
            if walk is None:
                return listen(conversation, now)
            return next_part(conversation, walk, turn_id, now)
        case StaffOffer():
            return call_staff(conversation, StaffReason.ASKED, words.STAFF_COMES, now, turn_id)
        case TicketOffer(place):
            return ticket(conversation, place, turn_id, now)
        case FeedbackOffer(said) if said:
            return pass_on(conversation, FeedbackKind.COMPLAINT, said, turn_id, now)
        case LeadWhere():
            return say_line(conversation, words.LEAD_WHERE, now, expects=expects, turn_id=turn_id)
        case FeedbackOffer() | Feedback():
            return say_line(conversation, words.TELL_ME, now, expects=Feedback(), turn_id=turn_id)
        case AnythingElse():
            open_again = replace(conversation, session=replace(conversation.session, closing=False))
            return say_line(open_again, words.GO_AHEAD, now, turn_id=turn_id)
        case TicketFor():
            return say_line(conversation, words.TICKET_FOR, now, expects=expects, turn_id=turn_id)
        case WhichProcedure():
            return say_line(conversation, words.LEAD_WHERE, now, expects=expects, turn_id=turn_id)
        case Rating() | None:
            return listen(conversation, now)
        case _:
            assert_never(expects)


def decline(conversation: Conversation, turn_id: str, now: Seconds) -> Step:
    """Take a no: to choices it leads on, to "anything else?" it ends."""
    expects = conversation.session.expects
    match expects:
        case Choices():
            return none_of_these(conversation, turn_id, now)
        case WhichCase(_, otherwise):
            return _without_case(conversation, otherwise.text, turn_id, now)
        case AnythingElse():
            return farewell(conversation, "", turn_id, now)
        case Rating():
            return farewell(conversation, "", turn_id, now, ask_rating=False)
        case (
            LeadOffer()
            | LeadWhere()
            | WhichProcedure()
            | NextPart()
            | StaffOffer()
            | TicketOffer()
            | TicketFor()
            | FeedbackOffer()
            | Feedback()
            | None
        ):
            return say_line(conversation, words.DECLINED, now, turn_id=turn_id)
        case _:
            assert_never(expects)


def answer_to_offer(conversation: Conversation, utterance: Utterance, now: Seconds) -> Step | None:
    """Take the words as an answer to what the robot asked, where they surely are; else None."""
    text, turn_id = utterance.text, utterance.turn_id
    session = conversation.session
    match session.expects:
        case Choices(candidates):
            return _choice(conversation, candidates, text, turn_id, now)
        case WhichCase(cases):
            return _choice(conversation, cases, text, turn_id, now)
        case LeadOffer(_, cases) if cases:
            case_id = named(text, cases) if len(text.split()) > 1 else None
            return None if case_id is None else _ask_chosen(conversation, case_id, turn_id, now)
        case Rating():
            stars = stars_of(text)
            return None if stars is None else rate(conversation, stars, turn_id, now)
        case _:
            return None


def none_of_these(conversation: Conversation, turn_id: str, now: Seconds) -> Step:
    """Offer what was not offered yet; then ask differently; then an officer comes."""
    session = conversation.session
    expects = session.expects
    if isinstance(expects, WhichCase):
        return _without_case(conversation, expects.otherwise.text, turn_id, now)
    if not isinstance(expects, Choices):
        return not_understood(conversation, now, turn_id, words.SAY_DIFFERENTLY)
    refused = (*session.refused, *(c.intent for c in expects.candidates))
    failures = session.failures + 1
    more = tuple(c for c in expects.more if c.intent not in refused)[:MOST_CHOICES]
    session = replace(session, refused=refused, expects=None)
    refusing = replace(conversation, session=session)
    if not more or failures >= conversation.params.failures_before_staff:
        return not_understood(refusing, now, turn_id, words.SAY_DIFFERENTLY)
    refusing = replace(refusing, session=replace(session, failures=failures))
    text = which(session, more, words.CHOICES_AGAIN)
    card = Card("", text, text, session.language, choices=more)
    following, commands = speak(refusing, text, now, expects=Choices(more), turn_id=turn_id)
    return following, (Show(card, turn_id), *commands)


def ticket(conversation: Conversation, place: str, turn_id: str, now: Seconds) -> Step:
    """Have a number printed, or ask what for."""
    if not place:
        return say_line(conversation, words.TICKET_FOR, now, expects=TicketFor(), turn_id=turn_id)
    session = replace(conversation.session, ticket=turn_id, expects=None)
    following, commands = listen(replace(conversation, session=session), now)
    return following, (IssueTicket(place, turn_id), *commands)


def ticket_issued(
    conversation: Conversation, turn_id: str, printed: Ticket | None, now: Seconds
) -> Step:
    """Tell the number and the wait, and offer the way to the counter."""
    session = conversation.session
    if not session.ticket or session.ticket != turn_id:
        return conversation, ()
    session = replace(session, ticket="")
    done = replace(conversation, session=session)
    if printed is None:
        return say_line(done, words.NO_TICKET, now, turn_id=turn_id)
    parts = [line(session, words.TICKET, number=printed.number)]
    if printed.waiting == 0:
        parts.append(line(session, words.TICKET_NEXT))
    elif printed.waiting is not None and printed.wait_s is not None:
        minutes = max(1, round(printed.wait_s / 60))
        parts.append(
            line(session, words.TICKET_WAIT, waiting=str(printed.waiting), minutes=str(minutes))
        )
    expects = None
    if conversation.params.can_lead:
        parts.append(line(session, words.OFFER_TO_LEAD))
        expects = LeadOffer(printed.counter)
    return speak(done, " ".join(parts), now, expects=expects, turn_id=turn_id)


def pass_on(
    conversation: Conversation, kind: FeedbackKind, text: str, turn_id: str, now: Seconds
) -> Step:
    """Keep what a visitor wants passed on, and thank him."""
    following, commands = say_line(conversation, words.PASSED_ON, now, turn_id=turn_id)
    return following, (KeepFeedback(kind, text, turn_id), *commands)


def rate(conversation: Conversation, stars: int, turn_id: str, now: Seconds) -> Step:
    """Keep a rating; a bad one opens the way to say why."""
    keep: tuple[Command, ...] = (KeepRating(stars, turn_id),)
    if stars <= _BAD_STARS:
        following, commands = say_line(
            conversation, words.SORRY_FOR_RATING, now, expects=Feedback(), turn_id=turn_id
        )
        return following, (*keep, *commands)
    text = line(conversation.session, words.THANKS_FOR_RATING)
    closing = conversation.session.closing
    following, commands = speak(conversation, text, now, turn_id=turn_id, then_end=closing)
    return following, (*keep, *commands)


def farewell(
    conversation: Conversation, text: str, turn_id: str, now: Seconds, *, ask_rating: bool = True
) -> Step:
    """Say goodbye; who was helped may rate before the conversation ends."""
    session = replace(conversation.session, closing=True)
    closing = replace(conversation, session=session)
    said = text or line(session, words.FAREWELL)
    if not (ask_rating and session.helped):
        return speak(closing, said, now, turn_id=turn_id, then_end=True)
    said = f"{said} {line(session, words.RATE_US)}"
    return speak(closing, said, now, expects=Rating(), turn_id=turn_id)


def facet_names(session: Session, reply: Reply) -> tuple[str, ...]:
    """Return the names of up to three sides of a procedure that he may ask for."""
    there = {section.facet for section in reply.card.sections}
    names = (name for facet, name in words.FACET_NAMES.items() if facet in there)
    return tuple(name.of(session.language) for name in names)[:MOST_CHOICES]


def offer_of(conversation: Conversation, topic: Reply) -> tuple[str, Expectation]:
    """Return the offer to tell more of a procedure, or to lead to its counter; "" for neither."""
    session = conversation.session
    facets = facet_names(session, topic)
    if not topic.place or not conversation.params.can_lead:
        more = line(session, words.MORE_FACETS, facets=listed(session, facets)) if facets else ""
        return more, None
    if not facets:
        return line(session, words.OFFER_TO_LEAD), LeadOffer(topic.place)
    text = line(session, words.FACETS_OR_LEAD, facets=", ".join(facets))
    return text, LeadOffer(topic.place)


def _choice(
    conversation: Conversation,
    candidates: tuple[Candidate, ...],
    text: str,
    turn_id: str,
    now: Seconds,
) -> Step | None:
    if none_of_them(text):
        return none_of_these(conversation, turn_id, now)
    intent = chosen(text, candidates)
    return None if intent is None else _ask_chosen(conversation, intent, turn_id, now)


def _ask_chosen(conversation: Conversation, intent: str, turn_id: str, now: Seconds) -> Step:
    facet = wanted_facet(conversation.session.expects)
    return ask_at_once(conversation, intent, facet, turn_id, now)


def wanted_facet(expects: Expectation) -> str:
    """Return the side of a procedure that was asked for before it is known which, "" for none."""
    match expects:
        case WhichCase(_, otherwise):
            return otherwise.facet
        case Choices(facet=facet) | WhichProcedure(facet):
            return facet
        case _:
            return ""


def _only_one(
    conversation: Conversation, candidates: tuple[Candidate, ...], turn_id: str, now: Seconds
) -> Step:
    """Take a yes to one choice; to several it says nothing, so they are named again, once."""
    if len(candidates) == 1:
        return _ask_chosen(conversation, candidates[0].intent, turn_id, now)
    failures = conversation.session.failures + 1
    if failures >= conversation.params.failures_before_staff:
        return not_understood(conversation, now, turn_id, words.SAY_DIFFERENTLY)
    session = replace(conversation.session, failures=failures)
    conversation = replace(conversation, session=session)
    text = which(session, candidates)
    return speak(conversation, text, now, expects=session.expects, turn_id=turn_id)


def _without_case(conversation: Conversation, text: str, turn_id: str, now: Seconds) -> Step:
    session, topic = conversation.session, conversation.session.topic
    place = topic.place if topic is not None else ""
    if not place or not conversation.params.can_lead:
        return speak(conversation, text, now, turn_id=turn_id)
    offered = f"{text} {line(session, words.OFFER_TO_LEAD)}"
    return speak(conversation, offered, now, expects=LeadOffer(place), turn_id=turn_id)
