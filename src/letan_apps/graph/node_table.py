"""The node table: which nodes a profile runs, which share a process, how a process is started.

`launch/profiles/NAME.yaml` is the one source for `letan up` and for `launch/letan.launch.py`.
Nothing here imports ROS.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import yaml

from letan.kernel.faults import LetanError
from letan_apps.resources import shipped, state_home
from letan_engines.webhook_bell import WebhookBell
from letan_ros.parameters import Values, override, read_parameters
from letan_ros.schema import SCHEMA

PROFILES = "launch/profiles"
PARAMETERS = "launch/params/letan.yaml"
DDS_PROFILE = "launch/fastdds_local.xml"
_KEYS = {"description", "use_sim_time", "site", "processes", "parameters", "remaps"}
_PROCESS_KEYS = {"name", "nodes", "nice"}


@dataclass(frozen=True, slots=True)
class ProcessEntry:
    """One process of a profile.

    Attributes:
        name: Unique in the profile; also the name of its log file.
        nodes: Names of the nodes that share it.
        nice: Added to the process's nice value, 0..19.
    """

    name: str
    nodes: tuple[str, ...]
    nice: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """What one machine runs.

    Attributes:
        name: File name without suffix.
        description: For a person.
        use_sim_time: Whether nodes take the time from /clock.
        site: Shipped site file; "" for none.
        processes: In the order in which they start.
        parameters: Changes to the parameter file, by node and key.
        remaps: New topic name by old name, by node.
    """

    name: str
    description: str
    use_sim_time: bool
    site: str
    processes: tuple[ProcessEntry, ...]
    parameters: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    remaps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def nodes(self) -> tuple[str, ...]:
        """The names of all nodes, in order."""
        return tuple(node for process in self.processes for node in process.nodes)

    def process(self, name: str) -> ProcessEntry:
        """Return one process.

        Raises:
            LetanError: If the profile has none of that name.
        """
        for entry in self.processes:
            if entry.name == name:
                return entry
        names = ", ".join(entry.name for entry in self.processes)
        raise LetanError(f"profile {self.name}", f"no process {name!r}", f"Use {names}")


@dataclass(frozen=True, slots=True)
class RunChoice:
    """What somebody chose on the command line.

    Attributes:
        profile: Name of the profile.
        site: Site file; None for the profile's own.
        params: Parameter file; None for the shipped one.
        changes: Further parameter values, by node and key.
        record: Whether a recorder runs beside the profile's nodes.
    """

    profile: str
    site: Path | None = None
    params: Path | None = None
    changes: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    record: bool = False

    def words(self) -> list[str]:
        """Return the choice as arguments of `letan up` and of a process."""
        words = ["--profile", self.profile]
        if self.site is not None:
            words += ["--site", str(self.site.resolve())]
        if self.params is not None:
            words += ["--params", str(self.params.resolve())]
        if self.record:
            words.append("--record")
        for node, values in self.changes.items():
            for key, value in values.items():
                words += ["--set", f"{node}.{key}={yaml.safe_dump(value).splitlines()[0]}"]
        return words


def profile_names() -> tuple[str, ...]:
    """Return the names of the shipped profiles."""
    return tuple(sorted(path.stem for path in shipped(PROFILES).glob("*.yaml")))


def load_profile(name: str) -> Profile:
    """Read a profile, by name or by path of a file.

    Raises:
        LetanError: If there is none, or it is not as it should be.
    """
    path = Path(name) if name.endswith(".yaml") else shipped(PROFILES) / f"{name}.yaml"
    if not path.is_file():
        raise LetanError(
            f"profile {name}", "there is no such profile", f"Use {', '.join(profile_names())}"
        )
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        raise LetanError(place, "is no YAML", "Correct that line") from None
    return _profile(path, content)


def profile_of(choice: RunChoice) -> Profile:
    """Return the chosen profile, with a recorder where one was asked for.

    Raises:
        LetanError: As `load_profile`.
    """
    profile = load_profile(choice.profile)
    if not choice.record:
        return profile
    return replace(
        profile, processes=(*profile.processes, ProcessEntry("recorder", ("recorder",), 5))
    )


def parameters_of(choice: RunChoice) -> dict[str, Values]:
    """Return the values of all parameters of all nodes: file, then profile, then command line.

    Raises:
        LetanError: As `letan_ros.parameters.read_parameters`; if a simulated ticket machine is
            asked for where no hall is simulated, since its numbers are worth nothing there; if
            the address for staff calls is none.
    """
    profile = load_profile(choice.profile)
    values = read_parameters(choice.params or shipped(PARAMETERS), SCHEMA)
    values = override(values, profile.parameters, SCHEMA, f"profile {profile.name}")
    values = override(values, choice.changes, SCHEMA, "--set")
    simulated = profile.use_sim_time and (choice.site or profile.site)
    if values["dialogue"]["tickets"] == "simulated" and not simulated:
        problem = f"profile {profile.name} has no simulated hall with a ticket machine"
        raise LetanError("dialogue.tickets: simulated", problem, "Set tickets: none")
    if values["dialogue"]["staff_webhook"]:
        WebhookBell(str(values["dialogue"]["staff_webhook"]))
    return values


def process_command(choice: RunChoice, process: str) -> list[str]:
    """Return the command that runs one process of a profile."""
    return [sys.executable, "-m", "letan_apps.nodes", "--process", process, *choice.words()]


def bringup_command(choice: RunChoice) -> list[str]:
    """Return the command that brings a profile's nodes up where no supervisor runs."""
    return [sys.executable, "-m", "letan_apps.graph.launched", *choice.words()]


