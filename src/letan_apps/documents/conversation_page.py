"""The parts of `docs/conversation.md` that are written by what runs."""

import re
from pathlib import Path

from letan.kernel.faults import LetanError
from letan_apps.documents.exploration import explore
from letan_apps.documents.state_page import diagram, offers
from letan_apps.documents.transcripts import transcripts
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.scenario import read_scenario
from letan_apps.robot.stage import scenario_files


def states() -> dict[str, str]:
    """Return the parts that follow from the core alone, by name."""
    passages = tuple(explore())
    return {"states": f"```mermaid\n{diagram(passages)}\n```", "offers": offers(passages)}


def visits(folder: Path) -> dict[str, str]:
    """Return the part that is played.

    Args:
        folder: Of the scenarios.
    """
    scenarios = map(read_scenario, scenario_files(folder))
    return {"visits": transcripts(Workshop(), scenarios)}


def filled(page: str, parts: dict[str, str]) -> str:
    """Return the page with each part between its marks `<!-- NAME -->` and `<!-- /NAME -->`.

    Raises:
        LetanError: If the page has no such marks.
    """
    for name, text in parts.items():
        marks = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
        found = marks.search(page)
        if found is None:
            raise LetanError("page", f"no marks for {name!r}", f"Write <!-- {name} -->")
        page = f"{page[: found.start()]}{text}\n{page[found.end() :]}"
    return page
