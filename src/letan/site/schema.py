"""The site file's JSON Schema (draft 2020-12): one source for the loader, editors and the docs."""

from letan.site.hours import WEEKDAYS
from letan.site.site import LOCAL_TEXTS, PlaceKind

_ID = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_POSITIVE = {"type": "number", "exclusiveMinimum": 0}
_TEXT = {
    "oneOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "required": ["vi"],
            "additionalProperties": False,
            "properties": {"vi": {"type": "string", "minLength": 1}, "en": {"type": "string"}},
        },
    ]
}
_XY = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
_POSE = {"type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3}
_POLYGON = {"type": "array", "items": _XY, "minItems": 3}
_BODY = {
    "oneOf": [
        _POLYGON,
        {
            "type": "object",
            "required": ["center", "size"],
            "additionalProperties": False,
            "properties": {
                "center": _XY,
                "size": {"type": "array", "items": _POSITIVE, "minItems": 2, "maxItems": 2},
                "turn_deg": {"type": "number"},
            },
        },
    ]
}
_TIME = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
_DATE = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_SPANS = {"type": "array", "items": {"type": "array", "items": _TIME, "minItems": 2, "maxItems": 2}}
_HOURS = {
    "type": "object",
    "additionalProperties": False,
    "properties": dict.fromkeys(WEEKDAYS, _SPANS),
}
_HOLIDAYS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["date", "name"],
        "additionalProperties": False,
        "properties": {"date": _DATE, "until": _DATE, "name": _TEXT},
    },
}
_NOTICES = {
    "type": "array",
    "items": {
        "oneOf": [
            {"type": "string", "minLength": 1},
            {
                "type": "object",
                "required": ["vi"],
                "additionalProperties": False,
                "properties": {
                    "vi": {"type": "string", "minLength": 1},
                    "en": {"type": "string"},
                    "from": _DATE,
                    "until": _DATE,
                    "place": _ID,
                },
            },
        ]
    },
}
_PLACE_PROPERTIES: dict[str, object] = {
    "id": _ID,
    "title": _TEXT,
    "spoken": _TEXT,
    "stand": _POSE,
    "robot": _POSE,
    "body": _BODY,
    "outside": {"type": "boolean"},
    "directions": _TEXT,
    "hours": _HOURS,
    "closed": _HOLIDAYS,
}


def _object(required: list[str], properties: dict[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


def _list(item: object, least: int = 0) -> dict[str, object]:
    return {"type": "array", "items": item, "minItems": least}


SITE_SCHEMA: dict[str, object] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "letan site file",
    **_object(
        ["schema", "name", "outline", "counters", "places", "hours"],
        {
            "schema": {"const": 1},
            "name": _TEXT,
            "address": _TEXT,
            "phone": {"type": "string"},
            "website": {"type": "string"},
            "sample": {"type": "boolean"},
            "utc_offset_h": {"type": "number", "minimum": -12, "maximum": 14},
            "resolution_m": {"type": "number", "minimum": 0.02, "maximum": 0.2},
            "outline": _POLYGON,
            "walls": _list(
                _object(
                    ["points"],
                    {
                        "points": {"type": "array", "items": _XY, "minItems": 2},
                        "thickness_m": _POSITIVE,
                        "height_m": _POSITIVE,
                    },
                )
            ),
            "pillars": _list(
                _object(
                    ["at", "radius_m"], {"at": _XY, "radius_m": _POSITIVE, "height_m": _POSITIVE}
                )
            ),
            "furniture": _list(
                _object(
                    ["kind", "body"],
                    {
                        "kind": {"enum": ["bench", "table", "cabinet", "plant", "other"]},
                        "body": _BODY,
                        "height_m": _POSITIVE,
                        "title": _TEXT,
                    },
                )
            ),
            "doors": _list(
                _object(
                    ["id", "from", "to", "title"],
                    {
                        "id": _ID,
                        "from": _XY,
                        "to": _XY,
                        "title": _TEXT,
                        "main": {"type": "boolean"},
                    },
                )
            ),
            "counters": _list(
                _object(
                    ["id", "number", "title", "stand"],
                    {
                        **_PLACE_PROPERTIES,
                        "number": {"type": "string", "minLength": 1},
                        "fields": _list({"type": "string"}),
                        "queue": _list(_XY),
                        "ticket_prefix": {"type": "string"},
                    },
                ),
                least=1,
            ),
            "places": _list(
                _object(
                    ["id", "kind", "title", "stand"],
                    {
                        **_PLACE_PROPERTIES,
                        "kind": {
                            "enum": [
                                kind.value for kind in PlaceKind if kind is not PlaceKind.COUNTER
                            ]
                        },
                    },
                ),
                least=1,
            ),
            "hours": _HOURS,
            "holidays": _HOLIDAYS,
            "notices": _NOTICES,
            "local": _object([], dict.fromkeys(LOCAL_TEXTS, _TEXT)),
            "zones": _object(
                [],
                {
                    "keep_out": _list(_object(["id", "area"], {"id": _ID, "area": _POLYGON})),
                    "slow": _list(
                        _object(
                            ["id", "area", "max_speed_mps"],
                            {
                                "id": _ID,
                                "area": _POLYGON,
                                "max_speed_mps": {"type": "number", "minimum": 0.1, "maximum": 1.0},
                            },
                        )
                    ),
                },
            ),
            "routes": _object(
                ["nodes", "edges"],
                {
                    "nodes": {"type": "object", "additionalProperties": _XY},
                    "edges": _list({"type": "array", "items": _ID, "minItems": 2, "maxItems": 2}),
                },
            ),
        },
    ),
}
"""Poses are [x, y, facing in degrees]; positions [x, y]; metres in the map frame."""

LOCAL_SCHEMA: dict[str, object] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "letan, what a centre's staff change of its site file",
    **_object(
        [],
        {
            "schema": {"const": 1},
            "counters": {
                "type": "object",
                "propertyNames": _ID,
                "additionalProperties": _object(
                    [],
                    {
                        "title": _TEXT,
                        "fields": _list(_ID),
                        "hours": _HOURS,
                        "closed": _HOLIDAYS,
                    },
                ),
            },
            "hours": _HOURS,
            "holidays": _HOLIDAYS,
            "notices": _NOTICES,
        },
    ),
}
"""The document `centre.yaml` of a release; a key that is missing leaves the site file's."""
