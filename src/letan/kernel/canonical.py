"""Plain data with one spelling, so that equal content has equal hashes."""

import hashlib
import json
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""What a JSON or YAML file holds: plain data without dates."""

SHORT_HASH = 12
"""Hexadecimal digits of a short hash: 48 bits, enough to tell releases of one robot apart."""


def canonical_json(value: object) -> str:
    """Return the one spelling of plain data: keys sorted, no spaces, Vietnamese as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def short_hash(value: object) -> str:
    """Return the first SHORT_HASH hexadecimal digits of the SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()[:SHORT_HASH]
