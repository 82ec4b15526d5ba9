"""What a reply means in view of what the robot has just asked or is saying."""

from dataclasses import replace

from letan.dialogue.backchannel import is_backchannel
from letan.dialogue.choice import is_number
from letan.dialogue.expectations import (
    Expectation,
    FeedbackOffer,
    LeadOffer,
    StaffOffer,
    TicketOffer,
)
from letan.dialogue.state import Session
from letan.faq import wording
from letan.faq.reply import Reply, ReplyKind
from letan.hearing.utterance import Utterance
from letan.vietnamese.caption.caption import asks

SMALL_TALK = "giao_tiep."
FEEDBACK = ("lam_viec.hop_thu_gop_y",)
_YES_OR_NO = ("lenh.dong_y", "lenh.tu_choi")
_REFUSING = ("lenh.tu_choi", "lenh.dung", "lenh.dung_di_chuyen")
_LEAD = "lenh.dan_duong"
_WAYS_TO_BE_LED = (_LEAD, "lenh.cho_toi", "chi_duong.quay", "lenh.dong_y", "lenh.noi_cham")
_LEADING = frozenset("dẫn đưa dắt".split())
_SURE = 0.9
_COMPLAINT = 5
"""Words; fewer name the box for remarks."""
_SHORT = 5
"""Words of a yes or no at most."""
_EXPECTED_AT = 0.35
"""Least probability of a yes or no that was asked for; unasked, `letan.faq.policy` wants 0.6."""

_BLANK = frozenset(
    text.of(language)
    for text in (wording.NOT_KNOWN, wording.NOT_HEARD)
    for language in ("vi", "en")
)
"""Referrals that name nothing: the question was not understood."""

_JUDGING = frozenset(
    "phải nên đừng quá lắm hơi rất chưa ít chậm lâu đông nóng chật tốt kém dở bẩn ồn khó".split()
)
_WANTING = frozenset("muốn cần xin làm đăng".split())
"""A wish is a question to the desk, even without a question mark."""


def expected(reply: Reply, text: str, expects: Expectation) -> Reply:
    """Read a doubtful reply as the yes or no that the robot has just asked for.

    After "shall I take you there?" a yes is likely, so half the usual certainty is enough; to
    anything else the faq's doubt stands, and in more words than five, or a "yes" with a "không".
    """
    first = reply.candidates[0] if reply.candidates else None
    if _leads_somehow(reply, text):
        return replace(reply, kind=ReplyKind.COMMAND, intent=_LEAD, text="", place="")
    if not isinstance(expects, LeadOffer | StaffOffer | TicketOffer | FeedbackOffer):
        return reply
    if reply.kind is not ReplyKind.REFER or first is None:
        return reply
    if first.intent not in _YES_OR_NO or first.score < _EXPECTED_AT:
        return reply
    words = text.lower().split()
    if len(words) > _SHORT or (first.intent == "lenh.dong_y" and "không" in words):
        return reply
    return replace(reply, kind=ReplyKind.COMMAND, intent=first.intent, text="")


def _leads_somehow(reply: Reply, text: str) -> bool:
    """Say whether the doubt is only how he wants to be led ("ra quầy một, đi chậm thôi")."""
    score = {one.intent: one.score for one in reply.candidates}
    likely = sum(score.get(intent, 0.0) for intent in _WAYS_TO_BE_LED)
    named = _LEAD in score and not _LEADING.isdisjoint(text.lower().split())
    return reply.kind is ReplyKind.REFER and named and likely >= _SURE


def means_nothing(reply: Reply, utterance: Utterance, session: Session) -> bool:
    """Say whether what was said over the voice is none of the robot's business.

    A referral that names nothing, and a "vâng" to nothing.
    """
    if reply.kind is ReplyKind.REFER:
        return not is_known(reply)
    polite = reply.intent == "lenh.dong_y" and session.expects is None
    return polite or (reply.intent == "lenh.dong_y" and is_backchannel(utterance.text))


def is_remark(reply: Reply, utterance: Utterance) -> bool:
    """Say whether words that may be passed on are no question, whatever the faq made of them.

    Remarks are about the centre ("chỗ để xe chật quá"), which the faq takes for a question about
    it; what it surely knows as a procedure, an order or an emergency is one.
    """
    if not utterance.text or is_backchannel(utterance.text) or is_number(utterance.text):
        return False
    words = utterance.text.lower().split()
    asking = asks(words)
    match reply.kind:
        case ReplyKind.REFER:
            return not is_known(reply)
        case ReplyKind.ASK_BACK:
            return not asking
        case ReplyKind.ANSWER:
            intent = reply.intent or ""
            about_centre = not reply.card.sections and not intent.startswith(SMALL_TALK)
            said = set(words)
            judges = bool(said & _JUDGING) and not said & _WANTING
            return intent in FEEDBACK or (not asking and (about_centre or judges))
        case ReplyKind.COMMAND:
            return False


def is_known(reply: Reply) -> bool:
    """Say whether a referral names the thing and who serves it."""
    return bool(reply.procedure) or reply.text not in _BLANK


def is_doubtful_no(reply: Reply) -> bool:
    """Say whether words that begin with a refusal may ask for something after it."""
    if reply.kind is ReplyKind.REFER:
        return not is_known(reply)
    command = reply.kind is ReplyKind.COMMAND and reply.intent in _REFUSING
    return command and reply.probability < _SURE


def complains(reply: Reply, text: str) -> bool:
    """Say whether somebody complains already, and neither asks nor only wants to."""
    words = text.lower().replace(",", " ").split()
    likely = [candidate.intent for candidate in reply.candidates[:2]]
    if len(words) < _COMPLAINT or not any(i in FEEDBACK for i in likely):
        return False
    asking = asks(words) or _WANTING.intersection(words)
    return bool(_JUDGING.intersection(words)) or not asking
