"""`letan doctor`: look for missing things and name the remedy."""

import argparse
import json

from letan_apps.doctor.checks import CAMERA, CHECKS, CheckResult, run_checks
from letan_apps.graph.choice_words import add_choice, choice_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_choice(parser)
    parser.add_argument(
        "--camera", action="store_true", help="look at the camera's light, view and focus too"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Check everything; status 1 when something required is missing."""
    results = run_checks(choice_of(args), (*CHECKS, *((CAMERA,) if args.camera else ())))
    if args.json:
        print(json.dumps({"checks": [result.to_json() for result in results]}, ensure_ascii=False))
    else:
        for result in results:
            _print(result)
        missing = [result.name for result in results if result.required and not result.ok]
        print(f"\n{', '.join(missing)}: required, and not in order." if missing else "\nAll set.")
    return 1 if any(result.required and not result.ok for result in results) else 0


def _print(result: CheckResult) -> None:
    mark = "ok" if result.ok else ("MISSING" if result.required else "absent")
    print(f"{mark:8} {result.name:16} {result.detail}")
    if not result.ok and result.remedy:
        print(f"{'':25} {result.remedy}")
