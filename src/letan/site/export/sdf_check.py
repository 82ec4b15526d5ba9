"""A strict look at SDF: misspelt elements and plugins that no Gazebo has.

Gazebo's own checker takes `<raduis>` for a comment and knows no plugin's file name; both fail only
when the robot already stands there. The table holds what this project writes, no more.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

from letan.kernel.faults import LetanError

_REMEDY = "Correct the generator, or add the word to the table in sdf_check.py"

_CHILDREN: dict[str, frozenset[str]] = {
    parent: frozenset(children.split())
    for parent, children in {
        "sdf": "world model",
        "world": "physics plugin light model gravity",
        "physics": "max_step_size real_time_factor real_time_update_rate",
        "light": "pose diffuse specular direction cast_shadows",
        "model": "static pose link joint plugin",
        "link": "pose inertial collision visual sensor gravity self_collide",
        "inertial": "pose mass inertia",
        "inertia": "ixx ixy ixz iyy iyz izz",
        "collision": "pose geometry surface max_contacts",
        "visual": "pose geometry material",
        "geometry": "box cylinder sphere plane polyline",
        "box": "size",
        "cylinder": "radius length",
        "sphere": "radius",
        "plane": "normal size",
        "polyline": "point height",
        "material": "ambient diffuse specular script",
        "joint": "pose parent child axis",
        "axis": "xyz limit dynamics",
        "limit": "lower upper effort velocity",
        "dynamics": "damping friction spring_reference spring_stiffness",
        "surface": "friction contact",
        "friction": "ode",
        "ode": "mu mu2 fdir1 slip1 slip2 min_depth max_vel kp kd",
        "contact": "ode",
        "sensor": "pose topic update_rate always_on gz_frame_id lidar ray camera visualize",
        "lidar": "scan range noise",
        "ray": "scan range noise",
        "scan": "horizontal",
        "horizontal": "samples resolution min_angle max_angle",
        "range": "min max resolution",
        "noise": "type mean stddev",
        "camera": "horizontal_fov image clip",
        "image": "width height format",
        "clip": "near far",
    }.items()
}
_LEAVES = frozenset().union(*_CHILDREN.values()) - _CHILDREN.keys()

PLUGINS: dict[str, frozenset[str]] = {
    file: frozenset(parameters.split())
    for file, parameters in {
        "gz-sim-physics-system": "",
        "gz-sim-user-commands-system": "",
        "gz-sim-scene-broadcaster-system": "",
        "gz-sim-sensors-system": "render_engine",
        "gz-sim-diff-drive-system": "left_joint right_joint wheel_separation wheel_radius topic "
        "odom_topic tf_topic frame_id child_frame_id odom_publish_frequency "
        "max_linear_acceleration max_angular_acceleration",
        "gz-sim-joint-state-publisher-system": "topic",
        "gz-sim-joint-trajectory-controller-system": "topic joint_name position_p_gain "
        "position_d_gain",
        "libDiffDrivePlugin.so": "left_joint right_joint topic torque",
    }.items()
}
"""Plugin files by name, and the parameters that this project gives them."""


def sdf_errors(text: str, place: str) -> tuple[LetanError, ...]:
    """Return every unknown element, plugin and plugin parameter; none is what must be.

    Args:
        text: SDF, any version.
        place: What the errors name, e.g. the file.
    """
    try:
        root = fromstring(text)  # noqa: S314  # what this project itself wrote
    except ParseError as error:
        return (LetanError(place, f"is no XML: {error}", _REMEDY),)
    return tuple(LetanError(place, problem, _REMEDY) for problem in _problems(root, root.tag))


def _problems(element: Element, path: str) -> Iterator[str]:
    if element.tag == "plugin":
        yield from _plugin_problems(element, path)
        return
    known = _CHILDREN.get(element.tag, frozenset())
    if element.tag not in _CHILDREN and element.tag not in _LEAVES:
        yield f"{path}: <{element.tag}> is not known"
        return
    for child in element:
        below = f"{path}/{child.tag}"
        if child.tag != "plugin" and child.tag not in known:
            yield f"{below}: <{child.tag}> does not belong into <{element.tag}>"
        else:
            yield from _problems(child, below)


def _plugin_problems(element: Element, path: str) -> Iterator[str]:
    file = element.get("filename", "")
    if file not in PLUGINS:
        yield f"{path}: no plugin {file!r}"
        return
    for child in element:
        if child.tag not in PLUGINS[file]:
            yield f"{path}/{child.tag}: {file} has no such parameter"
