"""Reads a script of simulated visitors: YAML → `VisitorScript`, each error with its line."""

from pathlib import Path

from letan.kernel.faults import LetanError
from letan_apps.resources import shipped
from letan_engines import yaml_positions
from letan_sim.script import ScriptProblem, VisitorScript, parse_script


def load_visitors(path: Path) -> tuple[VisitorScript, ...]:
    """Read a script, e.g. `shipped("sim/visitors/demo.yaml")`.

    Raises:
        LetanError: If the file is missing or wrong; the text names the line and the remedy.
    """
    source = yaml_positions.load(path)
    try:
        return parse_script(source.data)
    except ScriptProblem as problem:
        raise LetanError(source.place(problem.at), problem.problem, problem.remedy) from None


def demo_visitors() -> tuple[VisitorScript, ...]:
    """The three visitors of `letan demo`."""
    return load_visitors(shipped("sim/visitors/demo.yaml"))
