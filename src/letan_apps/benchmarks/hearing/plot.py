"""Wrong words in noise as a picture: one group of bars a condition, one bar an engine."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from letan_apps.benchmarks.figure import Figure
from letan_apps.benchmarks.hearing.noises import CONDITIONS

_COLOURS = ("#1f6feb", "#d97706", "#15803d", "#b91c1c", "#7c3aed")
_LEFT, _TOP, _ROW, _BAR, _WIDTH, _NUMBER = 190, 50, 46, 15, 520, 60
_STEP = 20
_SUFFIX = " wer"


def draw(figures: Sequence[Figure]) -> str:
    """Return an SVG of the figures "ENGINE CONDITION wer" of the part `noise`, percent.

    Engines without any are left out; a rate above 100 % is drawn to the edge, with its number.
    """
    rates = {f.name.removesuffix(_SUFFIX): f.value for f in figures if f.name.endswith(_SUFFIX)}
    engines = list(dict.fromkeys(name.split(" ")[0] for name in rates))
    row = max(_ROW, _BAR * len(engines) + 14)
    bottom = _TOP + row * len(CONDITIONS)
    most = min(100.0, max(rates.values(), default=0.0))
    scale = _STEP * max(1, -(-int(most + 0.999) // _STEP))
    parts = [_text(_LEFT, 20, "Wrong words, %, straight into the recogniser", "start", size=15)]
    for number, engine in enumerate(engines):
        at = _LEFT + 110 * number
        parts.append(_rect(at, 30, 12, 10, number))
        parts.append(_text(at + 16, 39, engine, "start"))
    for value in range(0, scale + 1, _STEP):
        x = _LEFT + _WIDTH * value / scale
        parts.append(f'<path d="M{x:.1f} {_TOP}V{bottom}" stroke="#d0d7de"/>')
        parts.append(_text(x, bottom + 16, str(value), "middle"))
    for index, condition in enumerate(CONDITIONS):
        y = _TOP + row * index + 7
        parts.append(_text(_LEFT - 8, y + _BAR * len(engines) / 2 + 3, condition.name, "end"))
        for number, engine in enumerate(engines):
            rate = rates.get(f"{engine} {condition.name}")
            if rate is None:  # an empty row would read as no wrong word at all
                parts.append(_text(_LEFT + 5, y + _BAR * number + 10, "not measured", "start"))
            else:
                length = _WIDTH * min(rate, scale) / scale
                parts.append(_rect(_LEFT, y + _BAR * number, length, _BAR - 3, number))
                label = _text(_LEFT + length + 5, y + _BAR * number + 10, f"{rate:g}", "start")
                parts.append(label)
    size = f'width="{_LEFT + _WIDTH + _NUMBER}" height="{bottom + 26}"'
    style = '<rect width="100%" height="100%" fill="#ffffff"/>'
    body = "\n".join(parts)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif">'
    return f"{head}\n{style}\n{body}\n</svg>\n"


def _text(x: float, y: float, text: str, anchor: str, size: int = 12) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"'
    return f'<text {place} fill="#1f2328">{escape(text)}</text>'


def _rect(x: float, y: float, width: float, height: float, number: int) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {place} fill="{_COLOURS[number % len(_COLOURS)]}"/>'
