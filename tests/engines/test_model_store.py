"""Fetching against a server on this machine: whole, broken off, resumed, corrupt."""

import errno
import hashlib
import io
import json
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from letan.kernel.faults import LetanError
from letan_engines import model_store
from letan_engines.model_manifest import Model, ModelFile, read_manifest
from letan_engines.model_store import ModelStore

pytestmark = pytest.mark.engines

WEIGHTS = bytes(range(256)) * 1_000


@dataclass
class Shelf:
    """What the server gives, and what it was asked."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    break_after: int | None = None
    ranges_work: bool = True
    asked: list[tuple[str, str | None]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    shelf: ClassVar[Shelf]

    def do_GET(self) -> None:
        shelf = self.shelf
        wanted = self.headers.get("Range")
        shelf.asked.append((self.path, wanted))
        content = shelf.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        first = (
            int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and shelf.ranges_work else 0
        )
        if first >= len(content):
            self.send_error(416)
            return
        self.send_response(206 if first else 200)
        self.send_header("Content-Length", str(len(content) - first))
        self.end_headers()
        end = len(content) if shelf.break_after is None else first + shelf.break_after
        self.wfile.write(content[first:end])

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    own = Shelf()
    handler = type("OwnHandler", (Handler,), {"shelf": own})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    own.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield own
    server.shutdown()
    server.server_close()
    thread.join()


def model(*files: ModelFile) -> Model:
    return Model("m", "a model", "recogniser", "vosk", "fetch", "MIT", "", files=files)


def weights(shelf: Shelf, **changes: object) -> ModelFile:
    shelf.files["/w.onnx"] = WEIGHTS
    sha256 = hashlib.sha256(WEIGHTS).hexdigest()
    whole = ModelFile(f"{shelf.url}/w.onnx", "w.onnx", len(WEIGHTS), sha256)
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields of ModelFile


def zipped(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def quiet(name: str, have: int, total: int | None) -> None:
    pass


def test_a_whole_file(shelf: Shelf, tmp_path: Path) -> None:
    wanted = model(weights(shelf))
    steps: list[tuple[str, int, int | None]] = []
    store = ModelStore(tmp_path)
    folder = store.fetch(wanted, lambda *step: steps.append(step))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"w.onnx": WEIGHTS}
    assert (steps[0], steps[-1]) == (("w.onnx", 0, 256_000), ("w.onnx", 256_000, 256_000))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m", "m.hashes.json"]
    assert (store.is_present(wanted), store.check(wanted)) == (True, None)


def test_a_model_that_is_there_is_not_fetched_again(shelf: Shelf, tmp_path: Path) -> None:
    wanted = model(weights(shelf))
    ModelStore(tmp_path).fetch(wanted, quiet)
    ModelStore(tmp_path).fetch(wanted, quiet)
    assert shelf.asked == [("/w.onnx", None)]


def test_a_broken_connection_goes_on_where_it_stopped(shelf: Shelf, tmp_path: Path) -> None:
    wanted = model(weights(shelf))
    shelf.break_after = 100_000
    with pytest.raises(LetanError, match="it goes on where it stopped"):
        ModelStore(tmp_path).fetch(wanted, quiet)
    assert not ModelStore(tmp_path).is_present(wanted)
    shelf.break_after = None
    folder = ModelStore(tmp_path).fetch(wanted, quiet)
    assert shelf.asked == [("/w.onnx", None), ("/w.onnx", "bytes=100000-")]
    assert (folder / "w.onnx").read_bytes() == WEIGHTS


def test_a_server_without_ranges_begins_anew(shelf: Shelf, tmp_path: Path) -> None:
    wanted = model(weights(shelf))
    shelf.break_after, shelf.ranges_work = 100_000, False
    with pytest.raises(LetanError):
        ModelStore(tmp_path).fetch(wanted, quiet)
    shelf.break_after = None
    assert (ModelStore(tmp_path).fetch(wanted, quiet) / "w.onnx").read_bytes() == WEIGHTS


def test_a_file_that_was_whole_before_the_check_is_not_fetched_again(
    shelf: Shelf, tmp_path: Path
) -> None:
    (tmp_path / "m.coming").mkdir()
    (tmp_path / "m.coming" / "w.onnx.part").write_bytes(WEIGHTS)
    ModelStore(tmp_path).fetch(model(weights(shelf)), quiet)
    unknown = model(weights(shelf, size=None))
    (tmp_path / "n" / "m.coming").mkdir(parents=True)
    (tmp_path / "n" / "m.coming" / "w.onnx.part").write_bytes(WEIGHTS)
    ModelStore(tmp_path / "n").fetch(unknown, quiet)
    assert shelf.asked == [("/w.onnx", "bytes=256000-")]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"size": 255_999}, "has 256000 bytes instead of 255999", id="size"),
        pytest.param({"sha256": "0" * 64}, "has another sha256", id="sha256"),
        pytest.param({"sha256": None, "md5": "0" * 32}, "has another md5", id="md5"),
    ],
)
def test_a_corrupt_file_is_thrown_away(
    shelf: Shelf, tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    wanted = model(weights(shelf, **changes))
    with pytest.raises(LetanError, match=message):
        ModelStore(tmp_path).fetch(wanted, quiet)
    assert list((tmp_path / "m.coming").iterdir()) == []
    assert ModelStore(tmp_path).check(wanted) == "not fetched"


def test_an_md5_is_enough_where_there_is_no_sha256(shelf: Shelf, tmp_path: Path) -> None:
    md5 = hashlib.md5(WEIGHTS).hexdigest()
    wanted = model(weights(shelf, sha256=None, md5=md5))
    assert ModelStore(tmp_path).fetch(wanted, quiet).is_dir()


def test_without_a_hash_the_first_one_is_trusted_and_held_to(shelf: Shelf, tmp_path: Path) -> None:
    wanted = model(weights(shelf, sha256=None, size=None))
    store = ModelStore(tmp_path)
    store.fetch(wanted, quiet).rename(tmp_path / "moved")
    shelf.files["/w.onnx"] = WEIGHTS[::-1]
    with pytest.raises(LetanError, match=r"differs from the one .* delete m.hashes.json"):
        store.fetch(wanted, quiet)
    shelf.files["/w.onnx"] = WEIGHTS
    assert store.fetch(wanted, quiet).is_dir()


def test_a_zip_is_unpacked_without_its_top_folder(shelf: Shelf, tmp_path: Path) -> None:
    shelf.files["/v.zip"] = zipped(**{"top/am/final.mdl": b"1", "top/conf/x": b"2"})
    wanted = model(ModelFile(f"{shelf.url}/v.zip", "v.zip", unpack=True))
    folder = ModelStore(tmp_path).fetch(wanted, quiet)
    files = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert files == {"am/final.mdl": b"1", "conf/x": b"2"}
    (folder / "conf/x").write_bytes(b"3")
    assert ModelStore(tmp_path).check(wanted) == "conf/x has changed since it was fetched"
    (folder / "conf/x").unlink()
    assert ModelStore(tmp_path).check(wanted) == "conf/x is missing"


def tarred(**files: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:bz2") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def test_a_tar_is_unpacked_without_its_top_folder(shelf: Shelf, tmp_path: Path) -> None:
    shelf.files["/v.tar.bz2"] = tarred(**{"top/tokens.txt": b"1", "top/test_wavs/x": b"2"})
    wanted = model(ModelFile(f"{shelf.url}/v.tar.bz2", "v.tar.bz2", unpack=True))
    folder = ModelStore(tmp_path).fetch(wanted, quiet)
    files = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert files == {"tokens.txt": b"1", "test_wavs/x": b"2"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"BZh no tar", "is no whole tar file", id="no tar"),
        pytest.param(tarred(**{"top/a": b"x" * 9_999})[:60], "is no whole", id="broken off"),
        pytest.param(tarred(**{"top/../../evil": b"x"}), "points outside", id="outside"),
    ],
)
def test_a_bad_tar(shelf: Shelf, tmp_path: Path, content: bytes, message: str) -> None:
    shelf.files["/v.tar.bz2"] = content
    wanted = model(ModelFile(f"{shelf.url}/v.tar.bz2", "v.tar.bz2", unpack=True))
    with pytest.raises(LetanError, match=message):
        ModelStore(tmp_path / "home").fetch(wanted, quiet)
    assert not list(tmp_path.rglob("evil"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"PK no zip", "is no whole zip file", id="no zip"),
        pytest.param(zipped(**{"top/../../evil": b"x"}), "points outside", id="outside"),
    ],
)
def test_a_bad_zip(shelf: Shelf, tmp_path: Path, content: bytes, message: str) -> None:
    shelf.files["/v.zip"] = content
    wanted = model(ModelFile(f"{shelf.url}/v.zip", "v.zip", unpack=True))
    with pytest.raises(LetanError, match=message):
        ModelStore(tmp_path / "home").fetch(wanted, quiet)
    assert not list(tmp_path.rglob("evil"))


def test_a_missing_file_on_the_server(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(LetanError, match=r"the server answers 404. Try again later"):
        ModelStore(tmp_path).fetch(model(ModelFile(f"{shelf.url}/no", "no")), quiet)


def test_offline(tmp_path: Path) -> None:
    wanted = model(ModelFile("http://127.0.0.1:9/w", "w"))
    with pytest.raises(LetanError, match=r"cannot be fetched .* Connect to the internet"):
        ModelStore(tmp_path).fetch(wanted, quiet)


def test_a_full_disk(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(model_store, "_copy", full)
    with pytest.raises(LetanError, match=r"model m: the disk is full. Make room"):
        ModelStore(tmp_path).fetch(model(weights(shelf)), quiet)


def test_a_folder_that_may_not_be_written(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LetanError, match="cannot be stored"):
        ModelStore(tmp_path / "file").fetch(model(weights(shelf)), quiet)


def test_damaged_hashes_name_the_remedy(shelf: Shelf, tmp_path: Path) -> None:
    wanted = model(weights(shelf))
    ModelStore(tmp_path).fetch(wanted, quiet)
    assert list(json.loads((tmp_path / "m.hashes.json").read_text())) == ["w.onnx"]
    (tmp_path / "m.hashes.json").write_text("{")
    with pytest.raises(LetanError, match=r"is damaged. Delete it and fetch"):
        ModelStore(tmp_path).check(wanted)


def write_manifest(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "manifest.toml"
    path.write_text(text, encoding="utf-8")
    return path


ROW = 'title="t"\nkind="voice"\nengine="e"\norigin="fetch"\nlicence="l"\nunknown="u"\n'


def test_the_manifest_is_read(tmp_path: Path) -> None:
    text = f'[m]\n{ROW}wer=["1 %"]\n[[m.files]]\nurl="http://x/y"\nname="y"\nsize=3\n'
    assert read_manifest(write_manifest(tmp_path, text)) == {
        "m": Model(
            "m", "t", "voice", "e", "fetch", "l", "u", ("1 %",),
            files=(ModelFile("http://x/y", "y", 3),),
        )
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[m", "cannot be read", id="no TOML"),
        pytest.param("m = 1", "manifest.toml: m: is no table", id="no table"),
        pytest.param(f"[m]\n{ROW}sise=1", "manifest.toml: m: .*sise", id="unknown key"),
        pytest.param("[m]\ntitle='t'", "manifest.toml: m: .*missing", id="missing key"),
        pytest.param(f"[m]\n{ROW}".replace("voice", "vioce"), "kind must be one of", id="kind"),
        pytest.param(f"[m]\n{ROW}files=3", "must be lists", id="files"),
    ],
)
def test_a_broken_manifest_names_the_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(LetanError, match=message):
        read_manifest(write_manifest(tmp_path, text))
