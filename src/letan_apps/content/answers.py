"""What the faq node answers from, and what it should answer from next."""

from pathlib import Path

from letan.faq.faq import Faq
from letan.kernel.faults import LetanError
from letan.site.site import Site
from letan_apps.content.mind import mind_of
from letan_apps.content.running import pointer_stamp, published_release, running_content
from letan_engines.site_yaml import load_site
from letan_ros.faq import Answers


class PublishedAnswers:
    """The content of this robot as `letan_ros.faq.AnswerSource` wants it."""

    def __init__(self, pack: Path | None, site: Path | None) -> None:
        """Nothing is read yet.

        Args:
            pack: Folder of a pack; None = what was published here, or the pack that ships.
            site: The hall's file; None = none.
        """
        self._pack, self._site_file = pack, site
        self._site: Site | None = None

    def wanted(self) -> str:
        """Return a text that changes when something else should answer."""
        return pointer_stamp(self._pack)

    def load(self, release: str = "") -> Answers:
        """Read content and build its matcher, out of the cache where publishing compiled it.

        Args:
            release: Id of a published release; "" = the one that should run.

        Raises:
            LetanError: If there is nothing whole to answer from, or the hall's file is broken.
        """
        if self._site is None and self._site_file is not None:
            self._site = load_site(self._site_file)
        if release:
            return self._answers(mind_of(published_release(release), self._site))
        found = running_content(self._pack, keep_going=True)
        return self._answers(mind_of(found.release, self._site), found.damage)

    @staticmethod
    def _answers(faq: Faq, damage: LetanError | None = None) -> Answers:
        return Answers(faq, faq.release.id, "" if damage is None else str(damage))
