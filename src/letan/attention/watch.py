"""Who is before the robot: faces and bodies gathered into anonymous tracks.

Bodies (lidar legs, or the simulator) say best where somebody is; faces say which way he looks,
and where he is when nothing else does. A track ends a few seconds after nobody has been seen any
more, and everything known of the person ends with it.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from letan.attention import clothes
from letan.attention.engagement import EngagementParams, Motion, engagement
from letan.attention.optics import Lens, Sighting
from letan.attention.someone import Body, Someone
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.units import Metres, Radians, Ratio, Seconds
from letan.ports.camera import Box, Image

_STILL_FOR_DWELL = 0.35
_ACCELERATION = 1.2
"""Standard deviation of a walker's acceleration, m/s^2: from standing to 1.3 m/s in a second."""
_GATE = 3.0


@dataclass(frozen=True, slots=True)
class WatchParams:
    """When a face counts as looking at the robot, and for how long somebody is remembered.

    Attributes:
        facing_full: A head turned less than this looks at the robot.
        facing_none: Turned more than this it does not.
        steady: A look must last about that long to count.
        round: Within it every part of the picture is searched once.
        forget: A track ends so long after nobody was seen there.
        follows: So long the visitor who is led stays it by his face alone, or under a new number
            of his legs.
        engagement: See `EngagementParams`.
    """

    facing_full: Radians = 0.35
    facing_none: Radians = 0.75
    steady: Seconds = 0.3
    round: Seconds = 0.7
    forget: Seconds = 2.0
    follows: Seconds = 10.0
    engagement: EngagementParams = field(default_factory=EngagementParams)


@dataclass(slots=True, eq=False)
class _Track:
    id: str
    since: Seconds
    origin: Point2
    state: NDArray[np.float64]
    spread: NDArray[np.float64]
    at: Seconds
    there: Seconds
    body: str = ""
    radius: Metres = 0.25
    is_follower: bool = False
    followed: Seconds = -math.inf
    carried: bool = False
    facing: Ratio = 0.0
    gaze: Radians | None = None
    up: Metres | None = None
    box: Box | None = None
    face_seen: Seconds = -math.inf
    faces: int = 0
    moved: Metres = 0.0
    stood_since: Seconds | None = None
    waving: bool = False
    worn: NDArray[np.float32] | None = None

    @property
    def point(self) -> Point2:
        return Point2(float(self.state[0]), float(self.state[1]))

    def predict(self, now: Seconds) -> None:
        """Walk on at the same speed, less surely."""
        dt = now - self.at
        if dt <= 0.0:
            return
        self.at = now
        move = np.eye(4)
        move[0, 2] = move[1, 3] = dt
        self.state = move @ self.state
        noise = _ACCELERATION**2
        self.spread = move @ self.spread @ move.T
        self.spread[[0, 1], [0, 1]] += noise * dt**4 / 4.0
        self.spread[[2, 3], [2, 3]] += noise * dt**2

    def correct(self, point: Point2, covariance: NDArray[np.float64]) -> None:
        """Take a position in (Kalman's update with a measured x and y)."""
        gain = self.spread[:, :2] @ np.linalg.inv(self.spread[:2, :2] + covariance)
        self.state = self.state + gain @ (np.array([point.x, point.y]) - self.state[:2])
        self.spread = self.spread - gain @ self.spread[:2]


