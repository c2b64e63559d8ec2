"""How a column writes durations: hours and minutes as 1.30, parts of a day, stretches such as 8-12."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.errors import CellRefused
from core.sheets.cells.from_to import from_to
from core.sheets.cells.time_units import header_unit
from core.sheets.cells.wording import shown, tidy
from core.sheets.grid import Cell
from core.sheets.tables.headers import plain

HOURS_MINUTES = "h:mm"
"""1.30 is an hour and a half."""
DAY_FRACTION = "day"
"""0.0625 is an hour and a half, a sixteenth of a day."""
FROM_TO = "from-to"
"""8-12 are four hours."""
MIXED = "mixed"
"""Some numbers are hours and some are minutes; those that can be both wait."""
OPEN_HOURS = "h?"
"""1.30 may be an hour and a half or 1.3 hours: that is asked."""
OPEN_DAYS = "day?"
"""0.0625 may be hours or a part of a day: that is asked."""

_POINTED = re.compile(r"\b(?:hh?|tt?|ss?td?)[.,]\s?(?:mm|min)\b", re.IGNORECASE)
_COLONED = re.compile(r"\b(?:hh?|tt?|ss?td?):(?:mm|min)(?::ss)?\b", re.IGNORECASE)
_HOURS_AND_HUNDREDTHS = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]{1,2}))?")
_PERSON_DAYS = re.compile(r"[(\[]\s*(?:PT|AT|MT|PD)\s*[)\]]|\b(?:Personen|Mann|Arbeits)tage?\b|person.?days")
_QUARTERS = frozenset({0, 15, 30, 45})
_LEAST = 3
_A_HUNDREDTH_OF_AN_HOUR = 0.01
_BARE_HEADINGS = frozenset(
    [
        "zeit",
        "arbeitszeit",
        "uhrzeit",
        "von bis",
        "von-bis",
        "zeiten",
        "time",
        "times",
        "working time",
        "tid",
        "arbeidstid",
        "fra-til",
        "from-to",
        "arbeitszeiten",
        "zeitraum",
        "klokkeslett",
        "from - to",
        "von - bis",
        "von/bis",
    ]
)
"""Headings under which "8-12" is from eight to twelve o'clock."""
_NOON = 720.0


def hours_and_minutes(cell: Cell) -> float:
    """The minutes of a number that writes hours and minutes: 1.30 is 90. Raises CellRefused for 1.75.

    >>> hours_and_minutes("1,30"), hours_and_minutes(0.45), hours_and_minutes("2,5"), hours_and_minutes(3.0)
    (90.0, 45.0, 170.0, 180.0)
    """
    text = tidy(cell) if isinstance(cell, str) else f"{cell:.2f}" if _has_hundredths(cell) else ""
    found = _HOURS_AND_HUNDREDTHS.fullmatch(text)
    rest = int((found[2] or "0").ljust(2, "0")) if found else 60
    if found is None or rest >= 60:
        raise CellRefused(
            "“{found}” is no time in hours and minutes: an hour has 60 minutes. Write it with a colon, such "
            "as 1:45.",
            found=shown(cell),
        )
    return int(found[1]) * 60.0 + rest


def _has_hundredths(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) and abs(cell * 100 - round(cell * 100)) < 1e-6


def named_in_heading(header: str) -> str | None:
    """The unit that a heading names for durations; that of working days too, which have no fixed length.

    >>> named_in_heading("Dauer (h)"), named_in_heading("Aufwand (PT)"), named_in_heading("Zeit")
    ('h', 'workday', None)
    """
    return header_unit(header) or ("workday" if _PERSON_DAYS.search(header) else None)


def notation(header: str, unit: str | None, bare: Sequence[float], *, clocked: bool = False) -> str | None:
    """How bare numbers below a heading write durations, where it is not simply the `unit`; else the `unit`.

    Where the columns are `clocked`, from start to end, their times show it and nothing is left open.

    >>> notation("Dauer (hh.mm)", None, [1.3]), notation("Timer", "h", [1.3, 0.45, 2.15])
    ('h:mm', 'h?')
    >>> notation("Stunden", "h", [0.0625, 0.125, 0.34375]), notation("Stunden", "h", [1.5, 0.75, 2])
    ('day?', 'h')
    """
    if not bare:
        return unit or ("h" if _COLONED.search(header) else None)
    if _POINTED.search(header):
        return HOURS_MINUTES
    if _COLONED.search(header):
        hundredths = {round(value * 100) % 100 for value in bare}
        if hundredths <= _QUARTERS:
            return HOURS_MINUTES if hundredths != {0} else "h"
        return unit or "h"
    if unit not in (None, "h") or len(bare) < _LEAST or clocked:
        return unit
    if _are_parts_of_a_day(bare):
        return OPEN_DAYS
    return OPEN_HOURS if _may_be_minutes_behind_a_point(bare) else unit


def _may_be_minutes_behind_a_point(bare: Sequence[float]) -> bool:
    """Whether there are only quarters of sixty behind the point, at least two sorts of them: 1.30, 0.45."""
    hundredths = {round(value * 100) % 100 for value in bare}
    exact = all(abs(value * 100 - round(value * 100)) < 1e-6 for value in bare)
    return exact and hundredths <= _QUARTERS and len(hundredths - {0}) >= 2


def _are_parts_of_a_day(bare: Sequence[float]) -> bool:
    """Whether all are below one and whole minutes of a day, and most have more digits than people write."""
    if any(not 0 <= value < 1 for value in bare):
        return False
    minutes = [value * 1440 for value in bare]
    if any(abs(value - round(value)) > 0.01 for value in minutes):
        return False
    odd = [value for value in bare if abs(value * 100 - round(value * 100)) > _A_HUNDREDTH_OF_AN_HOUR]
    return 2 * len(odd) > len(bare)


def are_stretches(header: str, cells: Sequence[Cell]) -> bool:
    """Whether the cells of a column say from when to when: "8:00-12:00", and "8-12" under "Zeit".

    >>> are_stretches("Zeit", ["8-12", "13-17"]), are_stretches("Stunden", ["8-12", "13-17"])
    (True, False)
    >>> are_stretches("Stunden", ["8:00-12:00"]), are_stretches("Zeit", ["1-2", "2-3"])
    (True, False)
    """
    found = [from_to(cell) for cell in cells]
    said = [each for each in found if each is not None]
    if not cells or 2 * len(said) <= len(cells):
        return False
    if not all(each.bare for each in said):
        return plain(header) in _BARE_HEADINGS or not any(each.bare for each in said)
    return plain(header) in _BARE_HEADINGS and any(each.ended >= _NOON for each in said)
