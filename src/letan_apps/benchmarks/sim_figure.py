"""The table of `letan sim bench` as Markdown, and as a figure of bars with their intervals."""

from collections.abc import Sequence
from html import escape

from letan_apps.benchmarks.sim_table import Interval, Row

NAMES = {
    "letan": "letan",
    "pure_pursuit": "pure pursuit",
    "dynamic_window": "dynamic window",
    "mppi_no_prediction": "MPPI, no prediction",
}
_COLOURS = {
    "letan": "#a82a5a",
    "pure_pursuit": "#8a8a8a",
    "dynamic_window": "#1f6f8b",
    "mppi_no_prediction": "#c58b2a",
}
_SHARES = (
    ("success", "success"),
    ("robot_on_person_episodes", "robot on person"),
    ("person_on_robot_episodes", "person on robot"),
    ("intimate_share", "time < 0.45 m"),
    ("gap_over_3m_share", "gap > 3 m"),
)
_NUMBERS = (("time_s", "s", 0), ("controller_p99_ms", "p99 ms", 1), ("real_time_factor", "RTF", 0))
_PANEL, _BAR, _LEFT, _WIDTH = 96, 15, 150, 560


def markdown(rows: Sequence[Row]) -> str:
    """Return the table; shares in percent, intervals in brackets."""
    heads = ["scenario", "steering", "N", *(words for _, words in _SHARES)]
    heads += [words for _, words, _ in _NUMBERS]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for row in rows:
        cells = [row.scenario, NAMES[row.controller], str(row.episodes)]
        cells += [_percent(row.measures[key]) for key, _ in _SHARES]
        cells += [f"{row.measures[key].value:.{digits}f}" for key, _, digits in _NUMBERS]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _percent(share: Interval) -> str:
    digits = 1 if share.value < 0.995 else 0
    low, high = max(0.0, share.low), min(1.0, share.high)
    return f"{100 * share.value:.{digits}f} % ({100 * low:.1f}–{100 * high:.1f})"


def figure_svg(rows: Sequence[Row]) -> str:
    """Return an SVG document: a panel a measure and scenario, a bar a steering."""
    scenarios = list(dict.fromkeys(row.scenario for row in rows))
    width = _LEFT + len(scenarios) * (_WIDTH // 2) + 20
    height = 40 + _PANEL * len(_SHARES)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
    head += ' font-family="sans-serif" font-size="12">'
    parts = [head, '<rect width="100%" height="100%" fill="#fff"/>']
    for column, scenario in enumerate(scenarios):
        x = _LEFT + column * (_WIDTH // 2)
        parts.append(f'<text x="{x}" y="22" font-weight="bold">{escape(scenario)}</text>')
        for panel, (key, words) in enumerate(_SHARES):
            y = 40 + panel * _PANEL
            if column == 0:
                parts.append(
                    f'<text x="{_LEFT - 10}" y="{y + 34}" text-anchor="end">{escape(words)}</text>'
                )
            mine = [row for row in rows if row.scenario == scenario]
            top = max(0.01, *(min(1.0, row.measures[key].high) for row in rows))
            parts += [_bar(row, key, x, y + n * (_BAR + 4), top) for n, row in enumerate(mine)]
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _bar(row: Row, key: str, x: float, y: float, top: float) -> str:
    share, room = row.measures[key], _WIDTH // 2 - 130
    long, low, high = (
        room * min(max(value, 0.0), top) / top for value in (share.value, share.low, share.high)
    )
    middle = y + _BAR / 2
    return (
        f'<rect x="{x}" y="{y}" width="{long:.1f}" height="{_BAR}" '
        f'fill="{_COLOURS[row.controller]}"/>'
        f'<line x1="{x + low:.1f}" x2="{x + high:.1f}" y1="{middle}" y2="{middle}" stroke="#222"/>'
        f'<text x="{x + high + 5:.1f}" y="{y + 12}" font-size="10">'
        f"{100 * share.value:.1f} % {escape(NAMES[row.controller])}</text>"
    )
