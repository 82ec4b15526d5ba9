"""Abbreviations, old names and regional words, rewritten by an editable table.

A rule never replaces blindly: it may demand or forbid neighbours ("chi" is "gì" in
"giấy tờ chi", but not in "chi phí").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RewriteRule:
    """One row of the table.

    Attributes:
        write: The words to look for, lower case, canonical.
        means: What they are rewritten to.
        unless_next: Words that, coming right after, forbid the rewriting.
        unless_previous: Words that, coming right before, forbid it.
        only_previous: If not empty, one of these must come right before.
        only_next: If not empty, one of these must come right after; "" is the end of the text.
    """

    write: tuple[str, ...]
    means: tuple[str, ...]
    unless_next: frozenset[str] = frozenset()
    unless_previous: frozenset[str] = frozenset()
    only_previous: frozenset[str] = frozenset()
    only_next: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RewriteTable:
    """All rules; among those that begin with the same word the longest that fits wins."""

    rules: tuple[RewriteRule, ...] = ()
    _by_first: dict[str, tuple[RewriteRule, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the rules by their first word, longest first."""
        grouped: dict[str, list[RewriteRule]] = {}
        for rule in self.rules:
            grouped.setdefault(rule.write[0], []).append(rule)
        ordered = {w: tuple(sorted(rs, key=lambda r: -len(r.write))) for w, rs in grouped.items()}
        object.__setattr__(self, "_by_first", ordered)

    def rewrite(self, words: Sequence[str]) -> list[str]:
        """Return the words with every fitting rule applied once, left to right."""
        out: list[str] = []
        at = 0
        while at < len(words):
            rule = self._fitting(words, at)
            if rule is None:
                out.append(words[at])
                at += 1
            else:
                out.extend(rule.means)
                at += len(rule.write)
        return out

    def _fitting(self, words: Sequence[str], at: int) -> RewriteRule | None:
        for rule in self._by_first.get(words[at], ()):
            end = at + len(rule.write)
            if tuple(words[at:end]) != rule.write:
                continue
            previous = words[at - 1] if at else ""
            following = words[end] if end < len(words) else ""
            if following in rule.unless_next or previous in rule.unless_previous:
                continue
            if rule.only_previous and previous not in rule.only_previous:
                continue
            if rule.only_next and following not in rule.only_next:
                continue
            return rule
        return None


def table_of(pairs: Iterable[tuple[str, str]]) -> RewriteTable:
    """Build a table of unconditional rules from (write, means) texts."""
    return RewriteTable(tuple(RewriteRule(tuple(w.split()), tuple(m.split())) for w, m in pairs))
