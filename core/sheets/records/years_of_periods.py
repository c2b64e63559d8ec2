"""The years of months and weeks that are written without one, where the rows around them tell it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.periods import period
from core.sheets.cells.wording import shown
from core.sheets.grid import Cell
from core.sheets.tables.headers import plain
from core.sheets.tables.heading_periods import period_key
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.turn_of_year import month_of_year, turned
from core.sheets.tables.years_of_counts import yearless_key

_MOST = 5_000
"""Columns with more different cells than this are days, of which each has its year."""
_HAS_A_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_A_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:\.0)?:?")
_MONTHLY = frozenset(
    {"monat", "month", "måned", "mnd", "monate", "months", "berichtsmonat", "reporting month"}
)
_SPANS = frozenset({"zeitraum", "period", "periode", "tidsrom"})

Cells: TypeAlias = Sequence[Cell] | pa.ChunkedArray


@dataclass
class _Sorts:
    """What each different cell of a column is."""

    months: dict[Cell, str] = field(default_factory=dict)
    """Months with the last two figures of their year, written out."""
    yearless: dict[Cell, str] = field(default_factory=dict)
    years: dict[Cell, int] = field(default_factory=dict)
    days: dict[Cell, dt.date] = field(default_factory=dict)
    """The first day of what names its year."""


def with_years(cells: Cells, use: ColumnUse, year: int | None) -> tuple[Cells, list[Text]]:
    """The cells of a column of periods, those without a year written with the one that their rows tell.

    That is the year in a row of its own above them, or that of the dates above them. Where neither stands in
    the column and the months run over the turn of the year, `year` is that of the first. "Jan 26" below
    "Month" is the month of a year and no day. What is not settled stays as it is.

    >>> use = ColumnUse(0, "Monat", "period", 100, Text(""))
    >>> with_years([2025.0, "Dezember", 2026.0, "Januar"], use, None)[0][1::2]
    ['2025-12-01 - 2025-12-31', '2026-01-01 - 2026-01-31']
    >>> with_years(["Jan 26", "Feb 26"], use, None)[0], with_years(["Jan", "Feb"], use, 2026)[0]
    (['Jan 2026', 'Feb 2026'], ['Jan', 'Feb'])
    """
    distinct: set[Cell] = (
        set(pc.unique(cells).to_pylist()) if isinstance(cells, pa.ChunkedArray) else _distinct(cells)
    )
    if len(distinct) > _MOST:
        return cells, []
    sorts = _sorted(distinct, use)
    if not sorts.yearless and not sorts.months:
        return cells, []
    listed = cells.to_pylist() if isinstance(cells, pa.ChunkedArray) else list(cells)
    if sorts.months:
        listed = [sorts.months.get(cell, cell) for cell in listed]
        if not sorts.yearless:
            return listed, [_read_as_year(next(iter(sorts.months)))]
    if _years_lead(listed, sorts):
        return _below_years(listed, sorts, use), [_note(listed, sorts, own_rows=True)]
    if sorts.days:
        return _near_days(listed, sorts, use), [_note(listed, sorts, own_rows=False)]
    second = turned([sorts.yearless[cell] for cell in listed if cell in sorts.yearless])
    if year is None or not second:
        return listed, []
    return [
        _written(cell, use, year + (sorts.yearless[cell] in second)) if cell in sorts.yearless else cell
        for cell in listed
    ], []


def _distinct(cells: Sequence[Cell]) -> set[Cell]:
    return {cell for cell in cells if cell is not None and cell == cell}


def _sorted(distinct: set[Cell], use: ColumnUse) -> _Sorts:
    found = _Sorts()
    short: dict[Cell, str] = {}
    for cell in distinct:
        if is_blank(cell):
            continue
        text = str(cell).strip()
        if _A_YEAR.fullmatch(text):
            found.years[cell] = int(text[:4])
        elif not isinstance(cell, (dt.date, dt.time, dt.timedelta)) and not _HAS_A_YEAR.search(text):
            if month := month_of_year(cell):
                short[cell] = month
            elif key := yearless_key(cell, use.unit):
                found.yearless[cell] = key
    if short and _are_months(short, use):
        found.months = short
    for cell in distinct if found.yearless else ():
        if (
            cell not in found.years
            and cell not in found.yearless
            and cell not in short
            and not is_blank(cell)
        ):
            day = _first_day(cell, use)
            if day is not None:
                found.days[cell] = day
    return found


def _first_day(cell: Cell, use: ColumnUse) -> dt.date | None:
    try:
        return period(cell, order=use.order).first
    except CellRefused:
        return None


def _are_months(short: Mapping[Cell, str], use: ColumnUse) -> bool:
    """Whether "Jan 26" are months of 2026: below "Month", or where all are of one year below "Period"."""
    heading = plain(use.header)
    years = {month.rpartition(" ")[2] for month in short.values()}
    return heading in _MONTHLY or (heading in _SPANS and len(short) > 1 and len(years) == 1)


def _years_lead(cells: Sequence[Cell], sorts: _Sorts) -> bool:
    """Whether a year in a row of its own stands before all that names none."""
    first = next((cell for cell in cells if cell in sorts.years or cell in sorts.yearless), None)
    return first in sorts.years and not sorts.days


def _below_years(cells: Sequence[Cell], sorts: _Sorts, use: ColumnUse) -> list[Cell]:
    found: list[Cell] = []
    year = 0
    for cell in cells:
        year = sorts.years.get(cell, year)
        found.append(_written(cell, use, year) if cell in sorts.yearless else cell)
    return found


def _near_days(cells: Sequence[Cell], sorts: _Sorts, use: ColumnUse) -> list[Cell]:
    """The cells, those without a year in that year in which they lie nearest to the date above them."""
    found: list[Cell] = []
    day = next(sorts.days[cell] for cell in cells if cell in sorts.days)
    for cell in cells:
        day = sorts.days.get(cell, day)
        if cell in sorts.yearless:
            written = [_written(cell, use, year) for year in (day.year - 1, day.year, day.year + 1)]
            near = [(abs((end - day).days), text) for text in written if (end := _last_day(text)) is not None]
            found.append(min(near, key=lambda one: one[0])[1] if near else cell)
        else:
            found.append(cell)
    return found


def _last_day(text: Cell) -> dt.date | None:
    return None if text is None or " - " not in str(text) else dt.date.fromisoformat(str(text)[-10:])


def _written(cell: Cell, use: ColumnUse, year: int) -> Cell:
    """A period with its year, as its first and last day; the cell itself where that year has none such."""
    named: Cell = cell
    if use.unit in ("week", "month"):
        number = int(float(str(cell))) if str(cell).removesuffix(".0").strip().isdigit() else None
        named = (
            cell
            if number is None
            else f"{year}-W{number:02}"
            if use.unit == "week"
            else f"{year}-{number:02}"
        )
    first, _, last = period_key(named, year).partition("/")
    return f"{first} - {last}" if len(first) == 10 else cell


def _note(cells: Sequence[Cell], sorts: _Sorts, *, own_rows: bool) -> Text:
    example = next(cell for cell in cells if cell in sorts.yearless)
    words = {"found": shown(example)}
    if not own_rows:
        return Text("“{found}” and the like name no year; it is that of the dates around them", words)
    return Text("“{found}” and the like name no year; it is that of the row above them", words)


def _read_as_year(cell: Cell) -> Text:
    return Text("The number in “{found}” is read as the year", {"found": shown(cell)})
