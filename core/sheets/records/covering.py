"""Rows whose period holds those of other rows, such as a year below its quarters: they are totals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.errors import CellRefused
from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import ReadColumn
from core.sheets.records.row_periods import RowPeriods
from core.sheets.records.row_sums import agrees
from core.sheets.records.stated_totals import grain_of

_MOST = 2_000
"""More different periods than this are days of a long export, of which none holds the others."""


def covering(
    columns: Columns, periods: RowPeriods, figures: Sequence[ReadColumn], left: Mask
) -> tuple[Mask, list[tuple[int, CellRefused]]]:
    """The rows that add up the rows within their period, and those that hold others but do not add them up.

    Only rows of the same channel, stage and campaign are held against each other, and only those that are
    `left`: not known to be no records for another reason.
    """
    totals = np.zeros(columns.rows, dtype=bool)
    doubtful: list[tuple[int, CellRefused]] = []
    said = ~np.isnat(periods.first) & left
    spans = np.unique(np.stack([periods.first[said], periods.last[said]]).view(np.int64), axis=1)
    if spans.shape[1] < 3 or spans.shape[1] > _MOST:
        return totals, doubtful
    lengths = spans[1] - spans[0]
    same = _same_subject(columns)
    longer = np.flatnonzero(lengths > lengths.min())
    for number in longer[np.argsort(lengths[longer], kind="stable")]:
        within = (spans[0] >= spans[0, number]) & (spans[1] <= spans[1, number])
        if np.count_nonzero(within) < 2:
            continue  # no other period lies within this one
        first, last = spans[:, number].view("datetime64[us]")
        for row in np.flatnonzero(said & (periods.first == first) & (periods.last == last)):
            inside = _inside(periods, first, last) & (same == same[row]) & said & ~totals
            if np.count_nonzero(inside) < 2:
                continue
            counted = [column for column in figures if column.said[row] and column.said[inside].any()]
            if not counted:
                continue
            if all(
                agrees(float(column.part()[row]), float(np.nansum(column.part()[inside])), grain_of(column))
                for column in counted
            ):
                totals[row] = True
            else:
                refused = CellRefused(
                    "This row's period holds those of other rows, and its figures do not add them up. "
                    "Delete the row "
                    "if it is their total; otherwise mend its period or its figures."
                )
                doubtful.append((int(row), refused))
    return totals, doubtful


def _inside(periods: RowPeriods, first: np.datetime64, last: np.datetime64) -> Mask:
    """The rows with a shorter period within these days."""
    within = (periods.first >= first) & (periods.last <= last)
    same = (periods.first == first) & (periods.last == last)
    mask: Mask = within & ~same
    return mask


def _same_subject(columns: Columns) -> np.ndarray:
    """A number that rows about the same channel, stage and campaign share."""
    names = [columns.words(name).same() for name in ("channel", "stage", "campaign") if columns.one(name)]
    if not names:
        return np.zeros(columns.rows, dtype=np.int64)
    return np.unique(np.stack(names), axis=1, return_inverse=True)[1].reshape(-1)
