"""What the composition of a node is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from letan.kernel.faults import LetanError
from letan_apps.graph.node_table import Profile
from letan_ros.parameters import Value, Values


class NodeArguments(TypedDict):
    """What every node's constructor takes beside its faculty."""

    values: Mapping[str, Value]
    use_sim_time: bool
    remaps: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """One process and its choices.

    Attributes:
        profile: What this machine runs.
        values: The parameters of every node.
        site: The site file; None where the profile has none.
        home: `$LETAN_HOME`.
    """

    profile: Profile
    values: Mapping[str, Values]
    site: Path | None
    home: Path

    def require_site(self) -> Path:
        """Return the site file.

        Raises:
            LetanError: If the profile has none, and none was given.
        """
        if self.site is None:
            raise LetanError(f"profile {self.profile.name}", "there is no site", "Add --site FILE")
        return self.site

    def arguments(self, node: str) -> NodeArguments:
        """Return the common arguments of a node's constructor."""
        return NodeArguments(
            values=self.values[node],
            use_sim_time=self.profile.use_sim_time,
            remaps=self.profile.remaps.get(node, {}),
        )
