"""Writes the parameter file from the schema.

`python -m letan_ros.parameter_file > launch/params/letan.yaml`
"""

from collections.abc import Iterator

from letan_ros.parameters import Parameter, Schema, Value
from letan_ros.schema import SCHEMA

_HEAD = (
    "# Settings of the nodes, in the standard ROS 2 form. Each line: unit, range, what it does.",
    "# An unknown key, a wrong type or a value out of range refuses to start, and names the line.",
    "# Profiles (launch/profiles) and `letan up --set NODE.KEY=VALUE` change single values.",
    "# Made from src/letan_ros/schema.py by: python -m letan_ros.parameter_file",
)


def parameter_file(schema: Schema = SCHEMA) -> str:
    """Return a file that sets every parameter to its default, with its unit, range and words."""
    lines = [*_HEAD, ""]
    for node, parameters in schema.items():
        lines += [*_section(node, parameters), ""]
    return "\n".join(lines)


def _section(node: str, parameters: tuple[Parameter, ...]) -> Iterator[str]:
    if not parameters:
        yield f"{node}: {{}}"
        return
    yield f"{node}:"
    yield "  ros__parameters:"
    settings = [f"{p.name}: {_value(p.default)}" for p in parameters]
    width = max(map(len, settings))
    for setting, parameter in zip(settings, parameters, strict=True):
        yield f"    {setting:<{width}}  # {_limits(parameter)}{parameter.description}".rstrip()


def _limits(parameter: Parameter) -> str:
    if parameter.choices:
        return " | ".join(parameter.choices) + ". "
    span = "" if parameter.low is None else f"{parameter.low:g}..{parameter.high:g}"
    told = ", ".join(filter(None, (parameter.unit, span)))
    return f"{told}. " if told else ""


def _value(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value or '""'
        case tuple():
            return f"[{', '.join(value)}]"
        case _:
            return repr(value)


if __name__ == "__main__":
    print(parameter_file(), end="")
