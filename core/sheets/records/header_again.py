"""The header of a table standing once more among its rows, as where pages were printed or lists joined."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.tables.headers import plain

_FEW = 20_000


def header_again(columns: Columns) -> Mask:
    """The rows in which two columns or more hold just what heads them.

    A table of a single column repeats its header with that one.
    """
    times = np.zeros(columns.rows, dtype=np.int16)
    headed = 0
    for column in columns.read:
        heading = plain(column.use.header)
        if not heading:
            continue
        headed += 1
        texts = column.cells.texts
        if not len(texts):
            continue
        if len(texts) <= _FEW:
            same = [place for place, text in enumerate(texts.to_pylist()) if text and plain(text) == heading]
        else:
            same = pc.indices_nonzero(
                pc.fill_null(pc.equal(texts, pa.scalar(column.use.header, texts.type)), False)
            ).to_pylist()
        if same:
            times += np.isin(column.cells.codes, same)
    return times >= min(2, max(headed, 1))
