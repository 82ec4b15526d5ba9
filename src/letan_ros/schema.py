"""The parameters of every node. `launch/params/letan.yaml` sets each of them, and a test compares.

Ranges are stated here once: for the file, for ROS tools (descriptors), and for `--set`.
"""

from letan_ros.parameters import Parameter, Schema

_DIALOGUE = (
    Parameter("can_lead", True, "Offer to lead visitors; false where no guide runs"),
    Parameter(
        "ask_timeout_s", 3.0, "An answer that takes longer is apologised for", "s", 0.5, 10.0
    ),
    Parameter("prompt_after_s", 15.0, "Silence after which it asks once for more", "s", 5.0, 60.0),
    Parameter("end_after_s", 30.0, "Further silence that ends the conversation", "s", 10.0, 300.0),
    Parameter(
        "failures_before_staff", 2, "Turns not understood before an officer is called", "", 1, 2
    ),
    Parameter("say_timeout_s", 60.0, "A voice that never ends is given up", "s", 5.0, 120.0),
    Parameter("lead_timeout_s", 300.0, "A guide that never ends is given up", "s", 30.0, 900.0),
)

SCHEMA: Schema = {
    "dialogue": _DIALOGUE,
}
