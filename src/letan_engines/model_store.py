"""Fetched models on disk: resumed, checked, and put in place only when whole."""

import errno
import hashlib
import http.client
import json
import os
import shutil
import tarfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from letan.kernel.faults import LetanError
from letan_engines.model_manifest import Model, ModelFile

_CHUNK = 1 << 16
_TIMEOUT_S = 30.0

Progress = Callable[[str, int, int | None], None]
"""Called with file name, bytes so far, and bytes in all (None where unknown)."""


class ModelStore:
    """The folder of fetched models, `$LETAN_HOME/models`: one folder a model.

    Beside each folder stands `NAME.hashes.json`, the sha256 of every file as it was first
    fetched. `check` compares with it; so does a later fetch where the manifest has no hash.
    """

    def __init__(self, home: Path) -> None:
        self._home = home

    def folder(self, model: Model) -> Path:
        """Where the model stands or will stand."""
        return self._home / model.name

    def is_present(self, model: Model) -> bool:
        """Whether it was fetched completely, or made."""
        if model.origin == "made":
            return self.folder(model).is_dir()
        return self.folder(model).is_dir() and self._hashes_path(model).exists()

    def fetch(self, model: Model, progress: Progress) -> Path:
        """Fetch a model, going on where an earlier try broke off.

        Returns:
            The model's folder; nothing is done if it is complete.

        Raises:
            LetanError: Offline, wrong size or hash, disk full; the model is then absent, and
                what was fetched in good order is kept for the next try.
        """
        folder = self.folder(model)
        if self.is_present(model):
            return folder
        coming = self._home / f"{model.name}.coming"
        try:
            coming.mkdir(parents=True, exist_ok=True)
            trusted = self._hashes(model)
            for file in model.files:
                _fetch_file(model, file, coming, trusted, progress)
            for file in model.files:
                if file.unpack:
                    _unpack(coming / file.name, coming)
            if folder.exists():
                shutil.rmtree(folder)
            coming.rename(folder)
            self._record(model)
        except OSError as error:
            raise _disk_error(model, error) from error
        return folder

    def check(self, model: Model) -> str | None:
        """Return what is wrong with a fetched model, None if its files are as they were fetched."""
        if not self.is_present(model):
            return "not fetched"
        for name, expected in self._hashes(model).items():
            path = self.folder(model) / name
            if not path.exists():
                return f"{name} is missing"
            if _hash(path, "sha256") != expected:
                return f"{name} has changed since it was fetched"
        return None

    def _hashes_path(self, model: Model) -> Path:
        return self._home / f"{model.name}.hashes.json"

    def _hashes(self, model: Model) -> dict[str, str]:
        path = self._hashes_path(model)
        try:
            return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}
        except ValueError as error:
            raise LetanError(
                str(path), "is damaged", "Delete it and fetch the model again"
            ) from error

    def _record(self, model: Model) -> None:
        folder = self.folder(model)
        hashes = {
            str(path.relative_to(folder)): _hash(path, "sha256")
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        new = self._hashes_path(model).with_suffix(".new")
        new.write_text(json.dumps(hashes, indent=1, ensure_ascii=False), encoding="utf-8")
        new.replace(self._hashes_path(model))


def _fetch_file(
    model: Model, file: ModelFile, folder: Path, trusted: dict[str, str], progress: Progress
) -> None:
    target = folder / file.name
    if target.exists():
        return
    partial = folder / f"{file.name}.part"
    _download(file, partial, progress)
    _check(model, file, partial)
    first = trusted.get(file.name)
    if first and not (file.sha256 or file.md5) and _hash(partial, "sha256") != first:
        partial.unlink()
        raise LetanError(
            f"{model.name}: {file.name}",
            "differs from the one that was fetched first; it was thrown away",
            f"If the new one is right, delete {model.name}.hashes.json and fetch again",
        )
    partial.rename(target)


def _download(file: ModelFile, partial: Path, progress: Progress) -> None:
    have = partial.stat().st_size if partial.exists() else 0
    if file.size is not None and have >= file.size:
        return
    request = urllib.request.Request(file.url)  # noqa: S310 - the address stands in the manifest
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:  # noqa: S310
            resumed = answer.status == http.HTTPStatus.PARTIAL_CONTENT
            rest = answer.headers.get("Content-Length")
            have = have if resumed else 0
            total = file.size or (have + int(rest) if rest else None)
            with partial.open("ab" if resumed else "wb") as out:
                _copy(answer, out, file.name, have, total, progress)
    except urllib.error.HTTPError as error:
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # all of it is here; the check of size and hash follows
        raise LetanError(
            file.url, f"the server answers {error.code}", "Try again later, or fetch it by hand"
        ) from error
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError) as error:
        raise _offline(file, error) from error
    except ConnectionError as error:
        raise _offline(file, error) from error
    if total is not None and partial.stat().st_size < total:
        raise _offline(file, EOFError("the connection broke off"))


