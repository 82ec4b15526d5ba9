"""Compiled matchers on disk: built once a release, loaded in a moment, never half written.

`matcher-KEY.npz` holds what the words say; `meaning-KEY.npz` the semantic tier of the same
release; `vectors-MODEL.npz` the vectors of the phrasings seen last, so that after a clerk's edit
only what is new is embedded.
"""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import numpy as np
from numpy.typing import NDArray

from letan.faq.content.release import Release
from letan.faq.matching.compiled import VERSION, CompiledIndex
from letan.faq.matching.matcher import MatcherParams, compiled_index
from letan.faq.matching.meaning import CompiledMeaning, compile_meaning, embedded_texts
from letan.faq.matching.packing import pack_lines, unpack_lines
from letan.ports.embedding import Embedder

KEPT = 4
"""So many compiled releases stay: the running one, its predecessors for a roll-back."""

Compiled = TypeVar("Compiled")
_UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


def load_or_compile(release: Release, params: MatcherParams, folder: Path) -> CompiledIndex:
    """Return the compiled release out of `folder`, or compile it and leave it there.

    A file that is damaged is made anew. Where nothing can be written, the result is only
    returned: the next start takes as long again.
    """
    path = folder / f"matcher-{cache_key(release, params)}.npz"
    return _kept(path, CompiledIndex, lambda: compiled_index(release, params))


def load_or_compile_meaning(
    release: Release,
    compiled: CompiledIndex,
    embedder: Embedder,
    params: MatcherParams,
    folder: Path,
) -> CompiledMeaning:
    """Return the semantic tier of a compiled release, as `load_or_compile` does.

    The first time takes minutes: thousands of phrasings are embedded. After that only new ones.
    """
    parts = (cache_key(release, params), embedder.name, params.meaning_penalty)
    path = folder / f"meaning-{_digest(parts)}.npz"

    def compile_now() -> CompiledMeaning:
        vectors = _vectors(embedded_texts(compiled), embedder, folder)
        return compile_meaning(compiled, vectors, params.meaning_penalty)

    return _kept(path, CompiledMeaning, compile_now)


def _vectors(texts: list[str], embedder: Embedder, folder: Path) -> NDArray[np.float16]:
    """Return the vectors of the texts, out of the cache where it has them."""
    path = folder / f"vectors-{embedder.name}.npz"
    try:
        stored = _read(path, _Vectors)
        found = dict(zip(unpack_lines(stored.texts), stored.vectors, strict=True))
    except _UNREADABLE:
        found = {}
    missing = [text for text in dict.fromkeys(texts) if text not in found]
    found |= dict(zip(missing, embedder.embed(missing).astype(np.float16), strict=True))
    if missing:
        kept = list(dict.fromkeys(texts))
        with suppress(OSError):
            _write(path, _Vectors(pack_lines(kept), np.stack([found[text] for text in kept])))
    return np.stack([found[text] for text in texts])


@dataclass(frozen=True, slots=True, eq=False)
class _Vectors:
    texts: NDArray[np.uint8]
    vectors: NDArray[np.float16]


def _kept(path: Path, kind: type[Compiled], compile_now: Callable[[], Compiled]) -> Compiled:
    """Return what lies at the path, or make it and leave it there."""
    try:
        return _read(path, kind)
    except _UNREADABLE:
        made = compile_now()
    with suppress(OSError):
        _write(path, made)
        _prune(path.parent, path.name.partition("-")[0])
    return made


def cache_key(release: Release, params: MatcherParams) -> str:
    """Name what the compiled form depends on: 16 hexadecimal digits."""
    parts = (VERSION, release.id, params.blocks, params.ridge_penalty)
    return _digest(parts)


def _digest(parts: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _read(path: Path, kind: type[Compiled]) -> Compiled:
    with np.load(path, allow_pickle=False) as stored:
        compiled: Compiled = _built(kind, stored, "")
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


def _write(path: Path, compiled: object) -> None:
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


def _prune(folder: Path, kind: str) -> None:
    found = sorted(folder.glob(f"{kind}-*.npz"), key=lambda file: file.stat().st_mtime)
    for old in found[:-KEPT]:
        old.unlink(missing_ok=True)
