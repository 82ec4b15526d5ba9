"""Conversations as they go, written down from played scenarios."""

from collections.abc import Iterable

from letan.faq.content.release import Release
from letan_apps.robot.assembly import Workshop
from letan_apps.robot.scenario import Scenario
from letan_apps.robot.stage import Played, play_scenario

ABOUT = "visit"
"""Scenarios about this are whole visits: they are shown."""
_SEEN = {
    "appears": "một người đến trước robot",
    "leaves": "khách đi",
    "coughs": "khách ho",
    "officer": "cán bộ bấm «Tôi đến ngay»",
}
_TOUCHED = {
    "ask": "chạm vào «{title}»",
    "choose": "chọn «{title}»",
    "facet": "chạm vào phần «{value}» của thẻ",
    "lead": "chạm vào «dẫn đến quầy»",
    "leave": "chạm vào «kết thúc»",
}


def transcripts(workshop: Workshop, scenarios: Iterable[Scenario]) -> str:
    """Return Markdown: one section a visit, one line an utterance, in virtual time.

    Raises:
        KeyError: If a visit contains something that has no words here yet.
    """
    release = workshop.faq.release
    visits = [scenario for scenario in scenarios if ABOUT in scenario.about]
    return "\n\n".join(
        _section(scenario.title, play_scenario(workshop, scenario), release) for scenario in visits
    )


def _section(title: str, played: Played, release: Release) -> str:
    lines = [f"### {title}", ""]
    for second, who, text in played.lines:
        match who:
            case "visitor":
                lines.append(f"- {second:.0f} s · **Khách:** {text}")
            case "robot":
                lines.append(f"- {second:.0f} s · **Robot:** {text}")
            case _:
                lines.append(f"- {second:.0f} s · *{_scene(text, release)}*")
    return "\n".join(lines)


def _scene(text: str, release: Release) -> str:
    if not text.startswith("touch "):
        return _SEEN[text]
    _, kind, *rest = text.split()
    value = "".join(rest)
    entry = release.entry(value)
    title = "" if entry is None else entry.title.vi
    return f"khách {_TOUCHED[kind].format(title=title, value=value)}"
