"""Weeks, months, quarters and years: which one a day belongs to, and what it is called."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import pandas as pd
from babel.dates import format_date, format_skeleton

from core.language import _, current
from core.language.amounts import locale

Period = Literal["week", "month", "quarter", "year"]
PERIODS: tuple[Period, ...] = ("week", "month", "quarter", "year")
"""From the shortest to the longest."""
DAYS = {"week": 7, "month": 28, "quarter": 90, "year": 365}
"""The fewest days that each has."""
_UNIT = {"month": "M", "quarter": "Q", "year": "Y"}


def starts(days: pd.Series, period: Period) -> pd.Series:
    """The first day of the week (from Monday), month, quarter or year that each day lies in.

    >>> starts(pd.Series([pd.Timestamp("2026-05-14")]), "quarter").tolist()
    [Timestamp('2026-04-01 00:00:00')]
    """
    days = pd.to_datetime(days).dt.normalize()
    if period == "week":
        return days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    return days.dt.to_period(_UNIT[period]).dt.start_time


def next_start(start: dt.date, period: Period) -> dt.date:
    """The first day of the period after the one that starts on this day.

    >>> next_start(dt.date(2026, 12, 1), "month")
    datetime.date(2027, 1, 1)
    """
    if period == "week":
        return start + dt.timedelta(days=7)
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)


def previous_start(start: dt.date, period: Period) -> dt.date:
    """The first day of the period before.

    >>> previous_start(dt.date(2026, 1, 1), "quarter")
    datetime.date(2025, 10, 1)
    """
    if period == "week":
        return start - dt.timedelta(days=7)
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    year, month = divmod(start.year * 12 + start.month - 1 - months, 12)
    return dt.date(year, month + 1, 1)


def label(start: dt.date, period: Period) -> str:
    """What a period is called in the language spoken.

    >>> label(dt.date(2026, 5, 1), "month"), label(dt.date(2026, 4, 1), "quarter")
    ('May 2026', 'Q2 2026')
    """
    own = locale(current())
    if period == "week":
        year, week, _day = start.isocalendar()
        return _("week {week}, {year}").format(week=week, year=year)
    if period == "month":
        return format_skeleton("yMMM", dt.datetime.combine(start, dt.time()), locale=own)
    if period == "quarter":
        return format_date(start, "QQQ y", locale=own)
    return str(start.year)
