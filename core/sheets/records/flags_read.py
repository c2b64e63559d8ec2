"""Columns of yes and no, row by row."""

from __future__ import annotations

import numpy as np

from core.sheets.records.cell_columns import EMPTY, Floats, Mask
from core.sheets.records.readings import ReadColumn


def ticked(column: ReadColumn, records: Mask) -> Floats:
    """1 for yes, 0 for no, NaN where nothing is said.

    In a column that is only ever ticked, an empty cell says no; where no is written too, it says nothing.
    """
    values = np.where(column.said, column.part().astype(float), np.nan)
    said = values[records]
    if not (said == 0).any() and (said == 1).any():
        values = np.where(column.cells.codes == EMPTY, 0.0, values)
    return values
