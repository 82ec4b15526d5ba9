"""Publishing: what a release goes through before the robot answers from it.

Hearing and voice add their steps (`PublishStep`) to `default_steps`: a step may refuse, and may
put files into the release's folder. Nothing is visible to a robot until the last rename.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from letan.faq.content.bundle import release_of
from letan.faq.content.checks import Problem, check_release
from letan.faq.content.overlay import Conflict, Merged, merge
from letan.faq.content.parts import Documents
from letan.faq.content.release import Release
from letan.faq.quality.golden import golden_failures
from letan.kernel.faults import LetanError
from letan.ports.content_store import Author, PartEdit, ReleaseRecord
from letan.site.site import Site
from letan_apps.content.centre import centre_problems
from letan_apps.content.listening import CompilePhrases
from letan_apps.content.mind import mind_of
from letan_apps.content.rendering import RenderAnswers
from letan_engines.content_store.database import ContentDatabase
from letan_engines.content_store.publish_lock import publishing_alone
from letan_engines.content_store.release_folder import ReleaseFolder
from letan_engines.content_yaml import FileProblem

STORE = "the store"
"""What a problem names as its file when it stands in a clerk's edit."""


class Refused(Exception):
    """A release that must not be published; what runs is unchanged."""

    def __init__(self, problems: Sequence[FileProblem]) -> None:
        """Store every reason."""
        super().__init__(f"{len(problems)} reasons not to publish")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a step works on.

    Attributes:
        release: To be published.
        running: What the robot answers from now.
        pack: What ships with the software.
        documents: The content of `release`, file by file.
        folder: Where a step may put files; it becomes `releases/ID`.
        site: The hall.
        now: Moment of publishing.
    """

    release: Release
    running: Release
    pack: Release
    documents: Documents
    folder: Path
    site: Site
    now: datetime


class PublishStep(Protocol):
    """One thing that publishing does."""

    @property
    def name(self) -> str:
        """What the command line and the pages call it while it runs."""

    def run(self, candidate: Candidate) -> None:
        """Do it.

        Raises:
            Refused: If the release must not be published.
            LetanError: If it cannot be done.
        """


class CheckContent:
    """Refuses what the checker finds, unless the software shipped with it."""

    name = "checks"

    def run(self, candidate: Candidate) -> None:
        """Check the release, and what it says of the hall."""
        places = frozenset(place.id for place in candidate.site.destinations)
        known = set(map(_key, check_release(candidate.pack, places)))
        found = [p for p in check_release(candidate.release, places) if _key(p) not in known]
        found.extend(centre_problems(candidate.documents, candidate.site))
        if found:
            raise Refused([in_store(problem) for problem in found])


class AskGoldenQuestions:
    """Refuses a release that no longer answers what the running one answers.

    It compiles the release on the way, so that the nodes find it in the cache when they swap.
    """

    name = "golden questions"

    def run(self, candidate: Candidate) -> None:
        """Ask all of them."""
        new, running = (mind_of(r, candidate.site) for r in (candidate.release, candidate.running))
        reasons = []
        for failure in golden_failures(new, running, candidate.now):
            if failure.forbids_publishing:
                question = failure.question.question
                facet = f", {failure.question.facet}" if failure.question.facet else ""
                past = "the running release answers it" if failure.worked_before else "it is new"
                reasons.append(
                    FileProblem(
                        STORE,
                        0,
                        f"{failure.entry}{facet}: the golden question «{question}» gets "
                        f"{failure.got}; {past}",
                        "Add phrasings to the entry, or take words away from the one that answers",
                    )
                )
        if reasons:
            raise Refused(reasons)


def default_steps(home: Path | None = None) -> tuple[PublishStep, ...]:
    """Return the steps of every publish, in their order.

    Args:
        home: `$LETAN_HOME`, into whose cache phrases are compiled and speech is rendered; None =
            neither is.
    """
    always = (CheckContent(), AskGoldenQuestions())
    return always if home is None else (*always, CompilePhrases(home), RenderAnswers(home))


def _silent(_step: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did.

    Attributes:
        release: The id that runs now.
        before: The id that ran before; the same if there was nothing to publish.
        edits: How many edits the release holds.
    """

    release: str
    before: str
    edits: int


