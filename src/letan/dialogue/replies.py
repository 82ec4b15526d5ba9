"""What to do with a reply of the faq: answer, ask back, refer; or obey."""

from dataclasses import replace

from letan.dialogue import words
from letan.dialogue.backchannel import is_backchannel
from letan.dialogue.choice import MOST_CHOICES
from letan.dialogue.commands import Command, FeedbackKind, Gesture, KeepFeedback, KeepQuestion, Show
from letan.dialogue.expectations import (
    Choices,
    Expectation,
    Feedback,
    FeedbackOffer,
    LeadOffer,
    LeadWhere,
    NextPart,
    StaffOffer,
    TicketFor,
    TicketOffer,
    WhichCase,
    WhichProcedure,
)
from letan.dialogue.follow_up import on_the_topic
from letan.dialogue.meaning import (
    FEEDBACK,
    SMALL_TALK,
    complains,
    is_doubtful_no,
    is_known,
    is_remark,
)
from letan.dialogue.moves import (
    Step,
    ask,
    ask_intent,
    dressed,
    lead,
    line,
    listed,
    listen,
    say_line,
    speak,
    which,
)
from letan.dialogue.naming import facet_in, small, without_refusal
from letan.dialogue.offers import facet_names, farewell, pass_on, ticket
from letan.dialogue.orders import obey
from letan.dialogue.staff import not_understood
from letan.dialogue.state import Conversation, Leading, Session
from letan.dialogue.walk import go_to, walk_of
from letan.faq.reply import Reply, ReplyKind
from letan.hearing.utterance import Utterance
from letan.kernel.units import Seconds

_HELLO = "giao_tiep.chao"
"""Who has been helped says it to part."""
_FAREWELL, _PRAISE, _ANNOYED = "giao_tiep.tam_biet", "giao_tiep.khen", "giao_tiep.che"
_TICKETS = ("ho_so.lay_so", "chi_duong.may_lay_so")
_DECISIVE_CASES = 2
"""From so many cases on in which a side differs, the case is asked for before that side is told."""
_NAMED_CASES = 2
"""More cases than that are not read out with a short answer; he may still name one."""


def respond(conversation: Conversation, reply: Reply, utterance: Utterance, now: Seconds) -> Step:
    """Carry out a reply that is meant for the robot."""
    awaited = isinstance(conversation.session.expects, Feedback | FeedbackOffer)
    if awaited and is_remark(reply, utterance):
        kind, text = FeedbackKind.SUGGESTION, utterance.text
        return pass_on(conversation, kind, text, utterance.turn_id, now)
    rest = without_refusal(utterance.text) if is_doubtful_no(reply) else ""
    if rest:
        return ask(conversation, replace(utterance, text=rest, phrases=()), now)
    doubtful = reply.kind is ReplyKind.ASK_BACK
    if (doubtful or reply.intent in FEEDBACK) and complains(reply, utterance.text):
        text = line(conversation.session, words.SORRY_PASS_ON)
        offer, turn_id = FeedbackOffer(utterance.text), utterance.turn_id
        return speak(conversation, text, now, expects=offer, turn_id=turn_id)
    told = on_the_topic(conversation, reply, utterance, now)
    if told is not None:
        return told
    match reply.kind:
        case ReplyKind.ANSWER:
            return _answer(conversation, reply, utterance, now)
        case ReplyKind.ASK_BACK:
            return _ask_back(conversation, reply, utterance, now)
        case ReplyKind.REFER:
            return _refer(conversation, reply, utterance, now)
        case ReplyKind.COMMAND:
            return obey(conversation, reply.intent or "", reply, utterance, now)


