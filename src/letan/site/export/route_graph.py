"""The route graph: junctions in the open floor, every place joined to it, clear of the queues.

A hall's file may give its own nodes and edges (`routes`); then those are the junctions.
"""

import itertools
from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from letan.kernel.geometry import Point2
from letan.kernel.units import Metres
from letan.site.grid import OccupancyGrid, driving_grid
from letan.site.site import Place, Site

_LATTICE_M = 3.0
_SHIFT_M = 1.0
"""A junction moves that far to where there is more room."""
_ROOMY_M = 0.6
_APART_M = 1.2
_REACH_M = 5.0
_QUEUE_M = 0.8
"""Junctions keep that far from where people queue."""
_SLACK_M = 0.05
_Cost = Callable[[NDArray[np.float64], NDArray[np.float32]], NDArray[np.float64]]
"""From distances and clearances, both in metres, to what is least where one would rather be."""


@dataclass(frozen=True, slots=True)
class Route:
    """A node of the graph, and what stands there.

    Attributes:
        point: Map frame.
        place: Id of the place it serves; "" for a junction.
        name: The site file's name of a junction, or "".
    """

    point: Point2
    place: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class RouteNetwork:
    """The graph of a hall.

    Attributes:
        nodes: Places first, then junctions.
        edges: Pairs of indices (first smaller), both ways drivable.
        places: Ids of all places that the hall has, the base first; one with no room for the robot
            near it has no node.
    """

    nodes: tuple[Route, ...]
    edges: tuple[tuple[int, int], ...]
    places: tuple[str, ...] = ()

    def unreached(self) -> tuple[str, ...]:
        """Ids of the places that no way joins to the base; all when the base has no node."""
        part = _parts(len(self.nodes), self.edges)
        home = {part[i] for i, node in enumerate(self.nodes) if node.place in self.places[:1]}
        reached = {node.place for i, node in enumerate(self.nodes) if part[i] in home}
        return tuple(place for place in self.places if place not in reached)


def route_network(site: Site, robot_radius: Metres = 0.38) -> RouteNetwork:
    """Make the graph of a hall.

    Args:
        site: The hall.
        robot_radius: Space that the robot's centre needs around it.

    Returns:
        The places first (the base is node 0 where the robot has room there), then the junctions.
        Edges between junctions are those of the Gabriel graph: no third junction lies in the
        circle over an edge.
    """
    room = _Room(driving_grid(site), robot_radius + _SLACK_M)
    destinations = sorted(site.destinations, key=lambda place: place.id != site.base.id)
    places = [
        Route(spot, place.id)
        for place in destinations
        if (spot := room.nearest(_stop(place))) is not None
    ]
    junctions = _given(site) or _junctions(site, room)
    nodes = (*places, *junctions)
    first = len(places)
    joined = _given_edges(site, first) if site.routes.nodes else _gabriel(junctions, first, room)
    for index in range(first):
        near = sorted(range(first, len(nodes)), key=lambda j: _apart(nodes, index, j))
        seen = [
            j for j in near if _apart(nodes, index, j) <= _REACH_M and _sees(nodes, index, j, room)
        ]
        joined |= {(index, j) for j in seen[:2]}
    edges = joined | _bridges(nodes, joined, room)
    return RouteNetwork(nodes, tuple(sorted(edges)), tuple(place.id for place in destinations))


def route_geojson(site: Site, network: RouteNetwork) -> dict[str, object]:
    """Return the graph as GeoJSON of Nav2's route server: points and directed line strings.

    Source: Nav2's documentation of the route server, "graph file format" (points carry `id` and
    `frame`; lines `id`, `startid`, `endid`, `cost`).
    """
    features: list[dict[str, object]] = []
    for index, node in enumerate(network.nodes):
        about: dict[str, object] = {"id": index, "frame": "map"}
        if node.place or node.name:
            about["metadata"] = {"place": node.place} if node.place else {"name": node.name}
        features.append(_feature(about, "Point", _xy(node.point)))
    both_ways = [way for a, b in network.edges for way in ((a, b), (b, a))]
    for index, (a, b) in enumerate(both_ways, start=len(network.nodes)):
        ends = network.nodes[a].point, network.nodes[b].point
        about = {
            "id": index,
            "startid": a,
            "endid": b,
            "cost": round(ends[0].distance(ends[1]), 3),
            "overridable": True,
        }
        features.append(_feature(about, "MultiLineString", [[_xy(end) for end in ends]]))
    return {"type": "FeatureCollection", "name": site.name.vi, "features": features}


