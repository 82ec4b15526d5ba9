"""The mind: an utterance and its context in, a reply out."""

from dataclasses import dataclass, replace
from datetime import datetime

from letan.faq import wording
from letan.faq.alarms import cried_at_the_end, tells_of_elsewhere
from letan.faq.content.catalogue import Catalogue
from letan.faq.content.entry import Entry, EntryKind
from letan.faq.content.release import Foreign, Release
from letan.faq.facets import find_facet, second_facet, without_facets
from letan.faq.local_texts import local_values
from letan.faq.matching.compiled import CompiledIndex
from letan.faq.matching.matcher import Matcher, MatcherParams, Ranking
from letan.faq.matching.meaning import Meaning
from letan.faq.matching.signals import NEAREST
from letan.faq.matching.sound import Evidence, Heard
from letan.faq.places import find_counter
from letan.faq.policy import WITH_MEANING, Decline, Offer, Policy, Take, decide
from letan.faq.reply import Candidate, Card, Reply, ReplyKind
from letan.faq.reply_writer import CASE, HELP_DESK, ReplyWriter, can_tell
from letan.faq.requests import Request, two_requests
from letan.faq.wording import Setting
from letan.hearing.phrases import Phrase
from letan.hearing.utterance import Source, Utterance
from letan.kernel.units import Language, Probability
from letan.site.hours import local_time
from letan.site.site import Site
from letan.vietnamese.views import Views, views_of

_LEAD, _COUNTER = "lenh.dan_duong", "chi_duong.quay"
_SHOWN_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class AskContext:
    """What an utterance is understood against.

    Attributes:
        context_intent: The last intent of the conversation, "" if none.
        language: Of the answer.
        now: Moment of the question; None = the clock is not set: no claim with dates is spoken.
        pronoun: What the visitor is called, e.g. "bác"; "" = unknown. Answers do not use it yet.
    """

    context_intent: str = ""
    language: Language = "vi"
    now: datetime | None = None
    pronoun: str = ""


def phrases_of(release: Release) -> tuple[Phrase, ...]:
    """Return what the acoustic matching should listen for: every Vietnamese phrasing.

    Needs no matcher, so that a process that only listens need not build one.
    """
    found: list[Phrase] = []
    for entry in release.entries():
        for text in entry.phrasings:
            asked = find_facet(views_of(text, release.table))
            facet = asked.facet if entry.kind is EntryKind.PROCEDURE else ""
            found.append(Phrase(entry.id, facet, text))
    return tuple(found)


