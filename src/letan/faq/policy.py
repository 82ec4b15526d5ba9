"""The decision: answer, ask back, refer, or a command. Pure; every threshold is named here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from letan.faq.content.entry import EntryKind
from letan.kernel.units import Probability


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds, chosen on the tune questions; the derivation stands in docs/faq.md.

    Attributes:
        answer_at: Least probability of a direct answer.
        answer_margin: Least lead over the second.
        command_at: Least probability of a command.
        consent_at: Least probability of yes and no: without an offer they do nothing.
        command_words: A command has at most so many words besides fillers.
        consent_words: Yes and no have at most so many.
        staff_words: An officer may be asked for in so many: anger is wordy, and a call harmless.
        emergency_at: Least probability of all emergencies together; the likeliest is taken.
        told_at: Least probability of one that is told of another day, or of the news.
        ask_at: Least probability, of all choices together, of asking back.
        choice_at: Least probability of the third choice.
        courtesy_at: Least probability of a request beside which a greeting or thanks are dropped.
        two_at: Least probability that two requests in one breath are both meant.
        hint_words: So few words are answered only if the release knows them as they stand.
        brief_at: Unless they are no procedure, but surely an emergency, a command, a courtesy.
    """

    answer_at: Probability = 0.80
    answer_margin: Probability = 0.20
    command_at: Probability = 0.60
    consent_at: Probability = 0.50
    command_words: int = 8
    consent_words: int = 4
    staff_words: int = 16
    emergency_at: Probability = 0.60
    told_at: Probability = 0.97
    ask_at: Probability = 0.30
    choice_at: Probability = 0.08
    courtesy_at: Probability = 0.15
    two_at: Probability = 0.35
    hint_words: int = 2
    brief_at: Probability = 0.9

    def __post_init__(self) -> None:
        """Refuse thresholds that contradict each other.

        Raises:
            ValueError: If one is outside 0..1, or `ask_at` exceeds `answer_at`.
        """
        shares = (
            self.answer_at,
            self.answer_margin,
            self.command_at,
            self.emergency_at,
            self.ask_at,
        )
        if not all(0.0 <= share <= 1.0 for share in (*shares, self.choice_at)):
            raise ValueError("every threshold is a probability, 0..1")
        if self.ask_at > self.answer_at:
            raise ValueError(f"ask_at={self.ask_at} must not exceed answer_at={self.answer_at}")


WITH_MEANING = Policy(answer_at=0.85)
"""Where the semantic tier is part of the ranking, whose probabilities are more decided."""


@dataclass(frozen=True, slots=True)
class Take:
    """Answer it, or do it."""

    intent: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Ask which of two or three was meant, likeliest first."""

    intents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decline:
    """Refer to an officer."""


Decision: TypeAlias = Take | Offer | Decline
Ranked: TypeAlias = Sequence[tuple[str, Probability]]
_CONSENT = ("lenh.dong_y", "lenh.tu_choi")
_LEAD, _WAY, _STAFF = "lenh.dan_duong", "chi_duong.", "lenh.gap_can_bo"
_BRIEF = tuple(kind for kind in EntryKind if kind is not EntryKind.PROCEDURE)
_CHOICE_KINDS = (EntryKind.PROCEDURE, EntryKind.INFORMATION, EntryKind.DIRECTION)


def decide(
    ranked: Ranked,
    kinds: Mapping[str, EntryKind],
    words: int,
    known: bool,
    policy: Policy,
    *,
    elsewhere: bool = False,
) -> Decision:
    """Choose the reply's kind.

    Args:
        ranked: Intents with probabilities, best first, out of scope left out.
        kinds: Kind of every intent.
        words: Of the utterance, fillers not counted.
        known: The utterance is a phrasing or an alias of the first intent, or sounds like one.
            One other word alone is no question ("bốn", "cà phê"): it is answered by nothing.
        policy: Thresholds.
        elsewhere: What is told is of another day or place, see `letan.faq.telling`.
    """
    if elsewhere:
        policy = replace(policy, emergency_at=policy.told_at)
    if words <= policy.hint_words and not known and not _surely_brief(ranked, kinds, policy):
        return Decline()
    if words <= policy.command_words and _wants_to_be_led(ranked, policy):
        return Take(_LEAD)
    alarm = _alarm(ranked, kinds, policy)
    if alarm:
        return Take(alarm)
    allowed = [(i, p) for i, p in ranked if _may_mean(i, p, kinds[i], words, policy)]
    allowed = _request_before_courtesy(allowed, kinds, policy)
    if not allowed:
        return Decline()
    intent, best = allowed[0]
    second = allowed[1][1] if len(allowed) > 1 else 0.0
    if kinds[intent] is EntryKind.COMMAND:
        return Take(intent)
    if best >= policy.answer_at and best - second >= policy.answer_margin:
        return Take(intent)
    choices = [(i, p) for i, p in allowed if kinds[i] in _CHOICE_KINDS][:3]
    if len(choices) > 2 and choices[2][1] < policy.choice_at:
        choices.pop()
    if len(choices) < 2 or sum(p for _, p in choices) < policy.ask_at:
        return Decline()
    return Offer(tuple(i for i, _ in choices))


def _alarm(ranked: Ranked, kinds: Mapping[str, EntryKind], policy: Policy) -> str:
    """Return the likeliest emergency where it is one for sure, whichever; "" otherwise."""
    cries = [(i, p) for i, p in ranked if kinds[i] is EntryKind.EMERGENCY]
    return cries[0][0] if cries and sum(p for _, p in cries) >= policy.emergency_at else ""


def _surely_brief(ranked: Ranked, kinds: Mapping[str, EntryKind], policy: Policy) -> bool:
    """Tell whether one or two words can be it: "cứu", "cảm ơn", "lấy số"; no procedure is."""
    return bool(ranked) and ranked[0][1] >= policy.brief_at and kinds[ranked[0][0]] in _BRIEF


def _request_before_courtesy(
    allowed: list[tuple[str, Probability]], kinds: Mapping[str, EntryKind], policy: Policy
) -> list[tuple[str, Probability]]:
    """Drop small talk that stands beside a request ("chào cháu, bác làm khai sinh")."""
    courtesy = sum(p for i, p in allowed if kinds[i] is EntryKind.SMALL_TALK)
    requests = [(i, p) for i, p in allowed if kinds[i] is not EntryKind.SMALL_TALK]
    if not requests or courtesy == 0.0 or requests[0][1] < policy.courtesy_at:
        return allowed
    return [(i, p / (1.0 - courtesy)) for i, p in requests]


def _wants_to_be_led(ranked: Ranked, policy: Policy) -> bool:
    """Of "lead me", "yes" and "where is it" at the top, together sure, leading answers both."""
    top = dict(ranked[:2])
    way = sum(p for intent, p in top.items() if intent.startswith(_WAY) or intent == _CONSENT[0])
    return top.get(_LEAD, 0.0) >= policy.ask_at and top[_LEAD] + way >= policy.command_at


def _may_mean(intent: str, p: Probability, kind: EntryKind, words: int, policy: Policy) -> bool:
    """Keep commands out unless they are surely meant; emergencies were decided before."""
    if kind is EntryKind.COMMAND:
        if intent in _CONSENT:
            return p >= policy.consent_at and words <= policy.consent_words
        most = policy.staff_words if intent == _STAFF else policy.command_words
        return p >= policy.command_at and words <= most
    return kind is not EntryKind.EMERGENCY
