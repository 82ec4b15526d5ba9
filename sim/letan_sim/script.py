"""Scripted visitors as data: who comes, what he says, whether he follows."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letan.kernel.units import Language, MetresPerSecond, Ratio, Seconds

KeyPath = tuple[str | int, ...]


class ScriptProblem(Exception):
    """Something in a script that cannot be, with the key path where it stands."""

    def __init__(self, at: KeyPath, problem: str, remedy: str) -> None:
        super().__init__(f"{'.'.join(map(str, at))}: {problem}. {remedy}.")
        self.at = at
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a visitor says.

    Attributes:
        text: The words; what a synthesised voice speaks, and what the log shows.
        wav: File name of a recording to play instead, relative to the script; "" for none.
        pause: Silence after the robot has finished, before he speaks.
        only_if_offered: Said only if the robot has offered to lead (and skipped otherwise).
    """

    text: str
    wav: str = ""
    pause: Seconds = 0.8
    only_if_offered: bool = False


@dataclass(frozen=True, slots=True)
class VisitorScript:
    """One visitor.

    Attributes:
        name: Shown in the log; unique.
        lines: In order; after each he waits for the reply.
        arrives: When he comes in, after the start, or after `after` has left.
        after: Name of the visitor he waits for; "" = nobody.
        speed: How fast he walks.
        stops_every: Mean time between his stops while following.
        follows: Follows when the robot leads.
        voice: Name of a voice for the synthesiser, "" = any.
        language: Of the words.
        rate: Of his speech, 0.5..2.
        pitch: Likewise.
        patience: Waits that long for a reply, then goes on to the next line.
        expects: What the script's author expects, for reports: "answer", "refer" …; "" = nothing.
        led_to: Place he should be led to; "" = he is not led.
    """

    name: str
    lines: tuple[Line, ...]
    arrives: Seconds = 1.0
    after: str = ""
    speed: MetresPerSecond = 0.6
    stops_every: Seconds = 15.0
    follows: bool = False
    voice: str = ""
    language: Language = "vi"
    rate: Ratio = 1.0
    pitch: Ratio = 1.0
    patience: Seconds = 30.0
    expects: str = ""
    led_to: str = ""


_BOUNDS = {
    "arrives_s": (0.0, 3600.0),
    "speed_mps": (0.1, 2.0),
    "stops_every_s": (1.0, 1e9),
    "rate": (0.5, 2.0),
    "pitch": (0.5, 2.0),
    "patience_s": (1.0, 600.0),
    "pause_s": (0.0, 60.0),
}
_VISITOR_KEYS = {
    "name", "arrives_s", "after", "speed_mps", "stops_every_s", "follows", "voice", "language",
    "rate", "pitch", "patience_s", "expects", "led_to", "says",
}  # fmt: skip
_LINE_KEYS = {"text", "wav", "pause_s", "only_if_offered"}


def parse_script(data: object) -> tuple[VisitorScript, ...]:
    """Build the visitors from a script file's plain data.

    Raises:
        ScriptProblem: For a wrong shape, an unknown key, a number out of bounds, a name twice,
            or an `after` that names nobody before.
    """
    if not isinstance(data, Mapping) or set(data) != {"visitors"}:
        raise ScriptProblem(
            (), "the file is not a mapping with `visitors` alone", "Write visitors: and a list"
        )
    entries = data["visitors"]
    if not isinstance(entries, Sequence) or isinstance(entries, str) or not entries:
        raise ScriptProblem(("visitors",), "there are no visitors", "List at least one")
    visitors: list[VisitorScript] = []
    for index, entry in enumerate(entries):
        visitor = _visitor(entry, ("visitors", index))
        names = [v.name for v in visitors]
        if visitor.name in names:
            raise ScriptProblem(
                ("visitors", index, "name"), f"{visitor.name!r} comes twice", "Rename one"
            )
        if visitor.after and visitor.after not in names:
            raise ScriptProblem(
                ("visitors", index, "after"),
                f"nobody before is called {visitor.after!r}",
                "Name an earlier visitor",
            )
        visitors.append(visitor)
    return tuple(visitors)


def _visitor(entry: object, at: KeyPath) -> VisitorScript:
    values = _mapping(entry, at, _VISITOR_KEYS, {"name", "says"})
    says = values["says"]
    if not isinstance(says, Sequence) or isinstance(says, str) or not says:
        raise ScriptProblem((*at, "says"), "there is nothing to say", "List at least one line")
    language = values.get("language", "vi")
    if language not in ("vi", "en"):
        raise ScriptProblem(
            (*at, "language"), f"{language!r} is not a language of the robot", "Use vi or en"
        )
    return VisitorScript(
        name=_string(values["name"], (*at, "name")),
        lines=tuple(_line(line, (*at, "says", i)) for i, line in enumerate(says)),
        arrives=_number(values, "arrives_s", 1.0, at),
        after=_string(values.get("after", ""), (*at, "after"), empty=True),
        speed=_number(values, "speed_mps", 0.6, at),
        stops_every=_number(values, "stops_every_s", 15.0, at),
        follows=_flag(values, "follows", at),
        voice=_string(values.get("voice", ""), (*at, "voice"), empty=True),
        language=language,
        rate=_number(values, "rate", 1.0, at),
        pitch=_number(values, "pitch", 1.0, at),
        patience=_number(values, "patience_s", 30.0, at),
        expects=_string(values.get("expects", ""), (*at, "expects"), empty=True),
        led_to=_string(values.get("led_to", ""), (*at, "led_to"), empty=True),
    )


def _line(entry: object, at: KeyPath) -> Line:
    if isinstance(entry, str):
        return Line(_string(entry, at))
    values = _mapping(entry, at, _LINE_KEYS, {"text"})
    return Line(
        text=_string(values["text"], (*at, "text")),
        wav=_string(values.get("wav", ""), (*at, "wav"), empty=True),
        pause=_number(values, "pause_s", 0.8, at),
        only_if_offered=_flag(values, "only_if_offered", at),
    )


def _mapping(
    entry: object, at: KeyPath, known: set[str], required: set[str]
) -> Mapping[str, object]:
    if not isinstance(entry, Mapping):
        raise ScriptProblem(
            at, f"{entry!r} is not a mapping", f"Give it {', '.join(sorted(required))}"
        )
    for key in entry:
        if key not in known:
            raise ScriptProblem(
                (*at, key), f"there is no key {key!r}", f"Known: {', '.join(sorted(known))}"
            )
    missing = sorted(required - set(entry))
    if missing:
        raise ScriptProblem(at, f"{', '.join(missing)} is missing", "Add it")
    return entry


def _string(value: object, at: KeyPath, *, empty: bool = False) -> str:
    if not isinstance(value, str) or not (empty or value.strip()):
        raise ScriptProblem(at, f"{value!r} is not text", "Write text, in quotes if need be")
    return unicodedata.normalize("NFC", value.strip())


def _number(values: Mapping[str, object], key: str, default: float, at: KeyPath) -> float:
    value = values.get(key, default)
    low, high = _BOUNDS[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ScriptProblem(
            (*at, key), f"{value!r} is not a number from {low:g} to {high:g}", "Correct it"
        )
    return float(value)


def _flag(values: Mapping[str, object], key: str, at: KeyPath) -> bool:
    value = values.get(key, False)
    if not isinstance(value, bool):
        raise ScriptProblem(
            (*at, key), f"{value!r} is neither true nor false", "Write true or false"
        )
    return value
