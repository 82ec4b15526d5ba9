"""One publish or roll back at a time on a robot."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from letan.kernel.faults import LetanError


@contextmanager
def publishing_alone(home: Path) -> Iterator[None]:
    """Hold the lock `publish.lock` of a home; the kernel frees it when the process dies.

    Raises:
        LetanError: If another process publishes; it names that process.
    """
    path = home / "publish.lock"
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise LetanError(
            str(path),
            f"cannot be written ({error.strerror})",
            "Set LETAN_HOME to a folder of yours",
        ) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            other = os.read(handle, 20).decode("ascii", "replace").strip()
            raise LetanError(
                "content", f"another release is being published (process {other})", "Try again then"
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)
