"""The unit of a day's bare numbers, where a planned day or the parts of the day beside them settle it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell, Grid
from core.sheets.tables.headers import plain
from core.sheets.tables.table import ColumnUse

_PLANNED = re.compile(
    r"\b(?:soll|sollstunden|sollzeit|soll-stunden|soll-zeit|target|planned|plan|mål|avtalt)\b"
)
_TOTALS = frozenset(["gesamt", "summe", "total", "sum", "totalt", "tag gesamt", "tagessumme", "daily total"])
_WORKING_DAY = (3.0, 12.0)
_FULL_DAY = (6.0, 10.0)
_LONGEST_DAY = 24.0
_ROWS = 400


def unit_beside(uses: Sequence[ColumnUse], grid: Grid, first: int, last: int) -> list[ColumnUse]:
    """The columns, with hours as the unit where a planned day of 8, or parts adding up to a day, show it.

    >>> from core.language import Text
    >>> uses = [ColumnUse(0, "Soll", None, 0, Text("")), ColumnUse(1, "Ist", "minutes", 100, Text(""))]
    >>> [use.unit for use in unit_beside(uses, Grid("A", [["Soll", "Ist"], [8.0, 7.5], [8.0, 9.0]]), 1, 2)]
    [None, 'h']
    """
    minutes = next((use for use in uses if use.name == "minutes" and use.unit is None), None)
    if minutes is None:
        return list(uses)
    rows = [row for row in grid.rows[first : min(last + 1, first + _ROWS)] if _is_a_day(row, uses)]
    numbers = [_number(row[minutes.index]) for row in rows]
    said = [number for number in numbers if number]
    if (
        not said
        or max(said) > _LONGEST_DAY
        or not (_planned(uses, rows) or _parts_of_a_day(minutes, uses, rows, numbers))
    ):
        return list(uses)
    return [replace(use, unit="h") if use is minutes else use for use in uses]


def _is_a_day(row: Sequence[Cell], uses: Sequence[ColumnUse]) -> bool:
    dates = [use for use in uses if use.name == "date"]
    return not dates or not is_blank(row[dates[0].index])


def _planned(uses: Sequence[ColumnUse], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column says how long each day was meant to be, in hours."""
    for use in uses:
        if use.name is None and _PLANNED.search(plain(use.header)):
            said = [number for row in rows if (number := _number(row[use.index]))]
            if said and all(_WORKING_DAY[0] <= number <= _WORKING_DAY[1] for number in said):
                return True
    return False


def _parts_of_a_day(
    minutes: ColumnUse,
    uses: Sequence[ColumnUse],
    rows: Sequence[Sequence[Cell]],
    numbers: Sequence[float | None],
) -> bool:
    """Whether each row is another day whose parts add up to its total, mostly to a whole working day."""
    date = next((use for use in uses if use.name == "date"), None)
    if date is None or plain(minutes.header) not in _TOTALS:
        return False
    if len({str(row[date.index]) for row in rows}) < len(rows):
        return False
    parts = [use for use in uses if use.name is None and use.header and use is not minutes]
    parts = [use for use in parts if any(_number(row[use.index]) for row in rows)]
    if len(parts) < 2:
        return False
    sums = [sum(_number(row[use.index]) or 0.0 for use in parts) for row in rows]
    if any(abs(total - (number or 0.0)) > 0.01 for total, number in zip(sums, numbers, strict=True)):
        return False
    full = [number for number in numbers if number and _FULL_DAY[0] <= number <= _FULL_DAY[1]]
    return 2 * len(full) > len([number for number in numbers if number])


def _number(cell: Cell) -> float | None:
    if isinstance(cell, str):
        text = cell.strip().replace(",", ".")
        return float(text) if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,2})?", text) else None
    return float(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None
