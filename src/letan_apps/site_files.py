"""All files that are made from a hall: maps, masks, ways, drawings, worlds, parameters."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import yaml

from letan.guide.cost_to_go import Inflation, cost_to_go
from letan.kernel.faults import LetanError
from letan.site.directions import describe_way
from letan.site.export.gazebo_bridge import bridge_config
from letan.site.export.gazebo_world import Gazebo, world_sdf
from letan.site.export.masks import keep_out_mask, speed_mask
from letan.site.export.nav2_parameters import nav2_parameters
from letan.site.export.route_graph import RouteNetwork, route_geojson
from letan.site.export.sdf_check import sdf_errors
from letan.site.grid import driving_grid, occupancy_grid
from letan.site.site import Site
from letan.site.svg_map import site_svg
from letan_apps.resources import shipped
from letan_engines.map_files import write_map, write_mask
from letan_engines.robot_description import robot_urdf

WORLDS = {Gazebo.HARMONIC: "world.sdf", Gazebo.CLASSIC: "world.classic.sdf"}
ROBOTS = {
    "none": "robot.urdf",
    "harmonic": "robot.harmonic.urdf",
    "classic": "robot.classic.urdf",
}
_XACRO = "urdf/letan.urdf.xacro"


def write_site(site: Site, network: RouteNetwork, folder: Path) -> tuple[Path, ...]:
    """Write everything; return the paths.

    Args:
        site: The hall.
        network: Its ways.
        folder: Made if it is not there.

    Raises:
        LetanError: If a file cannot be written, or a generated world fails its own check.
    """
    grid = occupancy_grid(site)
    written = [*write_map(grid, folder)]
    written += write_map(keep_out_mask(site), folder, "keepout")
    written += write_mask(speed_mask(site), grid, folder, "speed")
    for name, text in _texts(site, network, folder):
        path = folder / name
        try:
            path.write_text(text, "utf-8")
        except OSError as error:
            problem = error.strerror or "cannot be written"
            raise LetanError(str(path), problem, "Choose another folder") from error
        written.append(path)
    return tuple(written)


def directions(site: Site) -> dict[str, dict[str, str]]:
    """Return how to say the way from the base to each place that can be walked to, by place."""
    grid = driving_grid(site)
    clearance = grid.clearance()
    base = site.base.stand
    told = {}
    for place in site.destinations:
        field = cost_to_go(grid, clearance, place.stand.point, Inflation())
        way = field.path(base)
        if len(way) > 1:
            text = describe_way(place, way, base.yaw)
            told[place.id] = {"vi": text.vi, "en": text.en}
    return told


def description_file() -> Path:
    """Return the robot's xacro file: of the checkout, or of the installed description package.

    Raises:
        LetanError: If it is in neither.
    """
    for prefix in filter(None, os.environ.get("AMENT_PREFIX_PATH", "").split(os.pathsep)):
        path = Path(prefix, "share", "letan_description", _XACRO)
        if path.exists():
            return path
    return shipped(f"robot_ws/src/letan_description/{_XACRO}")


def _texts(site: Site, network: RouteNetwork, folder: Path) -> Iterator[tuple[str, str]]:
    yield "route_graph.geojson", _json(route_geojson(site, network))
    yield "directions.json", _json(directions(site))
    yield "map.vi.svg", site_svg(site, "vi")
    yield "map.en.svg", site_svg(site, "en")
    for gazebo, name in WORLDS.items():
        world = world_sdf(site, gazebo)
        for error in sdf_errors(world, name):
            raise error
        yield name, world
    for simulator, name in ROBOTS.items():
        yield name, robot_urdf(description_file(), simulator)
    yield "gazebo_bridge.yaml", yaml.safe_dump(bridge_config(), sort_keys=False)
    yield "nav2.yaml", yaml.safe_dump(nav2_parameters(site, str(folder.resolve())), sort_keys=False)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
