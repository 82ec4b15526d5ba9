"""The mind: an utterance and its context in, a reply out."""

from dataclasses import dataclass, replace
from datetime import datetime

from letan.faq import wording
from letan.faq.content.catalogue import Catalogue, Procedure, referral_text
from letan.faq.content.entry import Entry, EntryKind, Situation
from letan.faq.content.release import Foreign, Release
from letan.faq.facets import find_facet, without_facets
from letan.faq.local_texts import local_values
from letan.faq.matching.compiled import CompiledIndex
from letan.faq.matching.matcher import Matcher, MatcherParams, Ranking
from letan.faq.matching.signals import NEAREST
from letan.faq.matching.sound import Evidence, Heard
from letan.faq.places import find_counter
from letan.faq.policy import Decline, Offer, Policy, Take, decide
from letan.faq.reply import Candidate, Card, Reply, ReplyKind
from letan.faq.requests import two_requests
from letan.faq.wording import Setting
from letan.hearing.phrases import Phrase
from letan.hearing.utterance import Source, Utterance
from letan.kernel.text import Text
from letan.kernel.units import Language, Probability
from letan.site.hours import local_time
from letan.site.site import Site
from letan.vietnamese.views import Views, views_of

CASE = "#"
"""Between an entry's id and one of its cases: "ho_tich.khai_sinh#sinh_o_nuoc_ngoai"."""
HELP_DESK = "ban_huong_dan"
"""Id of the place where the officer on duty sits."""

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
    ) -> None:
        """Build the matcher.

        Args:
            release: The content.
            site: The hall: places, hours, address; None = answers send to "the counter".
            params: Of the matcher.
            policy: Thresholds.
            compiled: As `Matcher` takes it.
        """
        self.release = release
        self.site = site
        self.policy = policy or Policy()
        self.matcher = Matcher(release, params, compiled)
        self.catalogue = Catalogue(release.procedures, release.table)
        """Procedures that are known by name only."""
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
            intent, _, case = touched.intent.partition(CASE)
            entry = self.release.entry(intent)
            if entry is not None:
                told = next((s for s in entry.situations if s.id == case), None)
                return self._take(entry, touched.facet, (), 1.0, setting, None, told=told)
        whole = views_of(utterance.text, self.matcher.table)
        if not whole.plain and not utterance.phrases:
            return self._referral(wording.NOT_HEARD, (), setting)
        facet = find_facet(whole)
        last = self.release.entry(asked.context_intent)
        if facet.alone and utterance.text and not utterance.phrases:
            return self._follow_up(last, facet.facet, setting)
        ranking = self.rank(utterance, offered=last is not None)
        if facet.alone and last is not None and not self._heard_surely(ranking):
            return self._follow_up(last, facet.facet, setting)
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

    def _heard_facet(self, utterance: Utterance, ranking: Ranking) -> str:
        """Return the facet of the phrase that was heard, where the reading cannot be believed."""
        confidence = utterance.confidence or 0.0
        of_first = [p for p in utterance.phrases if p.intent == ranking.intents[0]]
        if not of_first or confidence > self.matcher.params.sound.trusted_at:
            return ""
        return max(of_first, key=lambda phrase: phrase.llr).facet

    def _heard_surely(self, ranking: Ranking) -> bool:
        return bool(ranking.acoustic) and ranking.probabilities[0] >= self.policy.answer_at

    def _follow_up(self, last: Entry | None, facet: str, setting: Setting) -> Reply:
        """Answer a question that makes sense only after another one."""
        if last is None or not _can_tell(last, facet):
            text = wording.WHICH_PROCEDURE.of(setting.language)
            return Reply(
                ReplyKind.ASK_BACK,
                text,
                Card("", text, text, setting.language),
                release=self.release.id,
            )
        candidates = (Candidate(last.id, last.title.of(setting.language), 1.0),)
        return self._take(last, facet, candidates, 1.0, setting, None, follows=True)

    def _decide(self, whole: Views, ranking: Ranking, facet: str, setting: Setting) -> Reply:
        candidates = self.candidates(ranking, setting.language)
        bare = self.matcher.bare_words(whole)
        decision = decide(ranking.pairs(), self._kinds, bare, ranking.is_known, self.policy)
        first: Reply
        match decision:
            case Take(intent):
                entry = self._entry(intent)
                if entry.is_command:
                    return self._command(entry, whole, ranking, candidates, setting)
                p = dict(ranking.pairs())[intent]
                first = self._take(entry, facet, candidates, p, setting, whole)
            case Offer(intents):
                hit = self.catalogue.find_subject(self.matcher.without_fillers(whole))
                first = (
                    self._elsewhere(hit.procedure, candidates, setting)
                    if hit is not None
                    else self._offer(intents, candidates, setting)
                )
            case Decline():
                hit = self.catalogue.find(self.matcher.without_fillers(whole))
                first = (
                    self._elsewhere(hit.procedure, candidates, setting)
                    if hit is not None
                    else self._decline(ranking, candidates, setting)
                )
        both = two_requests(
            self.matcher.without_fillers(whole),
            self.matcher,
            ranking,
            lambda i: self._kinds[i],
            self.policy.two_at,
        )
        if both is not None:
            return self._take_both(both, candidates, setting)
        named = self._named_beside(whole, facet) if not isinstance(decision, Take) else None
        if named is None:
            return first
        return self._take(named, facet, candidates, self.policy.answer_at, setting, whole)

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

    def _take(
        self,
        entry: Entry,
        facet: str,
        candidates: tuple[Candidate, ...],
        p: Probability,
        setting: Setting,
        whole: Views | None,
        follows: bool = False,
        told: Situation | None = None,
    ) -> Reply:
        if not _speaks_of(entry, facet) and not (follows and _can_tell(entry, facet)):
            facet = ""
        place = entry.place
        if entry.id == _COUNTER and whole is not None and self.site is not None:
            place = find_counter(whole, self.site)
            if place:
                return self._at_counter(entry, place, candidates, p, setting)
        situation = told or self._situation(entry, whole)
        answer = wording.answer_of(entry, situation)
        text = wording.spoken_text(entry, answer, facet, setting)
        if text is None:
            return self._referral(
                wording.NOT_CURRENT, candidates, setting, entry.place or HELP_DESK
            )
        return Reply(
            ReplyKind.COMMAND if entry.is_command else ReplyKind.ANSWER,
            text,
            replace(
                wording.card_of(entry, answer, text, setting),
                choices=() if situation is not None else _cases(entry, facet, setting.language),
            ),
            intent=entry.id,
            facet=facet,
            intents=(entry.id,),
            candidates=candidates,
            probability=p,
            place=place,
            release=self.release.id,
        )

    def _at_counter(
        self,
        entry: Entry,
        place: str,
        candidates: tuple[Candidate, ...],
        p: Probability,
        setting: Setting,
    ) -> Reply:
        title = wording.place_title(place, setting)
        text = f"{title} ạ." if setting.language == "vi" else f"{title}."
        card = Card(entry.id, title, text, setting.language, place=place, place_title=title)
        return Reply(
            ReplyKind.ANSWER,
            text,
            card,
            entry.id,
            "",
            (entry.id,),
            candidates,
            p,
            "",
            place,
            self.release.id,
        )

    def _situation(self, entry: Entry, whole: Views | None) -> Situation | None:
        """Return the case that the words tell, by its phrasings standing in them."""
        if whole is None:
            return None
        text = f" {' '.join(whole.folded)} "
        for situation in entry.situations:
            for phrasing in situation.phrasings:
                if f" {' '.join(views_of(phrasing, self.matcher.table).folded)} " in text:
                    return situation
        return None

    def _command(
        self,
        entry: Entry,
        whole: Views,
        ranking: Ranking,
        candidates: tuple[Candidate, ...],
        setting: Setting,
    ) -> Reply:
        place = self._place_to_lead_to(whole, ranking) if entry.id == _LEAD else entry.place
        spoken = (
            wording.spoken_text(entry, entry.answer, "", setting) if entry.answer.spoken else ""
        )
        text = spoken or ""
        card = Card(entry.id, entry.title.of(setting.language), text, setting.language, place=place)
        return Reply(
            ReplyKind.COMMAND,
            text,
            card,
            intent=entry.id,
            intents=(entry.id,),
            candidates=candidates,
            probability=dict(ranking.pairs())[entry.id],
            place=place,
            release=self.release.id,
        )

    def _place_to_lead_to(self, whole: Views, ranking: Ranking) -> str:
        named = find_counter(whole, self.site) if self.site else ""
        if named:
            return named
        for intent, p in ranking.pairs():
            entry = self._entry(intent)
            if not entry.is_command and entry.place and p >= self.policy.choice_at:
                return entry.place
        return ""

    def _take_both(
        self, both: tuple[str, str], candidates: tuple[Candidate, ...], setting: Setting
    ) -> Reply:
        first = self._take(self._entry(both[0]), "", candidates, 1.0, setting, None)
        second = self._take(self._entry(both[1]), "", candidates, 1.0, setting, None)
        least = min(self.policy.two_at, 1.0)
        return Reply(
            ReplyKind.ANSWER,
            f"{first.text} {second.text}",
            first.card,
            intent=both[0],
            intents=both,
            candidates=candidates,
            probability=max((c.score for c in candidates if c.intent in both), default=least),
            place=first.place,
            release=self.release.id,
        )

    def _offer(
        self, intents: tuple[str, ...], candidates: tuple[Candidate, ...], setting: Setting
    ) -> Reply:
        text = wording.WHICH_ONE.of(setting.language)
        titles = {c.intent: c for c in candidates}
        choices = tuple(titles[i] for i in intents if i in titles)
        others = tuple(c for c in candidates if c not in choices)
        card = Card("", text, text, setting.language, choices=choices)
        return Reply(
            ReplyKind.ASK_BACK,
            text,
            card,
            candidates=choices + others,
            probability=choices[0].score if choices else 0.0,
            release=self.release.id,
        )

    def _decline(
        self, ranking: Ranking, candidates: tuple[Candidate, ...], setting: Setting
    ) -> Reply:
        closest = self.matcher.index.phrasings[int(ranking.table.best[-1])].text
        foreign = self._foreign.get(closest)
        known = foreign is not None and foreign.title and ranking.table.values[-1, NEAREST] >= 0.5
        if not known or foreign is None:
            return self._referral(wording.NOT_KNOWN, candidates, setting)
        text = wording.foreign_text(foreign.title)
        return self._referral(
            text, candidates, setting, foreign.place or HELP_DESK, foreign.procedure
        )

    def _elsewhere(
        self, procedure: Procedure, candidates: tuple[Candidate, ...], setting: Setting
    ) -> Reply:
        """Name a procedure of the catalogue, and who takes it."""
        text = referral_text(procedure)
        reply = self._referral(text, candidates, setting, procedure=procedure.code)
        return replace(reply, card=replace(reply.card, title=procedure.name, url=procedure.url))

    def _referral(
        self,
        text: Text,
        candidates: tuple[Candidate, ...],
        setting: Setting,
        place: str = HELP_DESK,
        procedure: str = "",
    ) -> Reply:
        said = text.of(setting.language)
        title = wording.place_title(place, setting)
        card = Card("", title or said, said, setting.language, place=place, place_title=title)
        return Reply(
            ReplyKind.REFER,
            said,
            card,
            candidates=candidates,
            probability=candidates[0].score if candidates else 0.0,
            procedure=procedure,
            place=place,
            release=self.release.id,
        )

    def _setting(self, asked: AskContext) -> Setting:
        if self.site is None:
            return Setting(asked.now.date() if asked.now else None, asked.language, None, {})
        today = local_time(asked.now, self.site.utc_offset_h).date() if asked.now else None
        values = local_values(self.site, asked.now)
        return Setting(today, asked.language, self.site, values)


def _speaks_of(entry: Entry, facet: str) -> bool:
    """Say whether a question that names the entry gets this facet alone."""
    return entry.kind is EntryKind.PROCEDURE or (
        entry.kind is EntryKind.INFORMATION and facet in entry.answer.facets
    )


def _can_tell(entry: Entry, facet: str) -> bool:
    """Say whether a follow-up about this facet makes sense after the entry."""
    if entry.kind is EntryKind.PROCEDURE or facet in entry.answer.facets:
        return True
    return facet == "where" and bool(entry.place)


def _sound_of(utterance: Utterance, words: int, offered: bool) -> Heard:
    spoken_s = utterance.end - utterance.start
    return Heard(utterance.phrases, spoken_s, utterance.confidence, words, offered)


def _cases(entry: Entry, facet: str, language: Language) -> tuple[Candidate, ...]:
    """Return the cases in which the answer is another one: choices on the card of an answer."""
    return tuple(
        Candidate(f"{entry.id}{CASE}{case.id}", case.title.of(language), 0.0)
        for case in entry.situations
        if (facet in case.answer.facets if facet else case.answer.spoken)
    )
