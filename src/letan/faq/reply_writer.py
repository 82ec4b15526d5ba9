"""Writes the reply of a decision: what is spoken, what the card shows, where to go."""

from dataclasses import replace

from letan.faq import wording
from letan.faq.content.catalogue import Procedure, referral_text
from letan.faq.content.entry import Entry, EntryKind, Situation
from letan.faq.reply import Candidate, Card, Reply, ReplyKind
from letan.faq.wording import Setting
from letan.kernel.text import Text
from letan.kernel.units import Language, Probability
from letan.vietnamese.rewriting import RewriteTable
from letan.vietnamese.views import Views, views_of

CASE = "#"
"""Between an entry's id and one of its cases: "ho_tich.khai_sinh#sinh_o_nuoc_ngoai"."""
HELP_DESK = "ban_huong_dan"
"""Id of the place where the officer on duty sits."""


class ReplyWriter:
    """Writes replies from the entries of one release; it decides nothing about what was asked."""

    def __init__(self, release: str, table: RewriteTable) -> None:
        """Remember what every reply names.

        Args:
            release: Id of the release.
            table: How the release's phrasings are written.
        """
        self._release = release
        self._table = table

    def answer(
        self,
        entry: Entry,
        facet: str,
        candidates: tuple[Candidate, ...],
        p: Probability,
        setting: Setting,
        *,
        case: Situation | None = None,
        follows: bool = False,
        also: str = "",
    ) -> Reply:
        """Answer for an entry, or refer where nothing of it may be said today.

        Args:
            entry: What was asked for.
            facet: The one side of it that was asked for; "" = the short answer.
            candidates: For the screen and for whoever asks why.
            p: How sure that is.
            setting: Day, language and hall.
            case: The case that was told; None = the usual one.
            follows: It was asked for after another answer, without its name.
            also: A second side of it that was asked for; "" = none.
        """
        if not _speaks_of(entry, facet) and not (follows and can_tell(entry, facet)):
            facet = ""
        answer = wording.answer_of(entry, case)
        text = wording.spoken_text(entry, answer, facet, setting)
        if text is None:
            return self.referral(wording.NOT_CURRENT, candidates, setting, entry.place or HELP_DESK)
        if facet and also:
            further = wording.spoken_text(entry, answer, also, setting)
            text = f"{text} {further or wording.NOT_CURRENT.of(setting.language)}"
        text = _with_closure(text, entry.place, setting)
        return Reply(
            ReplyKind.COMMAND if entry.is_command else ReplyKind.ANSWER,
            text,
            replace(
                wording.card_of(entry, answer, text, setting),
                choices=() if case is not None else _cases(entry, facet, setting.language),
            ),
            intent=entry.id,
            facet=facet,
            intents=(entry.id,),
            candidates=candidates,
            probability=p,
            place=entry.place,
            release=self._release,
        )

    def at_counter(
        self,
        entry: Entry,
        place: str,
        candidates: tuple[Candidate, ...],
        p: Probability,
        setting: Setting,
    ) -> Reply:
        """Tell where a counter is that was asked for by its number or its sign."""
        title = wording.place_title(place, setting)
        text = f"{title} ạ." if setting.language == "vi" else f"{title}."
        text = _with_closure(text, place, setting)
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
            self._release,
        )

    def case_of(self, entry: Entry, whole: Views) -> Situation | None:
        """Return the case that the words tell, by its phrasings standing in them."""
        text = f" {' '.join(whole.folded)} "
        for situation in entry.situations:
            for phrasing in situation.phrasings:
                if f" {' '.join(views_of(phrasing, self._table).folded)} " in text:
                    return situation
        return None

    def command(
        self,
        entry: Entry,
        place: str,
        candidates: tuple[Candidate, ...],
        p: Probability,
        setting: Setting,
    ) -> Reply:
        """Hand a command on, with the words that the robot says to it, if any."""
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
            probability=p,
            place=place,
            release=self._release,
        )

    def both(
        self,
        parts: tuple[tuple[Entry, str], tuple[Entry, str]],
        candidates: tuple[Candidate, ...],
        least: Probability,
        setting: Setting,
    ) -> Reply:
        """Answer two requests, in their order.

        Args:
            parts: Entry and facet of each.
            candidates: For the screen.
            least: How sure both surely are.
            setting: Day, language and hall.
        """
        first, second = (
            self.answer(entry, facet, candidates, 1.0, setting) for entry, facet in parts
        )
        told = [
            wording.with_subject(entry, reply.text, setting.language) if reply.facet else reply.text
            for (entry, _), reply in zip(parts, (first, second), strict=True)
        ]
        asked = tuple(entry.id for entry, _ in parts)
        other = parts[1][0]
        further = Candidate(other.id, other.title.of(setting.language), least)
        return Reply(
            ReplyKind.ANSWER,
            " ".join(told),
            replace(first.card, text=" ".join(told), choices=(further, *first.card.choices)[:3]),
            intent=asked[0],
            facet=first.facet,
            intents=asked,
            candidates=candidates,
            probability=max((c.score for c in candidates if c.intent in asked), default=least),
            place=first.place,
            release=self._release,
        )

    def offer(
        self, intents: tuple[str, ...], candidates: tuple[Candidate, ...], setting: Setting
    ) -> Reply:
        """Ask which of at most three is meant."""
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
            release=self._release,
        )

    def elsewhere(
        self, procedure: Procedure, candidates: tuple[Candidate, ...], setting: Setting
    ) -> Reply:
        """Name a procedure of the catalogue, and who takes it."""
        text = referral_text(procedure)
        reply = self.referral(text, candidates, setting, procedure=procedure.code)
        return replace(reply, card=replace(reply.card, title=procedure.name, url=procedure.url))

    def referral(
        self,
        text: Text,
        candidates: tuple[Candidate, ...],
        setting: Setting,
        place: str = HELP_DESK,
        procedure: str = "",
    ) -> Reply:
        """Send to an officer, who sits at `place`."""
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
            release=self._release,
        )


def _with_closure(text: str, place: str, setting: Setting) -> str:
    """Add that the place is closed today: nobody should walk or come in vain."""
    closed = wording.closed_text(place, setting)
    return f"{text} {closed}" if closed else text


def _speaks_of(entry: Entry, facet: str) -> bool:
    """Say whether a question that names the entry gets this facet alone."""
    return entry.kind is EntryKind.PROCEDURE or (
        entry.kind is EntryKind.INFORMATION and facet in entry.answer.facets
    )


def can_tell(entry: Entry, facet: str) -> bool:
    """Say whether a follow-up about this facet makes sense after the entry."""
    if entry.kind is EntryKind.PROCEDURE or facet in entry.answer.facets:
        return True
    return facet == "where" and bool(entry.place)


def _cases(entry: Entry, facet: str, language: Language) -> tuple[Candidate, ...]:
    """Return the cases in which the answer is another one: choices on the card of an answer."""
    return tuple(
        Candidate(f"{entry.id}{CASE}{case.id}", case.title.of(language), 0.0)
        for case in entry.situations
        if (facet in case.answer.facets if facet else case.answer.spoken)
    )