class _Room:
    """Where the robot's centre may be, and whether it may drive straight from here to there."""

    def __init__(self, grid: OccupancyGrid, radius: Metres) -> None:
        self.grid = grid
        self.clearance = grid.clearance()
        self.radius = radius

    def at(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float32]:
        rows, columns = self.clearance.shape
        row = np.floor((y - self.grid.origin.y) / self.grid.resolution).astype(np.int64)
        column = np.floor((x - self.grid.origin.x) / self.grid.resolution).astype(np.int64)
        inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        row, column = np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)
        return np.where(inside, self.clearance[row, column], np.float32(0.0))

    def straight(self, a: Point2, b: Point2) -> bool:
        steps = max(2, int(a.distance(b) / (0.5 * self.grid.resolution)))
        t = np.linspace(0.0, 1.0, steps)
        return bool((self.at(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t) >= self.radius).all())

    def nearest(self, point: Point2, reach: Metres = 1.2) -> Point2 | None:
        """The nearest spot with room, the point itself where it has; None if none is in reach."""
        return self._best(point, reach, lambda away, _: away)

    def roomiest(self, point: Point2, reach: Metres = _SHIFT_M) -> Point2 | None:
        """The spot with most room in reach (nearer ones preferred); None if none has enough."""
        return self._best(point, reach, lambda away, room: 0.3 * away - np.minimum(room, 1.2))

    def _best(self, point: Point2, reach: Metres, cost: _Cost) -> Point2 | None:
        step = self.grid.resolution
        offsets = np.arange(-round(reach / step), round(reach / step) + 1) * step
        x, y = np.meshgrid(point.x + offsets, point.y + offsets)
        room = self.at(x, y)
        away = np.hypot(x - point.x, y - point.y)
        usable = (room >= self.radius) & (away <= reach + 1e-9)
        if not usable.any():
            return None
        index = np.unravel_index(np.argmin(np.where(usable, cost(away, room), np.inf)), x.shape)
        return Point2(round(float(x[index]), 3), round(float(y[index]), 3))


def _stop(place: Place) -> Point2:
    return (place.robot or place.stand).point


def _given(site: Site) -> tuple[Route, ...]:
    return tuple(Route(point, name=name) for name, point in site.routes.nodes.items())


def _given_edges(site: Site, first: int) -> set[tuple[int, int]]:
    index = {name: first + i for i, name in enumerate(site.routes.nodes)}
    return {_pair(index[a], index[b]) for a, b in site.routes.edges}


def _junctions(site: Site, room: _Room) -> tuple[Route, ...]:
    found: list[Point2] = []
    rows, columns = room.clearance.shape
    step, origin = room.grid.resolution, room.grid.origin
    for y, x in itertools.product(
        np.arange(origin.y + 0.5 * _LATTICE_M, origin.y + rows * step, _LATTICE_M),
        np.arange(origin.x + 0.5 * _LATTICE_M, origin.x + columns * step, _LATTICE_M),
    ):
        spot = room.roomiest(Point2(float(x), float(y)))
        if (
            spot is not None
            and float(room.at(np.array([spot.x]), np.array([spot.y]))[0]) >= _ROOMY_M
            and all(spot.distance(other) >= _APART_M for other in found)
            and not _in_queue(site, spot)
        ):
            found.append(spot)
    return tuple(Route(point) for point in found)


def _in_queue(site: Site, point: Point2) -> bool:
    return any(
        _to_stretch(point, a, b) < _QUEUE_M
        for counter in site.counters
        for a, b in itertools.pairwise(counter.queue)
    )


def _to_stretch(point: Point2, a: Point2, b: Point2) -> Metres:
    length = a.distance(b)
    if length == 0.0:
        return point.distance(a)
    along = ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length**2
    share = min(max(along, 0.0), 1.0)
    return point.distance(Point2(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share))


def _gabriel(junctions: tuple[Route, ...], first: int, room: _Room) -> set[tuple[int, int]]:
    edges = set()
    for (i, a), (j, b) in itertools.combinations(enumerate(n.point for n in junctions), 2):
        length = a.distance(b)
        if length > _REACH_M or not room.straight(a, b):
            continue
        others = (n.point for k, n in enumerate(junctions) if k not in (i, j))
        if all(a.distance(c) ** 2 + b.distance(c) ** 2 >= length**2 for c in others):
            edges.add((first + i, first + j))
    return edges


def _bridges(
    nodes: tuple[Route, ...], edges: set[tuple[int, int]], room: _Room
) -> set[tuple[int, int]]:
    """Edges that join what is apart: each time the shortest straight way between two parts."""
    part = _parts(len(nodes), edges)
    added = set()
    pairs = itertools.combinations(range(len(nodes)), 2)
    for a, b in sorted(pairs, key=lambda pair: _apart(nodes, *pair)):
        if part[a] != part[b] and _sees(nodes, a, b, room):
            part[part == part[b]] = part[a]
            added.add((a, b))
    return added


def _parts(count: int, edges: Collection[tuple[int, int]]) -> NDArray[np.int32]:
    """The part of the graph that each node is in, int32[count]; equal numbers are joined."""
    if not count:
        return np.zeros(0, np.int32)
    ends = np.array(list(edges), np.int64).reshape(-1, 2)
    ways = coo_array((np.ones(len(ends)), ends.T), shape=(count, count))
    return np.asarray(connected_components(ways, directed=False)[1], np.int32)


def _apart(nodes: tuple[Route, ...], a: int, b: int) -> Metres:
    return nodes[a].point.distance(nodes[b].point)


def _sees(nodes: tuple[Route, ...], a: int, b: int, room: _Room) -> bool:
    return room.straight(nodes[a].point, nodes[b].point)


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _xy(point: Point2) -> list[float]:
    return [round(point.x, 3), round(point.y, 3)]


def _feature(properties: dict[str, object], kind: str, coordinates: object) -> dict[str, object]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}
