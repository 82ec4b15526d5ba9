"""One process of the graph: `python -m letan_apps.nodes --process NAME --profile PROFILE`."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from letan.kernel.faults import LetanError
from letan_apps.graph.children import die_with_parent, leave_no_dump
from letan_apps.graph.choice_words import add_choice, choice_of
from letan_apps.graph.node_table import (
    RunChoice,
    parameters_of,
    process_environment,
    profile_of,
)
from letan_apps.nodes.context import Context
from letan_apps.resources import shipped, state_home
from letan_apps.staff.settings_file import SettingsFile
from letan_ros.parameters import Values, override
from letan_ros.schema import SCHEMA

if TYPE_CHECKING:
    from letan_ros.node import LetanNode


def main(argv: Sequence[str] | None = None) -> int:
    """Run the process; return 0, or 2 with one line on standard error."""
    die_with_parent()
    leave_no_dump()
    parser = argparse.ArgumentParser(prog="python -m letan_apps.nodes")
    parser.add_argument("--process", required=True, help="process of the profile")
    parser.add_argument("--record", action="store_true", help="a recorder belongs to the profile")
    add_choice(parser)
    args = parser.parse_args(argv)
    try:
        choice = replace(choice_of(args), record=args.record)
        profile = profile_of(choice)
        entry = profile.process(args.process)
        site = choice.site or (shipped(profile.site) if profile.site else None)
        context = Context(profile, _values(choice), site, state_home())
        os.environ.update(process_environment())
        return _run(context, entry.nodes)
    except LetanError as error:
        print(f"{args.process}: {error}", file=sys.stderr)
        return 2


def _values(choice: RunChoice) -> dict[str, Values]:
    """Return every node's parameters: what the operator set on the page is kept over a restart.

    `--set` is stronger: whoever starts the robot with it wants it now.
    """
    values = parameters_of(choice)
    for node, kept in SettingsFile(state_home()).read().items():
        asked = choice.changes.get(node, {})
        own = {name: value for name, value in kept.items() if name not in asked}
        try:
            values = override(values, {node: own}, SCHEMA, "settings.json")
        except LetanError as error:  # of another version, or written by hand: the robot starts
            print(f"passed over: {error}", file=sys.stderr)
    return values


def _run(context: Context, names: Sequence[str]) -> int:
    from letan_ros.process import run

    return run(lambda: [_build(context, name) for name in names])


def _build(context: Context, name: str) -> "LetanNode":
    module = importlib.import_module(f"letan_apps.nodes.{name}")
    return cast("LetanNode", module.build(context))


if __name__ == "__main__":
    sys.exit(main())
