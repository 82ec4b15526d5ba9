"""Builds the mind once: the content pack, the hall, the matcher."""

from datetime import datetime
from pathlib import Path

from letan.faq.content.release import Release
from letan.faq.faq import Faq
from letan.faq.matching.matcher import MatcherParams
from letan.faq.matching.meaning import Meaning
from letan.kernel.faults import LetanError
from letan.site.site import Site
from letan_apps.content.running import running_release
from letan_apps.resources import shipped, state_home
from letan_engines.embedding import open_embedder
from letan_engines.matcher_cache import load_or_compile, load_or_compile_meaning
from letan_engines.site_yaml import load_site

DEFAULT_SITE = "sim/worlds/phuong_mau.yaml"
"""The sample centre."""


def load_mind(
    pack: Path | None = None, site: Path | None = None, *, words_alone: bool = False
) -> Faq:
    """Read the content that runs here and the hall, or those named, and build the matcher.

    Args:
        pack: Folder of a content pack; None = the published release, or the pack that ships.
        site: The hall's file; None = the sample centre.
        words_alone: Without the semantic tier, also where it is installed.

    Raises:
        LetanError: If a file is missing or broken; it names file, line and remedy.
    """
    hall = load_site(site or shipped(DEFAULT_SITE))
    return mind_of(running_release(pack), hall, words_alone=words_alone)


def mind_of(release: Release, site: Site | None, *, words_alone: bool = False) -> Faq:
    """Build the matcher of a release, out of the cache where it was compiled before.

    The semantic tier is part of it where it is installed.

    Args:
        release: The content.
        site: The hall as its file describes it; what the release says of it is laid over.
        words_alone: Without the semantic tier, also where it is installed.
    """
    params, folder = MatcherParams(), state_home() / "cache"
    compiled = load_or_compile(release, params, folder)
    embedder = None if words_alone else open_embedder()
    meaning = None
    if embedder is not None:
        tier = load_or_compile_meaning(release, compiled, embedder, params, folder)
        meaning = Meaning(embedder, tier, compiled)
    hall = None if site is None else release.centre.laid_over(site)
    return Faq(release, hall, params, compiled=compiled, meaning=meaning)


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
