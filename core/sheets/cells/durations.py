"""Times: 25 min, 1:30, 1,5 Std, 5 3/4 h, 5+5+8+7, 20-40, and Excel's own time cells."""

from __future__ import annotations

import datetime as dt
import re

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.entries import Shape, ends, entry_of
from core.sheets.cells.excel_times import clock_minutes
from core.sheets.cells.reading import Reading, midpoint, without_dust
from core.sheets.cells.refusals import Wanted, below_zero, in_range, text_of, unreadable
from core.sheets.cells.spans import Span, span, unclear_clock
from core.sheets.cells.spoken import time_in_figures, without_aside
from core.sheets.cells.time_units import UNITS, WITHOUT_LENGTH, header_unit
from core.sheets.cells.wording import shown
from core.sheets.grid import Cell

__all__ = ["UNITS", "duration", "header_unit"]

WANTED = Wanted(Text("a time such as 25 min, 1:30 or 1.5 h"), Text("20-40 min"), Text("5 to 10 min"))

_MULTIPLIED = re.compile(r"[0-9]\s*[x×*]\s*[0-9]", re.IGNORECASE)
_HOURS_OR_DAYS = re.compile(r"(?<![^\W\d_])T(?![^\W\d_])")
_MINUTES_OR_MONTHS = re.compile(r"[\W\d_]*m\.?", re.IGNORECASE)


def duration(
    cell: Cell, *, unit: str | None = "min", decimal: str | None = None, calendar: bool = False
) -> Reading:
    """The time a cell tells, in minutes.

    `unit` is what a bare number means: a key of `UNITS`, as `header_unit` finds it; None asks.
    `decimal` is the column's `decimal_sign`. `calendar` is for waiting times: a day is 1440 minutes,
    a week 7 days; without it days are refused, because a working day has no fixed length.

    >>> duration("5 3/4 h").value, duration("1:30").value, duration(1.5, unit="h").value
    (345.0, 90.0, 90.0)
    >>> duration("5+5+8+7").parts
    (5.0, 5.0, 8.0, 7.0)
    >>> duration("20 bis 40 min").low
    20.0
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        amount = in_range(cell, cell, WANTED)
        if unit == "min" or not amount:
            return Reading(amount)
        return Reading(_in_minutes(Span(amount, None), cell, unit, calendar), converted=True)
    if isinstance(cell, (dt.time, dt.timedelta, dt.date)) and cell == cell:
        return Reading(clock_minutes(cell, WANTED), converted=True)
    written = text_of(cell, WANTED)
    text = (
        written
        if written[0] in "0123456789" and written[-1] != ")"
        else time_in_figures(without_aside(written))
    )
    found = entry_of(cell, text, WANTED)
    months = calendar and any(_MINUTES_OR_MONTHS.fullmatch(piece) for piece in found.pieces)
    if months or _HOURS_OR_DAYS.search(text):
        raise CellRefused(
            "The unit in “{found}” can be read in two ways. Write it in full: minutes, hours, days or weeks.",
            found=shown(cell),
        )
    spans = [_span(piece, cell, decimal) for piece in found.pieces]
    if found.shape is Shape.SINGLE:
        minutes = _in_minutes(spans[0], cell, unit, calendar)
        return Reading(minutes, converted=found.about or text != written or not _plain(spans[0], text, unit))
    if found.shape is Shape.RANGE and any(end.clock for end in spans):
        raise CellRefused(
            "“{found}” can be a range, or the time from one o'clock to another. "
            "Write how long it takes, such as 90 min or 60-90 min.",
            found=shown(cell),
        )
    spans = _with_the_last_unit(spans, cell)
    minutes_each = tuple(_in_minutes(each, cell, unit, calendar) for each in spans)
    if found.shape is Shape.RANGE:
        return midpoint(*ends(minutes_each[0], minutes_each[1], cell, WANTED))
    return Reading(without_dust(sum(minutes_each)), parts=minutes_each, converted=True)


def _plain(found: Span, text: str, header: str | None) -> bool:
    """Whether the text is simply a number of minutes, with or without the unit."""
    fractions = "/" in text or not text.isascii()
    return (found.unit or header) == "min" and not (found.clock or found.joined or fractions)


def _span(piece: str, cell: Cell, decimal: str | None) -> Span:
    found = span(piece, decimal)
    if found is not None:
        return found
    if piece.startswith("-") and span(piece[1:].lstrip(), decimal) is not None:
        raise below_zero(cell, WANTED)
    if _MULTIPLIED.search(piece):
        raise CellRefused(
            "“{found}” multiplies. Write the time of one run, such as 20 min, and the number of times in the "
            "column for times per run; or write a sum, such as 20+20.",
            found=shown(cell),
        )
    raise unreadable(cell, WANTED)


def _with_the_last_unit(spans: list[Span], cell: Cell) -> list[Span]:
    """The spans of a range or sum; a unit that stands after the last one only is for all of them."""
    bare = [each for each in spans if each.unit is None]
    unit = spans[-1].unit
    if not bare or len(bare) == len(spans):
        return spans
    inherited = unit is not None and len(bare) == len(spans) - 1 and not (spans[-1].clock or spans[-1].joined)
    largest = max(each.amount for each in bare)
    # In "30 + 1 h" the 30 is meant as minutes; in "5+5+8+7 h" the 5 is not.
    minutes_likely = unit not in ("s", "min") and largest >= 5 and largest > 2 * spans[-1].amount
    if not inherited or minutes_likely:
        raise CellRefused(
            "It is not clear which unit each number in “{found}” has. "
            "Write the unit after each, such as 30 min + 1 h.",
            found=shown(cell),
        )
    return [Span(each.amount, unit) for each in spans]


def _in_minutes(found: Span, cell: Cell, header: str | None, calendar: bool) -> float:
    unit = found.unit or header
    if found.clock and header == "s":
        raise unclear_clock(shown(cell))
    if found.amount == 0:
        return 0.0
    if unit is None:
        raise CellRefused(
            "“{found}” names no unit: minutes or hours? Write {found} min or {found} h, "
            "or put the unit into the header of the column.",
            found=shown(cell),
        )
    days = {"d", "w"}.intersection(found.joined or (unit,))
    if unit in WITHOUT_LENGTH or (days and not calendar):
        raise _no_fixed_length(unit, cell, calendar)
    return in_range(without_dust(found.amount * UNITS[unit]), cell, WANTED)


def _no_fixed_length(unit: str, cell: Cell, calendar: bool) -> CellRefused:
    if not calendar:
        return CellRefused(
            "“{found}” is given in days or longer, and a working day has no fixed length. "
            "Write hours or minutes, such as 16 h for two days of 8 hours.",
            found=shown(cell),
        )
    if unit == "month":
        return CellRefused(
            "“{found}” is given in months, which differ in length. Write days or weeks, such as 30 days.",
            found=shown(cell),
        )
    return CellRefused(
        "“{found}” is given in working days. Write all days from beginning to end, weekends included, "
        "such as 7 days.",
        found=shown(cell),
    )