class Faq:
    """Answers from one release. Asking takes milliseconds, compiling seconds."""

    def __init__(
        self,
        release: Release,
        site: Site | None = None,
        params: MatcherParams | None = None,
        policy: Policy | None = None,
        compiled: CompiledIndex | None = None,
        meaning: Meaning | None = None,
    ) -> None:
        """Build the matcher.

        Args:
            release: The content.
            site: The hall: places, hours, address; None = answers send to "the counter".
            params: Of the matcher.
            policy: Thresholds; None = the shipped ones.
            compiled: As `Matcher` takes it.
            meaning: As `Matcher` takes it.
        """
        self.release = release
        self.site = site
        self.policy = policy or (Policy() if meaning is None else WITH_MEANING)
        self.matcher = Matcher(release, params, compiled, meaning)
        self.catalogue = Catalogue(release.procedures, release.table)
        """Procedures that are known by name only."""
        self._writer = ReplyWriter(release.id, self.matcher.table)
        self._kinds = {entry.id: entry.kind for entry in release.entries()}
        self._foreign: dict[str, Foreign] = {
            text: f for f in release.foreign for text in f.phrasings
        }

    def reply(self, utterance: Utterance, context: AskContext | None = None) -> Reply:
        """Decide on one utterance; any text gets a reply, also an empty one."""
        asked = context or AskContext()
        setting = self._setting(asked)
        if utterance.source is Source.TOUCH and len(utterance.phrases) == 1:
            touched = utterance.phrases[0]
            intent, _, case_id = touched.intent.partition(CASE)
            entry = self.release.entry(intent)
            if entry is not None:
                told = next((s for s in entry.situations if s.id == case_id), None)
                return self._writer.answer(entry, touched.facet, (), 1.0, setting, case=told)
        whole = views_of(utterance.text, self.matcher.table)
        if not whole.plain and not utterance.phrases:
            return self._writer.referral(wording.NOT_HEARD, (), setting)
        facet = find_facet(whole)
        last = self.release.entry(asked.context_intent)
        if facet.alone and utterance.text and not utterance.phrases:
            return self._follow_up(last, facet.facet, setting, second_facet(whole, facet.facet))
        ranking = self.rank(utterance, offered=last is not None)
        if facet.alone and last is not None and not self._heard_surely(ranking):
            return self._follow_up(last, facet.facet, setting, second_facet(whole, facet.facet))
        case = self._writer.case_of(last, whole) if last is not None else None
        if last is not None and case is not None and not self._surely_another(ranking, last):
            said = self.candidates(ranking, setting.language)
            return self._writer.answer(
                last, facet.facet, said, 1.0, setting, case=case, follows=True
            )
        heard = facet.facet or self._heard_facet(utterance, ranking)
        return self._decide(whole, ranking, heard, setting)

    def rank(self, utterance: Utterance, *, offered: bool = False) -> Ranking:
        """Rank the intents by text and sound, without deciding.

        Args:
            utterance: What was said.
            offered: The robot has just answered, and offered to lead.
        """
        readings = self._readings(utterance)
        return self.matcher.rank(readings, _sound_of(utterance, len(readings[0].plain), offered))

    def evidence(self, utterance: Utterance) -> Evidence:
        """Return what text and sound of an utterance say; for fitting their weights."""
        readings = self._readings(utterance)
        return self.matcher.evidence(readings, _sound_of(utterance, len(readings[0].plain), False))

    def _readings(self, utterance: Utterance) -> list[Views]:
        return [self.matcher.views(text) for text in (utterance.text, *utterance.alternatives[:2])]

    def phrases(self) -> tuple[Phrase, ...]:
        """Return what the acoustic matching should listen for: see `phrases_of`."""
        return phrases_of(self.release)

    def candidates(
        self, ranking: Ranking, language: Language, count: int = _SHOWN_CANDIDATES
    ) -> tuple[Candidate, ...]:
        """Return the best intents as a visitor would read them."""
        return tuple(
            Candidate(intent, self._entry(intent).title.of(language), p)
            for intent, p in ranking.pairs()[:count]
        )

    def _entry(self, intent: str) -> Entry:
        entry = self.release.entry(intent)
        if entry is None:
            raise KeyError(intent)
        return entry

    def _kind_of(self, intent: str) -> EntryKind:
        return self._kinds[intent]

    def _heard_facet(self, utterance: Utterance, ranking: Ranking) -> str:
        """Return the facet of the phrase that was heard, where the reading cannot be believed."""
        confidence = utterance.confidence or 0.0
        of_first = [p for p in utterance.phrases if p.intent == ranking.intents[0]]
        if not of_first or confidence > self.matcher.params.sound.trusted_at:
            return ""
        return max(of_first, key=lambda phrase: phrase.llr).facet

    def _heard_surely(self, ranking: Ranking) -> bool:
        return bool(ranking.acoustic) and ranking.probabilities[0] >= self.policy.answer_at

    def _surely_another(self, ranking: Ranking, last: Entry) -> bool:
        """Say whether the words name something else than the entry that was answered last."""
        sure = ranking.probabilities[0] >= self.policy.answer_at
        return bool(sure) and ranking.intents[0] != last.id

    def _follow_up(self, last: Entry | None, facet: str, setting: Setting, also: str = "") -> Reply:
        """Answer a question that makes sense only after another one."""
        if last is None or not can_tell(last, facet):
            text = wording.WHICH_PROCEDURE.of(setting.language)
            return Reply(
                ReplyKind.ASK_BACK,
                text,
                Card("", text, text, setting.language),
                release=self.release.id,
            )
        candidates = (Candidate(last.id, last.title.of(setting.language), 1.0),)
        return self._writer.answer(last, facet, candidates, 1.0, setting, follows=True, also=also)

    def _decide(self, whole: Views, ranking: Ranking, facet: str, setting: Setting) -> Reply:
        candidates = self.candidates(ranking, setting.language)
        bare = self.matcher.bare_words(whole)
        elsewhere = tells_of_elsewhere(whole)
        decision = decide(
            ranking.pairs(),
            self._kinds,
            bare,
            ranking.is_known,
            self.policy,
            elsewhere=elsewhere,
        )
        words = self.matcher.without_fillers(whole)
        cry = "" if elsewhere else cried_at_the_end(words, self.matcher, ranking, self._kind_of)
        if cry:
            decision = Take(cry)
        first: Reply
        match decision:
            case Take(intent):
                entry = self._entry(intent)
                p = dict(ranking.pairs())[intent]
                if entry.is_command:
                    leads = entry.id == _LEAD
                    place = self._place_to_lead_to(whole, ranking) if leads else entry.place
                    return self._writer.command(entry, place, candidates, p, setting)
                first = self._answer(entry, facet, candidates, p, setting, whole)
            case Offer(intents):
                hit = self.catalogue.find_subject(words)
                first = (
                    self._writer.elsewhere(hit.procedure, candidates, setting)
                    if hit is not None
                    else self._writer.offer(intents, candidates, setting)
                )
            case Decline():
                hit = self.catalogue.find(words)
                first = (
                    self._writer.elsewhere(hit.procedure, candidates, setting)
                    if hit is not None
                    else self._decline(ranking, candidates, setting)
                )
        both = two_requests(
            words,
            self.matcher,
            self.matcher.by_words(ranking, words),
            self._kind_of,
            self.policy.two_at,
        )
        if both is not None:
            return self._both(both, first, candidates, setting)
        named = self._named_beside(whole, facet) if not isinstance(decision, Take) else None
        if named is None:
            return first
        return self._answer(named, facet, candidates, self.policy.answer_at, setting, whole)

    def _both(
        self,
        both: tuple[Request, Request],
        decided: Reply,
        candidates: tuple[Candidate, ...],
        setting: Setting,
    ) -> Reply:
        """Answer two requests; of two orders the first is obeyed, a courtesy is only noted."""
        first, second = (self._entry(request.intent) for request in both)
        intents = (first.id, second.id)
        if first.is_command:
            p = {c.intent: c.score for c in candidates}.get(first.id, self.policy.two_at)
            order = self._writer.command(first, first.place, candidates, p, setting)
            return replace(order, intents=intents)
        if EntryKind.SMALL_TALK in (first.kind, second.kind):
            asked = second if first.kind is EntryKind.SMALL_TALK else first
            if decided.intent != asked.id:
                least = self.policy.two_at
                decided = self._writer.answer(asked, "", candidates, least, setting)
            return replace(decided, intents=intents)
        parts = ((first, both[0].facet), (second, both[1].facet))
        return self._writer.both(parts, candidates, self.policy.two_at, setting)

    def _answer(
        self,
        entry: Entry,
        facet: str,
        candidates: tuple[Candidate, ...],
        p: Probability,
        setting: Setting,
        whole: Views,
    ) -> Reply:
        """Answer by what the words tell besides the entry: which counter, which case."""
        if entry.id == _COUNTER and self.site is not None:
            place = find_counter(whole, self.site)
            if place:
                return self._writer.at_counter(entry, place, candidates, p, setting)
        case = self._writer.case_of(entry, whole)
        also = second_facet(whole, facet) if facet else ""
        return self._writer.answer(entry, facet, candidates, p, setting, case=case, also=also)

    def _named_beside(self, whole: Views, facet: str) -> Entry | None:
        """Return the procedure that is surely named beside the words for a facet.

        "lệ phí khai sinh bao nhiêu" speaks for fees in general as much as for births; what is
        left without the facet decides.
        """
        rest = without_facets(whole) if facet else ""
        if not rest:
            return None
        ranking = self.matcher.rank_views(self.matcher.views(rest))
        entry = self._entry(ranking.intents[0])
        sure = ranking.is_known and ranking.probabilities[0] >= self.policy.answer_at
        return entry if sure and entry.kind is EntryKind.PROCEDURE else None

    def _place_to_lead_to(self, whole: Views, ranking: Ranking) -> str:
        named = find_counter(whole, self.site) if self.site else ""
        if named:
            return named
        for intent, p in ranking.pairs():
            entry = self._entry(intent)
            if not entry.is_command and entry.place and p >= self.policy.choice_at:
                return entry.place
        return ""

    def _decline(
        self, ranking: Ranking, candidates: tuple[Candidate, ...], setting: Setting
    ) -> Reply:
        closest = self.matcher.index.phrasings[int(ranking.table.best[-1])].text
        foreign = self._foreign.get(closest)
        known = foreign is not None and foreign.title and ranking.table.values[-1, NEAREST] >= 0.5
        if not known or foreign is None:
            return self._writer.referral(wording.NOT_KNOWN, candidates, setting)
        text = wording.foreign_text(foreign.title)
        return self._writer.referral(
            text, candidates, setting, foreign.place or HELP_DESK, foreign.procedure
        )

    def _setting(self, asked: AskContext) -> Setting:
        if self.site is None:
            return Setting(asked.now.date() if asked.now else None, asked.language, None, {})
        today = local_time(asked.now, self.site.utc_offset_h).date() if asked.now else None
        values = local_values(self.site, asked.now)
        return Setting(today, asked.language, self.site, values)


def _sound_of(utterance: Utterance, words: int, offered: bool) -> Heard:
    spoken_s = utterance.end - utterance.start
    return Heard(utterance.phrases, spoken_s, utterance.confidence, words, offered)
