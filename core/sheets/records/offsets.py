"""Times that say how far they are from UTC: kept as written where all say the same, else in UTC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import CellRefused
from core.language import Text
from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import ReadColumn
from core.sheets.records.troubles import Troubles
from core.sheets.records.ways import NO_OFFSET


@dataclass(frozen=True)
class OffsetTimes:
    """A column of times with what they say of UTC, minutes by row; `written` are the rows that say it."""

    column: ReadColumn
    offsets: NDArray[np.int16]
    timed: Mask

    @property
    def written(self) -> Mask:
        """The rows whose time says how far it is from UTC."""
        mask: Mask = self.offsets != NO_OFFSET
        return mask


def minutes_to_utc(
    columns: Columns, times: Sequence[OffsetTimes], records: Mask, troubles: Troubles
) -> list[NDArray[np.int64]] | None:
    """What to take off each time to have it in UTC, minutes by row; None where times are kept as written.

    All columns of a table are treated alike, so that a start and its end can be compared. In a column with
    some times that say it and some that do not, the latter wait.
    """
    different: set[int] = set()
    for each in times:
        rows = records & each.written
        if not rows.any():
            continue
        different.update(np.unique(each.offsets[rows]).tolist())
        silent = np.flatnonzero(records & each.column.said & each.timed & ~each.written)
        if len(silent):
            troubles.tell(
                silent,
                each.column.use.index,
                lambda row: CellRefused(
                    "This time does not say its offset from UTC, and others of this column do. Write it in "
                    "the same "
                    "way, such as 2026-03-01T09:00:00+01:00."
                ),
            )
    if len(different) <= 1:
        return None
    columns.notes.append(
        Text("The times of this table differ in their distance from UTC, so all are kept in UTC")
    )
    return [np.where(each.written, each.offsets, 0).astype(np.int64) for each in times]
