"""Several stretches of one day in a row: a morning and an afternoon, or a break from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.sheets.records.cell_columns import Floats, Mask
from core.sheets.tables.shift_columns import BREAK
from core.sheets.tables.time_notation import FROM_TO

if TYPE_CHECKING:
    from core.sheets.records.columns_read import Columns
    from core.sheets.records.readings import ReadColumn

_DAY = 1440.0
_LONGEST = 960.0
"""Stretches of one row that last longer than this together do not follow each other."""


@dataclass(frozen=True)
class Stretches:
    """Of each row when the first stretch begins and the last ends, in minutes since midnight.

    `pause` are the minutes between them. `broken` are rows whose stretches lack an end or overlap,
    `outside` those whose break does not lie between start and end.
    """

    began: Floats
    ended: Floats
    pause: Floats
    broken: Mask
    outside: Mask


def stretches(columns: Columns) -> Stretches | None:
    """The stretches of each row, None where a table has one start and one end at most."""
    minutes = columns.one("minutes")
    if minutes is not None and minutes.use.unit == FROM_TO:
        return _in_one_cell(minutes)
    if not any(column.use.key for column in (*columns.all_of("start"), *columns.all_of("end"))):
        return None
    return _with_break(columns, _one_after_the_other(columns))


def _in_one_cell(column: ReadColumn) -> Stretches:
    began, ended = column.part(1), column.part(2)
    never = np.zeros(len(began), dtype=bool)
    return Stretches(began, ended, np.nan_to_num(ended - began - column.part()), never, never)


def _one_after_the_other(columns: Columns) -> Stretches:
    size = columns.rows
    began, ended = np.full(size, np.nan), np.full(size, np.nan)
    total, pause = np.zeros(size), np.zeros(size)
    broken = np.zeros(size, dtype=bool)
    number = np.zeros(size)
    for key in sorted({column.use.key for column in columns.all_of("start")} - {BREAK}):
        start, end = _clock(columns, "start", key), _clock(columns, "end", key)
        both = ~np.isnan(start) & ~np.isnan(end)
        broken |= np.isnan(start) != np.isnan(end)
        gap = np.where(both & ~np.isnan(ended), (start - ended) % _DAY, 0.0)
        pause += gap
        total += gap + np.where(both, (end - start) % _DAY, 0.0)
        began = np.where(both & np.isnan(began), start, began)
        ended = np.where(both, end, ended)
        number += both
    broken |= (number > 1) & (total > _LONGEST)
    return Stretches(began, ended, pause, broken & (number > 0), np.zeros(size, dtype=bool))


def _with_break(columns: Columns, found: Stretches) -> Stretches:
    begins, ends = _clock(columns, "start", BREAK), _clock(columns, "end", BREAK)
    lasts = (ends - begins) % _DAY
    before, total = (begins - found.began) % _DAY, (found.ended - found.began) % _DAY
    one_sided = np.isnan(begins) != np.isnan(ends)
    outside = one_sided | (~np.isnan(lasts) & ~(before + lasts <= total + 0.01))
    pause = found.pause + np.nan_to_num(lasts)
    return Stretches(found.began, found.ended, pause, found.broken, outside)


def _clock(columns: Columns, name: str, key: str) -> Floats:
    column = next((each for each in columns.all_of(name) if each.use.key == key), None)
    if column is None:
        return np.full(columns.rows, np.nan)
    minutes: Floats = column.part(1)
    return minutes
