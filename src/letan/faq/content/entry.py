"""What the robot knows: topics of entries, each claim with its source and its dates.

The shape is that of `faq_data/schema.json`; `letan.faq.content.parse` fills it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from letan.kernel.text import Text

FACETS = ("documents", "steps", "time", "fee", "where", "online", "who", "amount")
"""What of a procedure can be asked for on its own, in the order in which a card shows it."""

OUT_OF_SCOPE = "_ngoai_pham_vi"
"""The id that stands for everything the robot does not answer."""


class EntryKind(Enum):
    """What sort of request an entry serves."""

    PROCEDURE = "procedure"
    INFORMATION = "information"
    DIRECTION = "direction"
    SMALL_TALK = "small_talk"
    COMMAND = "command"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where claims come from.

    Attributes:
        id: Referred to by the claims of the same entry.
        title: What it is, for a reader: "Quyết định 163/QĐ-BTP (thủ tục 1.001193)".
        number: Document number, e.g. "163/QĐ-BTP"; "" where there is none.
        url: Link; "" where there is none.
        as_of: Day on which it was read.
    """

    id: str
    title: str
    number: str = ""
    url: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that is true for a time.

    Attributes:
        text: The statement: a whole sentence, for `documents` and `steps` a list item.
        sources: Ids of the entry's sources.
        effective_from: First day it holds; None = always so far.
        valid_until: Last day it holds; None = no end known.
        reviewed_by: Who checked it with the ward; "" = nobody yet.
        copies: "1 bản chính", for documents.
        sample: A value of the sample centre, to be replaced by the ward's own.
    """

    text: Text
    sources: tuple[str, ...] = ()
    effective_from: date | None = None
    valid_until: date | None = None
    reviewed_by: str = ""
    copies: Text | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in parts.

    Attributes:
        spoken: Said first: two sentences, under 45 words. Several claims are alternatives in
            time; the first that holds is said.
        facets: Claims by facet, keys out of FACETS.
        notes: Exceptions and warnings, on the card only.
    """

    spoken: tuple[Claim, ...] = ()
    facets: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    notes: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """A case that changes the answer, e.g. a child born abroad.

    Attributes:
        id: Unique within the entry.
        title: What a visitor would call it.
        phrasings: How the case is told; matched only after the entry is.
        answer: The parts that differ; what is missing comes from the entry.
    """

    id: str
    title: Text
    phrasings: tuple[str, ...]
    answer: Answer


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question that must be answered by its entry before a release may be published."""

    question: str
    facet: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One intent.

    Attributes:
        id: As in the list of intents, "topic.name".
        kind: What sort of request it serves.
        title: What a visitor reads on a choice or a card.
        phrasings: How people ask for it, Vietnamese.
        phrasings_en: The same in English.
        aliases: Short names and abbreviations, found as whole words inside a longer talk.
        answer: Parts; empty for commands.
        place: Id of the place that serves it, "" if none.
        procedure: Portal code, "" if none.
        sources: Of its claims.
        situations: Cases that change the answer.
        related: Ids of entries that a visitor may need next.
        golden: Questions that must keep working.
    """

    id: str
    kind: EntryKind
    title: Text
    phrasings: tuple[str, ...]
    phrasings_en: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    answer: Answer = field(default_factory=Answer)
    place: str = ""
    procedure: str = ""
    sources: tuple[SourceRef, ...] = ()
    situations: tuple[Situation, ...] = ()
    related: tuple[str, ...] = ()
    golden: tuple[GoldenQuestion, ...] = ()

    @property
    def is_command(self) -> bool:
        """Whether it is an order to the robot, or an emergency."""
        return self.kind in (EntryKind.COMMAND, EntryKind.EMERGENCY)

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Yield every claim with the name of its part, situations included."""
        for answer in (self.answer, *(s.answer for s in self.situations)):
            yield from (("spoken", claim) for claim in answer.spoken)
            for facet, claims in answer.facets.items():
                yield from ((facet, claim) for claim in claims)
            yield from (("notes", claim) for claim in answer.notes)


@dataclass(frozen=True, slots=True)
class Topic:
    """A field of the ward's work; one file of the pack."""

    id: str
    title: Text
    entries: tuple[Entry, ...]


def claim_holds(claim: Claim, today: date | None) -> bool:
    """Say whether a claim may be spoken on a day.

    A claim with an end (or a later beginning) may not be spoken while the day is unknown.
    """
    if today is None:
        return claim.effective_from is None and claim.valid_until is None
    if claim.effective_from is not None and today < claim.effective_from:
        return False
    return claim.valid_until is None or today <= claim.valid_until


def holding(claims: tuple[Claim, ...], today: date | None) -> tuple[Claim, ...]:
    """Return those claims that may be spoken on a day, in their order."""
    return tuple(claim for claim in claims if claim_holds(claim, today))
