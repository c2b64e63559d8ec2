"""The sentences about cells that should be dates and are none, or could be two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.errors import CellRefused
from core.language import Text
from core.language.days import SpeltDay
from core.sheets.cells.refusals import Wanted
from core.sheets.cells.wording import shown, tidy
from core.sheets.grid import Cell

WANTED = Wanted(Text("a date such as 31.12.2026 or 2026-12-31"), Text("1-31 March 2026"), Text("31.12.2026"))

_DAY_0 = dt.datetime(1899, 12, 30)
"""What Excel counts its days from, for all days from March 1900 on."""


def of_two_days(cell: Cell, days: Sequence[dt.date]) -> CellRefused:
    """The refusal of 03/04/2026 in a column that does not say which number is the month."""
    return CellRefused(
        "“{found}” can be {one} or {other}. Say which comes first, the day or the month, "
        "or write it like 31.12.2026 or 2026-12-31.",
        found=shown(cell),
        one=SpeltDay(days[0]),
        other=SpeltDay(next(each for each in days if each != days[0])),
    )


def other_order(cell: Cell, order: str) -> CellRefused:
    """The refusal of 04/13/2026 in a column whose days come first, and the other way round."""
    if order == "dmy":
        return CellRefused(
            "“{found}” is no date where the day comes before the month, as in this column. "
            "Write it like 31.12.2026 or 2026-12-31.",
            found=shown(cell),
        )
    return CellRefused(
        "“{found}” is no date where the month comes before the day, as in this column. "
        "Write it like 12/31/2026 or 2026-12-31.",
        found=shown(cell),
    )


def other_weekday(cell: Cell, day: dt.date) -> CellRefused:
    """The refusal of a date beside a weekday on which it does not fall."""
    return CellRefused(
        "The weekday in “{found}” does not fit: {day} is another day of the week. "
        "Correct the weekday or the date.",
        found=shown(cell),
        day=SpeltDay(day),
    )


def without_year(cell: Cell) -> CellRefused:
    """The refusal of 31.12. and 31 December."""
    return CellRefused("“{found}” has no year. Write the year too, such as 31.12.2026.", found=shown(cell))


def period_without_year(cell: Cell) -> CellRefused:
    """The refusal of Jan, KW 5 and Q1."""
    return CellRefused(
        "“{found}” has no year. Write the year too, such as 2026-01 or Q1 2026.", found=shown(cell)
    )


def of_two_periods(cell: Cell) -> CellRefused:
    """The refusal of a range whose ends can be read in two ways."""
    return CellRefused(
        "“{found}” can be read in two ways. Write it like 1.1.2026 - 31.1.2026 or 2026-01-01 to 2026-01-31.",
        found=shown(cell),
    )


def runs_backwards(cell: Cell) -> CellRefused:
    """The refusal of a range that ends before it begins."""
    return CellRefused(
        "“{found}” ends before it begins. Write the earlier day first, and the year with both days.",
        found=shown(cell),
    )


def day_or_year(cell: Cell) -> CellRefused:
    """The refusal of Mar 26, which may be the 26th of March or March 2026."""
    return CellRefused(
        "The number in “{found}” can be a day or a year. Write the date like 26.03.2026, "
        "or the month like 2026-03.",
        found=shown(cell),
    )


def unlikely_year(cell: Cell, year: int) -> CellRefused:
    """The refusal of a year in which nothing told here can have happened."""
    if 1899 <= year <= 1904:
        # Spreadsheets count days from 1900, old Macintosh ones from 1904.
        return CellRefused(
            "{found} is no date: it is probably a number in a cell that is formatted as a date. "
            "Format the cell as a number, or write {wanted}.",
            found=shown(cell),
            wanted=WANTED.phrase,
        )
    return CellRefused(
        "“{found}” lies in the year {year}. Years from 1970 to 2100 are read; correct the year.",
        found=shown(cell),
        year=year,
    )


def a_number(cell: Cell, wanted: Wanted = WANTED) -> CellRefused:
    """The refusal of a number, with the date that Excel would make of it where there is one."""
    day = _shown_by_excel(cell)
    if day is None:
        return CellRefused(
            "{found} is a number, not a date. Write {wanted}.", found=shown(cell), wanted=wanted.phrase
        )
    return CellRefused(
        "{found} is a number, not a date. Excel would show it as {day}. If that is meant, give the column "
        "a date format in the spreadsheet and save it again.",
        found=shown(cell),
        day=SpeltDay(day),
    )


def _shown_by_excel(cell: Cell) -> dt.date | None:
    number = float(tidy(cell).replace(",", ".")) if isinstance(cell, str) else cell
    if not isinstance(number, (int, float)) or not 25_569 <= number < 73_416:  # 1970 to 2100
        return None
    return (_DAY_0 + dt.timedelta(days=int(number))).date()
