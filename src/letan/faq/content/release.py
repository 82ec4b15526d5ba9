"""A release: a whole, immutable bundle of content, named by its hash."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from letan.faq.content.catalogue import Procedure
from letan.faq.content.entry import Entry, Topic
from letan.kernel.canonical import short_hash
from letan.site.local import LocalFacts
from letan.vietnamese.rewriting import RewriteTable


@dataclass(frozen=True, slots=True)
class Foreign:
    """Sentences about one thing that the robot knows of, but does not answer.

    Attributes:
        title: What it is; "" for talk about anything.
        phrasings: How people say it.
        procedure: Portal code where it is a procedure, "" otherwise.
        place: Who to send them to, "" = the officer on duty.
    """

    title: str
    phrasings: tuple[str, ...]
    procedure: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """Everything the mind needs.

    Attributes:
        id: First 12 hexadecimal digits of the content's SHA-256.
        topics: In the order of the files.
        table: Abbreviations, old names, regional words.
        foreign: What is out of scope.
        fillers: Words and phrases that carry no request ("cháu ơi", "cho bác hỏi").
        procedures: The catalogue: what other offices do, known by name alone.
        centre: What the staff changed of the site file.
    """

    id: str
    topics: tuple[Topic, ...]
    table: RewriteTable = field(default_factory=RewriteTable)
    foreign: tuple[Foreign, ...] = ()
    fillers: tuple[str, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    centre: LocalFacts = field(default_factory=LocalFacts)
    _by_id: dict[str, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the entries."""
        object.__setattr__(self, "_by_id", {e.id: e for t in self.topics for e in t.entries})

    def entries(self) -> Iterator[Entry]:
        """Yield all entries, topic after topic."""
        for topic in self.topics:
            yield from topic.entries

    def entry(self, intent: str) -> Entry | None:
        """Return an entry by its id."""
        return self._by_id.get(intent)


def content_hash(documents: Mapping[str, object]) -> str:
    """Return the id of a release made of these parsed files (name -> content)."""
    return short_hash(documents)
