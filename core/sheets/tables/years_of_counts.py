"""The year of counts and spend whose rows or columns name only months or weeks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell, Grid
from core.sheets.tables.above import Around
from core.sheets.tables.heading_periods import period_key
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.turn_of_year import turned

_LOOKED_AT = 400
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def year_of_counts(
    uses: Sequence[ColumnUse], grid: Grid, first: int, last: int, words: Around, own: Collection[int]
) -> int | None:
    """The year that holds for all months without one, or of the first of them; None where it has to be asked.

    Months that run over the turn of a year need two years to be named, "2025/26", and two years named do not
    tell of which of them months are that lie within one.

    >>> use = ColumnUse(0, "Monat", "period", 100, None)
    >>> grid = Grid("A", [["Monat"], ["Nov"], ["Dez"], ["Jan"]])
    >>> [year_of_counts([use], grid, 1, 3, Around("", "", *years), ()) for years in (
    ...     (2025, None, None, None), (None, None, None, (2025, 2026)))]
    [None, 2025]
    """
    if any(use.key.startswith("--") for use in uses):
        return None
    over = [int(use.over) for use in uses if _YEAR.fullmatch(use.over)]
    if over:
        return min(over)
    base = next(iter(own)) if len(own) == 1 else words.year
    period = next((use for use in uses if use.name == "period"), None)
    if period is None or own:
        return base
    rows = grid.rows[first : min(last + 1, first + _LOOKED_AT)]
    keys = [key for row in rows if (key := yearless_key(row[period.index], period.unit))]
    if not keys:
        return base
    over_the_turn = bool(turned(keys))
    if words.turn is not None:
        return words.turn[0] if over_the_turn else None
    return None if over_the_turn else base


def yearless_key(cell: Cell, unit: str | None) -> str:
    """The key of a month or week without a year, also of a bare number that counts them; "" of all others.

    >>> yearless_key("Januar", None), yearless_key(5.0, "week"), yearless_key("Jan 2026", None)
    ('--01/--01', '--W05/--W05', '')
    """
    if is_blank(cell):
        return ""
    if unit in ("week", "month") and str(cell).removesuffix(".0").strip().isdigit():
        number = int(float(str(cell)))
        return f"--W{number:02}/--W{number:02}" if unit == "week" else f"--{number:02}/--{number:02}"
    key = period_key(cell)
    return key if key.startswith("--") else ""
