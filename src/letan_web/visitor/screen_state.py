"""What the visitor's page shows: one frozen snapshot, and the updates that change it.

`apply` is pure: it knows neither network nor clock, and the page shows exactly what it returns.
"""

from dataclasses import dataclass, replace
from typing import Annotated, TypeAlias

from pydantic import WithJsonSchema

from letan.dialogue.commands import Face, StaffReason
from letan.faq.reply import Card
from letan.kernel.fault_table import FAULT_TABLE
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.text import Text
from letan.kernel.units import Language, Metres
from letan_web.visitor.takeaway import card_id

GUIDE_STATES = (
    "idle",
    "leading",
    "waiting",
    "calling",
    "resuming",
    "arrived",
    "returning",
    "given_up",
)
"""Values of letan_msgs/GuideState.state."""


_NO_TEXT = Text("")
_BY_NAME = WithJsonSchema({"enum": [*(reason.name.lower() for reason in StaffReason), None]})
"""The page reads names of enumerations (`json_form`), not their values."""


@dataclass(frozen=True, slots=True)
class HeardCaption:
    """The visitor's words; not `final` while they are still being said."""

    text: str = ""
    final: bool = False
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class SpokenCaption:
    """The robot's words.

    Attributes:
        text: All that is said in this turn, as written.
        language: Of the text.
        word_start: First character of the word being spoken, code points.
        word_end: One past its last character; equal to `word_start` when no word is spoken now.
        speaking: False once the voice has ended.
    """

    text: str = ""
    language: Language = "vi"
    word_start: int = 0
    word_end: int = 0
    speaking: bool = False


@dataclass(frozen=True, slots=True)
class GuideView:
    """Progress of leading; `state` is one of GUIDE_STATES, `remaining_m` is along the path.

    `follower_gap_m` is None where nobody follows, `target` None where it is not known (map frame).
    """

    state: str = "idle"
    place: str = ""
    place_title: str = ""
    remaining_m: Metres = 0.0
    follower_gap_m: Metres | None = None
    target: Point2 | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """A question that can be asked by touch."""

    intent: str
    title: Text


