"""What the pages show of content and hall: questions to touch, the map."""

from pathlib import Path

from letan.faq.content.entry import Entry, EntryKind
from letan.site.site import Site
from letan.site.svg_map import site_svg
from letan_apps.content.running import running_release
from letan_web.visitor.hall_map import HallMap
from letan_web.visitor.screen_state import Tile

_TILES = 8


def hall_map(site: Site) -> HallMap:
    """Return the hall's drawing for the page."""
    return HallMap(site_svg(site))


def tiles(pack: str = "", count: int = _TILES) -> tuple[Tile, ...]:
    """Return questions to touch: the first of each topic, then the second, up to `count`.

    Args:
        pack: Folder of the content pack; "" for what was published on this robot.
        count: Most tiles.

    Raises:
        LetanError: If the pack cannot be read.
    """
    release = running_release(Path(pack) if pack else None)
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
