"""Utterances, replies and cards."""

import math

from letan_msgs import msg

from letan.faq.reply import Candidate, Card, CardSection, CardSource, Reply, ReplyKind
from letan.hearing.utterance import PhraseScore, Source, Utterance
from letan.kernel.units import Seconds
from letan.ports.recogniser import RecognisedWord
from letan_ros.convert.moment import (
    enum_from_msg,
    language_from_msg,
    time_from_msg,
    time_to_msg,
)

_UNKNOWN = -1.0
"""What the messages write for "not known" in a field that is 0..1."""


def utterance_to_msg(
    utterance: Utterance, stamp_s: Seconds, *, final: bool = True
) -> msg.Utterance:
    """Return the message; `stamp_s` is the moment of publishing."""
    message = msg.Utterance(
        turn_id=utterance.turn_id,
        kind=msg.Utterance.FINAL if final else msg.Utterance.PARTIAL,
        source=utterance.source.value,
        language=utterance.language,
        text=utterance.text,
        alternatives=[
            msg.Alternative(text=text, confidence=_UNKNOWN) for text in utterance.alternatives
        ],
        words=[_word_to_msg(word) for word in utterance.words],
        phrases=[_phrase_to_msg(phrase) for phrase in utterance.phrases],
        release=utterance.release,
        confidence=_UNKNOWN if utterance.confidence is None else utterance.confidence,
        level_dbfs=float("nan") if utterance.level_dbfs is None else utterance.level_dbfs,
        start=time_to_msg(utterance.start),
        end=time_to_msg(utterance.end),
        engine=utterance.engine,
    )
    message.header.stamp = time_to_msg(stamp_s)
    return message


def utterance_from_msg(message: msg.Utterance) -> Utterance:
    """Return the core's utterance.

    Raises:
        ValueError: For an unknown source or language.
    """
    level = message.level_dbfs
    return Utterance(
        turn_id=message.turn_id,
        text=message.text,
        language=language_from_msg(message.language),
        source=enum_from_msg(Source, message.source, "source"),
        alternatives=tuple(alternative.text for alternative in message.alternatives),
        words=tuple(_word_from_msg(word) for word in message.words),
        phrases=tuple(
            PhraseScore(score.intent, score.facet, score.llr, score.start_s, score.end_s)
            for score in message.phrases
        ),
        release=message.release,
        confidence=None if message.confidence < 0 else message.confidence,
        level_dbfs=None if math.isnan(level) else level,
        start=time_from_msg(message.start),
        end=time_from_msg(message.end),
        engine=message.engine,
    )


def reply_to_msg(reply: Reply, turn_id: str, stamp_s: Seconds) -> msg.Reply:
    """Return the message; the card travels in one of its own."""
    message = msg.Reply(
        turn_id=turn_id,
        kind=reply.kind.value,
        intent=reply.intent or "",
        facet=reply.facet,
        intents=list(reply.intents),
        candidates=[_candidate_to_msg(candidate) for candidate in reply.candidates],
        probability=reply.probability,
        procedure=reply.procedure,
        language=reply.card.language,
        text=reply.text,
        place=reply.place,
        release=reply.release,
    )
    message.header.stamp = time_to_msg(stamp_s)
    return message


def reply_from_msg(message: msg.Reply, card: msg.Card) -> Reply:
    """Return the core's reply.

    Raises:
        ValueError: For an unknown kind or language.
    """
    return Reply(
        kind=enum_from_msg(ReplyKind, message.kind, "kind"),
        text=message.text,
        card=card_from_msg(card),
        intent=message.intent or None,
        facet=message.facet,
        intents=tuple(message.intents),
        candidates=tuple(_candidate_from_msg(candidate) for candidate in message.candidates),
        probability=message.probability,
        procedure=message.procedure,
        place=message.place,
        release=message.release,
    )


def card_to_msg(card: Card, turn_id: str, stamp_s: Seconds) -> msg.Card:
    """Return the message."""
    message = msg.Card(
        turn_id=turn_id,
        intent=card.intent,
        language=card.language,
        title=card.title,
        text=card.text,
        sections=[
            msg.CardSection(facet=part.facet, title=part.title, lines=list(part.lines))
            for part in card.sections
        ],
        choices=[_candidate_to_msg(candidate) for candidate in card.choices],
        sources=[
            msg.Source(title=source.title, url=source.url, as_of=source.as_of)
            for source in card.sources
        ],
        valid_until=card.valid_until,
        place=card.place,
        place_title=card.place_title,
        url=card.url,
    )
    message.header.stamp = time_to_msg(stamp_s)
    return message


def card_from_msg(message: msg.Card) -> Card:
    """Return the core's card.

    Raises:
        ValueError: For an unknown language.
    """
    return Card(
        intent=message.intent,
        title=message.title,
        text=message.text,
        language=language_from_msg(message.language),
        sections=tuple(
            CardSection(part.facet, part.title, tuple(part.lines)) for part in message.sections
        ),
        choices=tuple(_candidate_from_msg(candidate) for candidate in message.choices),
        sources=tuple(
            CardSource(source.title, source.url, source.as_of) for source in message.sources
        ),
        valid_until=message.valid_until,
        place=message.place,
        place_title=message.place_title,
        url=message.url,
    )


def _word_to_msg(word: RecognisedWord) -> msg.Word:
    confidence = _UNKNOWN if word.confidence is None else word.confidence
    return msg.Word(text=word.text, start_s=word.start_s, end_s=word.end_s, confidence=confidence)


def _word_from_msg(message: msg.Word) -> RecognisedWord:
    confidence = None if message.confidence < 0 else message.confidence
    return RecognisedWord(message.text, message.start_s, message.end_s, confidence)


def _phrase_to_msg(score: PhraseScore) -> msg.PhraseScore:
    return msg.PhraseScore(
        intent=score.intent,
        facet=score.facet,
        llr=score.llr,
        start_s=score.start_s,
        end_s=score.end_s,
    )


def _candidate_to_msg(candidate: Candidate) -> msg.Candidate:
    return msg.Candidate(intent=candidate.intent, title=candidate.title, score=candidate.score)


def _candidate_from_msg(message: msg.Candidate) -> Candidate:
    return Candidate(message.intent, message.title, message.score)
