"""From one day to another as a text writes it: 1.-31. Januar 2026, Mar 1 - Mar 31, 2026, Jan - Mar 2026."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.errors import CellRefused
from core.sheets.cells.dates import BOTH_ORDERS, chosen_day
from core.sheets.cells.dates_refused import of_two_periods, runs_backwards
from core.sheets.cells.written_days import WrittenDay, full_year, written_day
from core.sheets.cells.written_periods import Period, WrittenMonth, month_of, written_month
from core.sheets.grid import Cell


@dataclass(frozen=True)
class _Number:
    """One end that is only a number: the 1. of "1.-31. Januar", the "31, 2026" of "March 1-31, 2026"."""

    day: int
    year: int | None = None


_End = WrittenDay | WrittenMonth | _Number

_FROM = re.compile(r"(?:vom|von|from|fra)\b\.? ?", re.IGNORECASE)
_BETWEEN = re.compile(
    r" ?(?:-|/|\.{2,3}|…|\b(?:to|bis(?: zum)?|til(?: og med)?|until|through|thru)\b) ?", re.IGNORECASE
)
_NUMBER = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?(?:,? ([0-9]{4}))?", re.IGNORECASE)


def written_range(
    text: str, cell: Cell, *, order: str | None = None, year: int | None = None
) -> Period | None:
    """The days from one to another that a tidied text writes out, or None where it does no such thing.

    What the first end leaves out, its month or year, is that of the last. Raises CellRefused where the
    days can be two different stretches, do not exist or run backwards, and where the year is missing.

    >>> written_range("1.-31. Januar 2026", "1.-31. Januar 2026").last
    datetime.date(2026, 1, 31)
    """
    text = _FROM.sub("", text, count=1) if _FROM.match(text) else text
    found: set[Period] = set()
    refused: CellRefused | None = None
    for between in _BETWEEN.finditer(text):
        try:
            first, last = _end(text[: between.start()], cell), _end(text[between.end() :], cell)
            if first is not None and last is not None:
                found |= _stretches(first, last, cell, order, year)
        except CellRefused as why:
            refused = why
    if len(found) > 1:
        raise of_two_periods(cell)
    if not found and refused is not None:
        raise refused
    return found.pop() if found else None


def _end(text: str, cell: Cell) -> _End | None:
    text = text.strip(" ,")
    number = _NUMBER.fullmatch(text)
    if number:
        return _Number(int(number[1]), full_year(number[2]) if number[2] else None)
    day = written_day(text)
    if day is not None and not day.rest.strip(" .,"):
        return day
    return written_month(text, cell)


def _stretches(first: _End, last: _End, cell: Cell, order: str | None, year: int | None) -> set[Period]:
    """All that the two ends can mean together, at least one stretch where they fit together at all."""
    if isinstance(first, WrittenMonth) and isinstance(last, WrittenMonth):
        end = month_of(last, cell, year).last
        return {_forward(Period(month_of(first, cell, end.year).first, end), cell)}
    until = _in_month_of(first, last) if isinstance(last, _Number) else last
    if not isinstance(until, WrittenDay) or isinstance(first, WrittenMonth):
        return set()
    if isinstance(first, _Number) and until.needs_order:
        return set()  # nobody writes 1-31/01/2026
    asks = until.needs_order or (isinstance(first, WrittenDay) and first.needs_order)
    found: set[Period] = set()
    refused: CellRefused | None = None
    for each in sorted(BOTH_ORDERS) if asks and order is None else [order]:
        try:
            found.add(_stretch(first, until, cell, each, year))
        except CellRefused as why:
            refused = why
    if not found and refused is not None:
        raise refused
    return found


def _stretch(
    first: WrittenDay | _Number, last: WrittenDay, cell: Cell, order: str | None, year: int | None
) -> Period:
    until = chosen_day(last, cell, order=order, year=year)
    if isinstance(first, _Number):
        first = WrittenDay({"": (until.year, until.month, first.day)}, "")
    elif all(written is not None for written, _, _ in last.readings.values()):
        first = replace(first, maybe_year=None)
    return _forward(Period(chosen_day(first, cell, order=order, year=until.year), until), cell)


def _in_month_of(first: _End, last: _Number) -> WrittenDay | None:
    """The last day of "March 1-15, 2026"; None where the first end has a year, or no clear month."""
    year, month, _ = first.readings.get("", (0, 0, 0)) if isinstance(first, WrittenDay) else (0, 0, 0)
    return WrittenDay({"": (last.year, month, last.day)}, "") if year is None else None


def _forward(found: Period, cell: Cell) -> Period:
    if found.first > found.last:
        raise runs_backwards(cell)
    return found
