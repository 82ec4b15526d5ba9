"""One copy of the robot at a time: a lock file in `$LETAN_HOME`."""

import fcntl
import os
from pathlib import Path
from types import TracebackType

from letan.kernel.faults import LetanError


def holder(home: Path) -> int | None:
    """Return the process id of the copy that runs, None when none does."""
    try:
        with (home / "letan.lock").open("r+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return int(file.read().strip() or 0)
    except (OSError, ValueError):
        return None
    return None


class SingleCopy:
    """Holds the lock for as long as the `with` block runs; the kernel frees it when we die."""

    def __init__(self, home: Path) -> None:
        """Use the lock file of `home`, made on entering."""
        self._path = home / "letan.lock"
        self._handle = -1

    def __enter__(self) -> "SingleCopy":
        """Take the lock.

        Raises:
            LetanError: If another copy holds it, or the folder cannot be written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            problem = f"cannot be written ({error.strerror})"
            remedy = "Set LETAN_HOME to a folder of your own"
            raise LetanError(str(self._path), problem, remedy) from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            pid = os.read(handle, 20).decode("ascii", "replace").strip()
            os.close(handle)
            problem = f"another copy of the robot runs already (process {pid})"
            remedy = f"Stop it first (kill {pid}), or give this one its own LETAN_HOME"
            raise LetanError(str(self._path), problem, remedy) from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self._handle = handle
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free the lock; the file stays."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