class Watch:
    """Keeps the tracks. Everything random is outside, time is an argument.

    Args:
        lens: The camera's.
        params: See `WatchParams`.
    """

    def __init__(self, lens: Lens | None = None, params: WatchParams | None = None) -> None:
        self.lens = lens or Lens()
        self.params = params or WatchParams()
        self._tracks: list[_Track] = []
        self._count = 0

    # Bodies

    def see_bodies(self, bodies: Iterable[Body], now: Seconds) -> None:
        """Take everybody whom another sense follows."""
        bound = {track.body: track for track in self._tracks if track.body}
        present = {body.id: body for body in bodies}
        told = any(body.is_follower for body in present.values())
        for track in self._tracks:
            if track.body and track.body not in present:
                track.body = ""
            if not track.body and (told or now - track.followed > self.params.follows):
                track.is_follower = False
        for body in present.values():
            track = bound.get(body.id) or self._adopt(body, now)
            track.state = np.array([body.point.x, body.point.y, *body.velocity])
            track.spread[:2, :2] = body.covariance
            track.at = track.there = now
            self._mark_follower(track, body, told, now)
            track.body, track.radius = body.id, body.radius
            self._note_motion(track, now)

    def _mark_follower(self, track: _Track, body: Body, told: bool, now: Seconds) -> None:
        """Note whether he is led; under a new number he is it still while nobody else is.

        Args:
            track: Still with the body of before.
            body: His.
            told: Somebody is marked as the one who is led.
            now: Moment of the bodies.
        """
        if body.is_follower:
            track.is_follower, track.carried, track.followed = True, False, now
        elif told or now - track.followed > self.params.follows:
            track.is_follower = track.carried = False
        elif track.body != body.id:
            track.carried = track.is_follower
        elif not track.carried:
            track.is_follower = False

    def _adopt(self, body: Body, now: Seconds) -> _Track:
        """Return the track of a body that is new: of somebody known by face alone, or a new one."""
        free = [track for track in self._tracks if not track.body]
        for track in free:
            track.predict(now)
        reach = {
            track.id: track.point.distance(body.point)
            / (0.5 + 2.0 * float(np.sqrt(np.trace(track.spread[:2, :2]))))
            for track in free
        }
        best = min(free, key=lambda track: reach[track.id], default=None)
        if best is not None and reach[best.id] < 1.0:
            return best
        return self._begin(body.point, body.covariance, now)

    def _begin(self, point: Point2, covariance: NDArray[np.float64], now: Seconds) -> _Track:
        self._count += 1
        spread = np.diag([0.0, 0.0, 0.8, 0.8])
        spread[:2, :2] = covariance
        state = np.array([point.x, point.y, 0.0, 0.0])
        track = _Track(f"v{self._count}", now, point, state, spread, now, now)
        self._tracks.append(track)
        return track

    # Faces

    def see_faces(
        self,
        sightings: Iterable[Sighting],
        robot: Pose2,
        now: Seconds,
        image: Image | None = None,
    ) -> None:
        """Take the faces of one picture.

        Args:
            sightings: Each face once, placed by `optics.place`.
            robot: Where the robot stands, the frame of all points.
            now: Moment of the picture.
            image: The picture itself, to see that somebody who looks down is still there.
        """
        for track in self._tracks:
            track.predict(now)
        faces = list(sightings)
        pairs = sorted(
            (cost, i, j)
            for i, face in enumerate(faces)
            for j, track in enumerate(self._tracks)
            if (cost := self._cost(face, track, robot, now)) < _GATE
        )
        taken: set[int] = set()
        met: set[int] = set()
        for _cost, i, j in pairs:
            if i not in taken and j not in met:
                taken.add(i)
                met.add(j)
                self._recognise(self._tracks[j], faces[i], robot, now)
        for i, face in enumerate(faces):
            if i not in taken:
                track = self._begin(face.point, _covariance(face, robot), now)
                self._recognise(track, face, robot, now)
        if image is not None:
            self._look_below(image, now)
        self._drop(now)

    def _cost(self, face: Sighting, track: _Track, robot: Pose2, now: Seconds) -> float:
        """Return how badly a face fits a track, in standard deviations."""
        distance = max(track.point.distance(robot), 0.2)
        ratio = math.log(max(face.distance, 0.1) / distance)
        if track.body:
            turn = abs(robot.bearing(track.point) - face.bearing)
            return math.hypot(turn / (0.03 + 0.18 / distance), ratio / 0.25) / 1.0
        if track.box is not None and now - track.face_seen < 1.5:
            shift = math.dist(track.box.centre, face.box.centre) / track.box.height
            size = math.log(face.box.height / track.box.height)
            slack = 0.35 + 1.2 * (now - track.face_seen)
            return math.hypot(shift / slack, size / 0.25) / 1.5
        turn = abs(robot.bearing(track.point) - face.bearing)
        return math.hypot(turn / (0.05 + 0.3 / distance), ratio / 0.3)

    def _recognise(self, track: _Track, face: Sighting, robot: Pose2, now: Seconds) -> None:
        """Note that this is the track's face."""
        track.correct(face.point, _covariance(face, robot))
        passed = min(now - track.face_seen, self.params.steady)
        weight = 1.0 - math.exp(-max(passed, 0.1) / self.params.steady)
        span = self.params.facing_none - self.params.facing_full
        looks = min(1.0, max(0.0, (self.params.facing_none - abs(face.gaze)) / span))
        track.facing = self._facing(track, now) * (1.0 - weight) + looks * weight
        track.gaze, track.box, track.face_seen, track.there = face.gaze, face.box, now, now
        track.up = face.up if track.up is None else 0.8 * track.up + 0.2 * face.up
        track.faces += 1
        track.worn = None
        if not track.body:
            self._note_motion(track, now)

    def _facing(self, track: _Track, now: Seconds) -> Ratio:
        """Return how steadily he has looked lately; it fades once the face is missed a round."""
        missed = max(0.0, now - track.face_seen - self.params.round)
        return track.facing * math.exp(-missed / self.params.steady)

    def _look_below(self, image: Image, now: Seconds) -> None:
        for track in self._tracks:
            if track.box is None or track.body:
                continue
            seen = clothes.patch(image, track.box)
            if seen is None:
                continue
            if track.face_seen >= now or track.worn is None:
                if track.face_seen >= now:
                    track.worn = seen
            elif clothes.same(track.worn, seen):
                track.there = now

    def hold(self, now: Seconds) -> None:
        """Let nobody go: the picture shows nothing at all."""
        for track in self._tracks:
            track.there = max(track.there, now)

    def note_waving(self, id_: str, waving: bool) -> None:
        """Note the vote on somebody's hands."""
        for track in self._tracks:
            if track.id == id_:
                track.waving = waving

    # What is known

    def _note_motion(self, track: _Track, now: Seconds) -> None:
        track.moved = max(track.moved, track.point.distance(track.origin))
        speed = float(np.hypot(track.state[2], track.state[3]))
        if speed > _STILL_FOR_DWELL:
            track.stood_since = None
        elif track.stood_since is None:
            track.stood_since = now

    def _drop(self, now: Seconds) -> None:
        self._tracks = [
            track
            for track in self._tracks
            if now - track.there
            < (self.params.forget if track.body or track.faces >= 2 else self.params.round + 0.3)
        ]

    def people(self, robot: Pose2, now: Seconds) -> tuple[Someone, ...]:
        """Return everybody, by age of the track."""
        self._drop(now)
        return tuple(self._someone(track, robot, now) for track in self._tracks)

    def _someone(self, track: _Track, robot: Pose2, now: Seconds) -> Someone:
        facing = self._facing(track, now)
        vx, vy = float(track.state[2]), float(track.state[3])
        ahead = (robot.x - track.point.x, robot.y - track.point.y)
        stood = 0.0 if track.stood_since is None else now - track.stood_since
        motion = Motion(ahead, (vx, vy), stood)
        lately = now - track.face_seen < self.params.round + 0.3
        return Someone(
            track.id,
            track.point,
            (vx, vy),
            track.spread[:2, :2].copy(),
            track.radius,
            facing,
            track.gaze if lately else None,
            track.up,
            track.box,
            track.face_seen,
            track.since,
            track.moved,
            engagement(motion, facing, self.params.engagement),
            track.waving,
            track.body,
            track.is_follower,
            track.there,
        )


def _covariance(face: Sighting, robot: Pose2) -> NDArray[np.float64]:
    """Return float64[2, 2]: long along the line of sight, short across it."""
    angle = robot.yaw + face.bearing
    cos, sin = math.cos(angle), math.sin(angle)
    turn = np.array([[cos, -sin], [sin, cos]])
    spread = np.diag([face.range_sigma**2, face.across_sigma**2])
    return np.asarray(turn @ spread @ turn.T, np.float64)
