"""Who is there: core, camera, face detector, code reader, ROS."""

from letan_apps.eyes import base_finder, camera_of, load_eyes
from letan_apps.nodes.context import Context
from letan_ros.attention import AttentionNode, EyeParts


def build(context: Context) -> AttentionNode:
    """Return the node; camera and detector are opened when it is configured."""
    values = context.values["attention"]
    source = str(values["camera"])
    eyes = None
    if source != "none":
        from letan_engines.camera.live_view import live_jpeg

        eyes = EyeParts(
            load=lambda: load_eyes(values),
            open_camera=None if source == "topic" else camera_of(values),
            draw=live_jpeg,
            needed=source != "auto",
            find_base=base_finder(values),
        )
    return AttentionNode(eyes=eyes, **context.arguments("attention"))
