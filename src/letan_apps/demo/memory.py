"""How much memory a set of processes takes, shared pages counted once among them."""

from collections.abc import Iterable
from pathlib import Path


def pss_mb(pids: Iterable[int]) -> float:
    """Return the proportional set size of the processes, MB (10^6 bytes).

    Processes that are gone count 0.

    Source:
        proc(5), smaps_rollup: Pss is in kB of 1024 bytes.
    """
    return sum(map(_pss_kb, pids)) * 1024 / 1e6


def _pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
