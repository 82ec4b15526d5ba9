"""What takes long to compile, kept on disk: made once, loaded in a moment, never half written.

A file is a dataclass of arrays (or of dataclasses of arrays); its name begins with its kind and
holds a digest of all that it was made from, so that a stale one is never read.
"""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import numpy as np
from numpy.typing import NDArray

KEPT = 4
"""So many of a kind stay: of the running release, and its predecessors for a roll-back."""

Compiled = TypeVar("Compiled")
UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)
"""What `read_compiled` raises on a file that is missing or damaged."""


def kept(path: Path, kind: type[Compiled], compile_now: Callable[[], Compiled]) -> Compiled:
    """Return what lies at the path, or make it and leave it there.

    A file that is damaged is made anew. Where nothing can be written, the result is only
    returned: the next start takes as long again.
    """
    try:
        return read_compiled(path, kind)
    except UNREADABLE:
        made = compile_now()
    with suppress(OSError):
        write_compiled(path, made)
        _prune(path.parent, path.name.partition("-")[0])
    return made


def digest(parts: tuple[object, ...]) -> str:
    """Name what something is made from: 16 hexadecimal digits."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def read_compiled(path: Path, kind: type[Compiled]) -> Compiled:
    """Return what was written; raises one of `UNREADABLE`."""
    with np.load(path, allow_pickle=False) as stored:
        compiled: Compiled = _built(kind, stored, "")
        return compiled


def write_compiled(path: Path, compiled: object) -> None:
    """Write it whole or not at all; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".compiled-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **_flat(compiled, ""))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _built(kind: type[Any], stored: Any, prefix: str) -> Any:
    """Fill a dataclass of arrays, and of dataclasses of arrays, by the names of its fields."""
    hints = get_type_hints(kind)
    return kind(**{
        field.name: _built(hints[field.name], stored, f"{prefix}{field.name}.")
        if is_dataclass(hints[field.name])
        else stored[prefix + field.name]
        for field in fields(kind)
    })  # fmt: skip


def _flat(value: Any, prefix: str) -> dict[str, NDArray[Any]]:
    flat: dict[str, NDArray[Any]] = {}
    for field in fields(value):
        part = getattr(value, field.name)
        if is_dataclass(part):
            flat |= _flat(part, f"{prefix}{field.name}.")
        else:
            flat[prefix + field.name] = part
    return flat


def _prune(folder: Path, kind: str) -> None:
    found = sorted(folder.glob(f"{kind}-*.npz"), key=lambda file: file.stat().st_mtime)
    for old in found[:-KEPT]:
        old.unlink(missing_ok=True)
