"""Small tables of records for the tests: the columns named, the rows as a sheet has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.language import Text
from core.sheets.checks.checked import CheckedTable
from core.sheets.grid import Cell, Grid
from core.sheets.records.check_records import check_records
from core.sheets.tables.table import ColumnUse, Table


def use(header: str, name: str | None, **said: Any) -> ColumnUse:
    """A column of the sheet; its place is set by `checked`."""
    return ColumnUse(0, header, name, 100.0, Text(""), **said)


def checked(
    kind: str,
    uses: Sequence[ColumnUse],
    rows: Sequence[Sequence[Cell]],
    grid: dict[str, Any] | None = None,
    **table: Any,
) -> CheckedTable:
    """The rows below a header in row 1, checked."""
    placed = tuple(ColumnUse(**{**each.__dict__, "index": index}) for index, each in enumerate(uses))
    cells: list[list[Cell]] = [[each.header for each in uses], *(list(row) for row in rows)]
    sheet = Grid("Sheet", cells, **(grid or {}))
    return check_records(
        sheet, Table("Sheet", 0, kind, Text(""), 0, 1, len(rows), placed, **table), "file.xlsx"
    )


def waiting(found: CheckedTable) -> list[str]:
    """The cells of rows that wait."""
    return [problem.cell for problem in found.problems if problem.row is not None]


def ignored(found: CheckedTable) -> list[int]:
    """The rows that are named as none."""
    return [each.row for each in found.ignored if each.row is not None]


def notes(found: CheckedTable) -> str:
    """All that is said of the table."""
    return " ".join(str(note) for note in found.notes)
