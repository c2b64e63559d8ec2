"""Times of day: 8:05, 08.05, 8 Uhr 30, 8h30, 8:05 PM, kl. 14.30, 24:00, and Excel's own times."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.refusals import Wanted, unreadable, words_of
from core.sheets.cells.wording import shown
from core.sheets.grid import Cell

WANTED = Wanted(Text("a time of day such as 8:05 or 14:30"), Text("8:05-14:30"), Text("8:05"))

DAY = dt.timedelta(days=1)

_CALENDAR_BEGINS = {
    (1899, 12): dt.datetime(1899, 12, 30),  # LibreOffice
    (1900, 1): dt.datetime(1899, 12, 31),  # Excel
    (1904, 1): dt.datetime(1904, 1, 1),  # old Macintosh workbooks
}
"""The midnight from which spreadsheets count times: 24:00 arrives as the day after it."""

_CLOCK = re.compile(
    r"""
    (?: (?:kl(?:okken|okka)?|um|at|@) \.? \ ? )?
    (?:
        # 8.05.30 is left out: it is a date as well.
        (?P<hour>[0-9]{1,2})
        (?:
            :(?P<minute>[0-9]{2}) (?: :(?P<second>[0-9]{2}) (?: [.,](?P<part>[0-9]{1,9}) )? )?
            | \.(?P<after_point>[0-9]{2})
        )
        (?: \ ? (?P<half>[ap])\.?m\b\.? )?
        | (?P<word_hour>[0-9]{1,2}) \ ? (?:uhr|h) (?: \ ? (?P<word_minute>[0-9]{2}) )?
        | (?P<half_hour>[0-9]{1,2}) \ ? (?P<only_half>[ap])\.?m\b\.?
    )
    (?: \ ? (?:uhr|h) \.? )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BARE_HOUR = re.compile(r"(?:(?:kl|klokken|klokka|um|at)\.? ?)?([0-9]{1,2})", re.IGNORECASE)
_DECIMAL_HOURS = re.compile(r"[0-9]{1,2}[.,][0-9]+")
# 8.25, 8.50 and 8.75 are how quarters of an hour look in decimals; nobody pads decimals with a zero.
_QUARTERS = re.compile(r"(?:0|[1-9][0-9]?)\.(?:25|50|75)|0\.[0-9]{2}")
_ONE_MINUTE_DIGIT = re.compile(r"[0-9]{1,2}:[0-9](?::[0-9]{1,2})?")


def clock(cell: Cell) -> dt.timedelta:
    """The time of day a cell tells, since midnight; 24:00 is the end of the day.

    A whole number is the hour; a number below 1 is the fraction of a day that spreadsheets keep.
    Raises CellRefused for 8.5, which may be 8:05 or half past eight, and for a cell with a date.

    >>> str(clock("8:05")), str(clock("8 Uhr 30")), str(clock("8:05 PM")), str(clock(0.375))
    ('8:05:00', '8:30:00', '20:05:00', '9:00:00')
    """
    if isinstance(cell, (dt.time, dt.timedelta, dt.date)) and cell == cell:
        return _held(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell == cell:
        return _counted(cell)
    text = words_of(cell, WANTED)
    hour = _BARE_HOUR.fullmatch(text)
    if hour and int(hour[1]) <= 24:
        return dt.timedelta(hours=int(hour[1]))
    found = None if _QUARTERS.fullmatch(text) else written_clock(text)
    if found is not None:
        return found
    if _DECIMAL_HOURS.fullmatch(text):
        raise _two_ways(cell)
    if _ONE_MINUTE_DIGIT.fullmatch(text):
        raise CellRefused(
            "“{found}” needs two digits after each colon. Write it as hours:minutes, such as 8:05.",
            found=shown(cell),
        )
    raise unreadable(cell, WANTED)


@lru_cache(maxsize=10_000)  # the times of a column repeat
def written_clock(text: str) -> dt.timedelta | None:
    """The time of day a tidied text spells beyond doubt, since midnight; None where it spells none.

    A bare number is none here, nor is 25:00 or 13:00 AM.

    >>> str(written_clock("14.30 Uhr")), written_clock("14"), written_clock("8:60")
    ('14:30:00', None, None)
    """
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour = int(found["hour"] or found["word_hour"] or found["half_hour"])
    minute = int(found["minute"] or found["after_point"] or found["word_minute"] or 0)
    second = int(found["second"] or 0)
    half = found["half"] or found["only_half"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "pP" else 0)
    micros = int((found["part"] or "0")[:6].ljust(6, "0"))
    since_midnight = dt.timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micros)
    return since_midnight if minute < 60 and second < 60 and since_midnight <= DAY else None


def without_float_dust(when: dt.timedelta) -> dt.timedelta:
    """A time that a spreadsheet kept as a fraction of a day, to the millisecond it was typed as.

    >>> str(without_float_dust(dt.timedelta(hours=8, microseconds=-3)))
    '8:00:00'
    """
    # Half a millisecond goes up, as where whole columns are read at once.
    return (
        (when + dt.timedelta(microseconds=500)) // dt.timedelta(milliseconds=1) * dt.timedelta(milliseconds=1)
    )


def _held(cell: dt.time | dt.timedelta | dt.date) -> dt.timedelta:
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        cell = dt.datetime.combine(cell, dt.time())  # workbooks give midnight as a day alone
    if isinstance(cell, dt.timedelta):
        since_midnight = without_float_dust(cell)
    elif isinstance(cell, dt.time):
        since_midnight = without_float_dust(
            dt.datetime.combine(dt.date.min, cell.replace(tzinfo=None)) - dt.datetime.min
        )
    elif isinstance(cell, dt.datetime) and (cell.year, cell.month) in _CALENDAR_BEGINS:
        start = _CALENDAR_BEGINS[cell.year, cell.month]
        since_midnight = without_float_dust(cell.replace(tzinfo=None) - start)
    else:
        raise CellRefused(
            "{found} is a date where a time of day is expected. Write {wanted}.",
            found=shown(cell),
            wanted=WANTED.phrase,
        )
    if not dt.timedelta(0) <= since_midnight <= DAY:
        raise CellRefused(
            "{found} is no time of day: a day has 24 hours. Write {wanted}.",
            found=shown(cell),
            wanted=WANTED.phrase,
        )
    return since_midnight


def _counted(cell: float) -> dt.timedelta:
    if 0 <= cell < 1:
        return without_float_dust(dt.timedelta(days=float(cell)))
    if 1 <= cell <= 24 and cell == int(cell):
        return dt.timedelta(hours=int(cell))
    if 1 <= cell < 24:
        raise _two_ways(cell)
    raise CellRefused(
        "{found} is no time of day: a day has 24 hours. Write {wanted}.",
        found=shown(cell),
        wanted=WANTED.phrase,
    )


def _two_ways(cell: Cell) -> CellRefused:
    return CellRefused(
        "“{found}” can be hours and minutes, or hours and a fraction of an hour. "
        "Write it with a colon, such as 8:05 or 8:30.",
        found=shown(cell),
    )
