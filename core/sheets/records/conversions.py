"""A sample of the cells whose value is not simply what stands there: "6 h" became 360 minutes."""

from __future__ import annotations

import numpy as np

from core.sheets.cells.wording import shown
from core.sheets.checks.checked import Conversion
from core.sheets.grid import Grid, cell_name
from core.sheets.records.cell_columns import Places
from core.sheets.records.columns_read import Columns

LISTED = 200

_FIGURES = ("amount", "count", "length", "hours")


def conversions(columns: Columns, rows: Places, grid: Grid) -> tuple[Conversion, ...]:
    """The first converted cells among these rows of the table, in the order of the sheet."""
    found: list[tuple[int, int, Conversion]] = []
    first = columns.table.first_row
    for column in columns.read:
        if column.column.reads not in _FIGURES:
            continue
        converted = column.readings.converted[column.cells.codes[rows]] & column.said[rows]
        values = column.part()
        for row in rows[np.flatnonzero(converted)[:LISTED]].tolist():
            index = column.use.index
            written = shown(grid.rows[first + row][index])
            found.append(
                (
                    row,
                    index,
                    Conversion(cell_name(first + row, index), column.name, written, float(values[row])),
                )
            )
    found.sort(key=lambda each: each[:2])
    return tuple(conversion for _, _, conversion in found[:LISTED])
