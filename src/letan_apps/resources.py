"""Where the files that ship with letan stand, and where run-time state goes."""

import os
from pathlib import Path

from letan.kernel.faults import LetanError

_CHECKOUT = Path(__file__).resolve().parents[2]


def shipped(name: str) -> Path:
    """Return a folder or file that ships with letan, e.g. "faq_data" or "launch/params/letan.yaml".

    It is looked for in the checkout, then in the share folder of each ament prefix.

    Raises:
        LetanError: If it is in neither.
    """
    prefixes = filter(None, os.environ.get("AMENT_PREFIX_PATH", "").split(os.pathsep))
    places = [_CHECKOUT, *(Path(prefix, "share", "letan") for prefix in prefixes)]
    for place in places:
        if (place / name).exists():
            return place / name
    raise LetanError(name, "not found in this installation", "Install letan again: ./letan setup")


def state_home() -> Path:
    """Return `$LETAN_HOME`, by default `~/.local/state/letan`: store, journal, models, cache."""
    configured = os.environ.get("LETAN_HOME")
    return Path(configured).expanduser() if configured else Path.home() / ".local/state/letan"
