"""A turn: somebody speaks, is heard, is answered; or interrupts, or only coughs."""

from dataclasses import replace

from letan.dialogue import words
from letan.dialogue.address import UNKNOWN, address_of
from letan.dialogue.backchannel import interrupts, is_backchannel
from letan.dialogue.choice import is_number
from letan.dialogue.commands import StopSaying
from letan.dialogue.events import SayFinished
from letan.dialogue.language import is_english
from letan.dialogue.meaning import expected, means_nothing
from letan.dialogue.meant import is_doubted, is_for_robot, is_others_talk, is_served, is_soft
from letan.dialogue.moves import Step, ask, disregard, end, listen, say_line, seen, stop
from letan.dialogue.naming import asks_again, facet_in
from letan.dialogue.offers import answer_to_offer
from letan.dialogue.orders import again, resume
from letan.dialogue.pace import after_cut, after_utterance
from letan.dialogue.replies import respond
from letan.dialogue.staff import not_understood
from letan.dialogue.state import (
    Answered,
    Asked,
    Conversation,
    Idle,
    LastHeard,
    Leading,
    Listening,
    Speaking,
    Thinking,
)
from letan.dialogue.talk import small_words
from letan.dialogue.waiting import about_the_call
from letan.dialogue.walk import named_part
from letan.faq.reply import Reply
from letan.hearing.utterance import Utterance
from letan.kernel.units import Ratio, Seconds

_STOP_WORDS = ("lenh.dung", "lenh.dung_di_chuyen")
_WORD_S = 0.25
"""A spoken syllable at normal speed, with the pauses between sentences."""
_NEARLY_SAID = 0.75
"""A "vâng" after this share of a speech answers the question at its end."""


def speech_started(conversation: Conversation, turn_id: str, now: Seconds) -> Step:
    """Somebody speaks: the robot listens, or goes on with what it does until it knows what for.

    Who goes on with what was taken for finished is not talked over: the voice gives way at once.
    """
    if turn_id in conversation.seen and not _goes_on(conversation, turn_id):
        return conversation, ()
    session = conversation.session
    patience = after_cut(session.patience, session.heard_at, now)
    following = replace(_with_patience(conversation, patience), speaking=turn_id)
    match conversation.phase:
        case Idle() | Listening():
            return listen(following, now, turn_id)
        case Thinking() | Speaking() | Leading():
            last = session.last
            if turn_id in conversation.seen and last is not None and last.turn_id == turn_id:
                return barged_in(following, turn_id)
            return following, ()


def speech_discarded(conversation: Conversation, turn_id: str, now: Seconds) -> Step:
    """It was a noise: it is still his turn, if anybody is there; a voice that gave way goes on."""
    conversation = _silent(conversation, turn_id)
    if turn_id and conversation.session.barged == turn_id:
        return _go_on(conversation, turn_id, now)
    match conversation.phase:
        case Listening(turn_id=current) if current == turn_id:
            if not is_served(conversation.session) and not conversation.present:
                return disregard(conversation, turn_id, now)
            return listen(conversation, now)
        case _:
            return conversation, ()


def spotted(conversation: Conversation, turn_id: str, intent: str, now: Seconds) -> Step:
    """Obey at once what cannot wait for the end of the sentence."""
    busy = bool(conversation.voice) or isinstance(conversation.phase, Leading)
    if not busy or intent not in _STOP_WORDS or turn_id in conversation.seen:
        return conversation, ()
    return stop(seen(conversation, turn_id), now)


def barged_in(conversation: Conversation, turn_id: str) -> Step:
    """Give way to somebody who speaks to the robot; if it was nothing, the voice goes on later.

    An ear that tells its own voice from a visitor's has judged that; its word is not questioned.
    """
    old = turn_id in conversation.seen and not _goes_on(conversation, turn_id)
    if not conversation.voice or old or conversation.session.barged:
        return conversation, ()
    session = replace(conversation.session, barged=turn_id)
    return replace(conversation, session=session, speaking=turn_id), (StopSaying(),)


def partly_heard(conversation: Conversation, turn_id: str, text: str) -> Step:
    """Give way as soon as the words are surely more than a murmur.

    It is for ears without an echo canceller, which cannot judge that; `barged_in` comes sooner.
    """
    if not conversation.voice or not interrupts(text):
        return conversation, ()
    return barged_in(conversation, turn_id)


def heard(conversation: Conversation, utterance: Utterance, now: Seconds) -> Step:
    """Take what was said: an answer to the robot's question, a question, or nothing."""
    turn_id = utterance.turn_id
    if turn_id in conversation.seen:
        part = conversation.heard
        if part is None or part.turn_id != turn_id or part.text == utterance.text:
            return conversation, ()
        return _continued(_silent(conversation, turn_id), part, utterance, now)
    last = LastHeard(turn_id, utterance.text, conversation.session)
    return _heard(replace(_silent(conversation, turn_id), heard=last), utterance, now)


