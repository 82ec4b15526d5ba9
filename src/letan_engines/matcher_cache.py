"""Compiled matchers on disk: built once a release, loaded in a moment, never half written.

`matcher-KEY.npz` holds what the words say; `meaning-KEY.npz` the semantic tier of the same
release; `vectors-MODEL.npz` the vectors of the phrasings seen last, so that after a clerk's edit
only what is new is embedded.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from letan.faq.content.release import Release
from letan.faq.matching.compiled import VERSION, CompiledIndex
from letan.faq.matching.matcher import MatcherParams, compiled_index
from letan.faq.matching.meaning import CompiledMeaning, compile_meaning, embedded_texts
from letan.faq.matching.packing import pack_lines, unpack_lines
from letan.ports.embedding import Embedder
from letan_engines.compiled_files import UNREADABLE, digest, kept, read_compiled, write_compiled


def load_or_compile(release: Release, params: MatcherParams, folder: Path) -> CompiledIndex:
    """Return the compiled release out of `folder`, or compile it and leave it there.

    A file that is damaged is made anew. Where nothing can be written, the result is only
    returned: the next start takes as long again.
    """
    path = folder / f"matcher-{cache_key(release, params)}.npz"
    return kept(path, CompiledIndex, lambda: compiled_index(release, params))


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
    path = folder / f"meaning-{digest(parts)}.npz"

    def compile_now() -> CompiledMeaning:
        vectors = _vectors(embedded_texts(compiled), embedder, folder)
        return compile_meaning(compiled, vectors, params.meaning_penalty)

    return kept(path, CompiledMeaning, compile_now)


def _vectors(texts: list[str], embedder: Embedder, folder: Path) -> NDArray[np.float16]:
    """Return the vectors of the texts, out of the cache where it has them."""
    path = folder / f"vectors-{embedder.name}.npz"
    try:
        stored = read_compiled(path, _Vectors)
        found = dict(zip(unpack_lines(stored.texts), stored.vectors, strict=True))
    except UNREADABLE:
        found = {}
    missing = [text for text in dict.fromkeys(texts) if text not in found]
    found |= dict(zip(missing, embedder.embed(missing).astype(np.float16), strict=True))
    if missing:
        wanted = list(dict.fromkeys(texts))
        with suppress(OSError):
            write_compiled(
                path, _Vectors(pack_lines(wanted), np.stack([found[text] for text in wanted]))
            )
    return np.stack([found[text] for text in texts])


@dataclass(frozen=True, slots=True, eq=False)
class _Vectors:
    texts: NDArray[np.uint8]
    vectors: NDArray[np.float16]


def cache_key(release: Release, params: MatcherParams) -> str:
    """Name what the compiled form depends on: 16 hexadecimal digits."""
    parts = (VERSION, release.id, params.blocks, params.ridge_penalty)
    return digest(parts)
