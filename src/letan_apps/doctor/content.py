"""The answers and the hall."""

from pathlib import Path

from letan_apps.node_table import RunChoice, parameters_of, profile_of
from letan_apps.resources import shipped
from letan_engines.content_yaml import load_release
from letan_engines.site_yaml import load_site


def pack(choice: RunChoice) -> str:
    """Read the content pack."""
    named = str(parameters_of(choice)["faq"]["pack"])
    release = load_release(Path(named) if named else shipped("faq_data"))
    return f"release {release.id}, {sum(1 for _ in release.entries())} entries"


def site(choice: RunChoice) -> str:
    """Read the site file."""
    named = profile_of(choice).site
    path = choice.site or (shipped(named) if named else None)
    if path is None:
        return "the profile has none"
    found = load_site(path)
    return f"{found.name.vi}: {len(found.counters)} counters, {len(found.places)} places"
