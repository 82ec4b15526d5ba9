"""The content pack on disk: YAML files, each problem with its line, held against the schema."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast
from unicodedata import is_normalized

from jsonschema import Draft202012Validator, ValidationError

from letan.faq.content.bundle import CATALOGUE, FOREIGN, WORDS, release_of
from letan.faq.content.catalogue import unknown_offices
from letan.faq.content.checks import Problem, check_release
from letan.faq.content.parse import Yaml
from letan.faq.content.parts import Document
from letan.faq.content.release import Release
from letan.kernel.faults import LetanError
from letan_engines import yaml_positions
from letan_engines.yaml_positions import PositionedYaml

_SCHEMA = "schema.json"
_SCHEMA_OF_EXTRA = {
    WORDS: "schema_words.json",
    FOREIGN: "schema_out_of_scope.json",
    CATALOGUE: "schema_catalogue.json",
}


@dataclass(frozen=True, slots=True)
class FileProblem:
    """What is wrong in a file of the pack; `line` counts from 1, 0 = the whole file."""

    file: str
    line: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as read: what could be understood, and every problem found.

    Attributes:
        release: None where a file is broken.
        problems: Everything to mend.
        documents: The parsed files by name; empty where a file is broken.
    """

    release: Release | None
    problems: tuple[FileProblem, ...]
    documents: dict[str, Document] = field(default_factory=dict)


def load_release(folder: Path) -> Release:
    """Read a pack for use.

    Raises:
        LetanError: If the folder is missing or a file is broken; it names the first problem's
            file, line and remedy, and how many more there are.
    """
    return release_of(read_whole_pack(folder))


def read_whole_pack(folder: Path) -> dict[str, Document]:
    """Return the parsed files of a pack by name; raises as `load_release`."""
    files = read_files(folder, folder)
    if files.problems:
        first, more = files.problems[0], len(files.problems) - 1
        others = f" (and {more} more; run letan content check)" if more else ""
        raise LetanError(f"{first.file}:{first.line}", first.message + others, first.remedy)
    return files.plain()


def check_pack(
    folder: Path, places: frozenset[str] | None = None, today: date | None = None
) -> Pack:
    """Read a pack and look for everything a clerk should mend.

    Args:
        folder: With topic files, `words.yaml`, `out_of_scope.yaml`, `schema.json`.
        places: Ids that entries may name; None = not checked.
        today: Day by which claims may have expired; None = not checked.

    Raises:
        LetanError: If the folder is missing.
    """
    files = read_files(folder, folder)
    if files.problems:
        return Pack(None, files.problems)
    plain = files.plain()
    release = release_of(plain)
    found = map(files.locate, check_release(release, places, today))
    return Pack(release, (*_not_composed(folder, plain), *found), plain)


def _not_composed(folder: Path, names: Iterable[str]) -> Iterator[FileProblem]:
    """Yield lines whose letters and marks stand apart: they look alike and compare unequal."""
    for name in names:
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        for at, line in enumerate(lines, 1):
            if not is_normalized("NFC", line):
                yield FileProblem(name, at, _NOT_COMPOSED, "Type the line anew, or save it as NFC")


_NOT_COMPOSED = "letters and their marks are stored apart (the text is not Unicode NFC)"


def read_pack(folder: Path) -> Pack:
    """Read a pack, holding it against the schema only.

    Raises:
        LetanError: If the folder is missing.
    """
    files = read_files(folder, folder)
    if files.problems:
        return Pack(None, files.problems)
    plain = files.plain()
    return Pack(release_of(plain), (), plain)


@dataclass(frozen=True)
class PackFiles:
    """Files of a pack, or some of them, held against the schema.

    Attributes:
        files: By name; those that are no YAML are missing.
        problems: What the schema or YAML itself finds wrong.
    """

    files: dict[str, PositionedYaml]
    problems: tuple[FileProblem, ...]

    def plain(self) -> dict[str, Document]:
        """Return the content of the files; there must be no problems."""
        return {name: cast(Document, file.data) for name, file in self.files.items()}

    def locate(self, problem: Problem) -> FileProblem:
        """Return a problem of the content with its file and line, where it stands in these."""
        for name, file in self.files.items():
            for index, entry in _entries_of(name, file):
                if entry["id"] == problem.entry:
                    line = file.line(("entries", index, *problem.path))
                    message = f"{problem.entry}: {problem.message}"
                    return FileProblem(name, line, message, problem.remedy)
        return FileProblem("", 0, problem.message, problem.remedy)


def read_files(path: Path, schemas: Path) -> PackFiles:
    """Read one file, or all of a folder.

    Args:
        path: A YAML file, or a folder of them.
        schemas: Folder with the schemas.

    Raises:
        LetanError: If there is nothing there, or a schema is missing.
    """
    if not path.exists():
        raise LetanError(
            str(path), "there is no such content folder or file", "Name a folder like faq_data"
        )
    paths = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not paths:
        raise LetanError(
            str(path), "no .yaml file in the content folder", "Put the topic files there"
        )
    files: dict[str, PositionedYaml] = {}
    problems: list[FileProblem] = []
    for file in paths:
        try:
            files[file.name] = yaml_positions.load(file)
        except LetanError as error:
            line = error.place.removeprefix(f"{file}:")
            at = int(line) if line.isdigit() else 0
            problems.append(FileProblem(file.name, at, error.problem, error.remedy))
    for name, document in files.items():
        problems.extend(_against_schema(name, document, schemas))
    if CATALOGUE in files and not problems:
        problems.extend(_offices_listed(files[CATALOGUE]))
    return PackFiles(files, tuple(problems))


def _offices_listed(document: PositionedYaml) -> Iterator[FileProblem]:
    for row, office in unknown_offices(cast(Yaml, document.data)):
        line = document.line(("procedures", row, "office"))
        message = f"there is no office {office!r} in the list offices"
        yield FileProblem(CATALOGUE, line, message, "List it, or use one of those")


def _against_schema(name: str, document: PositionedYaml, folder: Path) -> Iterator[FileProblem]:
    schema_file = folder / _SCHEMA_OF_EXTRA.get(name, _SCHEMA)
    if not schema_file.is_file():
        raise LetanError(
            str(schema_file), "the schema is missing", "Copy it from the pack that ships with letan"
        )
    schema = json.loads(schema_file.read_text(encoding="utf-8"))
    for error in Draft202012Validator(schema).iter_errors(document.data):
        worst = _most_telling(error)
        path = tuple(worst.absolute_path)
        where = ".".join(map(str, path)) or "the file"
        yield FileProblem(
            name, document.line(path), f"{where}: {worst.message[:160]}", _SCHEMA_REMEDY
        )


_SCHEMA_REMEDY = "Compare with an entry that works, or see docs/content.md"


def _most_telling(error: ValidationError) -> ValidationError:
    """Of alternatives, the complaint that lies deepest: it belongs to the one that was meant."""
    while error.context:
        error = max(error.context, key=lambda e: (len(e.absolute_path), e.validator != "type"))
    return error


def _entries_of(name: str, document: PositionedYaml) -> Iterator[tuple[int, Yaml]]:
    if name not in _SCHEMA_OF_EXTRA:
        yield from enumerate(cast(list[Yaml], cast(Yaml, document.data)["entries"]))
