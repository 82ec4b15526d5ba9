"""How much memory a set of processes takes, shared pages counted once among them."""

from collections.abc import Iterable
from pathlib import Path

WHOLE = ("Pss",)
OWN = ("Pss_Anon", "Pss_Shmem")
"""Without files: their pages are shared with whatever other programs use them at the moment."""


def pss_mb(pids: Iterable[int], parts: tuple[str, ...] = WHOLE) -> float:
    """Return the proportional set size of the processes, MB (10^6 bytes).

    Args:
        pids: The processes; those that are gone count 0.
        parts: WHOLE, or OWN.

    Source:
        proc(5), smaps_rollup: Pss is in kB of 1024 bytes.
    """
    return sum(_pss_kb(pid, parts) for pid in pids) * 1024 / 1e6


def _pss_kb(pid: int, parts: tuple[str, ...]) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.split(":")[0] in parts)
