"""Releases on disk: `releases/ID/` with its bundle, and the file `releases/current` that names one.

Whoever only reads needs nothing else: no database is opened.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path

from letan.faq.content.bundle import bundle_text, read_bundle
from letan.faq.content.parts import Document, Documents
from letan.kernel.faults import LetanError

BUNDLE, MANIFEST = "bundle.json", "manifest.json"
_COMING = ".coming"


class ReleaseFolder:
    """`$LETAN_HOME/releases`."""

    def __init__(self, home: Path) -> None:
        """Use `home/releases`, which need not be there yet."""
        self.path = home / "releases"

    def current(self) -> str | None:
        """Return the id of the running release, None where none was ever published.

        Raises:
            LetanError: If the pointer cannot be read.
        """
        return next(iter(self._pointer()), None)

    def fallback(self) -> str | None:
        """Return the id of the release that ran before."""
        return next(iter(self._pointer()[1:]), None)

    def folder(self, release: str) -> Path:
        """Where a release stands: the bundle, and what the publish steps added."""
        return self.path / release

    def holds(self, release: str) -> bool:
        """Whether a release is there and whole."""
        try:
            self.read(release)
        except LetanError:
            return False
        return True

    def read(self, release: str) -> dict[str, Document]:
        """Return a release's files, held against its hash.

        Raises:
            LetanError: If it is missing or damaged.
        """
        path = self.folder(release) / BUNDLE
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise LetanError(
                f"release {release}",
                "is not there, or cannot be read",
                "Publish again, or roll back to another one",
            ) from None
        return read_bundle(text, release)

    def named(self, start: str) -> str:
        """Return the one release whose id begins so.

        Raises:
            LetanError: If there is none, or more than one.
        """
        found = [p.name for p in self.path.glob(f"{start}*") if (p / BUNDLE).is_file()]
        found = [name for name in found if not name.endswith(_COMING)]
        if len(found) != 1 or not start.isalnum():
            problem = "there is no such release" if not found else f"it may be {sorted(found)}"
            raise LetanError(
                f"release {start!r}", problem, "Name one of those in LETAN_HOME/releases"
            )
        return found[0]

    @contextmanager
    def building(self, release: str) -> Iterator[Path]:
        """Give an empty folder to build a release in; it disappears unless `seal` takes it.

        Raises:
            LetanError: If the disk is full or cannot be written.
        """
        coming = self.path / f"{release}{_COMING}"
        with self._errors_explained():
            shutil.rmtree(coming, ignore_errors=True)
            coming.mkdir(parents=True)
            try:
                yield coming
            finally:
                shutil.rmtree(coming, ignore_errors=True)

    def seal(
        self, coming: Path, release: str, documents: Documents, about: Mapping[str, object]
    ) -> None:
        """Write bundle and manifest, bring all to the disk, and give the folder its name.

        Args:
            coming: The folder that `building` gave.
            release: Its id.
            documents: Its content.
            about: Goes into the manifest: who, when, why, from which pack.

        Raises:
            LetanError: If the disk is full or cannot be written; nothing has changed then.
        """
        with self._errors_explained():
            (coming / BUNDLE).write_text(bundle_text(documents), encoding="utf-8")
            files = sorted(path for path in coming.rglob("*") if path.is_file())
            hashes = {str(path.relative_to(coming)): _sha256(path) for path in files}
            manifest = {"release": release, **about, "files": hashes}
            text = json.dumps(manifest, ensure_ascii=False, indent=1)
            (coming / MANIFEST).write_text(text, encoding="utf-8")
            for path in (*files, coming / MANIFEST, *_folders(coming)):
                _to_disk(path)
            target, aside = self.folder(release), self.path / f"{release}.old{_COMING}"
            if target.exists():  # built before: the newly built one is whole for certain
                target.rename(aside)
            coming.rename(target)
            _to_disk(self.path)
            shutil.rmtree(aside, ignore_errors=True)

    def point_at(self, release: str) -> None:
        """Make a release the running one: one rename, after which a power cut changes nothing.

        Raises:
            LetanError: If the disk is full or cannot be written; the old one runs on then.
        """
        try:
            before = self.current() or ""
        except LetanError:  # a damaged pointer is replaced like any other
            before = ""
        new = self.path / "current.new"
        with self._errors_explained():
            new.write_text(f"{release}\n{before}\n", encoding="ascii")
            _to_disk(new)
            new.replace(self.path / "current")
            _to_disk(self.path)

    def sweep(self) -> None:
        """Remove what broken-off publishing left."""
        for path in self.path.glob(f"*{_COMING}"):
            shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            (self.path / "current.new").unlink(missing_ok=True)

    def _pointer(self) -> list[str]:
        try:
            return (self.path / "current").read_text(encoding="ascii").split()
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError):
            raise LetanError(
                str(self.path / "current"),
                "names no release",
                "Run letan content rollback RELEASE --reason TEXT",
            ) from None

    @contextmanager
    def _errors_explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise LetanError(
                str(self.path),
                "the disk is full; the running release is unchanged"
                if full
                else f"cannot be written ({error.strerror}); the running release is unchanged",
                "Make room on the disk" if full else "Check the permissions of LETAN_HOME",
            ) from error


def _folders(top: Path) -> list[Path]:
    return [top, *(path for path in top.rglob("*") if path.is_dir())]


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
