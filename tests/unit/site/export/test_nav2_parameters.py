"""What Nav2 is told of the hall agrees with the maps and with letan's own nodes."""

from tests.unit.site.halls import sample

from letan.site.export.gazebo_bridge import bridge_config
from letan.site.export.nav2_parameters import RobotBody, nav2_parameters


def test_maps_masks_and_start_are_the_hall_s() -> None:
    tree = nav2_parameters(sample(), "/halls/mau")
    files = {
        node: values["ros__parameters"]["yaml_filename"]
        for node, values in tree.items()
        if "yaml_filename" in values.get("ros__parameters", {})
    }
    assert files == {
        "map_server": "/halls/mau/map.yaml",
        "keepout_filter_mask_server": "/halls/mau/keepout.yaml",
        "speed_filter_mask_server": "/halls/mau/speed.yaml",
    }
    base = sample().base.stand
    assert tree["amcl"]["ros__parameters"]["initial_pose"] == {
        "x": base.x,
        "y": base.y,
        "z": 0.0,
        "yaw": round(base.yaw, 4),
    }
    speed = tree["speed_costmap_filter_info_server"]["ros__parameters"]
    assert (speed["type"], speed["multiplier"], speed["mask_topic"]) == (
        *(2, 0.01, "/speed_filter_mask"),
    )


def test_nav2_s_last_word_goes_to_our_collision_monitor() -> None:
    monitor = nav2_parameters(sample(), "")["collision_monitor"]["ros__parameters"]
    assert (monitor["cmd_vel_in_topic"], monitor["cmd_vel_out_topic"]) == (
        "cmd_vel_smoothed",
        "cmd_vel_raw",
    )


def test_speeds_and_size_are_the_robot_s() -> None:
    tree = nav2_parameters(sample(), "", RobotBody(radius=0.4, cruise=0.5, turn=0.7))
    path = tree["controller_server"]["ros__parameters"]["FollowPath"]
    smoother = tree["velocity_smoother"]["ros__parameters"]
    costmap = tree["local_costmap"]["local_costmap"]["ros__parameters"]
    assert (path["vx_max"], path["wz_max"]) == (0.5, 0.7)
    assert (smoother["max_velocity"], smoother["min_velocity"]) == (
        [0.5, 0.0, 0.7],
        [-0.2, 0, -0.7],
    )
    assert costmap["robot_radius"] == 0.45


def test_nothing_but_orders_goes_into_gazebo() -> None:
    inwards = [row["ros_topic_name"] for row in bridge_config() if row["direction"] == "ROS_TO_GZ"]
    assert inwards == ["/cmd_vel", "/joint_trajectory"]
