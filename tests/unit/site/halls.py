"""Halls for tests: the sample centre, and a small one written in code."""

import functools
from pathlib import Path

from letan.site.parse import parse_site
from letan.site.site import Site
from letan_engines.site_yaml import load_site

SAMPLE_FILE = Path(__file__).parents[3] / "sim/worlds/phuong_mau.yaml"


@functools.cache
def sample() -> Site:
    """The sample centre."""
    return load_site(SAMPLE_FILE)


def small(**more: object) -> Site:
    """8 x 6 m: one counter in the north, the base in the south-west, a pillar between."""
    data: dict[str, object] = {
        "schema": 1,
        "name": "Hội trường nhỏ",
        "outline": [[0, 0], [8, 0], [8, 6], [0, 6]],
        "pillars": [{"at": [4, 3], "radius_m": 0.3}],
        "counters": [
            {
                "id": "quay_1",
                "number": "1",
                "title": "Hộ tịch",
                "spoken": {"vi": "quầy số một", "en": "counter one"},
                "stand": [6.5, 4.6, 90],
                "body": {"center": [6.5, 5.6], "size": [2, 0.6]},
            }
        ],
        "places": [{"id": "goc", "kind": "base", "title": "Chỗ robot đợi", "stand": [1.5, 1.5, 0]}],
        "hours": {"mon": [["07:30", "11:30"]]},
    }
    return parse_site(data | more)
