"""Answers as spreadsheets (`letan_web.admin.exchange_routes.Files`)."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from letan.faq.content.importing import edits_of_import
from letan.faq.content.parts import Parts, documents_of, parts_of
from letan.faq.content.table import CellProblem, parts_in, rows_of
from letan_apps.staff.answers import RobotAnswers
from letan_apps.staff.entry_schema import wrong_in
from letan_engines.spreadsheet import from_csv, from_xlsx, to_csv, to_xlsx
from letan_web.admin.exchange_routes import Imported
from letan_web.admin.problems import told


class SpreadsheetFiles:
    """Writes the next content, reads what is uploaded."""

    def __init__(self, answers: RobotAnswers) -> None:
        """Work on this content."""
        self._answers = answers

    def written(self, kind: Literal["xlsx", "csv"]) -> bytes:
        """Return the next content as a file."""
        rows = rows_of(self._answers.content("next"))
        return to_xlsx(rows) if kind == "xlsx" else to_csv(rows)

    def read(self, name: str, data: bytes) -> Imported:
        """Return what a file changes; nothing is stored."""
        rows = from_csv(data) if name.lower().endswith(".csv") else from_xlsx(data)
        found, problems = parts_in(rows)
        if problems:
            return Imported(problems=problems)
        places = _first_rows(rows)
        wrong = tuple(self._against_schema(found, places))
        if wrong:
            return Imported(problems=wrong)
        working, pack = self._answers.content("next"), self._answers.pack
        edits = edits_of_import(self._whole(found), working, pack)
        refusals = self._answers.refused(edits) if edits else ()
        at = {entry: row for (entry, _), row in reversed(places.items())}
        return Imported(
            edits, tuple(CellProblem(at.get(p.entry, 1), -1, told(p)) for p in refusals)
        )

    def _whole(self, found: Parts) -> dict[str, Any]:
        """Return documents of the parts; a topic that is there already keeps its title."""
        titles = {
            key: value
            for key, value in parts_of(self._answers.content("next")).values.items()
            if key[0].startswith("@topic.")
        }
        return documents_of(Parts({**titles, **found.values}, found.topics))

    def _against_schema(
        self, found: Parts, places: Mapping[tuple[str, str], int]
    ) -> Iterator[CellProblem]:
        for document in documents_of(found).values():
            for entry in document.get("entries", []):  # type: ignore[union-attr]  # always a list
                yield from self._wrong_in(entry, places)

    def _wrong_in(self, entry: Any, places: Mapping[tuple[str, str], int]) -> Iterator[CellProblem]:
        known = {(str(entry["id"]), part) for part in ("title", "phrasings")} <= places.keys()
        for error in wrong_in(entry):
            if error.validator == "required" and not known:
                continue  # a file may hold some parts of an entry only
            path = [str(step) for step in error.absolute_path if step != "answer"]
            part = path[0] if path else ""
            row = places.get((str(entry["id"]), part), 1)
            title = f"Phần «{part}» của mục «{entry['id']}» không đúng mẫu."
            yield CellProblem(row, -1, title)


def _first_rows(rows: list[list[str]]) -> dict[tuple[str, str], int]:
    """Return the first row of every part."""
    found: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows[1:], 2):
        if len(row) > 2:
            found.setdefault((row[0].strip(), row[2].strip()), number)
    return found
