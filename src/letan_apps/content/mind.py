"""Builds the mind once: the content pack, the hall, the matcher."""

from datetime import datetime
from pathlib import Path

from letan.faq.content.release import Release
from letan.faq.faq import Faq
from letan.faq.matching.matcher import MatcherParams
from letan.hearing.utterance import Utterance
from letan.kernel.faults import LetanError
from letan.site.site import Site
from letan_apps.content.running import running_release
from letan_apps.resources import shipped, state_home
from letan_engines.matcher_cache import load_or_compile
from letan_engines.site_yaml import load_site

DEFAULT_SITE = "sim/worlds/phuong_mau.yaml"
"""The sample centre."""


def load_mind(pack: Path | None = None, site: Path | None = None) -> Faq:
    """Read the content that runs here and the hall, or those named, and build the matcher.

    Args:
        pack: Folder of a content pack; None = the published release, or the pack that ships.
        site: The hall's file; None = the sample centre.

    Raises:
        LetanError: If a file is missing or broken; it names file, line and remedy.
    """
    return mind_of(running_release(pack), load_site(site or shipped(DEFAULT_SITE)))


def mind_of(release: Release, site: Site | None) -> Faq:
    """Build the matcher of a release, out of the cache where it was compiled before."""
    params = MatcherParams()
    compiled = load_or_compile(release, params, state_home() / "cache")
    return Faq(release, site, params, compiled=compiled)


def moment(text: str) -> datetime:
    """Parse the `--now` of a command: ISO 8601, a date alone means its noon.

    Raises:
        LetanError: If it is no date.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise LetanError(
            "--now", f"{text!r} is no ISO date", "Write 2026-11-24 or 2026-11-24T09:00"
        ) from None
    return found.replace(hour=12) if len(text) == 10 else found


def hear_file(path: Path, faq: Faq) -> Utterance:
    """Turn a sound file into one utterance, its sound scored against the content's phrasings.

    Whatever is said in the file counts as one question, pauses included.

    Raises:
        LetanError: If the file cannot be read, or no recogniser is installed.
    """
    from letan_apps.ear import hear

    return hear(path, faq)