def process_environment() -> dict[str, str]:
    """Return what a process of the graph needs beside its parent's environment.

    A value that the operator has set himself is left alone, ROS_DOMAIN_ID is checked.

    Raises:
        LetanError: If ROS_DOMAIN_ID is not within 0..101.
    """
    domain = os.environ.get("ROS_DOMAIN_ID") or "0"
    if not (domain.isdecimal() and int(domain) <= 101):
        raise LetanError(
            f"ROS_DOMAIN_ID={domain}", "is not a number within 0..101", "Set it, or unset it"
        )
    dds = str(shipped(DDS_PROFILE))
    wanted = {
        "ROS_AUTOMATIC_DISCOVERY_RANGE": "LOCALHOST",
        "FASTRTPS_DEFAULT_PROFILES_FILE": dds,
        "FASTDDS_DEFAULT_PROFILES_FILE": dds,
        "RMW_IMPLEMENTATION": "rmw_fastrtps_cpp",
        "RCUTILS_COLORIZED_OUTPUT": "0",
        "RCUTILS_LOGGING_BUFFERED_STREAM": "0",
        "PYTHONUNBUFFERED": "1",
        "MALLOC_ARENA_MAX": "2",
        "ROS_LOG_DIR": str(state_home() / "log"),
        "LETAN_HOME": str(state_home()),
    }
    chosen = {name: os.environ.get(name) or value for name, value in wanted.items()}
    return {**chosen, "ROS_DOMAIN_ID": domain}


def _profile(path: Path, content: object) -> Profile:
    table = _mapping(path, "the profile", content)
    _refuse_unknown(path, table, _KEYS)
    entries = table.get("processes")
    if not isinstance(entries, list) or not entries:
        raise LetanError(str(path), "processes: missing or empty", "List at least one process")
    processes = tuple(_process(path, entry) for entry in entries)
    parameters = _mapping(path, "parameters", table.get("parameters") or {})
    remaps = _mapping(path, "remaps", table.get("remaps") or {})
    profile = Profile(
        name=path.stem,
        description=str(table.get("description", "")),
        use_sim_time=table.get("use_sim_time") is True,
        site=str(table.get("site") or ""),
        processes=processes,
        parameters={node: _mapping(path, node, part) for node, part in parameters.items()},
        remaps={
            node: {old: str(new) for old, new in _mapping(path, node, part).items()}
            for node, part in remaps.items()
        },
    )
    _check_names(path, profile)
    return profile


def _process(path: Path, entry: object) -> ProcessEntry:
    table = _mapping(path, "a process", entry)
    _refuse_unknown(path, table, _PROCESS_KEYS)
    nodes, nice = table.get("nodes"), table.get("nice", 0)
    if not isinstance(nodes, list) or not nodes:
        raise LetanError(str(path), f"process {table.get('name')}: no nodes", "List its nodes")
    if not isinstance(nice, int) or not 0 <= nice <= 19:
        raise LetanError(str(path), f"nice={nice!r} is not within 0..19", "Change it")
    return ProcessEntry(str(table.get("name", "")), tuple(map(str, nodes)), nice)


def _check_names(path: Path, profile: Profile) -> None:
    nodes, names = profile.nodes, [process.name for process in profile.processes]
    for node in nodes:
        if node not in SCHEMA:
            raise LetanError(str(path), f"{node}: no such node", f"Use {', '.join(SCHEMA)}")
    if len(set(nodes)) < len(nodes) or len(set(names)) < len(names):
        raise LetanError(str(path), "a node or process is named twice", "Name each once")
    override(read_parameters(shipped(PARAMETERS), SCHEMA), profile.parameters, SCHEMA, str(path))


def _mapping(path: Path, what: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise LetanError(str(path), f"{what} is no table of keys and values", "Write KEY: VALUE")
    return cast(dict[str, object], value)


def _refuse_unknown(path: Path, table: Mapping[str, object], known: set[str]) -> None:
    for key in table:
        if key not in known:
            raise LetanError(str(path), f"{key}: no such key", f"Use {', '.join(sorted(known))}")