class Publisher:
    """Publishes and rolls back, one at a time on a robot."""

    def __init__(
        self,
        home: Path,
        store: ContentDatabase,
        pack: Documents,
        site: Site,
        steps: Sequence[PublishStep] | None = None,
    ) -> None:
        """Use a robot's store.

        Args:
            home: `$LETAN_HOME`.
            store: In that home.
            pack: The software's content.
            site: The hall.
            steps: What publishing does; None = `default_steps()`.
        """
        self._home = home
        self._store = store
        self._pack = pack
        self._site = site
        self._steps = default_steps(home) if steps is None else tuple(steps)
        self.releases = ReleaseFolder(home)
        """The releases of this robot."""

    def next(self) -> Merged:
        """Return what would be published now: the pack with the edits that are ready."""
        return self.next_with(())

    def next_with(self, edits: Sequence[PartEdit]) -> Merged:
        """Return what would be published if these edits were stored as well."""
        ready = [stored.edit for stored in self._store.edits()]
        latest = {(edit.entry, edit.part): edit for edit in (*ready, *edits)}
        return merge(self._pack, latest.values())

    def running(self) -> Documents:
        """Return the content that runs: the current release, the pack where there is none."""
        current = self.releases.current()
        return self._pack if current is None else self.releases.read(current)

    def publish(
        self,
        author: Author,
        conflicts: str = "refuse",
        progress: Callable[[str], None] = _silent,
    ) -> Published:
        """Build the next release and make it the running one.

        Args:
            author: Who, when, why.
            conflicts: Parts that both the software and a clerk changed: "refuse" to publish,
                "keep" the clerk's, "take" the software's.
            progress: Called with the name of each step.

        Raises:
            Refused: If a step says no; what runs is unchanged.
            LetanError: If it cannot be done, or another publish runs.
        """
        with publishing_alone(self._home):
            self._settle(author.when)
            self._resolve(conflicts, author)
            merged = self.next()
            if merged.conflicts:
                raise Refused([_conflict(conflict) for conflict in merged.conflicts])
            wrong = centre_problems(merged.documents, self._site)
            if wrong:  # before anybody reads it
                raise Refused([in_store(problem) for problem in wrong])
            release, pack = release_of(merged.documents), release_of(self._pack)
            edits = len(self._store.edits())
            before = self.releases.current()
            if release.id == before and self.releases.holds(release.id):
                return Published(release.id, release.id, edits)
            running = release_of(self.running())
            self._build(release, running, pack, merged.documents, author, progress)
            if before is None:  # so that there is a way back to it
                self._seal_pack(pack, author)
            self._move("publish", release.id, running.id, author)
            return Published(release.id, running.id, edits)

    def roll_back(self, author: Author, to: str = "") -> Published:
        """Make an earlier release the running one; edits stay as they are.

        Args:
            author: Who, when, why; the reason must not be empty.
            to: Id or its beginning; "" = what ran before the current one was published.

        Raises:
            LetanError: If there is no such release, it is damaged, or the reason is missing.
        """
        if not author.reason.strip():
            raise LetanError("rollback", "a reason is missing", 'Add --reason "why"')
        with publishing_alone(self._home):
            self._settle(author.when)
            try:
                before = self.releases.current() or ""
            except LetanError:  # a damaged pointer is what rolling back mends
                before = ""
            target = self.releases.named(to) if to else self._store.came_from(before)
            if not target:
                raise LetanError(
                    "rollback", "there is no earlier release", "Publish one, or name a release"
                )
            self.releases.read(target)
            if target != before:
                self._note(target, author)
                self._move("rollback", target, before, author)
            return Published(target, before, len(self._store.edits()))

    def _settle(self, now: datetime) -> None:
        self.releases.sweep()
        try:
            current = self.releases.current()
        except LetanError:
            return
        if current is not None and not self.releases.folder(current).exists():
            return
        self._store.settle(current, now)

    def _resolve(self, conflicts: str, author: Author) -> None:
        found = self.next().conflicts if conflicts != "refuse" else ()
        if conflicts == "keep":
            kept = [_seen_again(conflict) for conflict in found if conflict.is_applied]
            self._store.add(kept, author)
            found = tuple(conflict for conflict in found if not conflict.is_applied)
        if found:
            keys = {(conflict.edit.entry, conflict.edit.part) for conflict in found}
            numbers = [e.id for e in self._store.edits() if (e.edit.entry, e.edit.part) in keys]
            self._store.withdraw(numbers, author)

    def _build(
        self,
        release: Release,
        running: Release,
        pack: Release,
        documents: Documents,
        author: Author,
        progress: Callable[[str], None],
    ) -> None:
        with self.releases.building(release.id) as folder:
            candidate = Candidate(
                release, running, pack, documents, folder, self._site, author.when
            )
            for step in self._steps:
                progress(step.name)
                step.run(candidate)
            about = _about(pack.id, author)
            self.releases.seal(folder, release.id, documents, about)
        self._store.add_release(ReleaseRecord(release.id, pack.id, author))

    def _seal_pack(self, pack: Release, author: Author) -> None:
        if not self.releases.holds(pack.id):
            with self.releases.building(pack.id) as folder:
                self.releases.seal(folder, pack.id, self._pack, _about(pack.id, author))
        self._store.add_release(ReleaseRecord(pack.id, pack.id, author))

    def _note(self, release: str, author: Author) -> None:
        """Note a release that a restored or new database does not know."""
        self._store.add_release(ReleaseRecord(release, "", author))

    def _move(self, action: str, release: str, before: str, author: Author) -> None:
        move = self._store.begin_move(action, release, before, author)
        self.releases.point_at(release)
        self._store.end_move(move)


def in_store(problem: Problem) -> FileProblem:
    """Return a problem of the content as one that has no file."""
    where = f"{problem.entry}: " if problem.entry else ""
    return FileProblem(STORE, 0, f"{where}{problem.message}", problem.remedy)


def conflicts_of(merged: Merged) -> Iterator[FileProblem]:
    """Yield the conflicts as the command line lists them."""
    return map(_conflict, merged.conflicts)


def _conflict(conflict: Conflict) -> FileProblem:
    part = conflict.edit.part or "the whole entry"
    message = f"{conflict.edit.entry}, {part}: changed by you and by the new software"
    if not conflict.is_applied:
        message = f"{conflict.edit.entry}, {part}: the new software no longer has this entry"
    remedy = "letan content diff shows both; publish with --conflicts keep or --conflicts take"
    return FileProblem(STORE, 0, message, remedy)


def _seen_again(conflict: Conflict) -> PartEdit:
    """Return the same edit, as made by somebody who saw what the software says now."""
    edit = conflict.edit
    return PartEdit(edit.entry, edit.part, edit.value, conflict.pack, edit.topic)


def _about(pack: str, author: Author) -> dict[str, str]:
    at = author.when.isoformat()
    return {"pack": pack, "who": author.who, "at": at, "reason": author.reason}


def _key(problem: Problem) -> tuple[str, str]:
    return problem.entry, problem.message
