"""Dates and moments: 31.12.2026, 12/31/26 3:05 PM, 2026-12-31T08:05:00Z, Mo, 2. März 2026, 14:30 Uhr."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.errors import CellRefused
from core.sheets.cells.clocks import without_float_dust, written_clock
from core.sheets.cells.dates_refused import (
    WANTED,
    a_number,
    day_or_year,
    of_two_days,
    other_order,
    other_weekday,
    unlikely_year,
    without_year,
)
from core.sheets.cells.offsets import parted_offset
from core.sheets.cells.refusals import unreadable, words_of
from core.sheets.cells.wording import LONGEST, shown, tidy
from core.sheets.cells.written_days import FIRST_YEAR, LAST_YEAR, WrittenDay, YearMonthDay, written_day
from core.sheets.grid import Cell

BOTH_ORDERS = frozenset(("dmy", "mdy"))

_TIME_FOLLOWS = re.compile(r"(?:T(?=[0-9])|,? - (?=[0-9]{1,2}:)|,? ?@ ?|, ?| )", re.IGNORECASE)
_WITHOUT_COLONS = re.compile(r"T([0-9]{2})([0-9]{2})([0-9]{2})?(?=$|[Z+-])", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,15})?")
BEGINS_WITHOUT_ORDER = re.compile(r"^([0-9]{1,2}[/-][0-9]{1,2}[/-](?:[0-9]{4}|[0-9]{2}))(?:[^0-9:]|$)")
"""A day whose order is not plain, where it can be cut off without reading what follows."""
_MAY_BE_WITHOUT_ORDER = re.compile(r"[^0-9]*[0-9]{1,2} ?[/-]")


@dataclass(frozen=True)
class Moment:
    """A date, with the time of day where one is written, as it stands in the sheet."""

    value: dt.datetime
    """The wall time as written, without its offset."""
    timed: bool
    """Whether a time of day is written; without one `value` is midnight."""
    offset: dt.timedelta | None = None
    """The distance from UTC where one is written."""


def moment(cell: Cell, *, order: str | None = None) -> Moment:
    """The date a cell tells, with its time of day where it has one.

    `order` is the column's: "dmy", "mdy" or "ymd"; it settles 03/04/2026, which is refused without it.
    Raises CellRefused for anything that is no date, for a date that does not exist or contradicts its
    weekday, and for numbers, whether or not Excel could show them as dates.

    >>> moment("9.3.10 8:05").value, moment("12/31/2026").timed
    (datetime.datetime(2010, 3, 9, 8, 5), False)
    >>> moment("2026-03-01T09:00:00+01:00").offset
    datetime.timedelta(seconds=3600)
    """
    date, since_midnight, offset = _parted(cell, order, None)
    start = dt.datetime.combine(date, dt.time())
    return Moment(start + (since_midnight or dt.timedelta(0)), since_midnight is not None, offset)


def day(cell: Cell, *, order: str | None = None, year: int | None = None) -> dt.date:
    """The calendar day a cell tells; a time of day beside it is left out.

    `year` is that of days without one, such as 31.12.; without it they are refused.

    >>> day("31.12.", year=2026), day("March 1, 2026")
    (datetime.date(2026, 12, 31), datetime.date(2026, 3, 1))
    """
    return _parted(cell, order, year)[0]


def needs_order(cells: Iterable[Cell]) -> bool:
    """Whether any of the texts has day and month as bare numbers whose order differs between countries.

    >>> needs_order(["2026-12-31", "13/04/2026"]), needs_order(["13.04.2026"])
    (True, False)
    """
    return any(found.needs_order for found in _orderless(cells))


def date_orders(cells: Iterable[Cell]) -> frozenset[str]:
    """The orders in which all texts of a column can be read; none where they contradict each other.

    Both where no text decides; "ymd" is only possible where all look like 26-03-04.

    >>> sorted(date_orders(["03/04/2026", "13/04/2026"])), sorted(date_orders(["03/04/2026"]))
    (['dmy'], ['dmy', 'mdy'])
    >>> sorted(date_orders(["04/13/2026", "13/04/2026"]))
    []
    """
    orders: frozenset[str] | None = None
    for found in _orderless(cells):
        if found.needs_order:
            possible = frozenset(found.readings)
            orders = possible if orders is None else orders & possible
            if not orders:
                break
    return BOTH_ORDERS if orders is None else orders


def chosen_day(
    found: WrittenDay, cell: Cell, *, order: str | None = None, year: int | None = None
) -> dt.date:
    """The one day that a written day can be; raises CellRefused where it is none, or one of several."""
    readings = found.readings
    if found.needs_order and order is not None and order in readings:
        readings = {order: readings[order]}
    elif found.needs_order and order is not None and order != "ymd":
        raise other_order(cell, order)
    if found.maybe_year is not None and year is not None and abs(found.maybe_year - year % 100) <= 1:
        raise day_or_year(cell)
    days = _existing(replace(found, readings=readings), cell, year)
    if len(set(days)) > 1:
        raise of_two_days(cell, days)
    return days[0]


def _existing(found: WrittenDay, cell: Cell, year: int | None) -> list[dt.date]:
    """The readings that are days of the calendar and fit the weekday, at least one."""
    days = [_calendar_day(reading, cell, year) for reading in found.readings.values()]
    if found.weekday is None:
        return days
    fitting = [each for each in days if each.weekday() == found.weekday]
    if not fitting:
        raise other_weekday(cell, days[0])
    return fitting


def _calendar_day(reading: YearMonthDay, cell: Cell, assumed_year: int | None) -> dt.date:
    written_year, month, number = reading
    year = assumed_year if written_year is None else written_year
    if year is None:
        raise without_year(cell)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise unlikely_year(cell, year)
    try:
        return dt.date(year, month, number)
    except ValueError:
        raise CellRefused(
            "“{found}” is no day of the calendar. Write {wanted}.", found=shown(cell), wanted=WANTED.phrase
        ) from None


def _parted(
    cell: Cell, order: str | None, year: int | None
) -> tuple[dt.date, dt.timedelta | None, dt.timedelta | None]:
    """The day, the time since its midnight and the offset from UTC, as far as they are written."""
    if isinstance(cell, dt.date) and cell == cell:
        return _held(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell == cell:
        text = str(int(cell)) if -1e9 < cell < 1e9 and cell == int(cell) else ""
    else:
        text = words_of(cell, WANTED)
    found = written_day(text)
    if found is None:
        raise (
            a_number(cell)
            if not isinstance(cell, str) or _NUMBER.fullmatch(text)
            else unreadable(cell, WANTED)
        )
    time = time_behind(found.rest)
    if time is None:
        raise unreadable(cell, WANTED)
    return chosen_day(found, cell, order=order, year=year), *time


def _held(cell: dt.date) -> tuple[dt.date, dt.timedelta | None, dt.timedelta | None]:
    """A date that the spreadsheet itself holds; at midnight it has no time of day."""
    if not isinstance(cell, dt.datetime):
        if not FIRST_YEAR <= cell.year <= LAST_YEAR:
            raise unlikely_year(cell, cell.year)
        return cell, None, None
    offset = cell.utcoffset()
    wall = cell.replace(tzinfo=None)
    midnight = dt.datetime.combine(wall.date(), dt.time())
    rounded = midnight + without_float_dust(wall - midnight)
    if not FIRST_YEAR <= rounded.year <= LAST_YEAR:
        raise unlikely_year(cell, rounded.year)
    since_midnight = rounded - dt.datetime.combine(rounded.date(), dt.time())
    return rounded.date(), since_midnight or None, offset


def time_behind(rest: str) -> tuple[dt.timedelta | None, dt.timedelta | None] | None:
    """The time of day and the offset that follow a written day; None where something else follows.

    >>> time_behind(" 14:30 Uhr"), time_behind(""), time_behind(" or so")
    ((datetime.timedelta(seconds=52200), None), (None, None), None)
    """
    if not rest.strip(" .,"):
        return None, None
    follows = _TIME_FOLLOWS.match(rest)
    if follows is None:
        return None
    compact = _WITHOUT_COLONS.match(rest)
    written = rest[follows.end() :]
    if compact:
        written = f"{compact[1]}:{compact[2]}:{compact[3] or '00'}{rest[compact.end() :]}"
    time, offset = parted_offset(written)
    since_midnight = written_clock(time)
    return None if since_midnight is None else (since_midnight, offset)


def _orderless(cells: Iterable[Cell]) -> Iterator[WrittenDay]:
    """The written days among the cells whose order may not be plain."""
    for cell in cells:
        if isinstance(cell, str) and len(cell) <= LONGEST and _MAY_BE_WITHOUT_ORDER.match(cell):
            plain = BEGINS_WITHOUT_ORDER.match(cell)
            found = written_day(plain[1] if plain else tidy(cell))
            if found is not None:
                yield found
