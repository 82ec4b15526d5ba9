"""A table of questions: tab-separated, with a header that names `utterance`."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from letan.kernel.faults import LetanError


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a tab-separated file with a header that names `utterance`.

    Raises:
        LetanError: As `numbered_rows`.
    """
    yield from (row for _, row in numbered_rows(path))


def numbered_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and row of a tab-separated file with a header that names `utterance`.

    Raises:
        LetanError: If the file is missing, not UTF-8, or has no such column; it names the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise LetanError(str(path), "no such file", "Check the path") from None
    except UnicodeDecodeError:
        raise LetanError(str(path), "is not UTF-8 text", "Save the table as UTF-8") from None
    except OSError as error:
        raise LetanError(str(path), error.strerror or "cannot be read", "Check the path") from None
    yield from _rows(path, text.split("\n"))  # splitlines() would also part at U+2028 or FF


def _rows(path: Path, lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if "utterance" not in (table.fieldnames or ()):
        raise LetanError(
            f"{path}:1", "no column named utterance", "Write a header line, columns parted by tabs"
        )
    for row in table:
        if row["utterance"] is None:
            raise LetanError(
                f"{path}:{table.line_num}", "the row has no utterance", "Part the columns by tabs"
            )
        yield table.line_num, {key: value or "" for key, value in row.items() if key is not None}
