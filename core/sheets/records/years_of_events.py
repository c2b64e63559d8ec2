"""The years of events whose dates name none, where rows between them or the title tell two years."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pyarrow as pa

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.dates import day
from core.sheets.cells.wording import shown
from core.sheets.grid import Cell, Grid
from core.sheets.records.cell_columns import Mask, Moments
from core.sheets.records.plain_texts import matching
from core.sheets.records.readings import ReadColumn
from core.sheets.records.troubles import Troubles
from core.sheets.tables.table import ColumnUse, Table
from core.sheets.tables.turn_of_year import two_years

if TYPE_CHECKING:
    from core.sheets.records.columns_read import Columns

Cells: TypeAlias = "Sequence[Cell] | pa.ChunkedArray"

_MOST = 20_000
"""Longer tables are exports, which write the year with each date."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:\.0)?:?")
_YEARLESS = re.compile(r"\D*[0-9]{1,2}\.(?: ?[0-9]{1,2}\.?| ?[^\W\d_]+\.?)? *|[0-9]{1,2}[/-][0-9]{1,2}")
_NO_YEAR = r"^[^0-9]*[0-9]{1,2}\. ?(?:[0-9]{1,2}\.?|[^\W\d_]+\.?) *$"
_A_LEAP_YEAR = 2024
_SECOND_HALF, _APART = 7, 4
_HALF_A_YEAR = np.timedelta64(183, "D")


@dataclass(frozen=True)
class ToldYears:
    """What tells the years of dates without one: a year by row of the table, or two years in its title."""

    of_rows: Mapping[int, int] = field(default_factory=dict)
    turn: tuple[int, int] | None = None


def told_years(grid: Grid, table: Table) -> ToldYears:
    """What tells the years of dates without one, beside a single year for all of them.

    Rows with nothing but a year tell that of the rows below them; the first row has to be one. Of "2025/26"
    in the title the dates of autumn are of the first year and those of spring of the second, where no date
    lies so near the middle of the year that it could be of either.

    >>> rows = [["Kunde", "Anfrage"], [2025.0, None], ["Ott", "12.11."], [2026.0, None], ["Vogt", "15.1."]]
    >>> told_years(Grid("A", rows), Table("A", 0, "stage_events", Text(""), 0, 1, 4, ())).of_rows
    {0: 2025, 1: 2025, 2: 2026, 3: 2026}
    """
    first, last = table.first_row, min(table.last_row + 1, len(grid.rows))
    if last - first > _MOST:
        return ToldYears()
    found = _years_between(grid, table, first, last)
    turn = two_years([table.title, table.sheet])
    if found or turn is None:
        return ToldYears(found)
    columns = [use for use in table.columns if use.name in ("time", "completed")]
    rows = grid.rows[first:last]
    days = [
        day for use in columns for row in rows if (day := _yearless(row[use.index], use.order)) is not None
    ]
    return ToldYears({}, turn if _apart({day.month for day in days}) else None)


def _years_between(grid: Grid, table: Table, first: int, last: int) -> dict[int, int]:
    found: dict[int, int] = {}
    year: int | None = None
    for row in range(first, last):
        said = [cell for cell in grid.rows[row][table.left :] if not is_blank(cell)]
        if len(said) == 1 and not isinstance(said[0], dt.date) and _YEAR.fullmatch(str(said[0]).strip()):
            year = int(str(said[0]).strip()[:4])
        if year is not None:
            found[row - first] = year
        elif said:
            return {}
    return found


def with_years_of_dates(
    cells: Cells, use: ColumnUse, told: ToldYears, table: Table
) -> tuple[Cells, list[Text]]:
    """The dates of a column with the year that is told for them, and how that is; all else as it stands.

    >>> table = Table("A", 0, "stage_events", Text(""), 0, 1, 2, (), title="Winter 2025/26")
    >>> told = ToldYears(turn=(2025, 2026))
    >>> use = ColumnUse(0, "Anfrage", "time", 100, Text(""))
    >>> [str(cell) for cell in with_years_of_dates(["12.11.", "14.01."], use, told, table)[0]]
    ['2025-11-12', '2026-01-14']
    """
    if isinstance(cells, pa.ChunkedArray) or not (told.of_rows or told.turn):
        return cells, []
    days = {row: found for row, cell in enumerate(cells) if (found := _yearless(cell, use.order)) is not None}
    dated: dict[int, Cell] = {}
    for row, found in days.items():
        year = told.turn[found.month < _SECOND_HALF] if told.turn else told.of_rows.get(row)
        if year is not None and (written := _in_year(found, year)) is not None:
            dated[row] = written
    if not dated:
        return cells, []
    words = {"found": shown(cells[next(iter(dated))]), "title": table.title or table.sheet}
    note = (
        Text("“{found}” and the like name no year; “{title}” says which it is", words)
        if told.turn
        else Text("“{found}” and the like name no year; it is that of the row above them", words)
    )
    return [dated.get(row, cell) for row, cell in enumerate(cells)], [note]


def _yearless(cell: Cell, order: str | None) -> dt.date | None:
    """The day that a text without a year tells, in a leap year."""
    if not isinstance(cell, str) or not _YEARLESS.fullmatch(cell.strip()):
        return None
    try:
        return day(cell, order=order, year=_A_LEAP_YEAR)
    except CellRefused:
        return None


def _apart(months: set[int]) -> bool:
    late = [month for month in months if month >= _SECOND_HALF]
    early = [month for month in months if month < _SECOND_HALF]
    return bool(late) and bool(early) and min(late) - max(early) >= _APART


def _in_year(found: dt.date, year: int) -> dt.date | None:
    try:
        return found.replace(year=year)
    except ValueError:  # the 29th of February
        return None


def tell_turned_years(
    columns: Columns, dates: Sequence[tuple[ReadColumn, Moments]], kept: Mask, troubles: Troubles
) -> None:
    """Rows wait whose dates go back by half a year, where one year was taken for dates without any."""
    if columns.table.year is None:
        return
    before = np.full(columns.rows, np.datetime64("NaT", "us"))
    for column, moments in dates:
        texts = column.cells.texts
        silent = np.zeros(column.cells.different + 1, dtype=bool)
        if len(texts):
            silent[: len(texts)] = matching(texts, _NO_YEAR)
        here = kept & column.said & silent[column.cells.codes]
        turned = np.flatnonzero(here & (before - moments > _HALF_A_YEAR))
        if len(turned):
            refused = CellRefused(
                "This date names no year, and in {year} it would lie long before the one to its left. Write "
                "the year with each of the two dates.",
                year=columns.table.year,
            )
            troubles.tell(turned, column.use.index, lambda row, refused=refused: refused)  # type: ignore[misc]
        before = np.where(here, moments, before)
