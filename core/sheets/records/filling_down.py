"""Dates, periods and channels written once and meant for the rows below, as in sheets kept by hand."""

from __future__ import annotations

import numpy as np

from core.language import Text
from core.sheets.records.cell_columns import EMPTY, Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import ReadColumn
from core.sheets.records.unnamed_sums import unnamed_sums

_LEAST = 2
"""A single blank cell is more likely forgotten than meant to be the same as above."""


def fill_down(columns: Columns, name: str, entries: Mask, *, share: float) -> None:
    """Fill the blank cells of a column from above, where the column is written that way, and say so.

    `entries` are the rows that have something of their own beside it. A column is written that way where no
    two entries one below the other repeat the same cell, at least two lack it, and these are at least
    `share` of all.
    """
    column = columns.one(name)
    if column is None:
        return
    if name in ("date", "period"):
        entries = entries & ~unnamed_sums(columns, entries, column.blank)
    rows = np.flatnonzero(entries)
    if not len(rows):
        return
    codes = column.cells.codes[rows]
    states = column.state[rows]
    blank = states == 0
    count = int(np.count_nonzero(blank))
    if count < _LEAST or count < share * len(rows) or blank[0] or _repeats(column, rows):
        return
    if (blank & (codes != EMPTY)).any():
        return  # "-" and "n/a" are said on purpose
    source = np.maximum.accumulate(np.where(blank, 0, np.arange(len(rows))))
    if (states[source] == 2).any():
        return
    filled = column.cells.codes.copy()
    filled[rows] = codes[source]
    columns.replaced(column, column.with_codes(filled))
    columns.notes.append(
        Text(
            "“{header}” is written once and holds for the blank cells below it, in {count} rows",
            {"header": column.use.header, "count": count},
        )
    )


def _repeats(column: ReadColumn, rows: np.ndarray) -> bool:
    """Whether the same is written twice, one entry below the other: then a blank cell is no repetition."""
    codes = column.cells.codes[rows]
    return bool(((codes[1:] == codes[:-1]) & (codes[1:] != EMPTY)).any())
