"""The drawing of the hall."""

import xml.etree.ElementTree as ET

import pytest
from tests.unit.site.halls import sample, small

from letan.kernel.units import Language
from letan.site.svg_map import METRES_TO_SVG, site_svg

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "g", "path", "circle", "line", "polygon", "polyline", "text", "title"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_plain_svg_with_every_place(language: Language) -> None:
    root = ET.fromstring(site_svg(sample(), language))
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= ALLOWED
    places = [e.get("data-place") for e in root.iter() if e.get("data-place")]
    assert places == [place.id for place in sample().destinations]
    assert "style" not in {name for e in root.iter() for name in e.attrib}


def test_metres_become_units_of_the_view_box() -> None:
    a, b, c, d, e, f = METRES_TO_SVG
    root = ET.fromstring(site_svg(small()))
    pillar = next(e for e in root.iter(f"{SVG}circle") if e.get("class") == "pillar")
    assert (pillar.get("cx"), pillar.get("cy")) == (
        f"{a * 4 + c * 3 + e:g}",
        f"{b * 4 + d * 3 + f:g}",
    )
    assert root.get("viewBox") == "-0.6 -6.6 9.2 7.2"


def test_titles_are_escaped() -> None:
    root = ET.fromstring(site_svg(small(name="A < B & C")))
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == "A < B & C"