def _continued(
    conversation: Conversation, part: LastHeard, utterance: Utterance, now: Seconds
) -> Step:
    """Answer the whole of an utterance instead of its first part; what is done stays done."""
    if not part.done:
        conversation = _as_before(conversation, part)
        last = LastHeard(part.turn_id, utterance.text, conversation.session)
        return _heard(replace(conversation, heard=last), utterance, now)
    conversation = replace(conversation, heard=replace(part, text=utterance.text))
    rest = " ".join(utterance.text.split()[len(part.text.split()) :])
    if not rest:
        return speech_discarded(conversation, part.turn_id, now)
    return _heard(conversation, replace(utterance, text=rest, phrases=()), now)


def _heard(conversation: Conversation, utterance: Utterance, now: Seconds) -> Step:
    turn_id = utterance.turn_id
    conversation = _getting_to_know(seen(conversation, turn_id), utterance, now)
    patience = after_utterance(conversation.session.patience, utterance)
    return _take(_with_patience(conversation, patience), utterance, now)


def _take(conversation: Conversation, utterance: Utterance, now: Seconds) -> Step:
    session, turn_id = conversation.session, utterance.turn_id
    gave_way = bool(session.barged)
    over_voice = bool(conversation.voice) or gave_way
    if is_doubted(conversation, utterance):
        return _perhaps_for_robot(conversation, utterance, now)
    if not utterance.text and not utterance.phrases:
        if gave_way:
            return _go_on(conversation, turn_id, now)
        if is_soft(utterance, conversation):
            return disregard(conversation, turn_id, now)
        if conversation.asked or over_voice or isinstance(conversation.phase, Leading):
            return conversation, ()
        return not_understood(conversation, now, turn_id, words.SAY_AGAIN)
    if over_voice and utterance.text and is_backchannel(utterance.text):
        if gave_way:
            return _go_on(conversation, turn_id, now)
        if not _nearly_said(conversation, now):
            return conversation, ()
        over_voice = False  # it answers the question that ends the speech
    if utterance.text:
        step = _without_asking(_free(conversation), utterance, now)
        if step is not None:
            return step
    return ask(conversation, utterance, now, over_voice=over_voice)


def _perhaps_for_robot(conversation: Conversation, utterance: Utterance, now: Seconds) -> Step:
    """Ask the faq what it would answer; without words there is nothing to be sure of."""
    if not utterance.text and not utterance.phrases:
        return disregard(conversation, utterance.turn_id, now)
    return ask(conversation, utterance, now)


def _without_asking(conversation: Conversation, utterance: Utterance, now: Seconds) -> Step | None:
    """Take words that mean something because of what was said before; else None."""
    text, turn_id = utterance.text, utterance.turn_id
    step = (
        answer_to_offer(conversation, utterance, now)
        or named_part(conversation, text, turn_id, now)
        or about_the_call(conversation, utterance, now)
        or small_words(conversation, utterance, now)
    )
    if step is None and asks_again(text) and facet_in(text):
        return again(conversation, utterance, now)
    if step is None and is_number(text) and not conversation.voice:  # of nothing that was numbered
        expects = conversation.session.expects
        return say_line(conversation, words.HOW_CAN_I_HELP, now, expects=expects, turn_id=turn_id)
    return step


def replied(conversation: Conversation, turn_id: str, reply: Reply, now: Seconds) -> Step:
    """Take the faq's answer; one that nobody waits for any more is dropped."""
    asked = next((a for a in conversation.asked if a.utterance.turn_id == turn_id), None)
    if asked is None:
        return conversation, ()
    rest = tuple(a for a in conversation.asked if a is not asked)
    conversation = replace(conversation, asked=rest)
    said = asked.utterance
    if is_doubted(conversation, said):
        if not is_for_robot(reply, said, conversation.params):
            return disregard(conversation, turn_id, now)
        own_words = _without_asking(conversation, said, now)
        if own_words is not None:
            return own_words
    elif not asked.over_voice and is_others_talk(reply, said, conversation):
        return disregard(conversation, turn_id, now)
    conversation = _used_to(conversation, said)
    reply = expected(reply, asked.utterance.text, conversation.session.expects)
    if asked.over_voice and (conversation.voice or conversation.session.barged):
        return _overheard(conversation, reply, asked, now)
    if conversation.voice and isinstance(conversation.phase, Speaking):
        waiting = (*conversation.backlog, Answered(reply, asked.utterance))
        return replace(conversation, backlog=waiting), ()
    return respond(conversation, reply, asked.utterance, now)


