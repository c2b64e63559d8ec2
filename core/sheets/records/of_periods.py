"""Which rows of a sheet of counts or spend by period are no figures of their own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.language import Text
from core.sheets.records.columns_read import Columns
from core.sheets.records.covering import covering
from core.sheets.records.no_counts import A_HEADING, left_of, sums_of_channels
from core.sheets.records.row_periods import row_periods
from core.sheets.records.rules import Dropped
from core.sheets.records.total_names import A_TOTAL


def not_of_a_period(
    columns: Columns, figure: str, others: Dropped, beside: Sequence[str], nothing: Text
) -> Dropped:
    """Headings, what the kind itself leaves out (`others`), sums of other rows, and rows without any figure.

    `figure` is the column of the kind that may stand in several columns of the sheet; a row that has none of
    them, but something `beside`, says `nothing`.
    """
    figures = columns.all_of(figure)
    periods = row_periods(columns)
    heads = [] if columns.blocks is None else [(columns.blocks.titles, A_HEADING)]
    found = [*heads, *others]
    left = left_of(columns, found)
    found += [
        (covering(columns, periods, figures, left)[0], A_TOTAL),
        (sums_of_channels(columns, periods, figures, left)[0], A_TOTAL),
    ]
    if len(figures) == 1 and not figures[0].use.key:
        return found
    blank = np.ones(columns.rows, dtype=bool)
    for column in figures:
        blank &= column.blank
    named = np.zeros(columns.rows, dtype=bool)
    for column in columns.read:
        if column.name in beside:
            named |= ~column.blank
    return [*found, (blank & named, nothing)]
