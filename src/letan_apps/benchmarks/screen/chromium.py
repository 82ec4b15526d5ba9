"""A Chromium that is measured from inside and from outside."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from letan.kernel.faults import LetanError

SIZE = (1080, 1920)
_MB = 1024 * 1024


@contextlib.contextmanager
def opened(address: str) -> Iterator[Any]:
    """Open a page on a standing kiosk and wait until it shows the robot's state.

    Raises:
        LetanError: If there is no playwright or no Chromium.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise LetanError("bench screen", "there is no playwright", "Run ./letan setup") from error
    program = os.environ.get("LETAN_CHROMIUM") or shutil.which("chromium")
    if not program:
        raise LetanError("bench screen", "there is no Chromium", "apt-get install chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=program,
            args=flags,
            viewport={"width": SIZE[0], "height": SIZE[1]},
        )
        try:
            page = context.pages[0]
            page.goto(address)
            page.wait_for_selector("html[data-live]", state="attached")
            yield page
        finally:
            context.close()


def collect(page: Any) -> dict[str, float]:
    """Let the page collect its garbage and give up its caches.

    Returns:
        `page_heap`: what its scripts use, MB; `document_nodes`: nodes that live, attached or not.
    """
    session = page.context.new_cdp_session(page)
    session.send("Memory.simulatePressureNotification", {"level": "critical"})
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    nodes = session.send("Memory.getDOMCounters")["nodes"]
    session.detach()
    return {"page_heap": float(used) / _MB, "document_nodes": float(nodes)}


def browser_pss_mb() -> float:
    """Return the proportional set size of all Chromium processes below this one, MB."""
    total = 0.0
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error, OSError):
            if "chrom" in child.name():
                total += own_pss_mb(child.pid)
    return total


def own_pss_mb(pid: int | None = None) -> float:
    """Return the proportional set size of a process, by default this one, MB."""
    rollup = Path(f"/proc/{pid or os.getpid()}/smaps_rollup").read_text()
    line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1024
