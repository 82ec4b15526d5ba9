"""YAML that remembers its lines, so that a wrong entry can be named by file and line.

Only plain JSON-like values come out: text stays text. `07:30`, `2026-01-01`, `no` and `on`
are strings here, unlike in YAML 1.1, since people who write times and answers mean them so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeAlias

import yaml

from letan.kernel.faults import LetanError

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and list indices from the top of the file to a value."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # base chosen at run time
    """Resolves null, true/false, decimal integers and decimal floats; all else is a string."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""]
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$"),
    list("-0123456789"),
)


@dataclass(frozen=True)
class PositionedYaml:
    """A loaded file.

    Attributes:
        path: The file.
        data: dict, list, str, int, float, bool and None only.
        lines: First line of every value, 1-based, by key path; in a mapping, its key's line.
    """

    path: Path
    data: object
    lines: dict[KeyPath, int]

    def line(self, key_path: KeyPath) -> int:
        """Line of a value, or of its nearest ancestor where it does not exist; at least 1."""
        for length in range(len(key_path), -1, -1):
            found = self.lines.get(tuple(key_path[:length]))
            if found is not None:
                return found
        return 1

    def place(self, key_path: KeyPath) -> str:
        """Return "FILE:LINE", the place that a LetanError names."""
        return f"{self.path}:{self.line(key_path)}"


def load(path: Path) -> PositionedYaml:
    """Read one YAML document.

    Raises:
        LetanError: If the file is missing, is not UTF-8, has a syntax error, a key twice in
            one mapping, a key that is not text, or a value that is not plain data.
    """
    text = _read(path)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines = dict(_walk(path, node, (), set()))
        data = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or "not readable as YAML"
        raise LetanError(
            f"{path}:{line}", problem, "Correct the indentation or quoting there"
        ) from None
    except yaml.YAMLError as error:
        raise LetanError(str(path), str(error).splitlines()[0], "Correct the file") from None
    finally:
        loader.dispose()
    return PositionedYaml(path, data, lines)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise LetanError(str(path), "is not UTF-8 text", "Save the file as UTF-8") from None
    except FileNotFoundError:
        raise LetanError(str(path), "no such file", "Check the path") from None
    except OSError as error:
        raise LetanError(
            str(path), error.strerror or "cannot be read", "Check the path and its permissions"
        ) from None


def _walk(
    path: Path, node: yaml.Node | None, at: KeyPath, visited: set[int]
) -> Iterator[tuple[KeyPath, int]]:
    if node is None:
        return
    if id(node) in visited:  # also stops a structure that contains itself
        raise LetanError(
            f"{path}:{node.start_mark.line + 1}",
            "aliases (*name) are not used here",
            "Write it out",
        )
    visited.add(id(node))
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(path, item, (*at, index), visited)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key_node, value_node in node.value:
            place = f"{path}:{key_node.start_mark.line + 1}"
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != "tag:yaml.org,2002:str":
                raise LetanError(
                    place, f"the key {key_node.value!r} is not text", "Put it in quotes"
                )
            key = key_node.value
            if key in seen:
                raise LetanError(place, f"the key {key!r} stands there twice", "Keep one of them")
            seen.add(key)
            yield from _walk(path, value_node, (*at, key), visited)
            yield (*at, key), key_node.start_mark.line + 1
