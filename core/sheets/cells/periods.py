"""Periods: a day, an ISO week, a month, a quarter, a year, or a range such as 1.1.2026 - 31.1.2026."""

from __future__ import annotations

import datetime as dt
import re

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.dates import chosen_day, day, time_behind
from core.sheets.cells.dates_refused import a_number
from core.sheets.cells.months import MONTH_NAME
from core.sheets.cells.refusals import Wanted, unreadable, words_of
from core.sheets.cells.wording import LONGEST, tidy
from core.sheets.cells.written_days import written_day
from core.sheets.cells.written_periods import Period, WrittenMonth, month_of, named_period
from core.sheets.cells.written_ranges import written_range
from core.sheets.grid import Cell

__all__ = ["Period", "period", "period_in_text", "period_of_heading"]

WANTED = Wanted(
    Text("a period such as 2026-01, Q1 2026 or 1.1.2026 - 31.1.2026"),
    Text("1.1.2026 - 31.1.2026"),
    Text("2026-01"),
)

_NUMBER = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_LONGEST_LINE = 500
_DAY_OR_MONTH = (
    r"(?:[0-9]{4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?"
    r"|[0-9]{1,2}[-/.] ?[0-9]{1,2}[-/.] ?(?:[0-9]{4}|[0-9]{2})?"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?[. -]{{0,2}}{MONTH_NAME}\.?(?:[ ,-]{{0,2}}[0-9]{{4}})?"
    rf"|{MONTH_NAME}\.?(?: [0-9]{{1,2}}(?:st|nd|rd|th)?(?![0-9]))?(?:,? [0-9]{{4}})?)"
)
_TO = r"(?: ?(?:-|\b(?:to|bis(?: zum)?|til(?: og med)?|until|through|thru)\b) ?)"
# A bare number is one end only where it is no number of something: "Invoice 3 - 31.03.2026".
_RANGE_IN_TEXT = re.compile(
    rf"(?<![^\W_])(?<![0-9][.,/:-])"
    rf"(?:{_DAY_OR_MONTH}{_TO}(?:{_DAY_OR_MONTH}|[0-9]{{1,2}}(?:st|nd|rd|th)?, [0-9]{{4}})"
    rf"|[0-9]{{1,2}}(?:(?:\.|st|nd|rd|th){_TO}|-){_DAY_OR_MONTH})"
    r"(?![^\W_]|[/:-][0-9]|[.,][0-9])",
    re.IGNORECASE,
)


def period(cell: Cell, *, order: str | None = None, year: int | None = None) -> Period:
    """The days that a cell names, from the first to the last.

    `order` settles 03/04/2026 as in `moment`; `year` is that of "Jan", "KW 5" and "Q1". A date that the
    spreadsheet holds is that one day. Raises CellRefused for everything that names no one period.

    >>> period("Januar 2026") == period("01/2026") == period("1.-31. Januar 2026")
    True
    >>> period("KW 5", year=2026).first, period(2026).last
    (datetime.date(2026, 1, 26), datetime.date(2026, 12, 31))
    """
    if isinstance(cell, dt.date) and cell == cell:
        one = day(cell)
        return Period(one, one)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell == cell:
        text = str(int(cell)) if -1e9 < cell < 1e9 and cell == int(cell) else ""
    else:
        text = words_of(cell, WANTED)
    single = written_day(text)
    if single is not None and time_behind(single.rest) is None:
        single = None
    found = named_period(text, cell, year) if single is None or single.maybe_year is not None else None
    if found is None and single is not None:
        one = chosen_day(single, cell, order=order, year=year)
        return Period(one, one)
    if found is None and isinstance(cell, str):
        found = written_range(text, cell, order=order, year=year)
    if found is None:
        number = not isinstance(cell, str) or _NUMBER.fullmatch(text)
        raise a_number(cell, WANTED) if number else unreadable(cell, WANTED)
    return found


def period_of_heading(cell: Cell, year: int | None = None) -> Period | None:
    """The period that heads a column of figures, or None where the heading names none.

    Spreadsheets keep the heading "Jan 2026" as the first day of that month, so a date on the first is
    the month.

    >>> period_of_heading(dt.datetime(2026, 2, 1)) == period_of_heading("Feb 2026") == period("2026-02")
    True
    >>> period_of_heading("Customers") is None, period_of_heading("Feb") is None
    (True, True)
    """
    if isinstance(cell, dt.date) and cell == cell and cell.day == 1:
        if isinstance(cell, dt.datetime) and cell.time() != dt.time():
            return None
        try:
            return month_of(WrittenMonth(cell.year, cell.month), cell, None)
        except CellRefused:
            return None
    if is_blank(cell) or isinstance(cell, (bool, dt.time, dt.timedelta)):
        return None
    if isinstance(cell, str) and len(cell) > 2 * LONGEST:
        return None
    try:
        return period(cell, year=year)
    except CellRefused:
        return None


def period_in_text(text: str) -> Period | None:
    """The one range of days written inside a longer line, or None where there is none or it is unclear.

    >>> period_in_text("Report period: 1 January 2026 - 31 March 2026").last
    datetime.date(2026, 3, 31)
    >>> period_in_text("Zeitraum: 01.01.2026 bis 31.03.2026").first
    datetime.date(2026, 1, 1)
    >>> period_in_text("Rooms 1-31") is None
    True
    """
    if len(text) > _LONGEST_LINE:
        return None
    found: set[Period] = set()
    for written in _RANGE_IN_TEXT.finditer(tidy(text)):
        try:
            stretch = written_range(written.group(), written.group())
        except CellRefused:
            return None
        if stretch is not None:
            found.add(stretch)
    return found.pop() if len(found) == 1 else None
