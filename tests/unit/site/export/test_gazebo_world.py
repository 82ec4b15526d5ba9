"""The hall as a Gazebo world: everything a beam can hit stands where the site says."""

import math
from xml.etree.ElementTree import Element, fromstring

import numpy as np
import pytest
from tests.unit.site.halls import sample

from letan.kernel.geometry import Point2
from letan.site.export.gazebo_world import Gazebo, world_sdf
from letan.site.export.sdf_check import sdf_errors
from letan.site.shapes import contains, solid_polygons


def models(gazebo: Gazebo = Gazebo.HARMONIC) -> dict[str, Element]:
    world = fromstring(world_sdf(sample(), gazebo)).find("world")
    assert world is not None
    return {model.get("name", ""): model for model in world.iter("model")}


def numbers(model: Element, path: str) -> list[float]:
    return [float(word) for word in (model.findtext(path) or "").split()]


def footprint(model: Element) -> tuple[Point2, ...]:
    """The corners of a box on the floor."""
    x, y, _, _, _, yaw = numbers(model, "pose")
    length, width, _ = numbers(model, "link/collision/geometry/box/size")
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    return tuple(
        Point2(
            x + 0.5 * (a * length * math.cos(yaw) - b * width * math.sin(yaw)),
            y + 0.5 * (a * length * math.sin(yaw) + b * width * math.cos(yaw)),
        )
        for a, b in corners
    )


def test_what_stands_in_the_world_is_what_the_site_says() -> None:
    site = sample()
    x = np.arange(0.013, 30.0, 0.05).reshape(1, -1)  # off every edge
    y = np.arange(0.013, 20.0, 0.05).reshape(-1, 1)
    wanted = np.zeros((y.size, x.size), dtype=np.bool_)
    for polygon in solid_polygons(site):
        wanted |= contains(polygon, x, y)
    for pillar in site.pillars:
        wanted |= (x - pillar.x) ** 2 + (y - pillar.y) ** 2 <= pillar.radius**2
    solid = np.zeros_like(wanted)
    for name, model in models().items():
        if name.startswith("pillar"):
            px, py, *_ = numbers(model, "pose")
            (radius,) = numbers(model, "link/collision/geometry/cylinder/radius")
            solid |= (x - px) ** 2 + (y - py) ** 2 <= radius**2
        elif name != "floor":
            solid |= contains(footprint(model), x, y)
    assert np.array_equal(solid, wanted)


def test_doors_are_open_and_the_rest_of_the_boundary_is_closed() -> None:
    walls = [footprint(m) for name, m in models().items() if name.startswith("outline_")]

    def closed(px: float, py: float) -> bool:
        return any(bool(contains(wall, np.array([px]), np.array([py]))[0]) for wall in walls)

    assert [closed(px, -0.05) for px in (7.0, 13.6, 15.0, 16.3, 25.0)] == [
        *(True, False, False, False, True)
    ]
    assert [closed(30.05, py) for py in (2.0, 4.7, 10.0)] == [True, False, True]
    assert [closed(px, 20.05) for px in (1.0, 15.0, 29.0)] == [True] * 3


@pytest.mark.parametrize("gazebo", Gazebo)
def test_the_world_passes_the_strict_check_and_is_the_same_twice(gazebo: Gazebo) -> None:
    text = world_sdf(sample(), gazebo)
    assert sdf_errors(text, "world") == ()
    assert text == world_sdf(sample(), gazebo)
    assert fromstring(text).get("version") == gazebo.value


def test_only_harmonic_needs_plugins_to_move() -> None:
    plugins = {
        gazebo: fromstring(world_sdf(sample(), gazebo)).findall("world/plugin") for gazebo in Gazebo
    }
    assert [len(plugins[gazebo]) for gazebo in Gazebo] == [4, 0]


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        pytest.param(
            "<radius>0.3</radius>",
            "<raduis>0.3</raduis>",
            "<raduis> does not belong into <cylinder>",
            id="misspelt",
        ),
        pytest.param(
            'filename="gz-sim-physics-system"',
            'filename="gz-sim-physic-system"',
            "no plugin 'gz-sim-physic-system'",
            id="plugin",
        ),
        pytest.param(
            "<render_engine>ogre2</render_engine>",
            "<engine>ogre2</engine>",
            "gz-sim-sensors-system has no such parameter",
            id="parameter",
        ),
        pytest.param("<static>true</static>", "<pillar/>", "<pillar> does not", id="misplaced"),
        pytest.param("</world>", "", "is no XML", id="broken"),
    ],
)
def test_seeded_faults_are_found(right: str, wrong: str, problem: str) -> None:
    text = world_sdf(sample())
    assert right in text
    first = sdf_errors(text.replace(right, wrong, 1), "world.sdf")[0]
    assert first.place == "world.sdf"
    assert problem in first.problem
