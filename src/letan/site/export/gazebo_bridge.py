"""What crosses between Gazebo Harmonic and ROS: the configuration of `ros_gz_bridge`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Crossing:
    """One topic.

    Attributes:
        ros_topic: Name in ROS.
        gz_topic: Name in Gazebo.
        ros_type: Its type there, `package/msg/Name`.
        gz_type: Its type in Gazebo.
        to_ros: From Gazebo to ROS; False: the other way.
    """

    ros_topic: str
    gz_topic: str
    ros_type: str
    gz_type: str
    to_ros: bool = True

    def row(self) -> dict[str, str]:
        """Return it as the bridge reads it."""
        return {
            "ros_topic_name": self.ros_topic,
            "gz_topic_name": self.gz_topic,
            "ros_type_name": self.ros_type,
            "gz_type_name": self.gz_type,
            "direction": "GZ_TO_ROS" if self.to_ros else "ROS_TO_GZ",
        }


CROSSINGS = (
    Crossing("/clock", "/clock", "rosgraph_msgs/msg/Clock", "gz.msgs.Clock"),
    Crossing("/scan", "/scan", "sensor_msgs/msg/LaserScan", "gz.msgs.LaserScan"),
    Crossing("/odom", "/odom", "nav_msgs/msg/Odometry", "gz.msgs.Odometry"),
    Crossing("/tf", "/tf", "tf2_msgs/msg/TFMessage", "gz.msgs.Pose_V"),
    Crossing("/joint_states", "/joint_states", "sensor_msgs/msg/JointState", "gz.msgs.Model"),
    Crossing("/camera/image_raw", "/camera/image_raw", "sensor_msgs/msg/Image", "gz.msgs.Image"),
    Crossing("/cmd_vel", "/cmd_vel", "geometry_msgs/msg/Twist", "gz.msgs.Twist", to_ros=False),
    Crossing(
        "/joint_trajectory",
        "/joint_trajectory",
        "trajectory_msgs/msg/JointTrajectory",
        "gz.msgs.JointTrajectory",
        to_ros=False,
    ),
)


def bridge_config() -> list[dict[str, str]]:
    """Return the list that stands in the bridge's YAML file."""
    return [crossing.row() for crossing in CROSSINGS]
