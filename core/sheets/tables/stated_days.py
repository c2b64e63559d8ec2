"""The month, the week or the turn of the year that lines above a table name for its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.sheets.cells.days_of_a_month import day_number
from core.sheets.cells.months import MONTH_NAME, month_number, weekday_number
from core.sheets.grid import Cell
from core.sheets.tables.heading_periods import yearless

_BY_NAME = re.compile(
    rf"(?<![^\W\d_])({MONTH_NAME})\.?(?:[ /,-]{{1,3}}((?:19|20)[0-9]{{2}})(?![0-9]))?", re.I
)
_BY_NUMBER = re.compile(r"(?<![0-9./-])(0?[1-9]|1[0-2]) ?[/.-] ?((?:19|20)[0-9]{2})(?![0-9./-])")
_YEAR_FIRST = re.compile(r"(?<![0-9./-])((?:19|20)[0-9]{2})[/-](0[1-9]|1[0-2])(?![0-9./-])")
_WEEK = re.compile(
    r"\b(?:kw|cw|wk|uke|woche|week|kalenderwoche)\.? ?([0-9]{1,2})(?![0-9])"
    r"(?: ?[/,-]? ?((?:19|20)[0-9]{2}))?",
    re.I,
)
_MOST = 0.6
"""The rest are totals and remarks below the days."""


@dataclass(frozen=True)
class StatedDays:
    """What the lines above say: the month "2026-05", the week "2026-W10", or months of two years,
    "2025-12/2026-01"; "" for what they do not say, or not clearly."""

    month: str = ""
    week: str = ""
    turn: str = ""


def stated_days(sources: Sequence[str], year: int | None) -> StatedDays:
    """The month and the week that the first source with one names; `year` is that of those without.

    >>> stated_days(["Stundennachweis Mai 2026"], None).month, stated_days(["Zeiten KW 10 / 2026"], None).week
    ('2026-05', '2026-W10')
    >>> stated_days(["Dezember 2025 / Januar 2026"], None).turn, stated_days(["Stand 31.05.2026"], None).month
    ('2025-12/2026-01', '')
    """
    month = week = turn = ""
    for source in sources:
        months = _months(source, year)
        weeks = {
            f"{found[2] or year}-W{int(found[1]):02}"
            for found in _WEEK.finditer(source)
            if (found[2] or year) and 1 <= int(found[1]) <= 53
        }
        if not month and len(set(months)) == 1:
            month = months[0]
        if not turn and len(set(months)) == 2 and months[0] < months[-1] and months[0][:4] != months[-1][:4]:
            turn = f"{months[0]}/{months[-1]}"
        week = week or (weeks.pop() if len(weeks) == 1 else "")
    return StatedDays(month, week, turn)


def _months(source: str, year: int | None) -> list[str]:
    """The months that a line names, as they stand in it."""
    found: list[tuple[int, str]] = []
    for named in _BY_NAME.finditer(source):
        number, of = month_number(named[1]), named[2] or year
        if number is not None and of:
            found.append((named.start(), f"{of}-{number:02}"))
    without_weeks = _WEEK.sub(lambda week: "-" * len(week[0]), source)  # "KW 11 / 2026" is no November
    found += [(each.start(), f"{each[2]}-{int(each[1]):02}") for each in _BY_NUMBER.finditer(without_weeks)]
    found += [(each.start(), f"{each[1]}-{each[2]}") for each in _YEAR_FIRST.finditer(source)]
    return [month for _, month in sorted(found)]


def days_within(cells: Sequence[Cell], stated: StatedDays) -> str:
    """Within which month, week or turn of the year the days of a column are, "" where they are whole dates.

    >>> days_within([1.0, 2.0, 3.0], StatedDays(month="2026-05")), days_within(["29.12."], StatedDays())
    ('2026-05', '')
    """
    if not cells:
        return ""

    def most(said: Sequence[bool]) -> bool:
        return sum(said) >= _MOST * len(cells)

    if stated.month and most([day_number(cell) is not None for cell in cells]):
        return stated.month
    weekdays = [isinstance(cell, str) and weekday_number(cell) is not None for cell in cells]
    if stated.week and most(weekdays):
        return stated.week
    return stated.turn if stated.turn and any(yearless_day(cell) for cell in cells) else ""


def yearless_day(cell: Cell) -> bool:
    """Whether a cell is a day that names no year.

    >>> yearless_day("29.12."), yearless_day("29.12.2025"), yearless_day(3.0)
    (True, False, False)
    """
    return isinstance(cell, str) and any(letter.isdigit() for letter in cell) and yearless(cell)
