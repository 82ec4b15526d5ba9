"""A release as one text: every file of the content in canonical JSON, named by its hash."""

import json
from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from letan.faq.content.catalogue import parse_catalogue
from letan.faq.content.parse import Yaml, parse_foreign, parse_topic, parse_words
from letan.faq.content.parts import Document, Documents
from letan.faq.content.release import Release, content_hash
from letan.kernel.canonical import canonical_json
from letan.kernel.faults import LetanError
from letan.site.local import LocalFacts, parse_local
from letan.vietnamese.rewriting import RewriteTable

WORDS, FOREIGN, CATALOGUE = "words.yaml", "out_of_scope.yaml", "catalogue.yaml"
CENTRE_FILE = "centre.yaml"
"""The files of a content that are no topics."""

BUNDLE_SCHEMA = 1
_T = TypeVar("_T")


def release_of(documents: Documents) -> Release:
    """Return the release that these files make.

    Args:
        documents: Parsed files by name; the schema has accepted them.
    """

    def extra(name: str, parse: Callable[[Yaml], _T], default: _T) -> _T:
        return parse(documents[name]) if name in documents else default

    no_words: tuple[RewriteTable, tuple[str, ...]] = (RewriteTable(), ())
    table, fillers = extra(WORDS, parse_words, no_words)
    return Release(
        content_hash(documents),
        tuple(
            parse_topic(document)
            for name, document in sorted(documents.items())
            if name not in (WORDS, FOREIGN, CATALOGUE, CENTRE_FILE)
        ),
        table,
        extra(FOREIGN, parse_foreign, ()),
        fillers,
        extra(CATALOGUE, parse_catalogue, ()),
        extra(CENTRE_FILE, parse_local, LocalFacts()),
    )


def bundle_text(documents: Documents) -> str:
    """Return the bundle: equal content gives equal text, byte for byte."""
    return canonical_json({"schema": BUNDLE_SCHEMA, "files": documents}) + "\n"


def read_bundle(text: str, release: str) -> dict[str, Document]:
    """Return the files of a bundle.

    Args:
        text: As `bundle_text` made it.
        release: The id that it must have.

    Raises:
        LetanError: If the text is damaged, or of a newer version of letan.
    """
    place = f"release {release}"
    try:
        bundle = cast(Mapping[str, object], json.loads(text))
        schema, files = bundle["schema"], cast(dict[str, Document], bundle["files"])
    except (ValueError, KeyError, TypeError):
        raise LetanError(place, "its bundle is damaged", _REMEDY) from None
    if schema != BUNDLE_SCHEMA:
        raise LetanError(
            place,
            f"its bundle has version {schema}, not {BUNDLE_SCHEMA}",
            "Install the newer letan",
        )
    if content_hash(files) != release:
        raise LetanError(place, "its bundle has changed since it was published", _REMEDY)
    return files


_REMEDY = "Go back to another one: letan content rollback --reason TEXT"
