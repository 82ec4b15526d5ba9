"""Halls drawn by a seed: 30 x 20 m, with counters, pillars, benches and what else a centre has.

They are written as a site file's plain data and go through the same schema, parser and checks as
a measured hall; a draw in which a place cannot be reached is drawn again.
"""

import numpy as np
from jsonschema import Draft202012Validator

from letan.site.check import site_findings
from letan.site.parse import parse_site
from letan.site.schema import SITE_SCHEMA
from letan.site.site import Site
from letan_sim.ground import ground_of

WIDTH_M, DEPTH_M = 30.0, 20.0
_DRAWS = 100
_AISLE_M = 1.7
"""Kept free around everything that is put into the hall: robot and visitor pass somebody."""
_FIELDS = ("ho_tich", "chung_thuc", "xa_hoi", "cu_tru", "dat_dai", "kinh_doanh", "bhxh", "bhyt")
_NUMBERS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy")
_OPEN = ["mon", "tue", "wed", "thu", "fri"]
_Box = tuple[float, float, float, float]
"""West, south, east, north."""
_Entry = dict[str, object]


def generated_hall(seed: int) -> Site:
    """Return the hall of a seed; the same in every process.

    Args:
        seed: 0 or more.
    """
    rng = np.random.default_rng([seed, 20])
    for _ in range(_DRAWS):
        data = hall_data(rng, seed)
        Draft202012Validator(SITE_SCHEMA).validate(data)
        site = parse_site(data)
        if not site_findings(site) and _walkable(site):
            return site
    raise AssertionError(f"hall {seed}: {_DRAWS} draws and none in which every place is reached")


def _walkable(site: Site) -> bool:
    """Can people too walk from every place to every other?"""
    ground = ground_of(site)
    base = site.base.stand
    row = int((base.y - ground.terrain.origin[1]) / ground.terrain.resolution)
    column = int((base.x - ground.terrain.origin[0]) / ground.terrain.resolution)
    return bool(np.isfinite(ground.terrain.fields[:, row, column]).all())


class _Plan:
    """What is taken already."""

    def __init__(self) -> None:
        self._boxes: list[_Box] = []

    def take(self, box: _Box) -> bool:
        """Take a box if it keeps an aisle to all others; say whether it did."""
        west, south, east, north = box
        for other in self._boxes:
            apart_x = max(other[0] - east, west - other[2])
            apart_y = max(other[1] - north, south - other[3])
            if max(apart_x, apart_y) < _AISLE_M:
                return False
        self._boxes.append(box)
        return True


def hall_data(rng: np.random.Generator, seed: int) -> _Entry:
    """Draw a site file's plain data, valid by the schema; places may still be out of reach."""
    plan = _Plan()
    door = float(rng.uniform(9.0, 21.0))
    base = (float(np.clip(door + rng.choice([-3.5, 3.5]), 3.0, 27.0)), 3.2)
    plan.take((door - 1.5, -0.5, door + 1.5, 1.5))
    plan.take((base[0] - 0.6, base[1] - 0.6, base[0] + 0.6, base[1] + 0.6))
    counters = _counters(rng, plan)
    places = [
        {
            "id": "goc",
            "kind": "base",
            "title": "Chỗ robot đợi",
            "stand": [base[0], base[1], round(float(rng.uniform(20.0, 160.0)))],
        },
        {
            "id": "loi_ra",
            "kind": "exit",
            "title": "Lối ra",
            "stand": [door, 1.6, -90],
        },
        *_amenities(rng, plan),
    ]
    return {
        "schema": 1,
        "sample": True,
        "name": {"vi": f"Trung tâm mô phỏng số {seed}", "en": f"Simulated centre {seed}"},
        "outline": [[0, 0], [WIDTH_M, 0], [WIDTH_M, DEPTH_M], [0, DEPTH_M]],
        "doors": [
            {
                "id": "cua_chinh",
                "from": [door - 1.5, 0],
                "to": [door + 1.5, 0],
                "title": "Cửa chính",
                "main": True,
            }
        ],
        "counters": counters,
        "places": places,
        "pillars": _pillars(rng, plan),
        "furniture": _benches(rng, plan),
        "hours": {day: [["07:30", "11:30"], ["13:30", "17:00"]] for day in _OPEN},
        "zones": {"keep_out": [_officers_side()]},
    }


def _officers_side() -> _Entry:
    area = [[0.2, 17.6], [29.8, 17.6], [29.8, 20], [0.2, 20]]
    return {"id": "sau_quay", "area": area}


