"""Shared memory that dead processes of the graph left behind.

Fast DDS keeps each participant's segment `fastrtps_ID` beside a file `fastrtps_ID_el` that its
owner holds locked while it lives, and each port `fastrtps_portN` likewise, with a semaphore
`sem.fastrtps_portN_mutex`. A killed process leaves its files; a leftover port can stop a newcomer.
"""

import fcntl
import os
import re
from pathlib import Path

_SHM = Path("/dev/shm")  # noqa: S108  the system's folder of shared memory
_PORTS_A_DOMAIN = 250
_FIRST_PORT = 7400
_SHARED_PORTS = range(7000, 7400)
"""Below the first domain: Fast DDS opens these for every domain."""
_PORT = re.compile(r"^fastrtps_port(\d+)$")
_SEGMENT = re.compile(r"^fastrtps_[0-9a-f]{16}$")


def domain_ports(domain: int) -> range:
    """Return the ports of a domain (RTPS 2.2, 9.6.1.1: base 7400, 250 a domain)."""
    start = _FIRST_PORT + _PORTS_A_DOMAIN * domain
    return range(start, start + _PORTS_A_DOMAIN)


def remove_stale(domain: int, folder: Path = _SHM) -> list[str]:
    """Remove what dead processes of this user left; return the names of the removed files.

    A port is removed only when it is one of the domain's. A segment carries no domain, but is
    removed only when its owner is dead, and then nobody can use it.
    """
    removed: list[str] = []
    for path in sorted(folder.glob("fastrtps_*")):
        port = _PORT.match(path.name)
        if port is not None:
            number = int(port.group(1))
            ours = number in domain_ports(domain) or number in _SHARED_PORTS
        else:
            ours = _SEGMENT.match(path.name) is not None
        if ours and _is_dead(path):
            names = (path.name, f"{path.name}_el", f"{path.name}_sl", f"sem.{path.name}_mutex")
            removed += [name for name in names if _remove(folder / name)]
    return removed


def _is_dead(path: Path) -> bool:
    """Tell whether nobody holds the lock that a living owner (or reader of a port) holds."""
    locks = [path.with_name(f"{path.name}{suffix}") for suffix in ("_el", "_sl")]
    for lock in filter(Path.exists, locks):
        try:
            handle = os.open(lock, os.O_RDWR)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        finally:
            os.close(handle)
    return path.stat().st_uid == os.getuid() if path.exists() else False


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
