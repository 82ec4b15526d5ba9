"""The words of a command line that choose what is run, and what they mean."""

import argparse
from pathlib import Path
from typing import Any

import yaml

from letan.kernel.faults import LetanError
from letan_apps.graph.node_table import RunChoice


def add_choice(parser: argparse.ArgumentParser, profile: str = "desk") -> None:
    """Declare the arguments that say what is run; `choice_of` reads them."""
    parser.add_argument("--profile", default=profile, help="sim, desk, robot, gazebo, or a file")
    parser.add_argument("--site", type=Path, help="site file instead of the profile's")
    parser.add_argument("--params", type=Path, help="parameter file instead of the shipped one")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NODE.KEY=VALUE",
        help="change one parameter; may be repeated",
    )


def choice_of(args: argparse.Namespace) -> RunChoice:
    """Return what the arguments of `add_choice` chose.

    Raises:
        LetanError: If a --set has not the form NODE.KEY=VALUE, or the site file is not there.
    """
    changes: dict[str, dict[str, Any]] = {}
    for word in args.set:
        target, equals, text = str(word).partition("=")
        node, dot, key = target.partition(".")
        if not (equals and dot and node and key):
            raise LetanError(f"--set {word}", "is not NODE.KEY=VALUE", "Write it in that form")
        try:
            changes.setdefault(node, {})[key] = yaml.safe_load(text) if text else ""
        except yaml.YAMLError:
            raise LetanError(f"--set {word}", "the value is no YAML", "Quote it") from None
    if args.site is not None and not args.site.is_file():
        raise LetanError(f"--site {args.site}", "no such file", "Name a site file")
    return RunChoice(args.profile, args.site, args.params, changes)
