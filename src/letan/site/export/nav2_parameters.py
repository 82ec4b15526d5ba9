"""Parameters for Nav2 (Jazzy) in this hall: maps, masks, where the robot starts, how it drives.

They are for a robot that has Nav2 from its distribution; letan's own navigator does not read them.
Nav2's last node writes to /cmd_vel_raw, so that letan's collision monitor stays between every
controller and the wheels. Parameter names are those of Nav2's own `nav2_params.yaml` for Jazzy.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

from letan.kernel.units import Metres, MetresPerSecond
from letan.site.export.masks import SPEED_STEP
from letan.site.site import Site

Tree: TypeAlias = dict[str, Any]

_MARGIN_M = 0.05
"""Between the footprint and what Nav2 counts as hit."""


@dataclass(frozen=True, slots=True)
class RobotBody:
    """What Nav2 has to know of the robot.

    Attributes:
        radius: Of the round footprint.
        cruise: Highest speed in company.
        acceleration: m/s^2.
        turn: Highest turn rate, rad/s.
    """

    radius: Metres = 0.30
    cruise: MetresPerSecond = 0.8
    acceleration: float = 0.6
    turn: float = 1.0


def nav2_parameters(site: Site, folder: str, robot: RobotBody | None = None) -> Tree:
    """Return the parameters by node.

    Args:
        site: The hall; its base is the initial pose.
        folder: Where the maps stand; Nav2 wants whole paths.
        robot: By default the simulated robot.
    """
    body = robot or RobotBody()
    return {
        **_localisation(site, folder),
        **_masks(folder),
        "controller_server": _node(_controller(body)),
        "planner_server": _node(_planner()),
        "behavior_server": _node(_behaviours(body)),
        "bt_navigator": _node(
            {"global_frame": "map", "robot_base_frame": "base_link", "odom_topic": "/odom"}
        ),
        "local_costmap": {"local_costmap": _node(_costmap(body, rolling=True))},
        "global_costmap": {"global_costmap": _node(_costmap(body, rolling=False))},
        "velocity_smoother": _node(_smoother(body)),
        "collision_monitor": _node(_last_node()),
    }


def _node(parameters: Tree) -> Tree:
    return {"ros__parameters": parameters}


def _localisation(site: Site, folder: str) -> Tree:
    base = site.base.robot or site.base.stand
    start = {"x": round(base.x, 3), "y": round(base.y, 3), "z": 0.0, "yaw": round(base.yaw, 4)}
    return {
        "map_server": _node({"yaml_filename": f"{folder}/map.yaml"}),
        "amcl": _node(
            {
                "base_frame_id": "base_link",
                "global_frame_id": "map",
                "odom_frame_id": "odom",
                "scan_topic": "/scan",
                "robot_model_type": "nav2_amcl::DifferentialMotionModel",
                "laser_model_type": "likelihood_field",
                "laser_max_range": 12.0,
                "max_beams": 60,
                "min_particles": 500,
                "max_particles": 2000,
                "set_initial_pose": True,
                "initial_pose": start,
            }
        ),
    }


def _masks(folder: str) -> Tree:
    servers: Tree = {}
    for name, kind, multiplier in (("keepout", 0, 1.0), ("speed", 2, SPEED_STEP)):
        servers[f"{name}_filter_mask_server"] = _node(
            {"yaml_filename": f"{folder}/{name}.yaml", "topic_name": f"/{name}_filter_mask"}
        )
        servers[f"{name}_costmap_filter_info_server"] = _node(
            {
                "type": kind,
                "filter_info_topic": f"/{name}_filter_info",
                "mask_topic": f"/{name}_filter_mask",
                "base": 0.0,
                "multiplier": multiplier,
            }
        )
    return servers


def _controller(body: RobotBody) -> Tree:
    return {
        "controller_frequency": 20.0,
        "controller_plugins": ["FollowPath"],
        "progress_checker_plugins": ["progress_checker"],
        "progress_checker": {
            "plugin": "nav2_controller::SimpleProgressChecker",
            "required_movement_radius": 0.3,
            "movement_time_allowance": 20.0,
        },
        "goal_checker_plugins": ["goal_checker"],
        "goal_checker": {
            "plugin": "nav2_controller::SimpleGoalChecker",
            "xy_goal_tolerance": 0.15,
            "yaw_goal_tolerance": 0.15,
            "stateful": True,
        },
        "FollowPath": {
            "plugin": "nav2_mppi_controller::MPPIController",
            "time_steps": 56,
            "model_dt": 0.05,
            "batch_size": 1000,
            "motion_model": "DiffDrive",
            "vx_max": body.cruise,
            "vx_min": -0.2,
            "wz_max": body.turn,
            "ax_max": body.acceleration,
            "ax_min": -body.acceleration,
            "critics": [
                *("ConstraintCritic", "CostCritic", "GoalCritic", "GoalAngleCritic"),
                *("PathAlignCritic", "PathFollowCritic", "PathAngleCritic"),
                "PreferForwardCritic",
            ],
        },
    }


def _planner() -> Tree:
    return {
        "planner_plugins": ["GridBased"],
        "GridBased": {
            "plugin": "nav2_navfn_planner::NavfnPlanner",
            "tolerance": 0.3,
            "use_astar": True,
            "allow_unknown": False,
        },
    }


def _behaviours(body: RobotBody) -> Tree:
    return {
        "local_frame": "odom",
        "global_frame": "map",
        "robot_base_frame": "base_link",
        "behavior_plugins": ["spin", "backup", "wait"],
        "spin": {"plugin": "nav2_behaviors::Spin"},
        "backup": {"plugin": "nav2_behaviors::BackUp"},
        "wait": {"plugin": "nav2_behaviors::Wait"},
        "max_rotational_vel": body.turn,
        "min_rotational_vel": 0.2,
        "rotational_acc_lim": 2.0,
    }


def _costmap(body: RobotBody, *, rolling: bool) -> Tree:
    scan = {
        "topic": "/scan",
        "data_type": "LaserScan",
        "max_obstacle_height": 2.0,
        "clearing": True,
        "marking": True,
    }
    costmap: Tree = {
        "global_frame": "odom" if rolling else "map",
        "robot_base_frame": "base_link",
        "robot_radius": round(body.radius + _MARGIN_M, 3),
        "update_frequency": 10.0 if rolling else 2.0,
        "publish_frequency": 2.0 if rolling else 1.0,
        "resolution": 0.05,
        "plugins": ["obstacle_layer", "inflation_layer"],
        "obstacle_layer": {
            "plugin": "nav2_costmap_2d::ObstacleLayer",
            "observation_sources": "scan",
            "scan": scan,
        },
        "inflation_layer": {
            "plugin": "nav2_costmap_2d::InflationLayer",
            "inflation_radius": 0.8,
            "cost_scaling_factor": 4.0,
        },
        "filters": ["keepout_filter", "speed_filter"],
        "keepout_filter": {
            "plugin": "nav2_costmap_2d::KeepoutFilter",
            "filter_info_topic": "/keepout_filter_info",
        },
        "speed_filter": {
            "plugin": "nav2_costmap_2d::SpeedFilter",
            "filter_info_topic": "/speed_filter_info",
            "speed_limit_topic": "/speed_limit",
        },
    }
    if rolling:
        return {**costmap, "rolling_window": True, "width": 5, "height": 5}
    costmap["plugins"] = ["static_layer", *costmap["plugins"]]
    static = {"plugin": "nav2_costmap_2d::StaticLayer", "map_subscribe_transient_local": True}
    return {**costmap, "static_layer": static}


def _smoother(body: RobotBody) -> Tree:
    return {
        "smoothing_frequency": 20.0,
        "feedback": "OPEN_LOOP",
        "max_velocity": [body.cruise, 0.0, body.turn],
        "min_velocity": [-0.2, 0.0, -body.turn],
        "max_accel": [body.acceleration, 0.0, 2.0],
        "max_decel": [-0.8, 0.0, -2.0],
        "odom_topic": "/odom",
        "velocity_timeout": 0.5,
    }


def _last_node() -> Tree:
    """Nav2's own monitor hands on to ours, which trusts nobody."""
    return {
        "base_frame_id": "base_link",
        "odom_frame_id": "odom",
        "cmd_vel_in_topic": "cmd_vel_smoothed",
        "cmd_vel_out_topic": "cmd_vel_raw",
        "state_topic": "collision_monitor_state",
        "transform_tolerance": 0.2,
        "source_timeout": 1.0,
        "stop_pub_timeout": 2.0,
        "polygons": ["near"],
        "near": {
            "type": "circle",
            "radius": 0.38,
            "action_type": "stop",
            "min_points": 4,
            "visualize": False,
        },
        "observation_sources": ["scan"],
        "scan": {"type": "scan", "topic": "/scan"},
    }
