"""The catalogue: procedures of the national portal that the robot knows, but leaves to others.

For the policy and the matcher:
    `Release.procedures` holds the rows. `Catalogue(release.procedures, release.table)` is built
    once (25 ms). Where nothing would be answered, `catalogue.find(views)` returns the procedure
    that the question names; where entries compete, the stricter `find_subject(views)`; both None
    if there is none. `referral_text(procedure)` is what the robot says; the reply's kind is
    `refer` and its `procedure` the code.
    `catalogue.titles()` yields (short name or official name, code), for decoys.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import cast

from letan.kernel.text import Text
from letan.kernel.units import Ratio
from letan.vietnamese.rewriting import RewriteTable
from letan.vietnamese.unicode import clean
from letan.vietnamese.views import Views, views_of

_K1, _B = 1.2, 0.75
"""Robertson and Zaragoza (2009): usual values of BM25."""

NAMED, WHOLE_NAME = 0.8, 0.999
"""Least shares of a short name, see docs/content.md."""

SUBJECT_WORDS = 10
"""In so short a question a name is what is asked for; a story mentions papers by the way."""

_WORDS_BETWEEN = 3
"""So many other words may stand among those of a name: "mất cái thẻ căn cước rồi"."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure that another office does, or that an officer explains.

    Attributes:
        code: On the national portal, "1.001456".
        name: Official name.
        spoken: What people call it, in a few words that follow "về"; a noun phrase.
        aliases: Other short names people use.
        level: Who decides: "xa", "tinh", "bo"; several where the case decides.
        office: Who takes it, as it follows "đến".
        at_ward: The ward takes it, so the officer at the desk knows the counter.
        url: On the portal.
    """

    code: str
    name: str
    spoken: Text
    aliases: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    office: Text = field(default_factory=lambda: Text(""))
    at_ward: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure that a question may name.

    Attributes:
        procedure: Which.
        share: How much of one of its short names stands in the question, weighted by how rare
            the words are, 0..1.
        bm25: Okapi BM25 of the question against all its names, >= 0.
    """

    procedure: Procedure
    share: Ratio
    bm25: float


def parse_catalogue(document: Mapping[str, object]) -> tuple[Procedure, ...]:
    """Return the procedures of `catalogue.yaml`, which the schema has accepted."""
    offices = cast(Mapping[str, Mapping[str, object]], document["offices"])
    rows = cast(Sequence[Mapping[str, object]], document["procedures"])
    return tuple(_procedure(row, offices[str(row["office"])]) for row in rows)


def unknown_offices(document: Mapping[str, object]) -> Iterator[tuple[int, str]]:
    """Yield (row, office) of every row whose office is not listed."""
    offices = cast(Mapping[str, object], document["offices"])
    for at, row in enumerate(cast(Sequence[Mapping[str, object]], document["procedures"])):
        if str(row["office"]) not in offices:
            yield at, str(row["office"])


def _procedure(row: Mapping[str, object], office: Mapping[str, object]) -> Procedure:
    level = row.get("level", ())
    return Procedure(
        code=str(row["code"]),
        name=clean(str(row["name"])),
        spoken=_text(row["spoken"]),
        aliases=tuple(clean(str(a)) for a in cast(Sequence[object], row.get("aliases", ()))),
        level=(level,) if isinstance(level, str) else tuple(map(str, cast(list[object], level))),
        office=_text(office["name"]),
        at_ward=bool(office.get("at_ward", False)),
        url=str(row.get("url", "")),
    )


def _text(node: object) -> Text:
    if isinstance(node, str):
        return Text(clean(node))
    both = cast(Mapping[str, object], node)
    return Text(clean(str(both["vi"])), clean(str(both.get("en", ""))))


def referral_text(procedure: Procedure) -> Text:
    """Return what the robot says: what it is, its code, and who does it."""
    vi, en = procedure.spoken.vi, procedure.spoken.of("en")
    first, first_en = vi[:1].upper() + vi[1:], en[:1].upper() + en[1:]
    if procedure.at_ward:
        return Text(
            f"{first} thì phường mình có tiếp nhận, mã thủ tục là {procedure.code}. "
            "Mời quý khách hỏi cán bộ ở bàn hướng dẫn ạ.",
            f"{first_en} is taken here, procedure {procedure.code}. "
            "Please ask the officer at the information desk.",
        )
    return Text(
        f"{first} thì mời quý khách đến {procedure.office.vi} ạ. Mã thủ tục là {procedure.code}.",
        f"For {en}, please go to {procedure.office.of('en')}. The procedure is {procedure.code}.",
    )


