"""A period that a text names: Jan 2026, KW 5 2026, Q1 2026, 1. Halbjahr 2026, 2026."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import CellRefused
from core.sheets.cells.dates_refused import day_or_year, period_without_year, unlikely_year
from core.sheets.cells.months import MONTH_NAME, month_before_day, month_number
from core.sheets.cells.wording import shown
from core.sheets.cells.written_days import FIRST_YEAR, LAST_YEAR, full_year
from core.sheets.grid import Cell


@dataclass(frozen=True)
class Period:
    """A stretch of whole days, both ends inside."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class WrittenMonth:
    """A month as a text names it; the year is None where it names none."""

    year: int | None
    month: int


_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_MONTHS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>[0-9]{4})(?: ?[-/] ?|M)(?P<month>[0-9]{1,2})",
        r"(?P<year>[0-9]{4})\.(?P<month>[0-9]{2})",
        r"(?P<year>20[0-9]{2})(?P<month>0[1-9]|1[0-2])",
        r"(?P<month>[0-9]{1,2}) ?[-/.] ?(?P<year>[0-9]{4})",
        rf"(?P<name>{MONTH_NAME})\.?(?P<gap>[ ,/'-]{{0,3}}){_YEAR}",
        rf"(?P<year>[0-9]{{4}})[ ,./-]{{0,3}}(?P<name>{MONTH_NAME})\.?",
        rf"(?P<name>{MONTH_NAME})\.?",
    )
)
_WEEK = r"(?:kalenderwoche|woche|week|uke|kw|cw|wk|w)"
_WEEKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<year>[0-9]{{4}}) ?[-/,]? ?{_WEEK}\.? ?-?(?P<week>[0-9]{{1,2}})",
        rf"{_WEEK}\.? ?-?(?P<week>[0-9]{{1,2}})"
        r"(?:[ ,/(-]{1,3}(?P<year>[0-9]{4})\)?| ?[/'] ?(?P<short>[0-9]{2}))?",
        rf"(?P<week>[0-9]{{1,2}})\. ?{_WEEK}\.?(?:[ ,/(-]{{1,3}}(?P<year>[0-9]{{4}})\)?)?",
    )
)
_PARTS = {
    3: ("q", "quartal|quarter|kvartal|qtr"),
    4: ("", "tertial"),
    6: ("hj|h", "halbjahr|half-year|half year|half|halvår|hj"),
}
"""By its months, the letters and the words that name a part of the year."""


def _part_patterns() -> Iterator[tuple[int, re.Pattern[str]]]:
    behind = rf"(?:[ ,/'(-]{{0,3}}(?:of |in )?{_YEAR}\)?)?"
    nth = r"(?P<nth>[1-4])(?:\.|st|nd|rd|th)?"
    for months, (letters, words) in _PARTS.items():
        either = f"{letters}|{words}" if letters else words
        yield months, re.compile(rf"(?:{either})\.? ?(?P<nth>[1-4]){behind}", re.IGNORECASE)
        yield months, re.compile(rf"{nth} ?(?:{either})\.?{behind}", re.IGNORECASE)
        yield (
            months,
            re.compile(
                rf"(?P<year>[0-9]{{4}})[ ,/-]{{0,3}}"
                rf"(?:(?:{either}) ?(?P<nth>[1-4])|(?P<nth_too>[1-4])\.? ?(?:{either}))",
                re.IGNORECASE,
            ),
        )


_PARTS_OF_THE_YEAR = tuple(_part_patterns())
_WHOLE_YEAR = re.compile(
    r"(?:(?:jahr|year|år|kalenderjahr|calendar year) )?(?P<year>[0-9]{4})", re.IGNORECASE
)


def named_period(text: str, cell: Cell, year: int | None = None) -> Period | None:
    """The month, ISO week, quarter, third, half or year that a tidied text names, or None.

    `year` is that of a name without one. Raises CellRefused where the year is missing or unlikely, and
    for a week that the year does not have.

    >>> named_period("KW 1 2026", "KW 1 2026")
    Period(first=datetime.date(2025, 12, 29), last=datetime.date(2026, 1, 4))
    >>> named_period("Q1 2026", "Q1 2026").last, named_period("soon", "soon")
    (datetime.date(2026, 3, 31), None)
    """
    month = written_month(text, cell)
    if month is not None:
        return month_of(month, cell, year)
    for pattern in _WEEKS:
        found = pattern.fullmatch(text)
        if found:
            parts = found.groupdict()
            return _week(_year(parts["year"] or parts.get("short"), cell, year), int(parts["week"]), cell)
    for months, pattern in _PARTS_OF_THE_YEAR:
        found = pattern.fullmatch(text)
        nth = int(found["nth"] or found.groupdict().get("nth_too") or 0) if found else 0
        if found and nth * months <= 12:
            of_year = _year(found["year"], cell, year)
            return _months(of_year, (nth - 1) * months + 1, nth * months)
    found = _WHOLE_YEAR.fullmatch(text)
    return _months(_year(found["year"], cell, None), 1, 12) if found else None


def written_month(text: str, cell: Cell) -> WrittenMonth | None:
    """The month that a tidied text names, or None.

    Raises CellRefused for "Jan 26", which in English is a day as well.

    >>> written_month("01/2026", "01/2026"), written_month("Januar 26", "Januar 26")
    (WrittenMonth(year=2026, month=1), WrittenMonth(year=2026, month=1))
    """
    for pattern in _MONTHS:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        parts = found.groupdict()
        written = parts.get("year")
        gap = parts.get("gap") or ""
        if written and len(written) == 2 and gap.endswith(" ") and month_before_day(parts["name"]):
            raise day_or_year(cell)
        month = int(parts["month"]) if "month" in parts else month_number(parts["name"])
        if month and month <= 12:
            return WrittenMonth(full_year(written) if written else None, month)
    return None


def month_of(found: WrittenMonth, cell: Cell, year: int | None) -> Period:
    """The days of a written month; raises CellRefused where its year is neither written nor known."""
    of_year = found.year if found.year is not None else year
    return _months(_likely(of_year, cell), found.month, found.month)


def _year(written: str | None, cell: Cell, year: int | None) -> int:
    return _likely(full_year(written) if written else year, cell)


def _likely(year: int | None, cell: Cell) -> int:
    if year is None:
        raise period_without_year(cell)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise unlikely_year(cell, year)
    return year


def _week(year: int, week: int, cell: Cell) -> Period:
    try:
        monday = dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        raise CellRefused(
            "“{found}” names a week that {year} does not have. Its last week is {last}.",
            found=shown(cell),
            year=year,
            last=dt.date(year, 12, 28).isocalendar().week,
        ) from None
    return Period(monday, monday + dt.timedelta(days=6))


def _months(year: int, first: int, last: int) -> Period:
    return Period(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))
