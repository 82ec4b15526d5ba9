"""A pack as it was when it was last read whole: quick to load, and there when a file breaks."""

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from letan.faq.content.bundle import bundle_text, read_bundle, release_of
from letan.faq.content.release import Release
from letan.kernel.faults import LetanError
from letan_engines.content_yaml import read_whole_pack

KEPT = 4
"""So many packs are remembered."""


@dataclass(frozen=True, slots=True)
class GoodPack:
    """A pack, and why it is not as it stands on the disk now (None = it is)."""

    release: Release
    damage: LetanError | None = None


class PackCache:
    """Files `pack-NAME.json` of a folder: a stamp, the release's id, the bundle; one a line."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, made when something is kept."""
        self._folder = folder

    @staticmethod
    def stamp(pack: Path) -> str:
        """Return a text that changes with any file of the pack: its names, sizes and times."""
        found = []
        for path in sorted((*pack.glob("*.yaml"), *pack.glob("*.json"))):
            with suppress(OSError):
                about = path.stat()
                found.append(f"{path.name} {about.st_size} {about.st_mtime_ns}")
        return hashlib.sha256("\n".join(found).encode()).hexdigest()[:16]

    def load(self, pack: Path) -> Release:
        """Return the pack, out of the cache while none of its files has changed.

        Raises:
            LetanError: If the folder is missing or a file is broken: file, line, remedy.
        """
        kept = self._kept(pack)
        stamp = self.stamp(pack)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        documents = read_whole_pack(pack)
        release = release_of(documents)
        with suppress(OSError):
            self._write(pack, f"{stamp}\n{release.id}\n{bundle_text(documents)}")
        return release

    def load_or_last_good(self, pack: Path) -> GoodPack:
        """Return the pack; where it is broken, what it was when it was read last.

        Raises:
            LetanError: If it is broken and was never read here.
        """
        try:
            return GoodPack(self.load(pack))
        except LetanError as error:
            kept = self._kept(pack)
            if kept is None:
                raise
            return GoodPack(kept[1], error)

    def _kept(self, pack: Path) -> tuple[str, Release] | None:
        try:
            stamp, release, text = self._path(pack).read_text(encoding="utf-8").split("\n", 2)
            return stamp, release_of(read_bundle(text, release))
        except (OSError, ValueError, LetanError):  # not there, or damaged: it is made anew
            return None

    def _path(self, pack: Path) -> Path:
        name = hashlib.sha256(str(pack.resolve()).encode()).hexdigest()[:12]
        return self._folder / f"pack-{name}.json"

    def _write(self, pack: Path, text: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".pack-", dir=self._folder)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(self._path(pack))
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        found = sorted(self._folder.glob("pack-*.json"), key=lambda path: path.stat().st_mtime)
        for old in found[:-KEPT]:
            old.unlink(missing_ok=True)
