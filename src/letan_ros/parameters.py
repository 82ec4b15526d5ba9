"""Parameters of the nodes: what a key means, which values it takes, and the file that sets it.

Nothing here imports ROS: a wrong file is refused before the first node starts. The file has the
standard ROS 2 form (`NODE: {ros__parameters: {KEY: VALUE}}`), so that `--params-file` and
`ros2 param load` read it too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from letan.kernel.faults import LetanError

Value: TypeAlias = bool | int | float | str | tuple[str, ...]
Values: TypeAlias = dict[str, Value]
"""Values of one node by parameter name; every parameter of its schema is there."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One setting of a node.

    Attributes:
        name: With its unit as suffix, e.g. "cruise_speed_mps".
        default: Value when no file sets it; its type is the type of the parameter.
        description: What it does, and why the default is what it is.
        unit: As a person reads it, e.g. "m/s"; "" for none.
        low: Smallest value of a number; None for no bound.
        high: Largest value of a number; None for no bound.
        choices: The values a string may have; empty for any.
        read_only: Only read when the node starts.
        core: The field of the core's settings that it sets; "" where the node itself uses it.
    """

    name: str
    default: Value
    description: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    read_only: bool = False
    core: str = ""

    def check(self, value: object) -> Value:
        """Return the value in the parameter's type.

        Raises:
            ValueError: If it has another type or is out of range; the text says what is allowed.
        """
        match self.default:
            case bool():
                if isinstance(value, bool):
                    return value
                raise ValueError("must be true or false")
            case int() | float():
                return self._number(value)
            case str():
                return self._word(value)
            case _:
                if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
                    return tuple(str(v) for v in value)
                raise ValueError("must be a list of strings")

    def _number(self, value: object) -> int | float:
        whole = isinstance(self.default, int)
        kinds = (int,) if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError("must be a number")  # noqa: TRY004  one error for all wrong values
        if not isinstance(value, kinds):
            raise ValueError("must be a whole number")  # noqa: TRY004  one error for all wrong values
        low = -float("inf") if self.low is None else self.low
        high = float("inf") if self.high is None else self.high
        if not low <= value <= high:
            raise ValueError(f"must be within {low:g}..{high:g} {self.unit}".rstrip())
        return value if whole else float(value)

    def _word(self, value: object) -> str:
        if not isinstance(value, str):
            raise ValueError("must be a text")  # noqa: TRY004  one error for all wrong values
        if self.choices and value not in self.choices:
            raise ValueError(f"must be one of {', '.join(self.choices)}")
        return value


Schema: TypeAlias = Mapping[str, tuple[Parameter, ...]]
"""The parameters of each node, by node name."""


def defaults(schema: Schema) -> dict[str, Values]:
    """Return every parameter of every node at its default."""
    return {node: {p.name: p.default for p in parameters} for node, parameters in schema.items()}


def read_parameters(file: Path, schema: Schema) -> dict[str, Values]:
    """Read a parameter file; what it does not set has its default.

    Raises:
        LetanError: If the file is missing, is no YAML, names an unknown node or key, sets a key
            twice, or gives a value of the wrong type or range. The place is `file:line`.
    """
    values = defaults(schema)
    for node_key, section in _pairs(_compose(file), file):
        node = str(node_key.value)
        if node not in schema:
            raise _error(file, node_key, f"{node}: no such node", f"Use {', '.join(schema)}")
        for marker, body in _pairs(section, file):
            if marker.value != "ros__parameters":
                problem = f"{node}.{marker.value}: only ros__parameters may stand here"
                raise _error(file, marker, problem, "Move the keys under ros__parameters")
            _set_all(values[node], {p.name: p for p in schema[node]}, body, node, file)
    return values


def override(
    values: Mapping[str, Values],
    changes: Mapping[str, Mapping[str, object]],
    schema: Schema,
    place: str,
) -> dict[str, Values]:
    """Return `values` with the changes of a profile or a command line.

    Raises:
        LetanError: As `read_parameters`; the place is `place`.
    """
    result = {node: dict(node_values) for node, node_values in values.items()}
    for node, node_changes in changes.items():
        if node not in schema:
            raise LetanError(place, f"{node}: no such node", f"Use {', '.join(schema)}")
        known = {p.name: p for p in schema[node]}
        for key, value in node_changes.items():
            if key not in known:
                remedy = f"Use {', '.join(known) or 'no key at all'}"
                raise LetanError(place, f"{node}.{key}: no such parameter", remedy)
            try:
                result[node][key] = known[key].check(value)
            except ValueError as error:
                raise LetanError(
                    place, f"{node}.{key}={value!r} {error}", f"Change {place}"
                ) from None
    return result


def _set_all(
    values: Values, known: Mapping[str, Parameter], body: yaml.Node, node: str, file: Path
) -> None:
    for key_node, value_node in _pairs(body, file):
        key = str(key_node.value)
        if key not in known:
            problem = f"{node}.{key}: no such parameter"
            raise _error(file, key_node, problem, f"Use {', '.join(known) or 'no key at all'}")
        value = yaml.SafeLoader("").construct_object(value_node, deep=True)
        try:
            values[key] = known[key].check(value)
        except ValueError as error:
            problem = f"{node}.{key}={value!r} {error}"
            raise _error(file, key_node, problem, f"Change it in {file.name}") from None


def _compose(file: Path) -> yaml.Node | None:
    try:
        return yaml.compose(file.read_text("utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise LetanError(str(file), f"cannot be read ({error})", "Name a parameter file") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file}:{mark.line + 1}" if mark else str(file)
        problem = f"is no YAML: {getattr(error, 'problem', None) or 'unreadable'}"
        raise LetanError(place, problem, "Correct that line") from None


def _pairs(node: yaml.Node | None, file: Path) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    """Yield key and value of a mapping; an empty document or section yields nothing."""
    if node is None or (isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")):
        return
    if not isinstance(node, yaml.MappingNode):
        raise _error(file, node, "expected keys and values here", "Write KEY: VALUE")
    seen: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _error(file, key, "a key must be a word", "Write KEY: VALUE")
        if key.value in seen:
            raise _error(file, key, f"{key.value} is set twice", "Keep one of them")
        seen.add(key.value)
        yield key, value


def _error(file: Path, node: yaml.Node, problem: str, remedy: str) -> LetanError:
    return LetanError(f"{file}:{node.start_mark.line + 1}", problem, remedy)
