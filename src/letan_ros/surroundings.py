"""Where the robot is and who is around it, from lidar and wheels alone."""

import math
from collections.abc import Mapping

import numpy as np
from geometry_msgs.msg import PoseWithCovarianceStamped, TransformStamped
from letan_msgs.msg import GuideState, PersonTracks, Presence
from nav_msgs.msg import Odometry as OdometryMsg
from sensor_msgs.msg import LaserScan
from tf2_msgs.msg import TFMessage

from letan.kernel.faults import Fault
from letan.kernel.geometry import Pose2
from letan.localisation.estimate import PoseEstimate
from letan.localisation.localiser import Localiser
from letan.people.companion import Companion
from letan.people.track import Track
from letan.people.tracker import Tracker
from letan.ports.body import Odometry
from letan.site.grid import occupancy_grid
from letan.site.site import Site
from letan_ros import topics
from letan_ros.convert.body import (
    odometry_from_msg,
    people_to_msg,
    pose_from_msg,
    pose_to_msg,
    scan_from_msg,
)
from letan_ros.convert.moment import time_to_msg
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA

_LOST = "MOVE-002"
_LEADING = frozenset({"leading", "waiting", "calling", "resuming"})


class SurroundingsNode(LetanNode):
    """Runs `letan.localisation` and `letan.people`. Parameters: letan.yaml, `surroundings`.

    In: /scan, /odom, /initialpose, /guide/state, /attention/presence (whose track the visitor's is,
    when leading begins). Out: /tf (map to odom, with each scan), and
    /people/tracks where the parameter says so. While the pose is not known /tf is silent, so that
    whoever drives stands still.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        site: Site,
        *,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node for one hall; the robot starts at its base."""
        super().__init__(
            "surroundings", SCHEMA["surroundings"], values, use_sim_time=use_sim_time, remaps=remaps
        )
        self._site = site

    def on_start(self) -> None:
        """Read the map, subscribe, advertise."""
        grid = occupancy_grid(self._site)
        start = self._site.base.stand if self.values["start_at_base"] else None
        self._localiser = Localiser(grid, start, np.random.default_rng(0))
        self._tracker = Tracker(grid) if self.values["publish_people"] else None
        self._companion = Companion()
        self._leads = False
        self._visitor = ""
        self._odometry: Odometry | None = None
        self._estimate: PoseEstimate | None = None
        self._tf_out = self.talk(topics.TF)
        if self._tracker is not None:
            self._people_out = self.talk(topics.PEOPLE)
        self.listen(topics.ODOM, self._on_odometry)
        self.listen(topics.SCAN, self._on_scan)
        self.listen(topics.INITIAL_POSE, self._on_initial_pose)
        self.listen(topics.GUIDE_STATE, self._on_guide)
        self.listen(topics.PRESENCE, self._on_presence)

    def diagnostics(self) -> Mapping[str, str]:
        """Return how well the robot knows where it is."""
        here = self._estimate if self.active else None
        if here is None:
            return {}
        return {"fit": f"{here.fit:.2f}", "spread_m": f"{here.spread:.3f}", "lost": str(here.lost)}

    def _on_odometry(self, message: OdometryMsg) -> None:
        try:
            self._odometry = odometry_from_msg(message)
        except ValueError as error:
            self.get_logger().warning(f"dropped odometry: {error}")
            return
        self._estimate = self._localiser.step(self._odometry, None)

    def _on_scan(self, message: LaserScan) -> None:
        if self._odometry is None:
            return
        scan = scan_from_msg(message)
        here = self._localiser.step(self._odometry, scan)
        self._estimate = here
        if here.lost:
            self.report(Fault(_LOST, {"fit": f"{here.fit:.1f}"}))
            return
        self.clear(_LOST)
        self._tf_out(TFMessage(transforms=[self._correction(here, scan.t)]))
        if self._tracker is not None:
            tracks = self._tracker.step(scan, here.pose)
            self._people_out(self._people(tracks, here.pose, scan.t))

    def _correction(self, here: PoseEstimate, t: float) -> TransformStamped:
        message = TransformStamped(child_frame_id="odom")
        message.header.frame_id = "map"
        message.header.stamp = time_to_msg(t)
        placed = pose_to_msg(here.correction)
        message.transform.translation.x = placed.position.x
        message.transform.translation.y = placed.position.y
        message.transform.rotation = placed.orientation
        return message

    def _people(self, tracks: tuple[Track, ...], pose: Pose2, t: float) -> PersonTracks:
        visitor = self._companion.step(tracks, pose, t)
        people = [
            track.person(t, is_follower=visitor is not None and track.id == visitor.id)
            for track in tracks
        ]
        message = people_to_msg(people, t, Presence.SOURCE_LIDAR)
        for told, track in zip(message.people, tracks, strict=True):
            told.position_covariance = track.covariance[:2, :2].ravel().astype(np.float32)
            told.confidence = float(track.confidence)
        return message

    def _on_initial_pose(self, message: PoseWithCovarianceStamped) -> None:
        """An operator knows better."""
        pose = pose_from_msg(message.pose.pose)
        if all(map(math.isfinite, (pose.x, pose.y, pose.yaw))):
            self._localiser.set_pose(pose)

    def _on_presence(self, message: Presence) -> None:
        self._visitor = str(message.track_id) if message.present else ""

    def _on_guide(self, message: GuideState) -> None:
        leads = message.state in _LEADING
        if leads and not self._leads:
            self._companion.begin(self._visitor)
        elif not leads:
            self._companion.forget()
        self._leads = leads