def _answer(conversation: Conversation, reply: Reply, utterance: Utterance, now: Seconds) -> Step:
    turn_id, before = utterance.turn_id, conversation.session
    small_talk = (reply.intent or "").startswith(SMALL_TALK)
    expects = before.expects
    session = replace(
        before,
        topic=before.topic if small_talk else reply,
        procedure=reply if reply.card.sections else before.procedure,
        failures=0,
        refused=(),
        prompted=False,
        closing=False,
        walk=before.walk if small_talk or not reply.card.sections else None,
        helped=before.helped or not small_talk,
    )
    answered = replace(conversation, session=session)
    if isinstance(expects, WhichProcedure) and not reply.facet and reply.card.sections:
        once = replace(answered, session=replace(session, expects=None))
        return ask_intent(once, reply.intent or "", expects.facet, turn_id, now)
    if isinstance(expects, LeadWhere) and reply.place:
        return lead(answered, reply.place, now, turn_id)
    if isinstance(expects, TicketFor) and reply.place:
        return ticket(answered, reply.place, turn_id, now)
    card = replace(reply.card, text=dressed(session, reply.card.text))
    if reply.facet and len(card.choices) >= _DECISIVE_CASES:  # first the case, then the answer
        card = replace(card, sections=())
    show = Show(card, turn_id)
    parting = reply.intent == _FAREWELL or (reply.intent == _HELLO and before.helped)
    if parting or reply.intent in (_PRAISE, _ANNOYED):
        following, commands = _manners(answered, reply, utterance, now)
        return following, (show, *commands)
    following, commands = _explain(answered, reply, turn_id, now)
    return following, (show, *commands)


def _explain(conversation: Conversation, reply: Reply, turn_id: str, now: Seconds) -> Step:
    """Say the answer, short first, and offer what there is beyond it."""
    session = conversation.session
    cases = reply.card.choices
    text = dressed(session, reply.text)
    if reply.facet and len(cases) >= _DECISIVE_CASES:
        listed_cases = listed(session, tuple(small(case.title) for case in cases[:MOST_CHOICES]))
        question = line(session, words.WHICH_CASE, cases=listed_cases)
        which = WhichCase(cases[:MOST_CHOICES], replace(reply, text=text))
        return speak(conversation, question, now, expects=which, turn_id=turn_id)
    walk = walk_of(reply)
    if walk is not None:
        conversation = replace(conversation, session=replace(session, walk=walk))
        if walk.facet == "steps":
            return go_to(conversation, walk, 0, turn_id, now)
        text = f"{text} {line(session, words.NEXT_ONE)}"
        return speak(conversation, text, now, expects=NextPart(), turn_id=turn_id)
    conversation, text, expects = _with_offers(conversation, reply, text)
    following, commands = speak(conversation, text, now, expects=expects, turn_id=turn_id)
    pointing = isinstance(expects, LeadOffer)
    point: tuple[Command, ...] = (Gesture("point", reply.place),) if pointing else ()
    return following, (*commands, *point)


def _with_offers(
    conversation: Conversation, reply: Reply, text: str
) -> tuple[Conversation, str, Expectation]:
    session, params = conversation.session, conversation.params
    leading = isinstance(conversation.phase, Leading)
    cases = reply.card.choices[:MOST_CHOICES] if len(reply.requests) < 2 else ()
    if reply.intent in _TICKETS and params.has_tickets and not leading:
        procedure = session.procedure
        offer = TicketOffer("" if procedure is None else procedure.place)
        return conversation, f"{text} {line(session, words.OFFER_TICKET)}", offer
    if reply.intent in FEEDBACK and not leading:
        return conversation, f"{text} {line(session, words.OFFER_TO_PASS_ON)}", FeedbackOffer()
    place = reply.place if params.can_lead and not leading else ""
    if 0 < len(cases) <= _NAMED_CASES and not leading:
        named = listed(session, tuple(small(case.title) for case in cases))
        named = named[:1].upper() + named[1:]
        text = f"{text} {line(session, words.CASES_HINT, cases=named)}"
    elif facets := _untold_facets(session, reply, leading=leading):
        conversation = replace(conversation, session=replace(session, told_facets=True))
        if place:
            text = f"{text} {line(session, words.FACETS_OR_LEAD, facets=', '.join(facets))}"
            return _offering(conversation, place), text, LeadOffer(place, cases)
        text = f"{text} {line(session, words.MORE_FACETS, facets=listed(session, facets))}"
    if not place:
        return conversation, text, None
    if not reply.facet or place != session.offered:  # who asks on has heard the offer
        text = f"{text} {line(session, words.OFFER_TO_LEAD)}"
    return _offering(conversation, place), text, LeadOffer(place, cases)


def _offering(conversation: Conversation, place: str) -> Conversation:
    return replace(conversation, session=replace(conversation.session, offered=place))


def _untold_facets(session: Session, reply: Reply, *, leading: bool) -> tuple[str, ...]:
    """Return the names of sides that he may ask for, the first time that there are some."""
    if session.told_facets or reply.facet or leading or len(reply.requests) != 1:
        return ()
    return facet_names(session, reply)


