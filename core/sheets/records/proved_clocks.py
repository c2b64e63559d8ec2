"""Times of day that can be read in two ways or pass midnight, where the duration beside them proves one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from core.sheets.grid import Cell
from core.sheets.records.readings import READ, ReadColumn
from core.sheets.tables.time_notation import FROM_TO

if TYPE_CHECKING:
    from core.sheets.records.columns_read import Columns

_DECIMAL = re.compile(r"([0-9]{1,2})[.,]([0-9]{1,2})")
_PAST_MIDNIGHT = re.compile(r"(2[4-9]|3[0-5])[:.]([0-5][0-9])(?::00)?")
_TRIED = 2_000
_DAY = 1440.0


def prove_clocks(columns: Columns) -> None:
    """Read 16.5 as half past four and 25:30 as half past one of the next day, where the duration agrees."""
    start, end, minutes = columns.one("start"), columns.one("end"), columns.one("minutes")
    if start is None or end is None or minutes is None or minutes.use.unit == FROM_TO:
        return
    rows = np.flatnonzero((start.refused | end.refused) & minutes.said)
    if not len(rows) or len(rows) > _TRIED:
        return
    pause = columns.one("break")
    breaks = np.zeros(columns.rows) if pause is None else np.nan_to_num(pause.part())
    given = minutes.part()
    proved: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for row in rows.tolist():
        begins, ends = _since_midnight(start, row), _since_midnight(end, row)
        if begins is None or ends is None:
            continue
        worked = ends - begins + (_DAY if ends < begins else 0.0) - breaks[row]
        if abs(worked - given[row]) <= 1:
            for column, found, value in ((start, proved[0], begins), (end, proved[1], ends)):
                if column.refused[row]:
                    found[int(column.cells.codes[row])] = value
    for column, found in ((start, proved[0]), (end, proved[1])):
        if found:
            columns.replaced(column, _with_clocks(column, found))


def _since_midnight(column: ReadColumn, row: int) -> float | None:
    if column.said[row]:
        return float(column.part(1)[row])
    return unusual_clock(column.cell(row))


def unusual_clock(cell: Cell) -> float | None:
    """The minutes since midnight of a time in decimal hours or after 24:00; None for anything else.

    >>> unusual_clock(16.5), unusual_clock("7,25"), unusual_clock("25:30"), unusual_clock("8:60")
    (990.0, 435.0, 1530.0, None)
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return round(cell * 60, 3) if 0 <= cell <= 24 else None
    if not isinstance(cell, str):
        return None
    late = _PAST_MIDNIGHT.fullmatch(cell.strip())
    if late:
        return int(late[1]) * 60.0 + int(late[2])
    found = _DECIMAL.fullmatch(cell.strip())
    return round(float(f"{found[1]}.{found[2]}") * 60, 3) if found and int(found[1]) <= 24 else None


def _with_clocks(column: ReadColumn, found: dict[int, float]) -> ReadColumn:
    """The column with these cells read as these minutes since midnight."""
    state = column.readings.state.copy()
    days, minutes, offsets = column.readings.parts
    minutes = minutes.copy()
    for code, value in found.items():
        state[code] = READ
        minutes[code] = value
    readings = replace(column.readings, state=state, parts=(days, minutes, offsets))
    return replace(column, readings=readings)
