"""Where the pages are served: addresses, certificates, and what keeps the origins apart."""

import http.client
import ssl
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.web.browser import Robot
from tests.web.requests import send

from letan.kernel.faults import LetanError
from letan_apps.nodes.screen_origins import Origins
from letan_apps.nodes.screen_visitor import script_token
from letan_ros.parameters import Value
from letan_web.shell.origin import Origin, create_app
from letan_web.shell.server import NoStreams, Pages, PageServer, Tls

DEFAULTS: dict[str, Value] = {
    "host": "127.0.0.1",
    "port": 0,
    "staff_host": "127.0.0.1",
    "staff_port": 0,
    "phone_host": "127.0.0.1",
    "phone_port": 0,
    "phone_address": "",
    "names": "",
    "certificate": "",
    "key": "",
    "inches": 21.5,
}


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Tls:
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return Tls(certificate, key)


def test_pages_over_tls(robot: Robot, tls: Tls) -> None:
    app = create_app(Origin("test"), ())
    server = PageServer(Pages(app, NoStreams()), port=0, tls=tls)
    server.start()
    try:
        assert server.address.startswith("https://127.0.0.1:")
        trusted = ssl.create_default_context(cafile=str(tls.certificate))
        where = urlsplit(server.address)
        connection = http.client.HTTPSConnection(where.netloc, context=trusted, timeout=10)
        connection.request("GET", "/api/openapi.json")
        answer = connection.getresponse()
        assert (answer.status, connection.sock.version()) == (200, "TLSv1.3")
        connection.close()
        with pytest.raises(http.client.HTTPException):
            send(server.address.replace("https", "http"), "/")
    finally:
        server.stop()


def test_a_certificate_that_is_none_is_told(tls: Tls, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pem"
    broken.write_text("no certificate", "utf-8")
    app = create_app(Origin("test"), ())
    with pytest.raises(LetanError, match="the certificate and its key cannot be used"):
        PageServer(Pages(app, NoStreams()), port=0, tls=Tls(broken, tls.key))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"certificate": "a.pem"}, "certificate and key go together"),
        ({"phone_address": "robot"}, "telephones cannot open this"),
    ],
)
def test_settings_that_make_no_sense(changes: dict[str, Value], error: str) -> None:
    with pytest.raises(LetanError, match=error):
        Origins({**DEFAULTS, **changes})


def test_staff_beyond_this_machine_need_tls() -> None:
    origins = Origins({**DEFAULTS, "staff_host": "0.0.0.0"})
    pages = Pages(create_app(Origin("test"), ()), NoStreams())
    with pytest.raises(LetanError, match="passwords would travel in the clear"):
        origins.serve("staff", pages)


def test_names_under_which_pages_are_opened() -> None:
    values = {**DEFAULTS, "names": "le-tan.example", "phone_address": "https://qr.example:82/"}
    origins = Origins({**values, "host": "0.0.0.0", "staff_host": "192.168.1.5"})
    local = ("127.0.0.1", "localhost", "::1", "le-tan.example")
    assert [origins.hosts(name) for name in ("", "staff", "phone")] == [
        local,
        (*local, "192.168.1.5"),
        (*local, "qr.example"),
    ]


@pytest.mark.parametrize("site", ["same-site", "cross-site"])
def test_a_closed_origin_is_not_opened_from_another(site: str) -> None:
    app = create_app(Origin("staff", closed=True), ())
    server = PageServer(Pages(app, NoStreams()), port=0)
    server.start()
    path = "/api/openapi.json"
    try:
        assert send(server.address, path, headers={"sec-fetch-site": site}).status == 403
        assert send(server.address, path, headers={"sec-fetch-site": "none"}).status == 200
        assert send(server.address, path, headers={"sec-fetch-site": "same-origin"}).status == 200
    finally:
        server.stop()


def test_a_token_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    token = script_token(home)
    assert (len(token), script_token(home)) == (43, token)
    assert (home / "screen.token").stat().st_mode & 0o777 == 0o600
