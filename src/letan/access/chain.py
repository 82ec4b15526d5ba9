"""The audit as a chain: each record's link is a hash over it and over the link before.

Whoever changes, removes or inserts a record in the middle breaks every later link. Whoever cuts
records off the end leaves a whole, shorter chain: only a link that was written down elsewhere
(a printed page, an exported file) shows that. The pages therefore show the last link.
"""

import hashlib
from collections.abc import Iterable

from letan.kernel.canonical import canonical_json
from letan.ports.accounts import AuditRecord, Deed


def link(previous: str, number: int, deed: Deed) -> str:
    """Return the hash of a record: SHA-256 in hexadecimal, over canonical JSON."""
    said = [previous, number, deed.at.isoformat(), deed.who, deed.action, deed.on, deed.note]
    return hashlib.sha256(canonical_json(said).encode()).hexdigest()


def chained(previous: AuditRecord | None, deed: Deed) -> AuditRecord:
    """Return the record that follows the last one."""
    number = 1 if previous is None else previous.number + 1
    before = "" if previous is None else previous.link
    return AuditRecord(number, deed, before, link(before, number, deed))


def first_break(records: Iterable[AuditRecord], last: AuditRecord | None = None) -> int | None:
    """Return the number of the first record that does not follow; None if all do.

    Args:
        records: The whole chain, or what comes after `last`; oldest first.
        last: The record before, which is known to be whole; None = there is none.
    """
    for record in records:
        if record != chained(last, record.deed):
            return record.number
        last = record
    return None
