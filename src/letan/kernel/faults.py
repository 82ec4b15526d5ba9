"""Faults: one code, three readers, and the error that bad input raises."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from letan.kernel.text import Text


class Severity(Enum):
    """How bad a fault is."""

    WARN = 1
    """The robot goes on, with less comfort."""
    ERROR = 2
    """A part of the service is missing until somebody helps."""


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A row of the fault table.

    Attributes:
        code: Stable, e.g. "HEAR-002"; the letters name the faculty.
        severity: How bad it is.
        visitor: What the robot says or shows to visitors: polite, with a next step, no code.
            None where visitors need not know.
        admin: What the clerk reads: what happened, what still works, what to check.
    """

    code: str
    severity: Severity
    visitor: Text | None
    admin: Text


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that happened.

    Attributes:
        code: A code of the fault table (`letan.kernel.fault_table`).
        fields: For the developer, e.g. {"level_dbfs": "-120.0"}; never what a visitor said.
    """

    code: str
    fields: Mapping[str, str] = field(default_factory=dict)


class LetanError(Exception):
    """Bad input or a missing thing: it names the place, the problem and the remedy.

    Its text is one line, fit for standard error: "place: problem. Remedy."
    """

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        """Store the three parts; each is a clause without a final full stop."""
        super().__init__(f"{place}: {problem}. {remedy}.")
        self.place = place
        self.problem = problem
        self.remedy = remedy
