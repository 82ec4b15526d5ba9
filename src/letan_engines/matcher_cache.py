"""Compiled matchers on disk: built once a release, loaded in a moment, never half written."""

import hashlib
import os
import tempfile
import zipfile
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
from numpy.typing import NDArray

from letan.faq.content.release import Release
from letan.faq.matching.compiled import VERSION, CompiledIndex
from letan.faq.matching.matcher import MatcherParams, compiled_index

KEPT = 4
"""So many compiled releases stay: the running one, its predecessors for a roll-back."""


def load_or_compile(release: Release, params: MatcherParams, folder: Path) -> CompiledIndex:
    """Return the compiled release out of `folder`, or compile it and leave it there.

    A file that is damaged is made anew. Where nothing can be written, the result is only
    returned: the next start takes as long again.
    """
    path = folder / f"matcher-{cache_key(release, params)}.npz"
    try:
        return _read(path)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        compiled = compiled_index(release, params)
    try:
        _write(path, compiled)
        _prune(folder)
    except OSError:
        pass
    return compiled


def cache_key(release: Release, params: MatcherParams) -> str:
    """Name what the compiled form depends on: 16 hexadecimal digits."""
    parts = (VERSION, release.id, params.blocks, params.ridge_penalty)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _read(path: Path) -> CompiledIndex:
    with np.load(path, allow_pickle=False) as stored:
        compiled: CompiledIndex = _built(CompiledIndex, stored, "")
        return compiled


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


def _write(path: Path, compiled: CompiledIndex) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".matcher-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **_flat(compiled, ""))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _prune(folder: Path) -> None:
    found = sorted(folder.glob("matcher-*.npz"), key=lambda file: file.stat().st_mtime)
    for old in found[:-KEPT]:
        old.unlink(missing_ok=True)
