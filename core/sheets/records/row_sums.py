"""What the rows above or below a total add up to, figure by figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.sheets.records.cell_columns import Mask
from core.sheets.records.readings import ReadColumn

_LENIENT = 0.0005
"""Totals of rounded figures are off by so much of themselves at most."""


@dataclass(frozen=True)
class Sum:
    """What the rows that a total may sum come to, and whether all of them could be read."""

    value: float
    rows: int
    whole: bool


class RowSums:
    """Sums of the figures of a table over stretches of its rows.

    `sure` are the rows known to be records; others are counted in once they are known to be, and a row that
    turns out to be a total is counted out.
    """

    def __init__(self, figures: Sequence[ReadColumn], sure: Mask) -> None:
        self.figures = list(figures)
        self.sure = sure
        self._values = [np.where(column.said, np.nan_to_num(column.part()), 0.0) for column in self.figures]
        self._sums = [_running(np.where(sure, values, 0.0)) for values in self._values]
        self._unread = [_running(sure & column.refused) for column in self.figures]
        self._counts = _running(sure)
        self._changes: list[tuple[int, int]] = []

    def value(self, figure: int, row: int) -> float:
        """What a figure says in one row."""
        return float(self._values[figure][row])

    def count_in(self, row: int) -> None:
        """The row is a record after all."""
        if not self.sure[row]:
            self._changes.append((row, 1))

    def count_out(self, row: int) -> None:
        """The row is a total itself."""
        if self.sure[row]:
            self._changes.append((row, -1))

    def any_before(self, row: int) -> bool:
        """Whether any record stands above a row."""
        return bool(self._counts[row]) or any(sign > 0 and place < row for place, sign in self._changes)

    def between(self, figure: int, first: int, last: int) -> Sum:
        """The sum of a figure over the records from row `first` to before row `last`."""
        value = float(self._sums[figure][last] - self._sums[figure][first])
        rows = int(self._counts[last] - self._counts[first])
        unread = int(self._unread[figure][last] - self._unread[figure][first])
        for row, sign in self._changes:
            if first <= row < last:
                value += sign * self.value(figure, row)
                rows += sign
                unread += sign * bool(self.figures[figure].refused[row])
        return Sum(value, rows, unread == 0)


def _running(values: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate(([0], np.cumsum(values)))


def agrees(stated: float, found: float, grain: float) -> bool:
    """Whether a total and its rows differ by no more than rounding; `grain` is the unit rounded to.

    >>> agrees(32.33, 32.3333, 0.01), agrees(1470.0, 1410.0, 1.0)
    (True, False)
    """
    return abs(stated - found) <= max(grain, _LENIENT * abs(stated)) + 1e-9
