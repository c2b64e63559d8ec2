"""Events that were written down twice: rows of a sheet that are alike in every cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell
from core.sheets.records.cell_columns import Mask, Moments, Places, at, in_one_piece
from core.sheets.records.columns_read import Columns
from core.sheets.records.troubles import Troubles

_NAMED = 5
_ODD = np.uint64(0x9E3779B97F4A7C15)


def counted_once(columns: Columns, kept: Mask, troubles: Troubles) -> Mask:
    """The rows without those that say, in all their cells, what a row above them says.

    Only rows with a time are asked: the same thing does not happen twice to one case at one moment. Lists
    without times may name somebody as often as they were there.
    """
    times = [column for name in ("time", "completed") for column in columns.all_of(name)]
    if not times:
        return kept
    timed = np.zeros(columns.rows, dtype=bool)
    for column in times:
        timed |= column.said
    rows = np.flatnonzero(kept & timed)
    if len(times) == 1 and _goes_on(times[0].part(0)[rows]):
        return kept
    numbers: list[NDArray[Any]] = [column.part(0).view(np.int64) for column in times]
    stage = columns.one("stage")
    if stage is not None and len(stage.cells.codes) != stage.cells.different:
        numbers.append(stage.cells.codes)
    rows = rows[_may_be_alike([at(each, rows) for each in numbers])]
    if len(rows):
        cases = in_one_piece(columns.words("case").at(rows).to_arrow())
        rows = rows[_may_be_alike([*(at(each, rows) for each in numbers), _codes(cases)])]
    again = rows[_alike(columns, rows, troubles)] if len(rows) else rows
    if not len(again):
        return kept
    first = columns.table.first_row + 1
    named = ", ".join(str(row + first) for row in again[:_NAMED])
    columns.notes.append(
        Text(
            "{count} rows stand twice, with all that they say, and are counted once: row {rows}",
            {"count": len(again), "rows": named + (", …" if len(again) > _NAMED else "")},
        )
    )
    once = kept.copy()
    once[again] = False
    return once


def _goes_on(moments: Moments) -> bool:
    """Whether each moment is later than the one before it, as in a log that is written as things happen."""
    return bool((moments[1:] > moments[:-1]).all())


def _may_be_alike(numbers: Sequence[NDArray[Any]]) -> Mask:
    """Which rows share all their numbers with another one, or seem to."""
    mixed = np.zeros(len(numbers[0]), dtype=np.uint64)
    for each in numbers:
        mixed ^= each.astype(np.uint64)
        mixed *= _ODD
        mixed ^= mixed >> np.uint64(32)
    alike: Mask = pd.Series(mixed).duplicated(keep=False).to_numpy()
    return alike


def _alike(columns: Columns, rows: Places, troubles: Troubles) -> Mask:
    """Which of these rows have, cell by cell, what a row above them has, also in columns not read."""
    first, last = columns.table.first_row, columns.table.first_row + columns.rows
    cells = {
        use.index: _keys(troubles.grid.column(use.index, first, last), rows)
        for use in columns.table.columns
        if use.header
    }
    alike: Mask = pd.DataFrame(cells).duplicated(keep="first").to_numpy()
    return alike


def _keys(cells: Sequence[Cell] | pa.ChunkedArray, rows: Places) -> list[str] | NDArray[Any]:
    """What two rows share only where their cells are the same."""
    if isinstance(cells, pa.ChunkedArray):
        return _codes(in_one_piece(cells.take(pa.array(rows))))
    return ["" if is_blank(cells[row]) else f"{type(cells[row]).__name__} {cells[row]}" for row in rows]


def _codes(texts: pa.Array) -> NDArray[Any]:
    codes: NDArray[Any] = pc.fill_null(texts.dictionary_encode().indices, -1).to_numpy(zero_copy_only=False)
    return codes