@dataclass(frozen=True, slots=True)
class FaultNotice:
    """A fault that visitors should know of, in their words."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class OpeningDays:
    """Days in a row with the same hours: "Thứ 2 – Thứ 6", ("7:30–11:30", "13:30–17:00")."""

    days: Text
    hours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether the centre is open.

    Attributes:
        open: At this moment.
        now: The moment in words, "Bây giờ đang mở cửa đến 11 giờ 30."; "" while no clock is set.
        week: The week's hours, a row for days that follow each other with the same ones.
    """

    open: bool = False
    now: Text = _NO_TEXT
    week: tuple[OpeningDays, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenState:
    """Everything the visitor's page shows.

    Attributes:
        session: Grows by one when a visitor's traces are wiped; the page then empties its inputs.
        language: Of the page's own texts; a card brings its own.
        face: The robot's expression.
        heard: What the visitor says or typed.
        spoken: What the robot says.
        card: The answer, None when nothing is answered.
        turn_id: The turn that the card answers; touches carry it back.
        card_id: What the card can be taken away by (`takeaway.card_id`), "" where it cannot.
        robot: Where the robot stands, map frame; None until known.
        route: Path to the target, map frame; empty when not driving.
        guide: Progress of leading.
        tiles: Questions to touch.
        notices: Short messages of the centre for the idle page.
        opening: Whether the centre is open, for the idle page.
        drawing: Names the drawing of the hall; with another name the page loads it anew.
        faults: What does not work, politely.
        staff_call: Why an officer was called in this session; None if none was.
        staff_acknowledged: An officer has said that he comes.
        recording: Sound or image is being written: the page says so.
        watched: An operator sees the live picture of the camera: the page says so.
    """

    session: int = 0
    language: Language = "vi"
    face: Face = Face.IDLE
    heard: HeardCaption = HeardCaption()
    spoken: SpokenCaption = SpokenCaption()
    card: Card | None = None
    turn_id: str = ""
    card_id: str = ""
    robot: Pose2 | None = None
    route: tuple[Point2, ...] = ()
    guide: GuideView = GuideView()
    tiles: tuple[Tile, ...] = ()
    notices: tuple[Text, ...] = ()
    opening: Opening = Opening()
    drawing: str = ""
    faults: tuple[FaultNotice, ...] = ()
    staff_call: Annotated[StaffReason | None, _BY_NAME] = None
    staff_acknowledged: bool = False
    recording: bool = False
    watched: bool = False


@dataclass(frozen=True, slots=True)
class FaceChanged:
    """The robot's expression changed."""

    face: Face


@dataclass(frozen=True, slots=True)
class WordsHeard:
    """A partial or final reading of what the visitor says, or what was typed."""

    text: str
    final: bool
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class SayingStarted:
    """The voice begins a text."""

    text: str
    language: Language = "vi"


@dataclass(frozen=True, slots=True)
class WordSpoken:
    """The voice is at this word of the text; code points, as in letan_msgs/SpeechMark."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SayingEnded:
    """The voice is silent again."""


@dataclass(frozen=True, slots=True)
class CardShown:
    """Show a card, or none."""

    card: Card | None
    turn_id: str = ""


@dataclass(frozen=True, slots=True)
class RobotMoved:
    """The robot stands elsewhere, map frame."""

    pose: Pose2


@dataclass(frozen=True, slots=True)
class GuideChanged:
    """Leading made progress; `route` is what is left of the path, map frame."""

    guide: GuideView
    route: tuple[Point2, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageSwitched:
    """The page speaks another language."""

    language: Language


@dataclass(frozen=True, slots=True)
class TilesChanged:
    """Other questions to touch."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class NoticesChanged:
    """Other messages of the centre."""

    notices: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class OpeningChanged:
    """The centre opened or closed, or its hours changed."""

    opening: Opening


@dataclass(frozen=True, slots=True)
class HallRedrawn:
    """The hall's drawing says something else."""

    drawing: str


@dataclass(frozen=True, slots=True)
class FaultRaised:
    """A fault of the fault table happened; one without a visitor's text is not shown."""

    code: str


@dataclass(frozen=True, slots=True)
class FaultCleared:
    """A fault is over."""

    code: str


@dataclass(frozen=True, slots=True)
class StaffCalled:
    """An officer was called, has acknowledged the call, or need not come (None)."""

    reason: StaffReason | None
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class RecordingChanged:
    """An operator turned the recording of sound or image on or off."""

    recording: bool


@dataclass(frozen=True, slots=True)
class WatchedChanged:
    """An operator began or ended to look at the camera's live picture."""

    watched: bool


@dataclass(frozen=True, slots=True)
class SessionCleared:
    """The visitor is gone: nothing of this session stays on the page or in its state."""


ScreenUpdate: TypeAlias = (
    FaceChanged
    | WordsHeard
    | SayingStarted
    | WordSpoken
    | SayingEnded
    | CardShown
    | RobotMoved
    | GuideChanged
    | LanguageSwitched
    | TilesChanged
    | NoticesChanged
    | OpeningChanged
    | HallRedrawn
    | FaultRaised
    | FaultCleared
    | StaffCalled
    | RecordingChanged
    | WatchedChanged
    | SessionCleared
)


def apply(state: ScreenState, update: ScreenUpdate) -> ScreenState:
    """Return the state after the update.

    Raises:
        KeyError: If a fault's code is not in the fault table.
    """
    match update:
        case FaceChanged(face):
            return _with_mood(replace(state, face=face))
        case WordsHeard() | SayingStarted() | WordSpoken() | SayingEnded():
            return _with_words(state, update)
        case CardShown(card, turn_id):
            return replace(state, card=card, turn_id=turn_id, card_id=card_id(card))
        case RobotMoved(pose):
            return replace(state, robot=pose)
        case GuideChanged(guide, route):
            return replace(state, guide=guide, route=route)
        case LanguageSwitched(language):
            return replace(state, language=language)
        case TilesChanged() | NoticesChanged() | OpeningChanged() | HallRedrawn():
            return _with_centre(state, update)
        case StaffCalled(reason, acknowledged):
            return replace(state, staff_call=reason, staff_acknowledged=acknowledged)
        case RecordingChanged(recording):
            return replace(state, recording=recording)
        case WatchedChanged(watched):
            return replace(state, watched=watched)
        case FaultRaised(code):
            return _with_fault(state, code)
        case FaultCleared(code):
            return _with_mood(replace(state, faults=_without(state.faults, code)))
        case SessionCleared():
            return _without_visitor(state)


def _with_words(
    state: ScreenState, update: WordsHeard | SayingStarted | WordSpoken | SayingEnded
) -> ScreenState:
    match update:
        case WordsHeard(text, final, turn_id):
            return replace(state, heard=HeardCaption(text, final, turn_id))
        case SayingStarted(text, language):
            return replace(state, spoken=SpokenCaption(text, language, speaking=True))
        case WordSpoken(start, end):
            return replace(state, spoken=replace(state.spoken, word_start=start, word_end=end))
        case SayingEnded():
            caption = replace(state.spoken, word_start=0, word_end=0, speaking=False)
            return replace(state, spoken=caption)


def _with_centre(
    state: ScreenState, update: TilesChanged | NoticesChanged | OpeningChanged | HallRedrawn
) -> ScreenState:
    match update:
        case TilesChanged(tiles):
            return replace(state, tiles=tiles)
        case NoticesChanged(notices):
            return replace(state, notices=notices)
        case OpeningChanged(opening):
            return replace(state, opening=opening)
        case HallRedrawn(drawing):
            return replace(state, drawing=drawing)


def _with_fault(state: ScreenState, code: str) -> ScreenState:
    text = FAULT_TABLE[code].visitor
    if text is None:
        return state
    faults = (*_without(state.faults, code), FaultNotice(code, text))
    return _with_mood(replace(state, faults=faults))


def _with_mood(state: ScreenState) -> ScreenState:
    """Let a robot that waits look as well as it feels."""
    if state.face not in (Face.IDLE, Face.WORRIED):
        return state
    return replace(state, face=Face.WORRIED if state.faults else Face.IDLE)


def _without(faults: tuple[FaultNotice, ...], code: str) -> tuple[FaultNotice, ...]:
    return tuple(fault for fault in faults if fault.code != code)


def _without_visitor(state: ScreenState) -> ScreenState:
    """Keep what belongs to the robot and the centre; a new field is wiped unless named here."""
    kept = ScreenState(
        session=state.session + 1,
        robot=state.robot,
        tiles=state.tiles,
        notices=state.notices,
        opening=state.opening,
        drawing=state.drawing,
        faults=state.faults,
        recording=state.recording,
        watched=state.watched,
    )
    return _with_mood(kept)
