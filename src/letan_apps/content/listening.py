"""What is to be heard of a release, compiled as it is published, so that the ear only loads it."""

from pathlib import Path
from typing import Protocol

from letan.faq.content.release import Release
from letan.faq.faq import phrases_of
from letan.hearing.phrases import PhraseGraph
from letan_apps.resources import state_home
from letan_engines.phrase_cache import (
    load_or_compile_phrases,
    remember_vocabulary,
    remembered_vocabulary,
)


class _Published(Protocol):
    """What of a release that is being published is needed here."""

    @property
    def release(self) -> Release: ...


class CompilePhrases:
    """Publishing step: compiles the phrasings for the recogniser that heard last on this robot."""

    name = "phrases to listen for"

    def __init__(self, home: Path) -> None:
        """Use a robot's cache.

        Args:
            home: `$LETAN_HOME`.
        """
        self._cache = home / "cache"

    def run(self, candidate: _Published) -> None:
        """Compile; where no recogniser has heard yet, the ear does it at its first start."""
        vocabulary = remembered_vocabulary(self._cache)
        if vocabulary:
            load_or_compile_phrases(phrases_of(candidate.release), vocabulary, self._cache)


def phrase_graph(release: Release, vocabulary: tuple[str, ...]) -> PhraseGraph:
    """Return what to listen for, out of the cache where it was compiled before."""
    cache = state_home() / "cache"
    remember_vocabulary(vocabulary, cache)
    return load_or_compile_phrases(phrases_of(release), vocabulary, cache)
