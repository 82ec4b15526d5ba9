"""The robot's mind in a simulated hall: senses, escort, collision monitor, wheels."""

from letan.gesture.gestures import in_robot_frame, point_at
from letan.gesture.motion import Posture
from letan.gesture.performer import Performer
from letan.guide.collision_monitor import CollisionMonitor
from letan.guide.escort import Escort, EscortStep
from letan.guide.lead import PointAt
from letan.guide.steering.situation import Steering
from letan.kernel.geometry import STANDSTILL, Point2, Pose2
from letan.kernel.units import Seconds
from letan_sim.hall import Hall
from letan_sim.perception import Perception, Seen

STEP_S: Seconds = 0.05


class Robot:
    """Everything between the sensors and the wheels of one hall.

    Attributes:
        hall: Where it stands.
        perception: What it knows.
        escort: Leads and drives.
        seen: What it knew at the last step.
    """

    def __init__(
        self,
        hall: Hall,
        seed: int,
        *,
        estimated: bool = False,
        steering: Steering | None = None,
    ) -> None:
        """Stand at the base.

        Args:
            hall: Where.
            seed: Of its localisation.
            estimated: It sees people through the lidar alone; else it knows them perfectly.
            steering: Instead of its own, for comparison.
        """
        self.hall = hall
        self.perception = Perception(hall, seed, estimated=estimated)
        self.escort = Escort(hall.site, steering=steering)
        self._monitor = CollisionMonitor()
        self._arms = Performer()
        self.seen: Seen = self.perception.look()

    @property
    def pose(self) -> Pose2:
        """Where it believes to be."""
        return self.seen.pose

    @property
    def posture(self) -> Posture:
        """Every joint's angle now, radians."""
        return self._arms.posture(self.hall.t)

    def lead_to(self, place: str) -> None:
        """Begin to lead whoever stands before it.

        Raises:
            LetanError: If the site has no such place, or no room for the robot beside it.
        """
        self.perception.lead()
        self.escort.lead_to(place, self.hall.clock, self.pose)

    def return_to_base(self) -> None:
        """Drive home alone."""
        self.perception.end()
        self.escort.return_to_base(self.hall.clock, self.pose)

    def step(self) -> EscortStep:
        """Look, decide, drive; the hall goes on by `STEP_S`."""
        return self.act(self.look())

    def look(self) -> Seen:
        """Take in what the sensors say now."""
        self.seen = self.perception.look()
        return self.seen

    def act(self, seen: Seen) -> EscortStep:
        """Decide and drive on what was seen; who is lost stands still."""
        now = self.hall.clock
        step = self.escort.step(now, seen.pose, seen.odom, seen.scan, seen.follower, seen.people)
        wanted = STANDSTILL if seen.lost else step.twist
        self.hall.drive(self._monitor.step(now, wanted, now, seen.scan, seen.odom).twist)
        self._gesture(step, seen)
        self.hall.step(STEP_S)
        return step

    def _gesture(self, step: EscortStep, seen: Seen) -> None:
        """Point where the guide says; take an arm back from who comes near."""
        now = self.hall.t
        for command in step.commands:
            if isinstance(command, PointAt):
                place = self.hall.site.place(command.place).stand.point
                self._see(seen)
                target = in_robot_frame(place, seen.pose)
                self._arms.perform(point_at(target, hanging=self._arms.near), now)
        if self._arms.progress(now) < 1.0:
            self._see(seen)

    def _see(self, seen: Seen) -> None:
        near = (in_robot_frame(Point2(p.x, p.y), seen.pose) for p in seen.people)
        self._arms.see(near, self.hall.t)
