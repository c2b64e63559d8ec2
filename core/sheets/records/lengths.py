"""How durations are read: hours or minutes, 1.30 as hours and minutes, 8-12 as a stretch, breaks in words."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from core.errors import CellRefused
from core.sheets.cells.durations import duration
from core.sheets.cells.from_to import FromTo, from_to
from core.sheets.cells.wording import shown, tidy
from core.sheets.grid import Cell
from core.sheets.records.cell_columns import Floats, Mask
from core.sheets.records.readings import Said, Values, Way
from core.sheets.tables.record_reading import bare_number
from core.sheets.tables.time_notation import (
    DAY_FRACTION,
    FROM_TO,
    HOURS_MINUTES,
    MIXED,
    hours_and_minutes,
)

_FACTORS = {"min": 1.0, "h": 60.0, "s": 1 / 60, DAY_FRACTION: 1440.0}
_LONGEST_IN_HOURS = 24
_SHORTEST_BREAK = 5
_NO_BREAK = frozenset(
    ["keine", "kein", "ohne", "nein", "entfällt", "none", "no", "without", "ingen", "nei", "uten", "nicht"]
) | {"no break", "keine pause", "ohne pause", "ingen pause", "nil", "/"}
_MULTIPLIED = re.compile(r"[0-9]\s*[x×*]\s*[0-9]", re.IGNORECASE)
_DAY = 1440.0


def lengths(unit: str | None, decimal: str | None, minutes: float = 1.0, *, pause: bool = False) -> Way:
    """Durations in units of so many minutes. `pause` is for breaks, which are also written as 12:00-12:45.

    A range is how long something may take, not how long it took. Parts: the duration; in a column of
    stretches of the day also their first beginning and last end, in minutes since midnight.

    >>> lengths("h:mm", None).one("1,30").parts, lengths("min", None, pause=True).one("keine").parts
    ((90.0,), (0.0,))
    """
    if unit == FROM_TO:
        return Way(_stretch, (np.nan, np.nan, np.nan))
    read: Callable[[Cell], Said] = _reader(unit, decimal, minutes, pause=pause)
    numbers = None if unit in (HOURS_MINUTES, MIXED) else _plain_lengths(unit, minutes)
    return Way(_break(read) if pause else read, (np.nan,), None, numbers)


def _reader(unit: str | None, decimal: str | None, minutes: float, *, pause: bool) -> Callable[[Cell], Said]:
    def one(cell: Cell) -> Said:
        bare = bare_number(cell) if unit in (HOURS_MINUTES, MIXED, DAY_FRACTION) else None
        if bare is not None and unit == HOURS_MINUTES:
            return Said((hours_and_minutes(cell) / minutes,), True)
        if bare is not None and unit == DAY_FRACTION:
            return Said((round(bare * _DAY, 3) / minutes,), True)
        if bare is not None:
            return Said((_minutes_beyond_doubt(cell, bare, pause=pause) / minutes,))
        if isinstance(cell, str) and _MULTIPLIED.search(cell):
            raise CellRefused(
                "“{found}” multiplies. Write the whole time, such as 135 min or 45+45+45.", found=shown(cell)
            )
        named = unit if unit in ("min", "h", "s", "workday", "month", "d", "w") else None
        found = duration(cell, unit=named, decimal=decimal)
        if found.low is not None:
            raise CellRefused(
                "“{found}” is a range. Write how long it took, such as 45 min.", found=shown(cell)
            )
        return Said((found.value / minutes,), found.converted and not isinstance(cell, (int, float)))

    return one


def _minutes_beyond_doubt(cell: Cell, bare: float, *, pause: bool) -> float:
    """A number without unit among others of which some are hours and some are minutes."""
    if bare == 0 or bare > _LONGEST_IN_HOURS or (pause and bare >= _SHORTEST_BREAK):
        return bare
    raise CellRefused(
        "“{found}” names no unit, and this column holds hours as well as minutes. Write {found} min or "
        "{found} h.",
        found=shown(cell),
    )


def _plain_lengths(unit: str | None, minutes: float) -> Callable[[Floats], tuple[Values, Mask]]:
    def numbers(values: Floats) -> tuple[Values, Mask]:
        factor = _FACTORS.get(unit or "")
        if factor is None:
            return (values * 0.0,), values == 0
        digits = 3 if unit == DAY_FRACTION else 9
        return (np.round(values * factor, digits) / minutes + 0.0,), (values >= 0) & (values <= 1e9)

    return numbers


def _break(read: Callable[[Cell], Said]) -> Callable[[Cell], Said]:
    """Breaks as people write them: 30 min, "keine", or from one time of day to another."""

    def one(cell: Cell) -> Said:
        if isinstance(cell, str):
            if tidy(cell).casefold().rstrip(".") in _NO_BREAK:
                return Said((0.0,), True)
            found = from_to(cell)
            if found is not None and not found.bare:
                return Said((found.minutes,), True)
        return read(cell)

    return one


def _stretch(cell: Cell) -> Said:
    """A cell of a column in which people write from when to when they worked."""
    found: FromTo | None = from_to(cell)
    if found is not None:
        return Said((found.minutes, found.began, found.ended), True)
    if bare_number(cell) is not None or not isinstance(cell, str):
        raise CellRefused(
            "The other cells of this column say from when to when, and “{found}” does not. Write it like "
            "8:00-12:00, or with its unit, such as 4 h.",
            found=shown(cell),
        )
    length = duration(cell, unit=None)
    if length.low is not None or ":" in cell:
        raise CellRefused("“{found}” is no stretch of the day. Write it like 8:00-12:00.", found=shown(cell))
    return Said((length.value, np.nan, np.nan), True)
