"""What the pages show of content and hall: questions to touch, the map."""

from dataclasses import dataclass
from pathlib import Path

from letan.faq.content.entry import Entry, EntryKind
from letan.faq.content.release import Release
from letan.kernel.units import Language
from letan.site.site import Site
from letan.site.svg_map import site_svg
from letan_apps.content.running import release_that_answers, running_release
from letan_web.visitor.hall_map import HallMap
from letan_web.visitor.screen_state import Tile

_TILES = 8


def hall_map(site: Site, language: Language = "vi") -> HallMap:
    """Return the hall's drawing for the page, its signs in one language."""
    return HallMap(site_svg(site, language))


@dataclass(frozen=True, slots=True)
class Touchable:
    """Questions to touch, and the id of the release that they are of."""

    release: str
    tiles: tuple[Tile, ...]


def touchable(pack: str = "", release: str = "", count: int = _TILES) -> Touchable:
    """Return questions to touch: the first of each topic, then the second, up to `count`.

    Args:
        pack: Folder of the content pack; "" for what was published on this robot.
        release: Id of the release that answers; "" = the one that should run.
        count: Most tiles.

    Raises:
        LetanError: If the content cannot be read.
    """
    named = Path(pack) if pack else None
    if release:
        return Touchable(release, _tiles(release_that_answers(release, named), count))
    content = running_release(named, keep_going=True)
    return Touchable(content.id, _tiles(content, count))


def _tiles(release: Release, count: int) -> tuple[Tile, ...]:
    rows = [[entry for entry in topic.entries if _is_question(entry)] for topic in release.topics]
    longest = max(map(len, rows), default=0)
    order = [
        Tile(row[place].id, row[place].title, topic.title)
        for place in range(longest)
        for topic, row in zip(release.topics, rows, strict=True)
        if place < len(row)
    ]
    return tuple(order[:count])


def _is_question(entry: Entry) -> bool:
    return entry.kind in (EntryKind.PROCEDURE, EntryKind.INFORMATION)
