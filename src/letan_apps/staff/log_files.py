"""The log files of the robot's processes (`letan_web.operator.log_routes.Logs`)."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from letan_web.operator.log_routes import LogLine

_TAIL_BYTES = 200_000
"""Of each file: some 1,500 lines."""
_LINE = re.compile(r"\[(DEBUG|INFO|WARN|ERROR|FATAL)\] \[(\d+)\.\d+\] \[([^\]]+)\]: (.*)")
_LEVELS = {"DEBUG": "info", "INFO": "info", "WARN": "warn", "ERROR": "error", "FATAL": "error"}
_LONGEST = 2000
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class LogFiles:
    """Reads `$LETAN_HOME/log/*.log` anew at every call: only the end of each file."""

    def __init__(self, home: Path) -> None:
        """Look into `home/log`."""
        self._folder = home / "log"

    def lines(self) -> list[LogLine]:
        """Return the newest lines of every process, newest first."""
        found = [line for path in sorted(self._folder.glob("*.log")) for line in _read(path)]
        return sorted(found, key=lambda line: line.at or _LONG_AGO, reverse=True)


def _read(path: Path) -> Iterator[LogLine]:
    """Yield the lines of a file; what has no head of its own belongs to the line before."""
    head: LogLine | None = None
    for text in _tail(path):
        parts = _LINE.fullmatch(text)
        if parts is None:
            if head is None:
                head = LogLine(None, "warn", path.stem, text)
            else:
                head = LogLine(head.at, head.level, head.node, f"{head.text}\n{text}"[:_LONGEST])
            continue
        if head is not None:
            yield head
        level, at, node, said = parts.groups()
        head = LogLine(datetime.fromtimestamp(int(at), UTC), _LEVELS[level], node, said[:_LONGEST])
    if head is not None:
        yield head


def _tail(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL_BYTES))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:  # a file that goes away is no reason not to show the others
        return []
    return lines[1:] if size > _TAIL_BYTES else lines
