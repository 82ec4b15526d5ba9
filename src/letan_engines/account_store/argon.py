"""Passwords by argon2id."""

import threading

from argon2 import PasswordHasher as Argon
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY


class ArgonHasher:
    """`letan.ports.accounts.PasswordHasher`; 64 MiB and a quarter second of one core a password.

    One at a time: a crowd at the door must not take the memory of the robot.
    """

    def __init__(self) -> None:
        """Use the second recommendation of RFC 9106, section 4, for machines with little memory."""
        self._argon = Argon.from_parameters(RFC_9106_LOW_MEMORY)
        self._one = threading.Lock()

    def hash(self, password: str) -> str:
        """Return the hash of a password, with its salt and its costs."""
        with self._one:
            return self._argon.hash(password)

    def matches(self, password_hash: str, password: str) -> bool:
        """Say whether the password is the one that was hashed; False for a hash that is none."""
        with self._one:
            try:
                return self._argon.verify(password_hash, password)
            except (VerificationError, InvalidHashError):
                return False
