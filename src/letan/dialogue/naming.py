"""Which side of a procedure do the words name?"""

from letan.faq.facets import find_facet
from letan.vietnamese.rewriting import RewriteTable
from letan.vietnamese.views import views_of

_NO_TABLE = RewriteTable()


def facet_in(text: str) -> str:
    """Return the facet that the words name ("nói lại chỗ giấy tờ"), "" for none."""
    return find_facet(views_of(text, _NO_TABLE)).facet
