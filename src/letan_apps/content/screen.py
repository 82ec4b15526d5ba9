"""What the pages show of content and hall: questions to touch, the map."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from letan.faq.content.entry import EntryKind
from letan.faq.content.entry import Topic as ContentTopic
from letan.faq.content.release import Release
from letan.kernel.units import Language
from letan.site.local import LocalFacts
from letan.site.site import Site
from letan.site.svg_map import site_svg
from letan_apps.content.running import release_that_answers, running_release
from letan_web.visitor.hall_map import HallMap
from letan_web.visitor.screen_state import Tile
from letan_web.visitor.topics import Topic

_TILES = 6
_ASKED = (EntryKind.PROCEDURE, EntryKind.INFORMATION, EntryKind.DIRECTION)


def hall_map(site: Site, language: Language = "vi", day: date | None = None) -> HallMap:
    """Return the hall's drawing for the page: signs in one language, notices of one day."""
    return HallMap(site_svg(site, language, day))


@dataclass(frozen=True, slots=True)
class Touchable:
    """What the visitor's page takes from a release: questions to touch, facts of the centre.

    Attributes:
        release: Its id.
        tiles: Those of the first page.
        topics: All of them.
        centre: What the staff changed of the hall's file.
    """

    release: str
    tiles: tuple[Tile, ...]
    topics: tuple[Topic, ...]
    centre: LocalFacts = field(default_factory=LocalFacts)


def touchable(pack: str = "", release: str = "", count: int = _TILES) -> Touchable:
    """Return questions to touch.

    On the first page stands the first procedure of each topic, then the second, up to `count`;
    topics with many procedures before those with few.

    Args:
        pack: Folder of the content pack; "" for what was published on this robot.
        release: Id of the release that answers; "" = the one that should run.
        count: Most tiles.

    Raises:
        LetanError: If the content cannot be read.
    """
    named = Path(pack) if pack else None
    if release:
        content = release_that_answers(release, named)
    else:
        content = running_release(named, keep_going=True)
    tiles, topics = _tiles(content, count), _topics(content)
    return Touchable(release or content.id, tiles, topics, content.centre)


def _tiles(release: Release, count: int) -> tuple[Tile, ...]:
    rows = [_of_kinds(topic, EntryKind.PROCEDURE) for topic in release.topics]
    rows.sort(key=len, reverse=True)
    longest = max(map(len, rows), default=0)
    order = [row[place] for place in range(longest) for row in rows if place < len(row)]
    return tuple(order[:count])


def _topics(release: Release) -> tuple[Topic, ...]:
    found = []
    for topic in release.topics:
        questions = _of_kinds(topic, *_ASKED)
        if questions:
            found.append(Topic(topic.title, questions))
    return tuple(found)


def _of_kinds(topic: ContentTopic, *kinds: EntryKind) -> tuple[Tile, ...]:
    return tuple(Tile(entry.id, entry.title) for entry in topic.entries if entry.kind in kinds)
