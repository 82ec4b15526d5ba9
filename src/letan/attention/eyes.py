"""The eyes: a picture goes in; out come who is there, what was shown, whether it is sound.

Engines (face detector, code reader) are ports. No picture outlives the call.
"""

from dataclasses import dataclass, field

from letan.attention.codes import CodeGate, ShownCode, judge
from letan.attention.optics import Lens, place
from letan.attention.picture import PictureState, PictureWatch
from letan.attention.search import find_faces
from letan.attention.someone import Someone
from letan.attention.tiles import TilePlan
from letan.attention.watch import Watch
from letan.attention.waving import Waving
from letan.kernel.geometry import Pose2
from letan.kernel.units import Metres
from letan.ports.camera import CodeReader, Face, FaceDetector, Frame, Image

_LATELY = 1.5
_CODE_M: Metres = 2.0
_CODES_NEAR, _CODES_ALONE = 2, 5
"""Every second picture is searched for codes while somebody is near, else every fifth: a phone
may be held out from aside."""
_BLIND = {PictureState.DARK, PictureState.COVERED, PictureState.FROZEN}


@dataclass(frozen=True, slots=True)
class Glance:
    """What one picture told.

    Attributes:
        people: Everybody who is watched.
        faces: Those of this picture, for the operator's boxes; nobody keeps them.
        code: A code that was shown just now.
        picture: Whether the picture is sound.
    """

    people: tuple[Someone, ...]
    faces: tuple[Face, ...]
    code: ShownCode | None
    picture: PictureState


@dataclass(slots=True, eq=False)
class Eyes:
    """Looks at one picture after the other.

    Attributes:
        detector: Finds faces.
        reader: Reads codes; None where no codes are wanted.
        lens: The camera's.
        watch: Who is there; bodies are told to it directly.
    """

    detector: FaceDetector
    reader: CodeReader | None = None
    lens: Lens = field(default_factory=Lens)
    watch: Watch = field(init=False)
    _plan: TilePlan = field(init=False)
    _picture: PictureWatch = field(default_factory=PictureWatch, init=False)
    _waving: Waving = field(default_factory=Waving, init=False)
    _gate: CodeGate = field(default_factory=CodeGate, init=False)
    _frames: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """Lay out the parts of the picture."""
        self.watch = Watch(self.lens)
        self._plan = TilePlan(self.lens)

    def look(self, frame: Frame, robot: Pose2, attended: str = "") -> Glance:
        """Take a picture.

        Args:
            frame: Its size is the lens's.
            robot: Where the robot stood at that moment.
            attended: Id of the person who matters most, "" for nobody: he is seen in every frame.
        """
        now, image = frame.t, frame.image
        self._frames += 1
        state = self._picture.see(image, now)
        if _BLIND & {state, self._picture.seems}:
            self.watch.hold(now)  # whom nobody can see has not left
            return Glance(self.watch.people(robot, now), (), None, state)
        before = self.watch.people(robot, now)
        faces = self._faces(frame, before, attended)
        placed = [place(face, self.lens, robot) for face in faces]
        self.watch.see_faces(placed, robot, now, image)
        self._note_waving(image, robot, frame)
        people = self.watch.people(robot, now)
        return Glance(people, faces, self._codes(image, people, robot, frame), state)

    def _faces(self, frame: Frame, people: tuple[Someone, ...], attended: str) -> tuple[Face, ...]:
        known = {person.id: person for person in people if person.box is not None}
        chosen = known.get(attended) or max(
            known.values(), key=lambda person: (person.engagement, person.face_seen), default=None
        )
        watched = None if chosen is None else chosen.box
        idle = not people and not self._picture.moving
        parts = self._plan.take(watched, idle=idle)
        lately = [
            person.box
            for person in people
            if person.box is not None and frame.t - person.face_seen < _LATELY
        ]
        return find_faces(self.detector, frame.image, parts, lately)

    def _note_waving(self, image: Image, robot: Pose2, frame: Frame) -> None:
        faces = {
            person.id: person.box
            for person in self.watch.people(robot, frame.t)
            if person.box is not None and frame.t - person.face_seen < 1.0
        }
        for id_, waves in self._waving.see(image, faces, frame.t).items():
            self.watch.note_waving(id_, waves)

    def _codes(
        self, image: Image, people: tuple[Someone, ...], robot: Pose2, frame: Frame
    ) -> ShownCode | None:
        near = any(person.point.distance(robot) < _CODE_M for person in people)
        if self.reader is None or self._frames % (_CODES_NEAR if near else _CODES_ALONE):
            return None
        shown = tuple(judge(code.text) for code in self.reader.read(image))
        return self._gate.show(shown, frame.t)
