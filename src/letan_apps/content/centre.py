"""What the staff change of the hall's file: checked as the file itself is, laid over it."""

from collections.abc import Iterator, Mapping

import jsonschema

from letan.faq.content.bundle import CENTRE_FILE
from letan.faq.content.checks import Problem
from letan.faq.content.parts import CENTRE, Documents
from letan.site.local import local_problems, parse_local
from letan.site.parse import SiteProblem
from letan.site.schema import LOCAL_SCHEMA
from letan.site.site import Site

_VALIDATOR = jsonschema.Draft202012Validator(LOCAL_SCHEMA)


def centre_problems(documents: Documents, site: Site) -> tuple[Problem, ...]:
    """Return what is wrong with the staff's word about the hall; nothing where they said none.

    Args:
        documents: A content; only its `centre.yaml` is looked at.
        site: The hall as its file describes it.
    """
    document = documents.get(CENTRE_FILE)
    return () if document is None else tuple(_problems(document, site))


def hall_of(documents: Documents, site: Site) -> Site:
    """Return the hall as a content describes it; what is wrong there leaves it as it is."""
    document = documents.get(CENTRE_FILE)
    if document is None or centre_problems(documents, site):
        return site
    return parse_local(document).laid_over(site)


def _problems(document: Mapping[str, object], site: Site) -> Iterator[Problem]:
    wrong = list(_VALIDATOR.iter_errors(document))
    for error in wrong:
        yield Problem(CENTRE, tuple(error.absolute_path), error.message[:200], "Correct it")
    if wrong:
        return
    try:
        found: list[SiteProblem] = list(local_problems(parse_local(document), site))
    except SiteProblem as unreadable:
        found = [unreadable]
    for problem in found:
        yield Problem(CENTRE, problem.at, problem.problem, problem.remedy)
