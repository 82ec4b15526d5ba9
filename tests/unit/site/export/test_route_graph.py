"""The route graph of a hall."""

import math

from tests.unit.site.halls import sample, small

from letan.kernel.geometry import Point2
from letan.site.export.route_graph import Route, RouteNetwork, route_geojson, route_network
from letan.site.grid import driving_grid

RADIUS = 0.38


def test_every_place_of_the_sample_is_joined_to_the_base() -> None:
    site = sample()
    network = route_network(site, RADIUS)
    assert network.nodes[0].place == "goc"
    assert {node.place for node in network.nodes if node.place} == {
        place.id for place in site.destinations
    }
    assert network.unreached() == ()


def test_no_edge_comes_nearer_to_a_thing_than_the_robot_is_wide() -> None:
    grid = driving_grid(sample())
    room = grid.clearance()
    network = route_network(sample(), RADIUS)
    least = math.inf
    for a, b in network.edges:
        start, end = network.nodes[a].point, network.nodes[b].point
        for i in range(101):
            share = i / 100
            x = start.x + (end.x - start.x) * share
            y = start.y + (end.y - start.y) * share
            least = min(least, float(room[grid.cell(x, y)]))
    assert least >= RADIUS


def test_junctions_keep_off_the_queues() -> None:
    network = route_network(sample(), RADIUS)
    junctions = [node.point for node in network.nodes if not node.place]
    assert len(junctions) > 20
    line = [Point2(15, 13.2 + 0.1 * i) for i in range(31)]
    assert min(j.distance(p) for j in junctions for p in line) >= 0.8


def test_a_hall_may_give_its_own_ways() -> None:
    site = small(routes={"nodes": {"a": [1.5, 4.5], "b": [4.5, 4.6]}, "edges": [["b", "a"]]})
    network = route_network(site, RADIUS)
    assert network.nodes[2:] == (
        Route(Point2(1.5, 4.5), name="a"),
        Route(Point2(4.5, 4.6), name="b"),
    )
    assert (2, 3) in network.edges
    assert network.unreached() == ()


def test_what_is_apart_is_joined_once_by_the_shortest_way() -> None:
    spots = {"a": [1.5, 5], "b": [3.5, 5], "c": [3.5, 1], "d": [7, 1]}
    network = route_network(small(pillars=[], routes={"nodes": spots, "edges": []}), RADIUS)
    base, counter, a, b, c, d = range(6)
    assert network.edges == ((base, a), (base, c), (counter, b), (counter, d), (a, b))


def test_a_place_behind_a_wall_is_told() -> None:
    wall = [{"points": [[5, 0], [5, 6]]}]
    assert route_network(small(walls=wall), RADIUS).unreached() == ("quay_1",)


def test_a_place_without_room_for_the_robot_is_told() -> None:
    benches = [{"kind": "bench", "body": {"center": [6.5, 3.9], "size": [3, 2.8]}}]
    network = route_network(small(furniture=benches), RADIUS)
    assert "quay_1" not in {node.place for node in network.nodes}
    assert network.unreached() == ("quay_1",)


def test_a_base_without_room_reaches_nothing() -> None:
    benches = [{"kind": "bench", "body": {"center": [1.5, 1.5], "size": [3, 3]}}]
    network = route_network(small(furniture=benches), RADIUS)
    assert network.nodes[0].place == "quay_1"
    assert network.unreached() == ("goc", "quay_1")


def test_geojson_is_what_the_route_server_reads() -> None:
    network = RouteNetwork((Route(Point2(0, 0), "goc"), Route(Point2(3, 4))), ((0, 1),))
    made = route_geojson(small(), network)
    assert made == {
        "type": "FeatureCollection",
        "name": "Hội trường nhỏ",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": 0, "frame": "map", "metadata": {"place": "goc"}},
                "geometry": {"type": "Point", "coordinates": [0, 0]},
            },
            {
                "type": "Feature",
                "properties": {"id": 1, "frame": "map"},
                "geometry": {"type": "Point", "coordinates": [3, 4]},
            },
            {
                "type": "Feature",
                "properties": {"id": 2, "startid": 0, "endid": 1, "cost": 5.0, "overridable": True},
                "geometry": {"type": "MultiLineString", "coordinates": [[[0, 0], [3, 4]]]},
            },
            {
                "type": "Feature",
                "properties": {"id": 3, "startid": 1, "endid": 0, "cost": 5.0, "overridable": True},
                "geometry": {"type": "MultiLineString", "coordinates": [[[3, 4], [0, 0]]]},
            },
        ],
    }
