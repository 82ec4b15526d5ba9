"""The simulated hall's camera: the same port as a real one, drawn from where everybody stands."""

import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum

import numpy as np

from letan.attention.optics import Lens
from letan.kernel.faults import LetanError
from letan.kernel.geometry import Pose2
from letan.kernel.units import MetresPerSecond, Radians, Ratio
from letan.ports.body import Person
from letan.ports.camera import Frame, Image
from letan.site.shapes import circles, segments
from letan.site.site import Site
from letan_sim.camera_scene import Figure, Light, Painter
from letan_sim.faces import draw_looks
from letan_sim.hall import Hall
from letan_sim.lidar import cast

_WALKS: MetresPerSecond = 0.25
_MEANS: Radians = 0.7
"""Who stands and looked within this of the robot looks at it."""
_FAR_M = 30.0
_CHILD_RADIUS_M, _WHEELCHAIR_RADIUS_M = 0.2, 0.33


class Trouble(Enum):
    """What is wrong with the camera."""

    NONE = "none"
    BLACK = "black"
    FROZEN = "frozen"
    BRIGHT = "bright"
    COVERED = "covered"
    UNPLUGGED = "unplugged"


@dataclass(frozen=True, slots=True)
class CameraSettings:
    """The camera of a simulated hall.

    Attributes:
        rate_hz: Pictures a second.
        light: See `Light`.
        glancing: Share of walkers who look at the robot for a moment as they pass it.
        lens: See `Lens`.
    """

    rate_hz: float = 5.0
    light: Light = field(default_factory=Light)
    glancing: Ratio = 0.2
    lens: Lens = field(default_factory=Lens)


class HallCamera:
    """A camera on the simulated robot.

    Args:
        site: Whose walls are drawn.
        hall: Whose people are drawn.
        seed: Of looks, heights, glances and noise.
        settings: See `CameraSettings`.

    Attributes:
        trouble: What is wrong with it, to be set at any moment.
        extras: Further figures, for each picture anew: posters, reflections.
        change: Alters the figure of a person, by name: a hand that waves, a code that is shown.
    """

    def __init__(
        self, site: Site, hall: Hall, seed: int, settings: CameraSettings | None = None
    ) -> None:
        self.settings = settings or CameraSettings()
        self.trouble = Trouble.NONE
        self.extras: Callable[[], tuple[Figure, ...]] = tuple
        self.change: Callable[[str, Figure], Figure] = lambda _name, figure: figure
        self._hall, self._seed = hall, seed
        self._segments, self._circles = segments(site), circles(site)
        self._painter = Painter(self.settings.lens, seed)
        self._due = 0.0
        self._number = 0
        self._last: Image | None = None
        self._headings: dict[str, Radians] = {}
        self._born: dict[str, Figure] = {}
        self._glances: dict[str, bool] = {}

    def read(self) -> Frame | None:
        """Return a new picture when one is due by the hall's time; see `ports.camera.Camera`."""
        hall = self._hall
        if self.trouble is Trouble.UNPLUGGED:
            raise LetanError("camera", "is unplugged", "Plug it in")
        if hall.t < self._due - 1e-9:
            return None
        self._due = max(self._due + 1.0 / self.settings.rate_hz, hall.t - 1.0)
        self._number += 1
        return Frame(hall.t, self._picture(), self._number)

    def close(self) -> None:
        """Nothing is open."""

    def _picture(self) -> Image:
        lens = self.settings.lens
        shape = (lens.height, lens.width, 3)
        if self.trouble is Trouble.BLACK:
            return np.zeros(shape, np.uint8)
        if self.trouble is Trouble.COVERED:
            return np.full(shape, (18, 22, 58), np.uint8)
        if self.trouble is Trouble.FROZEN and self._last is not None:
            return self._last
        light = self.settings.light
        if self.trouble is Trouble.BRIGHT:
            light = replace(light, gain=6.0)
        hall, robot = self._hall, self._hall.body.pose
        figures = [self._figure(person, robot) for person in hall.people()]
        at = (robot.x, robot.y, robot.yaw)
        walls = cast(at, self._painter.rays, self._segments, self._circles, _FAR_M)
        walls = np.where(np.isfinite(walls), walls, _FAR_M)
        figures += self.extras()
        self._last = self._painter.draw(robot, figures, walls, light, hall.t)
        return self._last

    def _figure(self, person: Person, robot: Pose2) -> Figure:
        name = person.track_id
        born = self._born.get(name)
        if born is None:
            rng = np.random.default_rng([self._seed, zlib.crc32(name.encode())])
            height = float(rng.normal(1.60, 0.07))
            if person.radius < _CHILD_RADIUS_M:
                height = float(rng.uniform(0.95, 1.15))
            elif person.radius > _WHEELCHAIR_RADIUS_M:
                height = float(rng.normal(1.28, 0.04))
            heading = float(rng.uniform(-math.pi, math.pi))
            born = Figure(0.0, 0.0, heading, height, draw_looks(rng))
            self._born[name] = born
            self._glances[name] = bool(rng.random() < self.settings.glancing)
            self._headings[name] = heading
        heading = self._look(person, robot)
        return self.change(name, replace(born, x=person.x, y=person.y, heading=heading))

    def _look(self, person: Person, robot: Pose2) -> Radians:
        """Return where somebody looks: where he walks; who stopped before the robot, at it."""
        name = person.track_id
        to_robot = math.atan2(robot.y - person.y, robot.x - person.x)
        distance = math.hypot(robot.y - person.y, robot.x - person.x)
        speed = math.hypot(person.vx, person.vy)
        if speed > _WALKS:
            heading = math.atan2(person.vy, person.vx)
            self._headings[name] = heading
            glances = self._glances[name] and 1.2 < distance < 3.0
            ahead = abs(math.remainder(to_robot - heading, math.tau))
            return to_robot if glances and ahead < 1.4 and int(self._hall.t) % 3 == 0 else heading
        off = math.remainder(to_robot - self._headings[name], math.tau)
        if distance < 3.5 and abs(off) < _MEANS:
            self._headings[name] = to_robot
        return self._headings[name]
