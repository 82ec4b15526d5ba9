"""What this robot answers from: the published release, or the pack that ships with letan."""

import logging
from dataclasses import dataclass
from pathlib import Path

from letan.faq.content.bundle import release_of
from letan.faq.content.release import Release
from letan.kernel.faults import LetanError
from letan_apps.resources import shipped, state_home
from letan_engines.content_store.release_folder import ReleaseFolder
from letan_engines.content_yaml import load_release

_LOG = logging.getLogger("letan.content")


@dataclass(frozen=True, slots=True)
class RunningContent:
    """The content and where it comes from.

    Attributes:
        release: The answers.
        is_published: False where it is the pack.
        damage: Why it is not the release that was published last; None if it is.
    """

    release: Release
    is_published: bool
    damage: LetanError | None = None


def running_content(pack: Path | None = None) -> RunningContent:
    """Return the content of a folder if one is named, else what was published on this robot.

    A release that is damaged or of a newer letan is passed over: the one that ran before
    answers, or the pack.

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
                    content = release_of(folder.read(release))
                    return RunningContent(content, is_published=True, damage=damage)
            except LetanError as error:
                damage = damage or error
    return RunningContent(
        load_release(pack or shipped("faq_data")), is_published=False, damage=damage
    )


def running_release(pack: Path | None = None) -> Release:
    """Return what `running_content` finds, with a line in the log when it is a stopgap."""
    found = running_content(pack)
    if found.damage is not None:
        _LOG.warning("answering from release %s instead: %s", found.release.id, found.damage)
    return found.release