class Catalogue:
    """Finds procedures by their names; built once from a release."""

    def __init__(self, procedures: Sequence[Procedure], table: RewriteTable) -> None:
        """Index the names.

        Args:
            procedures: The rows.
            table: The release's rewriting of abbreviations and old names.
        """
        self.procedures = tuple(procedures)
        names = [[views_of(name, table) for name in _names(p)] for p in self.procedures]
        self._marked = _Index([[view.plain for view in views] for views in names])
        self._unmarked = _Index([[view.folded for view in views] for views in names])

    def titles(self) -> Iterator[tuple[str, str]]:
        """Yield (name, code): short names first, the official name last, of every procedure."""
        for procedure in self.procedures:
            yield from ((name, procedure.code) for name in _names(procedure))

    def search(self, views: Views, count: int = 3) -> tuple[Hit, ...]:
        """Return the procedures that share words with a question, likeliest first.

        Args:
            views: Of the question, best without its fillers.
            count: Most hits.
        """
        index, words = (
            (self._marked, views.plain) if views.marked else (self._unmarked, views.folded)
        )
        scored = index.scores(words)
        best = sorted(scored.items(), key=lambda item: (-item[1], item[0]))[: 4 * count]
        hits = [Hit(self.procedures[row], index.share(row, words), score) for row, score in best]
        return tuple(sorted(hits, key=lambda hit: (-hit.share, -hit.bm25))[:count])

    def find(self, views: Views) -> Hit | None:
        """Return the procedure that a question names which nothing else answers.

        Args:
            views: Of the question, best without its fillers.
        """
        hits = self.search(views, 1)
        return hits[0] if hits and hits[0].share >= NAMED else None

    def find_subject(self, views: Views) -> Hit | None:
        """Return the procedure whose whole name stands in a short question.

        Stricter than `find`, for questions that entries could answer as well.
        """
        hit = self.find(views) if len(views.plain) <= SUBJECT_WORDS else None
        return hit if hit is not None and hit.share >= WHOLE_NAME else None


def _names(procedure: Procedure) -> tuple[str, ...]:
    return (procedure.spoken.vi, *procedure.aliases, procedure.name)


class _Index:
    """BM25 over the words of all names of a row, and the share of its short names."""

    def __init__(self, rows: Sequence[Sequence[Sequence[str]]]) -> None:
        self._short = [[tuple(name) for name in names[:-1] if name] for names in rows]
        bags = [Counter(word for name in names for word in name) for names in rows]
        lengths = [sum(bag.values()) for bag in bags]
        mean = sum(lengths) / max(1, len(lengths))
        holds = Counter(word for bag in bags for word in bag)
        self._idf = {w: log(1 + (len(rows) - n + 0.5) / (n + 0.5)) for w, n in holds.items()}
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for row, (bag, length) in enumerate(zip(bags, lengths, strict=True)):
            norm = _K1 * (1 - _B + _B * length / mean)
            for word, times in bag.items():
                weight = self._idf[word] * times * (_K1 + 1) / (times + norm)
                self._postings.setdefault(word, []).append((row, weight))

    def scores(self, words: Sequence[str]) -> dict[int, float]:
        found: dict[int, float] = {}
        for word in dict.fromkeys(words):
            for row, weight in self._postings.get(word, ()):
                found[row] = found.get(row, 0.0) + weight
        return found

    def share(self, row: int, words: Sequence[str]) -> Ratio:
        """Return the best share of a short name that stands in the question in its order."""
        return max((self._share_of(name, words) for name in self._short[row]), default=0.0)

    def _share_of(self, name: Sequence[str], words: Sequence[str]) -> Ratio:
        total = sum(self._idf[word] for word in name)
        known = frozenset(name)
        pieces = (
            words[at : at + len(name) + _WORDS_BETWEEN]
            for at, word in enumerate(words)
            if word in known
        )
        return max((self._in_order(name, piece) for piece in pieces), default=0.0) / total

    def _in_order(self, name: Sequence[str], words: Sequence[str]) -> float:
        at, found = 0, 0.0
        for word in name:
            if word in words[at:]:
                at = words.index(word, at) + 1
                found += self._idf[word]
        return found
