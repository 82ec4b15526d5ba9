"""Halls by seed: real sites, every place reached, the same again."""

import numpy as np
import pytest

from letan.site.check import site_findings
from letan.site.site import Site
from letan_sim.ground import ground_of
from letan_sim.halls import generated_hall


@pytest.mark.parametrize("seed", range(3))
def test_a_hall_is_a_centre_whose_places_are_reached(seed: int) -> None:
    site = generated_hall(seed)
    assert site_findings(site) == ()
    assert {(p.x, p.y) for p in site.outline} == {(0, 0), (30, 0), (30, 20), (0, 20)}
    assert 4 <= len(site.counters) <= 7
    assert all(len(counter.queue) == 2 for counter in site.counters)
    kinds = [piece.kind for piece in site.furniture]
    assert kinds.count("bench") >= 3
    assert len(site.pillars) >= 2
    assert {place.id for place in site.places} >= {"goc", "loi_ra", "may_lay_so"}
    assert np.isfinite(ground_of(site).terrain.fields).any(axis=(1, 2)).all()


def plan(site: Site) -> tuple[object, ...]:
    return site.counters, site.places, site.pillars, site.furniture


def test_the_same_seed_is_the_same_hall_and_another_is_not() -> None:
    assert plan(generated_hall(7)) == plan(generated_hall(7))
    assert plan(generated_hall(7)) != plan(generated_hall(8))
