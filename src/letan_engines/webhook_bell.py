"""Staff calls as HTTP: one POST of JSON to an address of the ward."""

import json
from dataclasses import dataclass
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from letan.kernel.faults import LetanError
from letan.kernel.units import Seconds
from letan.ports.staff_bell import StaffNotice

_TIMES = 3
_PLACE = "dialogue.staff_webhook"
_REMEDY = "Check the address and the network"


class _NoRedirect(HTTPRedirectHandler):
    """A call is sent to the address that was written down, and to no other."""

    def redirect_request(self, *_: object) -> None:
        """Refuse."""


@dataclass(frozen=True, slots=True)
class WebhookBell:
    """Posts `{"call_id", "reason", "urgent", "place", "withdrawn"}` as JSON.

    Any status 2xx means that it was taken. It tries three times at once; whoever takes calls tells
    doubled ones by `call_id`.

    Attributes:
        url: http or https.
        timeout_s: Of one try.
    """

    url: str
    timeout_s: Seconds = 3.0

    def __post_init__(self) -> None:
        """Check the address.

        Raises:
            LetanError: If it is none.
        """
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise LetanError(_PLACE, f"{self.url!r} is no address", "Write https://HOST/PATH")

    def ring(self, notice: StaffNotice) -> None:
        """Post the call.

        Raises:
            LetanError: If no try was taken.
        """
        body = {
            "call_id": notice.call_id,
            "reason": notice.reason,
            "urgent": notice.urgent,
            "place": notice.place,
            "withdrawn": notice.withdrawn,
        }
        request = Request(  # noqa: S310  # the scheme is checked above
            self.url,
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
            method="POST",
        )
        opener = build_opener(_NoRedirect, ProxyHandler({}))
        problem = ""
        for _ in range(_TIMES):
            try:
                with opener.open(request, timeout=self.timeout_s):
                    return  # any status but 2xx is raised
            except (URLError, OSError, ValueError) as error:
                problem = str(getattr(error, "reason", error))
        host = urlsplit(self.url).hostname
        raise LetanError(_PLACE, f"{host} did not take the call: {problem}", _REMEDY)
