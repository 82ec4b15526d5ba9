"""Content written as files that people read and change: YAML, one file a topic."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import yaml

from letan.faq.content.bundle import bundle_text
from letan.faq.content.parts import Documents
from letan.kernel.faults import LetanError

_WIDTH = 100


class _Dumper(yaml.SafeDumper):
    """Indents lists as people do, and never writes an anchor."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def export_content(documents: Documents, schemas: Path, out: Path) -> None:
    """Write content to a new folder, or to one bundle when `out` ends in .json.

    Args:
        documents: The content.
        schemas: Folder whose schemas are put beside the files, so that the folder can be checked.
        out: Must not be there yet; an empty folder may.

    Raises:
        LetanError: If it is there, or cannot be written; nothing is left behind then.
    """
    if out.is_file() or (out.is_dir() and any(out.iterdir())):
        raise LetanError(str(out), "is there already", "Name a new folder, or remove that one")
    texts = _texts(documents)
    coming = out.with_name(f"{out.name}.coming")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.suffix == ".json":
            coming.write_text(bundle_text(documents), encoding="utf-8")
        else:
            _write(texts, schemas, coming)
            if out.is_dir():
                out.rmdir()
        coming.replace(out)
    except OSError as error:
        shutil.rmtree(coming, ignore_errors=True)
        coming.unlink(missing_ok=True)
        raise LetanError(
            str(out), f"cannot be written ({error.strerror})", "Make room, or name another folder"
        ) from error


def _write(texts: Mapping[str, str], schemas: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    for schema in schemas.glob("schema*.json"):
        shutil.copyfile(schema, folder / schema.name)


def _texts(documents: Documents) -> dict[str, str]:
    return {
        name: yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
        for name, document in documents.items()
    }
