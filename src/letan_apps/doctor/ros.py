"""ROS 2, the messages, the node table."""

import importlib
from types import ModuleType

from letan.kernel.faults import LetanError
from letan_apps.graph.node_table import (
    DDS_PROFILE,
    RunChoice,
    parameters_of,
    process_environment,
    profile_of,
)
from letan_apps.resources import shipped

_SETUP = "./letan setup"


def rclpy(_choice: RunChoice) -> str:
    """Load ROS 2's Python library."""
    module = _import("rclpy")
    return f"{module.__path__[0]}"


def letan_msgs(_choice: RunChoice) -> str:
    """Load every message package that the nodes use."""
    names = (
        "letan_msgs.msg",
        "letan_msgs.srv",
        "letan_msgs.action",
        "nav2_msgs.action",
        "tf2_msgs.msg",
    )
    for name in names:
        _import(name)
    message = _import("letan_msgs.msg").Utterance
    message.__class__.__import_type_support__()
    return "letan_msgs, nav2_msgs, tf2_msgs"


def dds_profile(_choice: RunChoice) -> str:
    """Look for the profile that keeps discovery on this machine, and the domain."""
    domain = process_environment()["ROS_DOMAIN_ID"]
    return f"{shipped(DDS_PROFILE)}, domain {domain}"


def profile(choice: RunChoice) -> str:
    """Read the profile."""
    found = profile_of(choice)
    return f"{found.name}: {len(found.nodes)} nodes in {len(found.processes)} processes"


def params(choice: RunChoice) -> str:
    """Read the parameters."""
    return f"{sum(map(len, parameters_of(choice).values()))} values"


def _import(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise LetanError(name, f"cannot be loaded ({error})", _SETUP) from None