def _counters(rng: np.random.Generator, plan: _Plan) -> list[_Entry]:
    """Four to seven along the north wall, each with a line before it."""
    count = int(rng.integers(4, 8))
    slot = (WIDTH_M - 2.0) / count
    counters: list[_Entry] = []
    for i in range(count):
        x = round(1.0 + (i + 0.5) * slot + float(rng.uniform(-0.15, 0.15)) * slot, 2)
        width = round(min(float(rng.uniform(2.2, 3.6)), slot - 0.6), 2)
        tail = round(x + float(rng.uniform(-0.8, 0.8)), 2)
        length = round(float(rng.uniform(2.0, 3.2)), 2)
        plan.take((x - 0.5, 16.2 - length, x + 0.5, 17.5))
        counters.append(
            {
                "id": f"quay_{i + 1}",
                "number": str(i + 1),
                "title": f"Quầy {i + 1}",
                "spoken": {"vi": f"quầy số {_NUMBERS[i]}", "en": f"counter {i + 1}"},
                "fields": [_FIELDS[i]],
                "stand": [x, 17.0, 90],
                "body": {"center": [x, 18.1], "size": [width, 0.8]},
                "queue": [[x, 16.2], [tail, round(16.2 - length, 2)]],
            }
        )
    return counters


def _amenities(rng: np.random.Generator, plan: _Plan) -> list[_Entry]:
    """Things along the west, east and south walls, and an information desk in the hall."""
    kinds = (
        ("may_lay_so", "ticket_machine", "Máy lấy số"),
        ("nuoc_uong", "water", "Nước uống"),
        ("cay_atm", "atm", "Cây ATM"),
        ("may_tinh", "computers", "Máy tính"),
        ("ban_huong_dan", "desk", "Bàn hướng dẫn"),
    )
    found: list[_Entry] = []
    for name, kind, title in kinds:
        for _ in range(40):
            deep, wide = 0.6, round(float(rng.uniform(0.6, 1.8)), 2)
            along = round(float(rng.uniform(3.0, 12.0)), 2)
            side = int(rng.integers(3))
            if side == 0:
                center, size, stand = [0.5, along], [deep, wide], [1.6, along, 180]
            elif side == 1:
                center, size, stand = [29.5, along], [deep, wide], [28.4, along, 0]
            else:
                x = round(float(rng.uniform(3.0, 27.0)), 2)
                center, size, stand = [x, 0.5], [wide, deep], [x, 1.6, -90]
            if plan.take(_around(center, size, stand)):
                body = {"center": center, "size": size}
                found.append(
                    {"id": name, "kind": kind, "title": title, "stand": stand, "body": body}
                )
                break
    return found


def _around(center: list[float], size: list[float], stand: list[float]) -> _Box:
    """The box of a thing and of who stands before it."""
    half_x, half_y = 0.5 * size[0], 0.5 * size[1]
    return (
        min(center[0] - half_x, stand[0] - 0.3),
        min(center[1] - half_y, stand[1] - 0.3),
        max(center[0] + half_x, stand[0] + 0.3),
        max(center[1] + half_y, stand[1] + 0.3),
    )


def _pillars(rng: np.random.Generator, plan: _Plan) -> list[_Entry]:
    """Two rows of two or three, where nothing else stands."""
    columns = int(rng.integers(2, 4))
    radius = round(float(rng.uniform(0.2, 0.4)), 2)
    pillars: list[_Entry] = []
    for row in range(2):
        y = round(6.0 + 5.0 * row + float(rng.uniform(-0.5, 0.5)), 2)
        for column in range(columns):
            x = round(WIDTH_M * (column + 1) / (columns + 1) + float(rng.uniform(-0.5, 0.5)), 2)
            if plan.take((x - radius, y - radius, x + radius, y + radius)):
                pillars.append({"at": [x, y], "radius_m": radius})
    return pillars


def _benches(rng: np.random.Generator, plan: _Plan) -> list[_Entry]:
    """Four to nine, along or across, and one plant."""
    furniture: list[_Entry] = []
    wanted = int(rng.integers(4, 10))
    for _ in range(60):
        if len(furniture) == wanted:
            break
        length = round(float(rng.uniform(2.4, 4.4)), 2)
        size = [length, 0.6] if rng.random() < 0.7 else [0.6, length]
        x, y = (round(float(v), 2) for v in rng.uniform((4.0, 5.5), (26.0, 12.5)))
        box = (x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)
        if plan.take(box):
            body = {"center": [x, y], "size": size}
            furniture.append({"kind": "bench", "body": body, "height_m": 0.45})
    x = round(float(rng.uniform(1.0, 29.0)), 2)
    if plan.take((x - 0.25, 0.3, x + 0.25, 0.8)):
        body = {"center": [x, 0.55], "size": [0.5, 0.5]}
        furniture.append({"kind": "plant", "body": body, "height_m": 1.4})
    cabinet = {"center": [WIDTH_M / 2, 19.7], "size": [WIDTH_M - 2.0, 0.5]}
    furniture.append({"kind": "cabinet", "body": cabinet, "height_m": 1.8})
    return furniture
