"""A picture of a run: the hall's map with the ways of robot and visitor, and where people were."""

from letan.site.site import Site
from letan.site.svg_map import site_svg
from letan_sim.episode import Moment

_ROBOT, _VISITOR, _PEOPLE = "#a82a5a", "#1f6f8b", "#8a8a8a"
_PEOPLE_EVERY = 8


def run_svg(site: Site, moments: tuple[Moment, ...]) -> str:
    """Draw a run as an SVG document.

    Args:
        site: The hall.
        moments: Recorded by `run_episode(…, record=True)`, in order of time.
    """
    robot = " ".join(f"{m.robot.x:.2f},{-m.robot.y:.2f}" for m in moments)
    visitor = " ".join(f"{m.visitor.x:.2f},{-m.visitor.y:.2f}" for m in moments)
    parts = [
        f'<circle cx="{x:.2f}" cy="{-y:.2f}" r="0.12" fill="{_PEOPLE}" fill-opacity="0.45"/>'
        for moment in moments[::_PEOPLE_EVERY]
        for x, y in moment.people
    ]
    parts.append(_line(visitor, _VISITOR, "0.12", ' stroke-dasharray="0.3 0.2"'))
    parts.append(_line(robot, _ROBOT, "0.16"))
    for moment in moments[-1:]:
        parts.append(_disc(moment.robot.x, moment.robot.y, 0.3, _ROBOT))
        parts.append(_disc(moment.visitor.x, moment.visitor.y, 0.25, _VISITOR))
        parts += [_disc(x, y, 0.25, _PEOPLE) for x, y in moment.people]
    return site_svg(site).replace("</svg>", "\n".join([*parts, "</svg>"]))


def _line(points: str, colour: str, width: str, more: str = "") -> str:
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}"{more}/>'
    )


def _disc(x: float, y: float, radius: float, colour: str) -> str:
    return (
        f'<circle cx="{x:.2f}" cy="{-y:.2f}" r="{radius}" fill="{colour}" fill-opacity="0.8"'
        ' stroke="#ffffff" stroke-width="0.05"/>'
    )
