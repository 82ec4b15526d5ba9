"""One entry against the schema of the content pack, wherever it comes from."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, ValidationError

from letan.faq.content.parts import entry_of
from letan.kernel.canonical import Json
from letan_apps.resources import shipped


def wrong_in(entry: object) -> Iterator[ValidationError]:
    """Yield what the schema finds wrong in an entry as a file of the pack holds it."""
    found: Iterator[ValidationError] = _validator().iter_errors(entry)
    return found


def entry_errors(entry: str, parts: Mapping[str, Json]) -> Iterator[ValidationError]:
    """Yield what the schema finds wrong in an entry that was taken apart."""
    return wrong_in(entry_of(entry, parts))


@cache
def _validator() -> Draft202012Validator:
    path: Path = shipped("faq_data/schema.json")
    schema: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return Draft202012Validator({**schema["$defs"]["entry"], "$defs": schema["$defs"]})
