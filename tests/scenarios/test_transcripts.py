"""The visits of the page are those that the robot plays."""

from pathlib import Path

from letan_apps.documents.conversation_page import filled
from letan_apps.documents.transcripts import ABOUT, transcripts
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.scenario import read_scenario
from letan_apps.robot.stage import scenario_files

PAGE = Path(__file__).parents[2] / "docs" / "conversation.md"


def test_the_page_shows_ten_visits_as_they_go(workshop: Workshop) -> None:
    scenarios = [read_scenario(path) for path in scenario_files(Path(__file__).parent)]
    page = PAGE.read_text("utf-8")
    assert sum(ABOUT in scenario.about for scenario in scenarios) >= 10
    assert filled(page, {"visits": transcripts(workshop, scenarios)}) == page
