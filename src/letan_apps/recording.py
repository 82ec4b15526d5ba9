"""Writes topics into an MCAP file that the `mcap` library and Foxglove read, own types included."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ament_index_python.packages import PackageNotFoundError, get_package_share_directory
from mcap.writer import Writer

from letan.kernel.faults import LetanError

_CHUNK_BYTES = 256 * 1024
_SEPARATOR = "=" * 80
_FIELD = re.compile(r"^\s*([A-Za-z][\w/]*)(?:<=\d+)?(?:\[[^\]]*\])?\s+[A-Za-z]\w*")
_BUILTIN = re.compile(r"^(bool|byte|char|u?int(8|16|32|64)|float(32|64)|w?string)$")


def message_definition(type_name: str) -> str:
    """Return the text of a message with those of all messages in it, as MCAP's `ros2msg` wants it.

    Args:
        type_name: "package/msg/Name".

    Raises:
        LetanError: If a package or message is not installed.
    """
    own, *others = _collect(type_name)
    parts = [own[1], *(f"{_SEPARATOR}\nMSG: {_short(name)}\n{text}" for name, text in others)]
    return "\n".join(parts)


def _collect(type_name: str) -> list[tuple[str, str]]:
    """Return (name, text) of a message and of each message in it, itself first, each once."""
    found: dict[str, str] = {}
    waiting = [type_name]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = _text(name)
            waiting += _parts(found[name], name.split("/")[0])
    return list(found.items())


def _text(type_name: str) -> str:
    package, _, name = type_name.split("/")
    try:
        share = Path(get_package_share_directory(package))
        return (share / "msg" / f"{name}.msg").read_text("utf-8")
    except (PackageNotFoundError, OSError):
        raise LetanError(type_name, "its definition is not installed", "./letan setup") from None


def _parts(text: str, package: str) -> Iterator[str]:
    for line in text.splitlines():
        match = _FIELD.match(line.partition("#")[0])
        if match is None or _BUILTIN.match(match.group(1)):
            continue
        words = match.group(1).split("/")
        name = words[-1]
        if words[0] == name:
            yield f"{package}/msg/{name}"
        else:
            yield f"{words[0]}/msg/{name}"


def _short(type_name: str) -> str:
    package, _, name = type_name.split("/")
    return f"{package}/{name}"


class Recording:
    """One MCAP file being written. Every method may raise OSError: the disk is full or gone."""

    def __init__(self, path: Path) -> None:
        """Open a new file; an existing one is left alone and gets a number behind its name.

        Raises:
            LetanError: If the file cannot be made.
        """
        self.path = _unused(path)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file: BinaryIO = self.path.open("wb")
        except OSError as error:
            problem = f"cannot be written ({error.strerror})"
            raise LetanError(str(self.path), problem, "Choose another --record file") from None
        self._writer = Writer(self._file, chunk_size=_CHUNK_BYTES)
        self._schemas: dict[str, int] = {}
        self._closed = False
        self.messages = 0
        self._writer.start(profile="ros2", library="letan")

    def channel(self, topic: str, type_name: str) -> int:
        """Register a topic; return its number for `write`.

        Raises:
            LetanError: If the type's definition is not installed.
        """
        if type_name not in self._schemas:
            text = message_definition(type_name).encode()
            self._schemas[type_name] = self._writer.register_schema(type_name, "ros2msg", text)
        return self._writer.register_channel(topic, "cdr", self._schemas[type_name])

    def write(self, channel: int, time_ns: int, cdr: bytes) -> None:
        """Append a message as it came over the wire."""
        self._writer.add_message(channel, time_ns, cdr, time_ns, self.messages)
        self.messages += 1

    def flush(self) -> None:
        """Bring what was written to the disk."""
        self._file.flush()

    def close(self) -> None:
        """Complete the file; safe to call twice. After an OSError the file is only let go of."""
        if self._closed:
            return
        self._closed = True
        try:
            self._writer.finish()  # type: ignore[no-untyped-call]  # mcap leaves it untyped
        finally:
            self._file.close()

    def abandon(self) -> None:
        """Let go of the file without completing it: no more can be written."""
        self._closed = True
        with contextlib.suppress(OSError):  # its buffer cannot be written either
            self._file.close()


def _unused(path: Path) -> Path:
    if not path.is_file():
        return path
    count = 2
    while (numbered := path.with_stem(f"{path.stem}-{count}")).exists():
        count += 1
    return numbered
