"""All checks, in the order in which a person mends things."""

from collections.abc import Callable
from dataclasses import dataclass

from letan.kernel.faults import LetanError
from letan_apps.doctor import camera, content, engines, machine, ros
from letan_apps.graph.node_table import RunChoice


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found.

    Attributes:
        name: Stable, for programs.
        ok: In order.
        required: The robot cannot run without it.
        detail: What is there, or what is wrong.
        remedy: What to do; "" when in order.
    """

    name: str
    ok: bool
    required: bool
    detail: str
    remedy: str = ""

    def to_json(self) -> dict[str, object]:
        """Return the object that `--json` prints."""
        return {
            "name": self.name,
            "ok": self.ok,
            "required": self.required,
            "detail": self.detail,
            "remedy": self.remedy,
        }


Check = Callable[[RunChoice], str]
"""Returns what is there; raises LetanError with the remedy where it is not."""

CHECKS: tuple[tuple[str, bool, Check], ...] = (
    ("python", True, machine.python),
    ("disk", True, machine.disk),
    ("memory", False, machine.memory),
    ("shared_memory", True, machine.shared_memory),
    ("state_folder", True, machine.state_folder),
    ("rclpy", True, ros.rclpy),
    ("letan_msgs", True, ros.letan_msgs),
    ("dds_profile", True, ros.dds_profile),
    ("profile", True, ros.profile),
    ("params", True, ros.params),
    ("content", True, content.pack),
    ("semantic_tier", False, content.semantic_tier),
    ("site", True, content.site),
    ("recogniser", True, engines.recogniser),
    ("voice_activity", True, engines.voice_activity),
    ("voice", True, engines.voice),
    ("microphone", False, engines.microphone),
    ("loudspeaker", False, engines.loudspeaker),
    ("chromium", False, machine.chromium),
    ("port", False, machine.port),
    ("other_copy", False, machine.other_copy),
)
"""Name, required, check."""

CAMERA: tuple[str, bool, Check] = ("camera", False, camera.camera)
"""Only where it is asked for: it takes the camera from a robot that runs."""


def run_checks(
    choice: RunChoice, checks: tuple[tuple[str, bool, Check], ...] = CHECKS
) -> list[CheckResult]:
    """Run every check; a failing one keeps no other from running."""
    return [_run(name, required, check, choice) for name, required, check in checks]


def _run(name: str, required: bool, check: Check, choice: RunChoice) -> CheckResult:
    try:
        return CheckResult(name, True, required, check(choice))
    except LetanError as error:
        detail = f"{error.place}: {error.problem}"
        return CheckResult(name, False, required, detail, error.remedy)
    except Exception as error:  # noqa: BLE001  a broken library must not hide the other checks
        detail = f"{type(error).__name__}: {error}".splitlines()[0]
        return CheckResult(name, False, required, detail, "./letan setup")
