"""A calendar day as a text spells it: 31.12.2026, 12/31/26, 2026-12-31, 1. März 2026, Mar 1st 2026."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from core.sheets.cells.months import MONTH_NAME, WEEKDAY_NAME, month_number, weekday_number

FIRST_YEAR, LAST_YEAR = 1970, 2100
"""The years in which anything told to Stepwise can have happened."""

YearMonthDay = tuple[int | None, int, int]
"""The year is None where the text names none."""


@dataclass(frozen=True)
class WrittenDay:
    """The days a text can mean, by the order of its numbers; which of them exist is not yet asked."""

    readings: Mapping[str, YearMonthDay]
    """By "dmy", "mdy" or "ymd"; the only one stands at "" where the order cannot be mistaken."""
    rest: str
    """What follows the day in the text, such as a time of day."""
    weekday: int | None = None
    """The weekday named beside the day, from 0 for Monday."""
    maybe_year: int | None = None
    """The number that may as well be a year of two digits: 26 in "Mar 26" and in "03/26"."""

    @property
    def needs_order(self) -> bool:
        """Whether day and month are bare numbers in an order that differs between countries."""
        return "" not in self.readings


_DAY = r"(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})(?![0-9:])"
_NAME = rf"(?P<name>{MONTH_NAME})\.?"
_NTH = r"(?:st|nd|rd|th)?"
_DECIDED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9])",
        r"(?P<year>(?:19|20|21)[0-9]{2})(?P<month>0[1-9]|1[0-2])"
        r"(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9]|[.,][0-9])",
        rf"{_DAY}\. ?(?P<month>[0-9]{{1,2}})\. ?{_YEAR}",
        rf"{_DAY}\. ?(?P<month>0?[1-9]|1[0-2])(?![0-9])\.?(?![0-9])",
        # A dash before two digits is part of a date only in 1-Mar-26: "Mar 1-15" is a range.
        rf"{_DAY}-{_NAME}-{_YEAR}",
        rf"{_DAY}{_NTH}[.,]?[ /-]?(?:of )?{_NAME}(?:(?:,?[ /]?'?|-(?=[0-9]{{4}})){_YEAR})?",
        rf"{_NAME}-{_DAY}-{_YEAR}",
        rf"{_NAME}[ -]?{_DAY}{_NTH}\.?(?![0-9:])(?:(?:,? ?(?=[0-9]{{4}})|, ?'?| ?'){_YEAR})?",
        rf"(?P<year>[0-9]{{4}})[ .-]{{1,2}}{_NAME}[ -]?{_DAY}(?![0-9]){_NTH}",
    )
)
_UNDECIDED = re.compile(
    r"(?P<first>[0-9]{1,2}) ?(?:(?P<mark>[/-]) ?(?P<second>[0-9]{1,2}) ?(?P=mark) ?"
    rf"|/(?P<second_too>[0-9]{{1,2}})-){_YEAR}"
)
_UNDECIDED_WITHOUT_YEAR = re.compile(r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})(?![0-9/.-])")
_WEEKDAY_BEFORE = re.compile(rf"({WEEKDAY_NAME})\.?,? ?(?:den |the )?(?=[^\W_])", re.IGNORECASE)
_WEEKDAY_AFTER = re.compile(rf",? ?\(?({WEEKDAY_NAME})\.?\)?$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:den|the|am)\.? (?=[0-9])", re.IGNORECASE)


@lru_cache(maxsize=10_000)  # the days of a column repeat
def written_day(text: str) -> WrittenDay | None:
    """The day with which a tidied text begins, or None where it begins with none.

    Dots separate day, month, year everywhere; slashes and dashes with the year last do not say whether
    the day or the month comes first, unless one of them is above 12.

    >>> found = written_day("31.12.26 14:30")
    >>> found.readings, found.rest
    ({'': (2026, 12, 31)}, ' 14:30')
    >>> written_day("03/04/2026").readings
    {'dmy': (2026, 4, 3), 'mdy': (2026, 3, 4)}
    >>> written_day("Mo, 2. März").readings, written_day("soon")
    ({'': (None, 3, 2)}, None)
    """
    before = None if text[:1].isdigit() else _WEEKDAY_BEFORE.match(text) or _ARTICLE.match(text)
    found = _day(text[before.end() :] if before else text)
    if found is None:
        return None
    weekday = weekday_number(before[1]) if before and before.re is _WEEKDAY_BEFORE else None
    after = _WEEKDAY_AFTER.match(found.rest) if weekday is None else None
    if after:
        return replace(found, rest=found.rest[after.end() :], weekday=weekday_number(after[1]))
    return replace(found, weekday=weekday) if before else found


def full_year(written: str) -> int:
    """The year of two or four digits: 00 to 69 are 2000 to 2069, 70 to 99 are 1970 to 1999.

    >>> full_year("26"), full_year("70"), full_year("2026")
    (2026, 1970, 2026)
    """
    year = int(written)
    return year if len(written) == 4 else year + (2000 if year < 70 else 1900)


def _day(text: str) -> WrittenDay | None:
    for pattern in _DECIDED:
        found = pattern.match(text)
        if found:
            parts = found.groupdict()
            month = int(parts["month"]) if "month" in parts else month_number(parts["name"])
            year = full_year(parts["year"]) if parts.get("year") else None
            if month is None:
                return None
            number = int(parts["day"])
            alone = year is None and text[0].isalpha() and len(parts["day"]) == 2
            return WrittenDay(
                {"": (year, month, number)}, text[found.end() :], maybe_year=number if alone else None
            )
    found = _UNDECIDED.match(text)
    if found:
        second = found["second"] or found["second_too"]
        return _undecided(found["first"], second, found["year"], found["mark"] or "", text[found.end() :])
    found = _UNDECIDED_WITHOUT_YEAR.match(text)
    return _undecided(found["first"], found["second"], None, "/", text[found.end() :]) if found else None


def _undecided(first: str, second: str, last: str | None, mark: str, rest: str) -> WrittenDay | None:
    year = full_year(last) if last else None
    possible: dict[str, YearMonthDay] = {
        "dmy": (year, int(second), int(first)),
        "mdy": (year, int(first), int(second)),
    }
    if last and mark == "-" and len(first) == len(second) == len(last) == 2 and 10 <= int(first) < 50:
        # 26-03-04 is also how ISO dates are shortened; a column of days has some below 10.
        shortened = (full_year(first), int(second), int(last))
        if 1 <= shortened[1] <= 12 and shortened[2] <= calendar.monthrange(*shortened[:2])[1]:
            possible["ymd"] = shortened
    readings = {
        order: (y, month, day)
        for order, (y, month, day) in possible.items()
        if 1 <= month <= 12 and 1 <= day <= 31
    }
    alone = last is None and len(second) == 2
    return WrittenDay(readings, rest, maybe_year=int(second) if alone else None) if readings else None
