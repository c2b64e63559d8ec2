"""Days as spreadsheets count them: 46031 is January 9, 2026, where a cell has lost its date format."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from core.sheets.grid import Cell

SERIAL = "serial"
"""The unit of a column of dates whose numbers are days as the spreadsheet counts them."""

_DAY_0 = dt.date(1899, 12, 30)
_FIRST, _LAST = 32_874, 54_789
"""From 1990 to 2049: a business has its days there, and few columns of amounts lie in so small a span."""
_WRITTEN = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")


def day_of_serial(cell: Cell) -> dt.date | None:
    """The day that a spreadsheet counts as this number; None for all else. A time of day is left out.

    >>> day_of_serial(46031), day_of_serial("46031,5"), day_of_serial(12), day_of_serial("31.12.2026")
    (datetime.date(2026, 1, 9), datetime.date(2026, 1, 9), None, None)
    """
    if isinstance(cell, str):
        if not _WRITTEN.fullmatch(cell.strip()):
            return None
        cell = float(cell.strip().replace(",", "."))
    if isinstance(cell, bool) or not isinstance(cell, (int, float)) or not _FIRST <= cell <= _LAST:
        return None
    return _DAY_0 + dt.timedelta(days=int(cell))


def moment_of_serial(cell: Cell) -> dt.datetime | None:
    """The day with its time of day that a spreadsheet counts as this number; None for all else.

    >>> moment_of_serial("46027,375"), moment_of_serial(12)
    (datetime.datetime(2026, 1, 5, 9, 0), None)
    """
    day = day_of_serial(cell)
    if day is None:
        return None
    number = float(cell.strip().replace(",", ".")) if isinstance(cell, str) else cell
    assert isinstance(number, (int, float))
    # Five decimals, which many exports write, are no better than to the second.
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=round(number % 1 * 86_400))


def are_serials(cells: Sequence[Cell]) -> bool:
    """Whether all of these cells are such numbers, and there is at least one.

    >>> are_serials([46031.0, 46058.0]), are_serials([46031.0, dt.date(2026, 1, 9)]), are_serials([])
    (True, False, False)
    """
    return bool(cells) and all(day_of_serial(cell) is not None for cell in cells)
