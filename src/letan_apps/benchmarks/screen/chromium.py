"""A Chromium as a kiosk runs it, looked into only when something is asked of it.

A test driver makes the browser record every request and answer, which is itself memory that
grows. Here the browser's own protocol is spoken, and of it no part that records.
"""

import contextlib
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
from websockets.sync.client import ClientConnection, connect

from letan.kernel.faults import LetanError
from letan_apps.demo.memory import OWN, pss_mb

SIZE = (1080, 1920)
"""A standing kiosk, pixels."""
KIOSK_FLAGS = (
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disk-cache-size=1",
    "--optimization-guide-performance-class=3",  # or a service starts, minutes later, to measure it
    "--js-flags=--no-opt --no-maglev --no-sparkplug",  # code compiled for speed is never given back
)
"""What docs/screen.md tells to start the robot's own screen with."""
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0")
_START_S = 30.0
_ANSWER_S = 120.0
_MB = 1e6
_LIVE = """new Promise((done) => {
  const live = () => document.documentElement?.hasAttribute("data-live");
  const look = () => live() ? done() : setTimeout(look, 50);
  look();
})"""


class Page:
    """One page of one Chromium."""

    def __init__(self, socket: ClientConnection, program: subprocess.Popen[bytes]) -> None:
        """Speak to the first page of the browser at the other end of `socket`."""
        self._socket, self._program = socket, program
        self._numbers = itertools.count(1)
        self._session = self._window = ""
        pages = [t for t in self._send("Target.getTargets")["targetInfos"] if t["type"] == "page"]
        target = {"targetId": pages[0]["targetId"], "flatten": True}
        self._session = self._send("Target.attachToTarget", **target)["sessionId"]

    def run(self, expression: str) -> Any:
        """Evaluate JavaScript in the page; a promise is awaited.

        Raises:
            LetanError: If the page throws.
        """
        return self._value("Runtime.evaluate", expression=expression)

    def call(self, function: str, *arguments: str | int) -> Any:
        """Call a JavaScript function in the page; a promise is awaited.

        What is called often is called this way: a script of its own for each call would stay in
        the heap that is measured.

        Raises:
            LetanError: If the page throws.
        """
        if not self._window:
            found = self._send("Runtime.evaluate", expression="globalThis")
            self._window = found["result"]["objectId"]
        values = [{"value": argument} for argument in arguments]
        asked = {"functionDeclaration": function, "objectId": self._window, "arguments": values}
        return self._value("Runtime.callFunctionOn", **asked)

    def _value(self, method: str, **fields: Any) -> Any:
        answer = self._send(method, awaitPromise=True, returnByValue=True, **fields)
        if "exceptionDetails" in answer:
            text = str(answer["exceptionDetails"].get("exception", {}).get("description"))
            raise LetanError("bench screen", f"the page threw {text}", "See its script")
        return answer["result"].get("value")

    def show(self, address: str) -> None:
        """Open an address on a standing kiosk; return when it shows the robot's state."""
        width, height = SIZE
        screen = {"width": width, "height": height, "screenWidth": width, "screenHeight": height}
        self._send(
            "Emulation.setDeviceMetricsOverride", deviceScaleFactor=1, mobile=False, **screen
        )
        self._send("Page.navigate", url=address)
        self.run(_LIVE)

    def sizes(self) -> dict[str, float]:
        """Return what is left after a collection.

        Returns:
            `page_heap`: what its scripts use, MB; `document_nodes`: nodes that live, attached or
            not; `listeners`; `browser_pss`: all processes of the browser together, MB, and
            `browser_own` of it: what no other program's pages make larger or smaller.
        """
        self._send("Memory.simulatePressureNotification", level="critical")
        for _ in range(2):  # what the first one lets go of in the documents, the second one frees
            self._send("HeapProfiler.collectGarbage")
        counts = self._send("Memory.getDOMCounters")
        return {
            "page_heap": self._send("Runtime.getHeapUsage")["usedSize"] / _MB,
            "document_nodes": float(counts["nodes"]),
            "listeners": float(counts["jsEventListeners"]),
            "browser_pss": pss_mb(self.processes()),
            "browser_own": pss_mb(self.processes(), OWN),
        }

    def processes(self) -> list[int]:
        """Return the ids of all processes of the browser."""
        with contextlib.suppress(psutil.NoSuchProcess):
            root = psutil.Process(self._program.pid)
            return [root.pid, *(child.pid for child in root.children(recursive=True))]
        return []

    def _send(self, method: str, **fields: Any) -> dict[str, Any]:
        message = {"id": next(self._numbers), "method": method, "params": fields}
        if self._session and not method.startswith("Target."):
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        while True:
            answer: dict[str, Any] = json.loads(self._socket.recv(timeout=_ANSWER_S))
            if answer.get("id") == message["id"]:
                break
        if "error" in answer:
            raise LetanError(
                f"bench screen: {method}", str(answer["error"]), "Is Chromium too old?"
            )
        result: dict[str, Any] = answer["result"]
        return result


@contextlib.contextmanager
def opened(address: str) -> Iterator[Page]:
    """Open a page on a standing kiosk and wait until it shows the robot's state.

    Raises:
        LetanError: If there is no Chromium, or it does not start.
    """
    program = os.environ.get("LETAN_CHROMIUM") or shutil.which("chromium")
    if not program:
        raise LetanError("bench screen", "there is no Chromium", "apt-get install chromium")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        words = (program, *_FLAGS, *KIOSK_FLAGS, f"--user-data-dir={profile}", "about:blank")
        running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with connect(_address(Path(profile), running), max_size=None) as socket:
                page = Page(socket, running)
                page.show(address)
                yield page
        finally:
            running.terminate()
            running.wait(_START_S)


def _address(profile: Path, running: "subprocess.Popen[bytes]") -> str:
    """Wait until the browser has written where it listens."""
    file = profile / "DevToolsActivePort"
    until = time.monotonic() + _START_S
    while time.monotonic() < until and running.poll() is None:
        with contextlib.suppress(OSError, ValueError):
            port, path = file.read_text().split()
            return f"ws://127.0.0.1:{port}{path}"
        time.sleep(0.1)
    raise LetanError("bench screen", "Chromium did not start", f"Try {running.args!r} by hand")
