"""What the operator set on the page, kept over a restart: `$LETAN_HOME/settings.json`."""

import json
import logging
import os
import tempfile
from pathlib import Path

from letan.kernel.faults import LetanError

_LOG = logging.getLogger("letan.settings")


class SettingsFile:
    """Numbers by node and name; whoever takes them over checks them against the schema."""

    def __init__(self, home: Path) -> None:
        """Use a state folder."""
        self._path = home / "settings.json"

    def read(self) -> dict[str, dict[str, float]]:
        """Return what was set; a file that is broken sets nothing, and the robot starts."""
        try:
            found: object = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            _LOG.warning("%s is passed over: %s", self._path, error)
            return {}
        kept: dict[str, dict[str, float]] = {}
        for node, values in _items(found):
            for name, value in _items(values):
                if isinstance(value, int | float):
                    kept.setdefault(node, {})[name] = float(value)
        return kept

    def keep(self, node: str, name: str, value: float) -> None:
        """Keep a value; the file is whole at any moment.

        Raises:
            LetanError: If it cannot be written.
        """
        kept = self.read()
        kept.setdefault(node, {})[name] = value
        try:
            handle, draft = tempfile.mkstemp(prefix=".settings-", dir=self._path.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(kept, file, indent=1, sort_keys=True)
            Path(draft).replace(self._path)
        except OSError as error:
            problem = f"cannot be written ({error.strerror})"
            raise LetanError(str(self._path), problem, "Check the disk") from None


def _items(value: object) -> list[tuple[str, object]]:
    return list(value.items()) if isinstance(value, dict) else []
