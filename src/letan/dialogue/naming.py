"""Names within a sentence, and which side of a procedure the words name."""

from letan.faq.facets import find_facet
from letan.vietnamese.rewriting import RewriteTable
from letan.vietnamese.views import views_of

_NO_TABLE = RewriteTable()


def facet_in(text: str) -> str:
    """Return the facet that the words name ("nói lại chỗ giấy tờ"), "" for none."""
    return find_facet(views_of(text, _NO_TABLE)).facet


def small(title: str) -> str:
    """Begin a title with a small letter, to stand inside a sentence; "VNeID" stays as it is."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
