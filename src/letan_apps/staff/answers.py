"""The clerks' content (`letan_web.admin.backstage.Answers`) on this robot's store and releases."""

import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from letan.faq.content.bundle import release_of
from letan.faq.content.checks import Problem, check_release
from letan.faq.content.parts import CENTRE, Documents, parts_of
from letan.ports.content_store import Author, PartEdit
from letan.site.hours import local_time
from letan.site.site import Site
from letan_apps.content.centre import centre_problems, hall_of
from letan_apps.content.desk import ContentDesk
from letan_apps.staff import work
from letan_apps.staff.entry_schema import entry_errors
from letan_apps.staff.workshop import Workshop
from letan_engines.content_store.database import ContentDatabase
from letan_web.admin.backstage import Content, Gate, Moved, Tried


class RobotAnswers:
    """Reads and writes the store; what compiles a matcher runs in the workshop."""

    def __init__(
        self,
        site: Site,
        site_file: Path,
        pack: Path | None,
        clock: Callable[[], datetime],
        workshop: Workshop | None = None,
    ) -> None:
        """Prepare; the pack is read and the store opened when a page first needs them.

        Args:
            site: The hall.
            site_file: Where it was read, for the workshop.
            pack: Folder of the software's content; None = the one that ships.
            clock: The moment.
            workshop: Where the heavy work is done.

        """
        self._site, self._clock, self._pack_folder = site, clock, pack
        self._opening = threading.Lock()
        self._opened: ContentDesk | None = None
        self._bench = work.Bench(str(site_file), None if pack is None else str(pack))
        self._workshop = workshop or Workshop()
        self._running: tuple[str | None, Documents] | None = None

    def close(self) -> None:
        """Close the store and the workshop."""
        self._workshop.close()
        if self._opened is not None:
            self._opened.close()

    @property
    def _desk(self) -> ContentDesk:
        """The store and the pack.

        Raises:
            LetanError: If the pack is broken or the store cannot be opened.
        """
        with self._opening:
            if self._opened is None:
                self._opened = ContentDesk(self._site, self._pack_folder)
            return self._opened

    @property
    def store(self) -> ContentDatabase:
        """Edits, releases, history."""
        return self._desk.store

    @property
    def pack(self) -> Documents:
        """The software's content."""
        return self._desk.pack

    @property
    def places(self) -> Sequence[tuple[str, str]]:
        """Id and title of every place of the hall that an entry may name."""
        return [(place.id, place.title.vi) for place in self._site.destinations]

    def today(self) -> date:
        """Return the day at the centre."""
        return local_time(self._clock(), self._site.utc_offset_h).date()

    def current(self) -> str:
        """Return the id of the running release, "" where none was published."""
        return self._desk.publisher.releases.current() or ""

    def content(self, name: Content) -> Documents:
        """Return a content; the running one is read anew only when it is another one."""
        match name:
            case "running":
                current = self._desk.publisher.releases.current()
                if self._running is None or current != self._running[0]:
                    self._running = (current, self._desk.publisher.running())
                return self._running[1]
            case "next":
                return self._desk.publisher.next().documents
            case "drafts":
                return work.documents_with_drafts(self._desk)

    def release(self, release: str) -> Documents:
        """Return the content of a release."""
        return self._desk.named(release)

    def malformed(self, edit: PartEdit) -> str:
        """Return why a value is none that the content's schema takes; "" = it is."""
        after = self._desk.publisher.next_with([edit]).documents
        if edit.entry == CENTRE:
            return next((p.message for p in centre_problems(after, self._site)), "")
        parts = parts_of(after).entry(edit.entry)
        return next((error.message[:200] for error in entry_errors(edit.entry, parts)), "")

    def refused(self, edits: Sequence[PartEdit]) -> tuple[Problem, ...]:
        """Return what the checker would find if these edits were stored, and does not now."""
        publisher = self._desk.publisher
        wrong = centre_problems(publisher.next_with(edits).documents, self._site)
        if wrong or all(edit.entry == CENTRE for edit in edits):
            return wrong
        known = self._check(publisher.next().documents)
        found = self._check(publisher.next_with(edits).documents)
        old = {(problem.entry, problem.message) for problem in known}
        return tuple(p for p in found if (p.entry, p.message) not in old)

    def hall(self, name: Content) -> Site:
        """Return the hall as a content describes it."""
        return hall_of(self.content(name), self._site)

    @property
    def hall_file(self) -> Site:
        """The hall as its file describes it."""
        return self._site

    def try_question(
        self, text: str, damages: Sequence[str], content: Content
    ) -> tuple[Tried, ...]:
        """Ask a question, once for each damage."""
        moment = self._clock().isoformat()
        return self._workshop.run(
            work.try_question, self._bench, text, tuple(damages), content, moment
        )

    def gate(self) -> Gate:
        """Find what stands in the way of publishing."""
        return self._workshop.run(work.gate, self._bench, self._clock().isoformat())

    def publish(self, author: Author, conflicts: Literal["refuse", "keep", "take"]) -> Moved:
        """Make the next content the running one."""
        return self._workshop.run(work.publish, self._bench, author, conflicts)

    def roll_back(self, author: Author, to: str) -> Moved:
        """Go back to a release; "" = the one before."""
        done = self._desk.publisher.roll_back(author, to)
        return Moved(done.release, done.before)

    def _check(self, documents: Documents) -> list[Problem]:
        return check_release(release_of(documents), self._desk.places)
