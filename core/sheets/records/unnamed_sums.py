"""Rows without a date that add up those directly above of the same name: sums that nothing calls so."""

from __future__ import annotations

import numpy as np

from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import READ, ReadColumn
from core.sheets.records.row_sums import agrees
from core.sheets.records.stated_totals import grain_of

_FIGURES = ("minutes", "amount", "count", "clicks", "impressions")
_LEAST = 2
_LOOKED_AT = 5_000
_ABOVE = 1_000
"""A sum is looked for in so many rows above at most."""


def unnamed_sums(columns: Columns, entries: Mask, dateless: Mask) -> Mask:
    """The entries without a date of their own that are sums of those above; none unless half of them are.

    Where most dateless entries are none, one that happens to fit is an entry of the day above.
    """
    found = np.zeros(columns.rows, dtype=bool)
    rows = np.flatnonzero(entries & dateless)
    figures = [column for column in columns.read if column.name in _FIGURES]
    if not len(rows) or len(rows) > _LOOKED_AT or not figures:
        return found
    values = [np.nan_to_num(column.part()) for column in figures]
    names = [column for column in columns.read if column.readings.words is not None]
    first = 0
    for row in rows.tolist():
        said = [number for number, column in enumerate(figures) if column.state[row] == READ]
        above = _run_above(names, row, max(first, row - _ABOVE)) & entries[max(first, row - _ABOVE) : row]
        summed = slice(max(first, row - _ABOVE), row)
        if (
            said
            and np.count_nonzero(above) >= _LEAST
            and all(
                agrees(values[n][row], values[n][summed][above].sum(), grain_of(figures[n])) for n in said
            )
        ):
            found[row] = True
            first = row + 1
    if 2 * np.count_nonzero(found) < len(rows):
        found[:] = False
    return found


def _run_above(names: list[ReadColumn], row: int, first: int) -> Mask:
    """Which rows from `first` on stand directly above this one and say the same where it says something."""
    same = np.ones(row - first, dtype=bool)
    for column in names:
        if column.state[row] == READ:
            same &= column.cells.codes[first:row] == column.cells.codes[row]
    others = np.flatnonzero(~same)
    if len(others):
        same[: others[-1] + 1] = False
    return same
