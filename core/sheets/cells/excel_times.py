"""Cells that the spreadsheet itself holds as times: 1:30 typed into Excel, or [h]:mm sums."""

from __future__ import annotations

import datetime as dt

from core.errors import CellRefused
from core.sheets.cells.refusals import Wanted, a_date, below_zero
from core.sheets.cells.wording import shown

_FIRST_DAYS = 9


def clock_minutes(cell: dt.time | dt.timedelta | dt.date, wanted: Wanted) -> float:
    """The minutes of a cell that holds a time.

    A time of 24 hours and more in a cell formatted h:mm arrives as a date in the first days of the
    spreadsheet's calendar: day 1 is 1900-01-01 in Excel, 1904-01-02 in old Macintosh workbooks,
    1899-12-31 in LibreOffice. All other dates are refused.

    >>> from core.sheets.cells.durations import WANTED
    >>> clock_minutes(dt.datetime(1900, 1, 1, 0, 19, 36), WANTED)
    1459.6
    """
    if isinstance(cell, dt.timedelta):
        if cell < dt.timedelta(0):
            raise below_zero(cell, wanted)
        return _minutes(cell)
    if isinstance(cell, dt.time):
        return _minutes(_since_midnight(cell))
    return _minutes(dt.timedelta(days=_days(cell, wanted)) + _since_midnight(cell))


def _days(cell: dt.date, wanted: Wanted) -> int:
    day = (cell.year, cell.month, cell.day)
    if day in ((1899, 12, 30), (1899, 12, 31)):
        return cell.day - 30
    if day[:2] == (1900, 1) and cell.day <= _FIRST_DAYS:
        days = cell.day
    elif day[:2] == (1904, 1) and cell.day <= _FIRST_DAYS + 1:
        days = cell.day - 1
    elif day[:2] == (1900, 1):
        raise _number_or_days(cell, cell.day)
    else:
        raise a_date(cell, wanted)
    if not isinstance(cell, dt.datetime):
        raise _number_or_days(cell, days)
    return days


def _number_or_days(cell: dt.date, days: int) -> CellRefused:
    # 25 typed into a cell with a date format arrives as the 25th day of the calendar.
    return CellRefused(
        "{found} is a date: either the number {days} in a cell formatted as a date, "
        "or {days} times 24 hours. Write {days} min or {hours} h.",
        found=shown(cell),
        days=days,
        hours=days * 24,
    )


def _since_midnight(cell: dt.time | dt.date) -> dt.timedelta:
    if not isinstance(cell, (dt.time, dt.datetime)):
        return dt.timedelta(0)
    return dt.timedelta(
        hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond
    )


def _minutes(length: dt.timedelta) -> float:
    # Spreadsheets keep times as fractions of a day, which are off by some microseconds.
    return round(length / dt.timedelta(minutes=1), 6)