def _manners(conversation: Conversation, reply: Reply, utterance: Utterance, now: Seconds) -> Step:
    """Goodbye, praise and annoyance."""
    turn_id, text = utterance.turn_id, dressed(conversation.session, reply.text)
    if reply.intent in (_FAREWELL, _HELLO):
        own = text if reply.intent == _FAREWELL else ""
        return farewell(conversation, own, turn_id, now)
    if reply.intent == _PRAISE:
        following, commands = speak(conversation, text, now, turn_id=turn_id)
        return following, (KeepFeedback(FeedbackKind.PRAISE, utterance.text, turn_id), *commands)
    following, commands = say_line(
        conversation, words.SORRY_STAFF, now, expects=StaffOffer(), turn_id=turn_id
    )
    return following, (KeepFeedback(FeedbackKind.COMPLAINT, utterance.text, turn_id), *commands)


def _ask_back(conversation: Conversation, reply: Reply, utterance: Utterance, now: Seconds) -> Step:
    session, turn_id = conversation.session, utterance.turn_id
    fresh = tuple(c for c in reply.candidates if c.intent not in session.refused)
    shown = tuple(c for c in reply.card.choices if c.intent not in session.refused)
    offered = (shown or fresh)[:MOST_CHOICES]
    if reply.candidates and not offered:
        return not_understood(conversation, now, turn_id, words.SAY_DIFFERENTLY)
    if not offered:
        facet, procedure = facet_in(utterance.text), session.procedure
        if facet and procedure is not None and procedure.intent:
            return ask_intent(conversation, procedure.intent, facet, turn_id, now)
        return _ask_of_what(conversation, reply, facet, turn_id, now)
    text = which(session, offered)
    more = tuple(c for c in fresh if c not in offered and not c.intent.startswith("lenh."))
    following, commands = speak(
        conversation, text, now, expects=Choices(offered, more), turn_id=turn_id
    )
    card = replace(reply.card, text=text, choices=offered)
    return following, (Show(card, turn_id), *commands)


def _ask_of_what(
    conversation: Conversation, reply: Reply, facet: str, turn_id: str, now: Seconds
) -> Step:
    """Ask of which procedure a side is wanted: of those on offer, or freely; freely but once."""
    session = conversation.session
    failures = session.failures + 1
    match session.expects:
        case Choices(candidates, more) if failures < conversation.params.failures_before_staff:
            asked = replace(conversation, session=replace(session, failures=failures))
            text = which(session, candidates)
            kept = Choices(candidates, more, facet)
            return speak(asked, text, now, expects=kept, turn_id=turn_id)
        case Choices() | WhichProcedure():
            return not_understood(conversation, now, turn_id, words.SAY_DIFFERENTLY)
        case _ if session.failures:
            return not_understood(conversation, now, turn_id, words.SAY_DIFFERENTLY)
        case _:
            text = dressed(session, reply.text)
            expects = WhichProcedure(facet) if facet else None
            return speak(conversation, text, now, expects=expects, turn_id=turn_id)


def _refer(conversation: Conversation, reply: Reply, utterance: Utterance, now: Seconds) -> Step:
    session, turn_id = conversation.session, utterance.turn_id
    if is_backchannel(utterance.text) and not utterance.phrases:
        return listen(conversation, now)
    known = is_known(reply)
    facet, procedure = facet_in(utterance.text), session.procedure
    if not known and facet and procedure is not None and procedure.intent:
        return ask_intent(conversation, procedure.intent, facet, turn_id, now)
    likeliest = reply.candidates[0].intent if reply.candidates else ""
    keep = KeepQuestion(utterance.text, turn_id, likeliest, known)
    if not known:
        following, commands = not_understood(conversation, now, turn_id, words.SAY_DIFFERENTLY)
        said = "" if following.session.last is None else following.session.last.text
        return following, (keep, Show(replace(reply.card, text=said), turn_id), *commands)
    show = Show(replace(reply.card, text=dressed(session, reply.text)), turn_id)
    sure = replace(conversation, session=replace(session, failures=0))
    text, expects = dressed(session, reply.text), None
    if reply.place and conversation.params.can_lead:
        text, expects = f"{text} {line(session, words.OFFER_TO_LEAD)}", LeadOffer(reply.place)
    following, commands = speak(sure, text, now, expects=expects, turn_id=turn_id)
    return following, (keep, show, *commands)
