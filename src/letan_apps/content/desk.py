"""The content as the command line works on it: pack, store and releases of one robot."""

from dataclasses import dataclass
from pathlib import Path

from letan.faq.content.bundle import release_of
from letan.faq.content.changes import Change, changes
from letan.faq.content.checks import check_release
from letan.faq.content.importing import edits_of_import
from letan.faq.content.parts import Documents
from letan.kernel.faults import LetanError
from letan.ports.content_store import Author
from letan.site.site import Site
from letan_apps.content.publishing import Publisher, conflicts_of, in_store
from letan_apps.resources import shipped, state_home
from letan_engines.content_store.database import ContentDatabase, open_store
from letan_engines.content_yaml import FileProblem, PackFiles, check_pack, read_files

PACK, NEXT, RUNNING = "pack", "next", "running"
"""Names of contents besides the ids of releases."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import found; nothing was stored if it is `refused`."""

    changes: tuple[Change, ...]
    problems: tuple[FileProblem, ...]
    refused: bool


class ContentDesk:
    """Opens the store; close it when done."""

    def __init__(self, site: Site, pack: Path | None = None) -> None:
        """Read the pack and open the robot's store, made when it is missing.

        Raises:
            LetanError: If the pack is broken or the store cannot be opened.
        """
        self.folder = pack or shipped("faq_data")
        read = check_pack(self.folder)
        if read.release is None:
            first = read.problems[0]
            raise LetanError(f"{first.file}:{first.line}", first.message, first.remedy)
        self.pack: Documents = read.documents
        self.places = frozenset(place.id for place in site.destinations)
        self.store: ContentDatabase = open_store(state_home())
        self.publisher = Publisher(state_home(), self.store, self.pack, site)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def named(self, name: str) -> Documents:
        """Return a content by its name: pack, next, running, or the beginning of a release's id.

        Raises:
            LetanError: If there is none, or it is damaged.
        """
        if name == PACK:
            return self.pack
        if name == NEXT:
            return self.publisher.next().documents
        if name == RUNNING:
            return self.publisher.running()
        releases = self.publisher.releases
        return releases.read(releases.named(name))

    def check(self) -> list[FileProblem]:
        """Return what the edits bring: conflicts with the software, and what the checker finds."""
        merged = self.publisher.next()
        known = set(check_release(release_of(self.pack), self.places))
        found = check_release(release_of(merged.documents), self.places)
        return [*conflicts_of(merged), *(in_store(p) for p in found if p not in known)]

    def import_files(self, path: Path, author: Author, *, draft: bool) -> Imported:
        """Store what a file or folder changes, all or nothing.

        Args:
            path: YAML as in the pack.
            author: Who, when, why.
            draft: Not for the next release yet; then the checker's findings only warn.

        Raises:
            LetanError: If there is no such file, or the store fails.
        """
        files = read_files(path, shipped("faq_data"))
        if files.problems:
            return Imported((), files.problems, refused=True)
        working = self.publisher.next().documents
        edits = edits_of_import(files.plain(), working, self.pack)
        after = self.publisher.next_with(edits).documents
        problems = self._problems_of(files, working, after)
        refused = bool(problems) and not draft
        if edits and not refused:
            self.store.add(edits, author, draft=draft)
        return Imported(changes(working, after), problems, refused)

    def _problems_of(
        self, files: PackFiles, working: Documents, after: Documents
    ) -> tuple[FileProblem, ...]:
        known = set(check_release(release_of(working), self.places))
        found = check_release(release_of(after), self.places)
        return tuple(files.locate(problem) for problem in found if problem not in known)