def said(conversation: Conversation, finished: SayFinished, now: Seconds) -> Step:
    """The voice is silent: whoever waits has his turn. A report of an older voice is old."""
    conversation = _where_cut(conversation, finished)
    if finished.say_id != conversation.voice:
        return conversation, ()
    session = conversation.session
    if not finished.completed and session.last is not None:
        cut = replace(session.last, from_word=finished.next_word)
        session = replace(session, held=cut)
    silent = replace(conversation, voice=0, session=session)
    return after_voice(silent, now, completed=finished.completed)


def after_voice(conversation: Conversation, now: Seconds, *, completed: bool = False) -> Step:
    """Go on after the voice: with the answer that waited for it, or it is the visitor's turn."""
    phase = conversation.phase
    if not isinstance(phase, Speaking):
        return conversation, ()
    if conversation.backlog:
        first, *others = conversation.backlog
        ready = replace(conversation, backlog=tuple(others), phase=Listening(now))
        return respond(ready, first.reply, first.utterance, now)
    if conversation.asked:
        return replace(conversation, phase=Thinking(now)), ()
    if phase.then_end and completed:  # who speaks meanwhile is there, and begins anew
        return end(replace(conversation, speaking=""), now)
    return listen(conversation, now, conversation.session.barged)


def _overheard(conversation: Conversation, reply: Reply, asked: Asked, now: Seconds) -> Step:
    """Judge what was said over the voice: an interruption, or none."""
    if not means_nothing(reply, asked.utterance, conversation.session):
        return respond(_free(conversation), reply, asked.utterance, now)
    if conversation.session.barged:
        return _go_on(conversation, asked.utterance.turn_id, now)
    return conversation, ()


def _go_on(conversation: Conversation, turn_id: str, now: Seconds) -> Step:
    """Say the rest of what gave way to nothing."""
    free, held = _free(conversation), conversation.session.held
    if held is None or free.voice:
        return listen(free, now)
    return resume(free, held, turn_id, now)


def _goes_on(conversation: Conversation, turn_id: str) -> bool:
    return conversation.heard is not None and conversation.heard.turn_id == turn_id


def _as_before(conversation: Conversation, part: LastHeard) -> Conversation:
    """Take back what the first part of an utterance led to, unless the robot is on its way."""
    asked = tuple(a for a in conversation.asked if a.utterance.turn_id != part.turn_id)
    backlog = tuple(a for a in conversation.backlog if a.utterance.turn_id != part.turn_id)
    keeping = tuple(thing for thing in conversation.keeping if thing.turn_id != part.turn_id)
    without = replace(conversation, asked=asked, backlog=backlog, keeping=keeping)
    if isinstance(conversation.phase, Leading):
        return without
    session = conversation.session
    before = replace(part.before, staff=session.staff, away=session.away, last=session.last)
    return replace(without, session=before)


def _silent(conversation: Conversation, turn_id: str) -> Conversation:
    """Note that a turn has come to its end."""
    return replace(conversation, speaking="") if conversation.speaking == turn_id else conversation


def _free(conversation: Conversation) -> Conversation:
    """Forget that the voice has given way."""
    if not conversation.session.barged:
        return conversation
    return replace(conversation, session=replace(conversation.session, barged=""))


def _where_cut(conversation: Conversation, finished: SayFinished) -> Conversation:
    held = conversation.session.held
    if held is None or finished.completed or held.say_id != finished.say_id:
        return conversation
    cut = replace(held, from_word=finished.next_word)
    return replace(conversation, session=replace(conversation.session, held=cut))


def _getting_to_know(
    conversation: Conversation, utterance: Utterance, now: Seconds
) -> Conversation:
    session = conversation.session
    address = session.address
    if address == UNKNOWN:
        address = address_of(utterance.text) or UNKNOWN
    language = "en" if is_english(utterance.text) else session.language
    known = replace(session, address=address, language=language, heard_at=now, prompted=False)
    return replace(conversation, session=known)


def _used_to(conversation: Conversation, utterance: Utterance) -> Conversation:
    """Remember how loud he speaks who is answered."""
    if utterance.level_dbfs is None:
        return conversation
    session = replace(conversation.session, usual_dbfs=utterance.level_dbfs)
    return replace(conversation, session=session)


def _with_patience(conversation: Conversation, patience: Ratio) -> Conversation:
    return replace(conversation, session=replace(conversation.session, patience=patience))


def _nearly_said(conversation: Conversation, now: Seconds) -> bool:
    """Say whether the voice is at its last words: a "vâng" then answers them."""
    session = conversation.session
    last = session.last
    if last is None or session.expects is None:
        return False
    words_left = len(last.text.split()) - last.from_word
    return now - last.since >= _NEARLY_SAID * words_left * _WORD_S / session.rate