def _copy(
    answer: BinaryIO,
    out: BinaryIO,
    name: str,
    have: int,
    total: int | None,
    progress: Progress,
) -> None:
    progress(name, have, total)
    while chunk := answer.read(_CHUNK):
        out.write(chunk)
        have += len(chunk)
        progress(name, have, total)


def _check(model: Model, file: ModelFile, partial: Path) -> None:
    size = partial.stat().st_size
    kind = "sha256" if file.sha256 else "md5"
    expected = file.sha256 or file.md5
    wrong = ""
    if file.size is not None and size != file.size:
        wrong = f"has {size} bytes instead of {file.size}"
    elif expected and _hash(partial, kind) != expected:
        wrong = f"has another {kind} than the manifest says"
    if wrong:
        partial.unlink()
        raise LetanError(
            f"{model.name}: {file.name}", f"{wrong}; it was thrown away", "Fetch it again"
        )


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack a zip or tar file into the folder without its top folder, and remove it."""
    if zipfile.is_zipfile(archive) or archive.suffix == ".zip":
        _unpack_zip(archive, folder)
    else:
        _unpack_tar(archive, folder)
    archive.unlink()


def _unpack_tar(archive: Path, folder: Path) -> None:
    def inner(member: tarfile.TarInfo, path: str) -> tarfile.TarInfo | None:
        inside = Path(*Path(member.name).parts[1:])
        if inside == Path():
            return None
        return tarfile.data_filter(member.replace(name=str(inside)), path)

    try:
        with tarfile.open(archive) as content:
            content.extractall(folder, filter=inner)  # noqa: S202 - the filter refuses what points outside
    except tarfile.FilterError as error:
        raise LetanError(archive.name, "points outside its folder", "Do not use it") from error
    except (tarfile.TarError, EOFError) as error:
        archive.unlink()
        raise LetanError(archive.name, "is no whole tar file", "Fetch it again") from error


def _unpack_zip(archive: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as content:
            for entry in content.infolist():
                inside = Path(*Path(entry.filename).parts[1:])
                if entry.is_dir() or inside == Path():
                    continue
                target = folder / inside
                if not target.resolve().is_relative_to(folder.resolve()):
                    raise LetanError(archive.name, "points outside its folder", "Do not use it")
                target.parent.mkdir(parents=True, exist_ok=True)
                with content.open(entry) as source, target.open("wb") as out:
                    shutil.copyfileobj(source, out)
    except zipfile.BadZipFile as error:
        archive.unlink()
        raise LetanError(archive.name, "is no whole zip file", "Fetch it again") from error


def _hash(path: Path, kind: str) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, kind).hexdigest()


def _offline(file: ModelFile, error: Exception) -> LetanError:
    reason = getattr(error, "reason", error)
    return LetanError(
        file.url,
        f"cannot be fetched ({reason})",
        "Connect to the internet and run the command again; it goes on where it stopped",
    )


def _disk_error(model: Model, error: OSError) -> LetanError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return LetanError(
            f"model {model.name}", "the disk is full", "Make room and run the command again"
        )
    reason = os.strerror(error.errno) if error.errno else str(error)
    return LetanError(
        f"model {model.name}", f"cannot be stored ({reason})", "Check the folder's permissions"
    )
