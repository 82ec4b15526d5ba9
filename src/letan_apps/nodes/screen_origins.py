"""Where the pages are served: addresses, names and certificate from the node's parameters."""

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from letan.kernel.faults import LetanError
from letan_ros.parameters import Value
from letan_web.shell.origin import LOCAL_HOSTS
from letan_web.shell.server import Pages, PageServer, Tls

_EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104  # compared with, never bound here


class Origins:
    """Serves applications as the parameters of the screen say."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        """Read the parameters.

        Raises:
            LetanError: If only one of certificate and key is set, or `phone_address` is no address.
        """
        self._values = values
        certificate, key = self._word("certificate"), self._word("key")
        if bool(certificate) != bool(key):
            raise LetanError("screen", "certificate and key go together", "Set both, or none")
        self._tls = Tls(Path(certificate), Path(key)) if certificate else None
        self.phone_address = self._word("phone_address").rstrip("/")
        where = urlsplit(self.phone_address)
        if self.phone_address and (where.scheme not in ("http", "https") or not where.hostname):
            raise LetanError(
                f"screen: phone_address={self.phone_address}",
                "telephones cannot open this",
                "Set it to something like https://robot.example:8082, or leave it empty",
            )
        self._phone_name = where.hostname or ""

    def hosts(self, origin: str) -> tuple[str, ...]:
        """Return the names under which an origin ("", "staff", "phone") may be opened."""
        own = self._word(_key(origin, "host"))
        names = [*LOCAL_HOSTS, *self._word("names").split()]
        if own not in (*_EVERY_ADDRESS, *names):
            names.append(own)
        if origin == "phone":
            names.append(self._phone_name)
        return tuple(names)

    def is_local(self, origin: str) -> bool:
        """Say whether only this machine reaches an origin."""
        host = self._word(_key(origin, "host"))
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    def serve(self, origin: str, pages: Pages) -> PageServer:
        """Start the server of an origin; beyond this machine it speaks TLS where a key is set.

        Raises:
            LetanError: If the address cannot be used, or staff would sign in without TLS.
        """
        host, port = self._word(_key(origin, "host")), int(str(self._values[_key(origin, "port")]))
        local = self.is_local(origin)
        if origin == "staff" and not local and self._tls is None:
            raise LetanError(
                f"screen: staff_host={host}",
                "passwords would travel in the clear",
                "Set screen.certificate and screen.key, or put a TLS proxy before 127.0.0.1",
            )
        server = PageServer(pages, host, port, None if local else self._tls)
        server.start()
        return server

    def _word(self, name: str) -> str:
        return str(self._values[name])


def _key(origin: str, name: str) -> str:
    return f"{origin}_{name}" if origin else name
