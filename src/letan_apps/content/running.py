"""What this robot answers from: the published release, or the pack that ships with letan."""

import logging
from dataclasses import dataclass
from pathlib import Path

from letan.faq.content.bundle import release_of
from letan.faq.content.release import Release
from letan.kernel.faults import LetanError
from letan_apps.resources import shipped, state_home
from letan_engines.content_store.release_folder import ReleaseFolder
from letan_engines.pack_cache import PackCache

_LOG = logging.getLogger("letan.content")


@dataclass(frozen=True, slots=True)
class RunningContent:
    """The content and where it comes from.

    Attributes:
        release: The answers.
        is_published: False where it is the pack.
        damage: Why it is not the release that was published last, or not the pack as it is now;
            None if it is.
    """

    release: Release
    is_published: bool
    damage: LetanError | None = None


def running_content(pack: Path | None = None, *, keep_going: bool = False) -> RunningContent:
    """Return the content of a folder if one is named, else what was published on this robot.

    A release that is damaged or of a newer letan is passed over: the one that ran before
    answers, or the pack.

    Args:
        pack: Folder of a pack.
        keep_going: Where the pack is broken, take what it was when it was read last.

    Raises:
        LetanError: If the folder, or the pack that ships, is missing or broken.
    """
    damage: LetanError | None = None
    if pack is None:
        folder = ReleaseFolder(state_home())
        for name in (folder.current, folder.fallback):
            try:
                release = name()
                if release is not None:
                    return RunningContent(published_release(release), True, damage)
            except LetanError as error:
                damage = damage or error
    named, cache = pack or shipped("faq_data"), PackCache(state_home() / "cache")
    if not keep_going:
        return RunningContent(cache.load(named), False, damage)
    good = cache.load_or_last_good(named)
    return RunningContent(good.release, False, damage or good.damage)


def published_release(release: str) -> Release:
    """Return a release of this robot, whether it runs or not.

    Raises:
        LetanError: If it is missing or damaged.
    """
    return release_of(ReleaseFolder(state_home()).read(release))


def running_release(pack: Path | None = None, *, keep_going: bool = False) -> Release:
    """Return what `running_content` finds, with a line in the log when it is a stopgap."""
    found = running_content(pack, keep_going=keep_going)
    if found.damage is not None:
        _LOG.warning("answering from release %s instead: %s", found.release.id, found.damage)
    return found.release


def release_that_answers(release: str, pack: Path | None = None) -> Release:
    """Return the release with this id: what should run, or another one of this robot.

    Raises:
        LetanError: If it is neither.
    """
    found = running_content(pack, keep_going=True).release
    return found if found.id == release else published_release(release)


def pointer_stamp(pack: Path | None = None) -> str:
    """Return a text that changes when other content should run: two looks at the disk, no reading.

    Args:
        pack: As `running_content` takes it; the files of a named pack count themselves.

    Raises:
        LetanError: If the pointer cannot be read.
    """
    if pack is None:
        return ReleaseFolder(state_home()).current() or ""
    return PackCache.stamp(pack)
