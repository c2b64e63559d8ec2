"""Headings that are periods: a column a month, a week, a quarter or a year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from core.sheets.cells.periods import period_of_heading
from core.sheets.grid import Cell
from core.sheets.kinds.plain import plain_heading

_LEAP_YEAR = 2024
_WEEK = re.compile(r"\b(?:kw|w|cw|wk|uke|woche|week|kalenderwoche|veke)\.? ?([0-9]{1,2})\b", re.IGNORECASE)
_YEARS = re.compile(r"(?<![0-9])(?:19[89]|20[0-9])[0-9](?![0-9])")


@lru_cache(maxsize=4096, typed=True)
def period_key(heading: Cell, year: int | None = None) -> str:
    """The key of a column that a period heads, "" where the heading is none.

    The first and last day; where nothing names the year, the first and last month, or the week.

    >>> period_key("Jan 2026"), period_key("Q1"), period_key("KW 5"), period_key("Summe")
    ('2026-01-01/2026-01-31', '--01/--03', '--W05/--W05', '')
    """
    found = period_of_heading(heading, year)
    if found is not None:
        return f"{found.first.isoformat()}/{found.last.isoformat()}"
    found = period_of_heading(heading, _LEAP_YEAR)
    if found is None:
        return ""
    week = _WEEK.search(str(heading))
    if week:
        return f"--W{int(week[1]):02}/--W{int(week[1]):02}"
    return f"--{found.first.month:02}/--{found.last.month:02}"


def weeks_of_days(keys: Mapping[int, str]) -> dict[int, str]:
    """The keys, where days that are all a week apart are the first days of their weeks.

    >>> weeks_of_days({1: "2026-01-05/2026-01-05", 2: "2026-01-12/2026-01-12"})[1]
    '2026-01-05/2026-01-11'
    """
    ends = [key.split("/") for key in keys.values()]
    if len(ends) < 2 or any(len(end[0]) != 10 or end[0] != end[1] for end in ends):
        return dict(keys)
    days = [dt.date.fromisoformat(end[0]) for end in ends]
    if any((later - earlier).days != 7 for earlier, later in pairwise(days)):
        return dict(keys)
    return {
        c: f"{day.isoformat()}/{(day + dt.timedelta(days=6)).isoformat()}"
        for c, day in zip(keys, days, strict=True)
    }


def shown_heading(heading: Cell) -> Cell:
    """A heading as text: a date without its midnight, a year without its ".0".

    >>> shown_heading(dt.datetime(2026, 1, 1)), shown_heading(2026.0)
    ('2026-01-01', '2026')
    """
    if isinstance(heading, dt.datetime):
        return (
            heading.date().isoformat() if heading.time() == dt.time() else heading.isoformat(" ", "minutes")
        )
    if isinstance(heading, dt.date):
        return heading.isoformat()
    if isinstance(heading, float) and heading.is_integer():
        return str(int(heading))
    if isinstance(heading, (int, float)) and not isinstance(heading, bool):
        return str(heading)
    return heading


def the_year(texts: Sequence[str]) -> int | None:
    """The one year that the first of these texts with a year names.

    >>> the_year(["Leads by month", "Funnel 2025", "2024"]), the_year(["2025/2026"])
    (2025, None)
    """
    for text in texts:
        years = {int(year) for year in _YEARS.findall(text)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


_WEEKS = frozenset(["kw", "woche", "kalenderwoche", "week", "uke", "veke", "cw", "calendar", "iso"]) | {
    "calendar week",
    "iso week",
    "week no",
    "week number",
    "kw nr",
    "ukenr",
    "uke nr",
    "wochennummer",
}
_MONTHS = frozenset(["monat", "month", "måned", "mnd", "month_no"]) | {"month no", "kalendermonat"}


def counted_period(header: str, cells: Sequence[Cell]) -> str | None:
    """What bare numbers below a heading of weeks or months count: "week", "month", or None.

    >>> counted_period("KW", [1.0, 2.0]), counted_period("Monat", ["1", "12"]), counted_period("Jahr", [2026])
    ('week', 'month', None)
    """
    word = plain_heading(header)
    most = 53 if word in _WEEKS else 12 if word in _MONTHS else 0
    numbers = [_whole(cell) for cell in cells]
    if not most or not numbers or any(number is None or not 1 <= number <= most for number in numbers):
        return None
    return "week" if most == 53 else "month"


def _whole(cell: Cell) -> int | None:
    if isinstance(cell, str):
        return int(cell) if cell.strip().isdigit() and len(cell.strip()) <= 2 else None
    if (
        isinstance(cell, (int, float))
        and not isinstance(cell, bool)
        and 0 <= cell <= 99
        and cell == int(cell)
    ):
        return int(cell)
    return None


def yearless(cell: Cell) -> bool:
    """Whether a period names no year: "Januar", "KW 5", "Q1".

    >>> yearless("Januar"), yearless("Januar 2026"), yearless("Anna")
    (True, False, False)
    """
    return period_key(cell).startswith("--")


def year_column(header: str, cells: Sequence[Cell]) -> frozenset[int]:
    """The years that a column headed "Year" names; none where it is another column.

    >>> year_column("Jahr", [2025.0, 2026.0]) == {2025, 2026}, year_column("Alter", [2026.0])
    (True, frozenset())
    """
    if plain_heading(header) not in ("jahr", "year", "år", "kalenderjahr", "calendar year"):
        return frozenset()
    texts = [str(shown_heading(cell)) for cell in cells]
    return frozenset(int(text) for text in texts if _YEARS.fullmatch(text))
