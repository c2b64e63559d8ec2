"""Days that say less than a date, because the lines above say the rest: 1 to 31, "1.", Montag, 29.12."""

from __future__ import annotations

import datetime as dt
import re

from core.errors import CellRefused
from core.sheets.cells.dates import day
from core.sheets.cells.months import WEEKDAY_NAME, weekday_number
from core.sheets.cells.wording import shown, tidy
from core.sheets.grid import Cell

_NUMBER = re.compile(
    rf"(?:{WEEKDAY_NAME}\.?,? )?([0-9]{{1,2}})(?:st|nd|rd|th|\.)?(?:,? \(?{WEEKDAY_NAME}\.?\)?)?",
    re.IGNORECASE,
)
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


def day_number(cell: Cell) -> int | None:
    """The number of a day of the month, where a cell says no more than that, else None.

    >>> day_number(3.0), day_number("3."), day_number("Mo 3."), day_number(32), day_number("3.5.")
    (3, 3, 3, None, None)
    """
    if isinstance(cell, str):
        found = _NUMBER.fullmatch(tidy(cell))
        number = int(found[1]) if found else 0
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool) and 1 <= cell <= 31:
        number = int(cell) if cell == int(cell) else 0
    else:
        number = 0
    return number if 1 <= number <= 31 else None


def says_a_day(cell: Cell) -> bool:
    """Whether a cell is the number of a day or the name of a weekday.

    >>> says_a_day("Mi"), says_a_day(31.0), says_a_day("Summe")
    (True, True, False)
    """
    weekday = isinstance(cell, str) and weekday_number(cell) is not None
    return weekday or day_number(cell) is not None


def day_within(cell: Cell, within: str, *, order: str | None = None) -> dt.date:
    """The date of a cell whose month, week or turn of the year the lines above the table name.

    `within` is the month, "2026-05", for the numbers of its days; the week, "2026-W10", for weekdays; or
    the months from one year to the next, "2025-12/2026-01", for dates without their year. A whole date is
    read as it stands. Raises CellRefused where there is no such day.

    >>> day_within(3.0, "2026-05"), day_within("Dienstag", "2026-W10")
    (datetime.date(2026, 5, 3), datetime.date(2026, 3, 3))
    >>> day_within("29.12.", "2025-12/2026-01"), day_within("2.1.", "2025-12/2026-01")
    (datetime.date(2025, 12, 29), datetime.date(2026, 1, 2))
    """
    week, month = _WEEK.fullmatch(within), _MONTH.fullmatch(within)
    number = day_number(cell)
    if month and number is not None:
        try:
            return dt.date(int(month[1]), int(month[2]), number)
        except ValueError:
            raise CellRefused(
                "“{found}” is no day of the month that the lines above this table name, {month}.",
                found=shown(cell),
                month=within,
            ) from None
    weekday = weekday_number(cell) if week and isinstance(cell, str) else None
    if week and weekday is not None:
        return dt.date.fromisocalendar(int(week[1]), int(week[2]), weekday + 1)
    return _of_two_years(cell, within, order) if "/" in within else day(cell, order=order)


def _of_two_years(cell: Cell, within: str, order: str | None) -> dt.date:
    """A date without its year, in the one of two years whose named months it falls into."""
    try:
        return day(cell, order=order)
    except CellRefused:
        first, last = within.split("/")
        found = [day(cell, order=order, year=int(end[:4])) for end in (first, last)]
    inside = {each for each in found if first <= f"{each:%Y-%m}" <= last}
    if len(inside) != 1:
        raise CellRefused(
            "“{found}” has no year, and it lies outside the months that the lines above this table name. "
            "Write it with its year.",
            found=shown(cell),
        )
    return inside.pop()
