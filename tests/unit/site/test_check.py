"""What can be wrong with a hall that is well written."""

from tests.unit.site.halls import sample, small

from letan.site.check import SiteFinding, site_findings

WC = {"id": "wc", "kind": "toilet", "title": "Nhà vệ sinh"}


def places(stand: list[float]) -> list[dict[str, object]]:
    base: dict[str, object] = {
        "id": "goc",
        "kind": "base",
        "title": "Chỗ robot đợi",
        "stand": [1.5, 1.5, 0],
    }
    return [base, {**WC, "stand": stand}]


def test_the_sample_is_right() -> None:
    assert site_findings(sample()) == ()


def test_a_place_in_a_pillar() -> None:
    assert site_findings(small(places=places([4, 3, 0]))) == (
        SiteFinding("wc", "nobody can stand there", "Move `stand` to a free spot"),
    )


def test_a_place_outside() -> None:
    assert site_findings(small(places=places([9, 3, 0]))) == (
        SiteFinding("wc", "it lies outside the hall", "Move `stand` inside"),
    )


def test_a_place_behind_a_wall() -> None:
    wall = {"points": [[2.8, 0], [2.8, 6]]}
    found = site_findings(small(places=places([2.0, 4.5, 0]), walls=[wall]))
    assert [(f.place, f.problem) for f in found] == [
        ("quay_1", "the robot cannot get there from its base")
    ]


def test_a_base_in_a_corner() -> None:
    base: dict[str, object] = {
        "id": "goc",
        "kind": "base",
        "title": "Chỗ robot đợi",
        "stand": [0.1, 0.1, 0],
    }
    found = site_findings(small(places=[base]))
    assert found[0].problem == "the robot has no room at its base"
