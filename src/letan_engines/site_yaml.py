"""Reads a site file: YAML → `Site`, each error with its line and a remedy."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import jsonschema

from letan.kernel.faults import LetanError
from letan.site.parse import SiteProblem, parse_site
from letan.site.schema import SITE_SCHEMA
from letan.site.site import Site
from letan_engines import yaml_positions
from letan_engines.yaml_positions import PositionedYaml

_VALIDATOR = jsonschema.Draft202012Validator(SITE_SCHEMA)
_MAX_NAMED_KEYS = 12


def load_site(path: Path) -> Site:
    """Read a hall.

    Raises:
        LetanError: If the file is missing, is no YAML, or does not describe a hall; the first
            error in the file is named as "FILE:LINE".
    """
    source = yaml_positions.load(path)
    errors = site_errors(source)
    if errors:
        raise errors[0]
    return parse_site(cast(Mapping[str, object], source.data))


def site_errors(source: PositionedYaml) -> list[LetanError]:
    """All that is wrong with a site file, in the order of its lines; empty for a good one."""
    found: list[tuple[int, LetanError]] = []
    for error in _VALIDATOR.iter_errors(source.data):
        worst = _most_telling(error)
        at = tuple(worst.absolute_path)
        found.append((source.line(at), LetanError(source.place(at), *_say(worst))))
    if not found:
        try:
            parse_site(cast(Mapping[str, object], source.data))
        except SiteProblem as problem:
            found.append((0, LetanError(source.place(problem.at), problem.problem, problem.remedy)))
    return [error for _, error in sorted(found, key=lambda item: item[0])]


def _most_telling(error: jsonschema.ValidationError) -> jsonschema.ValidationError:
    """Of a oneOf, the branch that fits the value's type."""
    while error.context:
        fitting = [e for e in error.context if not (e.validator == "type" and list(e.path) == [])]
        if not fitting:
            return error
        error = max(fitting, key=lambda e: len(e.absolute_path))
    return error


def _say(error: jsonschema.ValidationError) -> tuple[str, str]:
    """Return problem and remedy, both without a full stop."""
    name = ".".join(map(str, error.absolute_path)) or "the file"
    schema = cast(Mapping[str, object], error.schema)
    match error.validator:
        case "additionalProperties":
            known = cast(Mapping[str, object], schema["properties"])
            unknown = sorted(set(cast(Mapping[str, object], error.instance)) - set(known))
            listed = ", ".join(list(known)[:_MAX_NAMED_KEYS])
            return f"{name} has no key {', '.join(unknown)}", f"Known keys are {listed}"
        case "required":
            missing = [
                k
                for k in cast(list[str], error.validator_value)
                if k not in cast(Mapping[str, object], error.instance)
            ]
            return f"{name} lacks {', '.join(missing)}", "Add it; docs/site.md shows how"
        case "type":
            return f"{name} should be {_kinds(error.validator_value)}, not {error.instance!r}"[
                :200
            ], "Correct it"
        case "enum":
            allowed = ", ".join(map(str, cast(list[object], error.validator_value)))
            return f"{name} is {error.instance!r}", f"Use one of {allowed}"
        case "const":
            return f"{name} is {error.instance!r}", f"This version reads {error.validator_value}"
        case "pattern":
            return f"{name} is {error.instance!r}", _PATTERN_REMEDIES.get(
                str(error.validator_value), f"It must match {error.validator_value}"
            )
        case "minItems" | "maxItems":
            count = len(cast(list[object], error.instance))
            bound = "at least" if error.validator == "minItems" else "at most"
            return f"{name} has {count} items", f"Give {bound} {error.validator_value}"
        case _:
            return f"{name}: {error.message}"[:200].rstrip(
                "."
            ), "Correct it; docs/site.md shows how"


_PATTERN_REMEDIES = {
    "^[a-z][a-z0-9_]*$": "Use plain small letters, digits and underscores, as nha_ve_sinh",
    "^([01][0-9]|2[0-3]):[0-5][0-9]$": "Write the time as 07:30",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "Write the date as 2026-09-02",
}


def _kinds(value: object) -> str:
    names = {
        "object": "a mapping",
        "array": "a list",
        "string": "text",
        "number": "a number",
        "boolean": "true/false",
    }
    kinds = value if isinstance(value, list) else [value]
    return " or ".join(names.get(str(kind), str(kind)) for kind in kinds)
