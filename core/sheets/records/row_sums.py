"""What the rows above or below a total add up to, figure by figure."""

from __future__ import annotations

from bisect import bisect_left
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
        self._refused = [column.refused for column in self.figures]
        self._unread = [_running(sure & refused) for refused in self._refused]
        self._counts = _running(sure)
        self._counted = sure.copy()
        self._changed: list[int] = []
        self._signs: list[int] = [0]
        self._more: list[list[float]] = [[0.0] for _ in self.figures]
        self._more_unread: list[list[int]] = [[0] for _ in self.figures]

    def value(self, figure: int, row: int) -> float:
        """What a figure says in one row."""
        return float(self._values[figure][row])

    def count_in(self, row: int) -> None:
        """The row is a record after all. Rows are counted in and out from the first to the last."""
        if not self.sure[row]:
            self._change(row, 1)

    def count_out(self, row: int) -> None:
        """The row is a total itself."""
        if self.sure[row]:
            self._change(row, -1)

    def _change(self, row: int, sign: int) -> None:
        self._counted[row] = sign > 0
        self._changed.append(row)
        self._signs.append(self._signs[-1] + sign)
        for figure in range(len(self.figures)):
            self._more[figure].append(self._more[figure][-1] + sign * self.value(figure, row))
            unread = sign * bool(self._refused[figure][row])
            self._more_unread[figure].append(self._more_unread[figure][-1] + unread)

    def any_before(self, row: int) -> bool:
        """Whether any record stands above a row."""
        return int(self._counts[row]) + self._signs[bisect_left(self._changed, row)] > 0

    def between(self, figure: int, first: int, last: int) -> Sum:
        """The sum of a figure over the records from row `first` to before row `last`."""
        a, b = bisect_left(self._changed, first), bisect_left(self._changed, last)
        value = self._sums[figure][last] - self._sums[figure][first]
        rows = int(self._counts[last] - self._counts[first]) + self._signs[b] - self._signs[a]
        unread = int(self._unread[figure][last] - self._unread[figure][first])
        unread += self._more_unread[figure][b] - self._more_unread[figure][a]
        return Sum(float(value) + self._more[figure][b] - self._more[figure][a], rows, unread == 0)

    def among(self, figure: int, first: int, some: Mask) -> Sum:
        """The sum of a figure over some of the records; the mask begins with row `first`."""
        rows = slice(first, first + len(some))
        counted = some & self._counted[rows]
        refused = bool((self._refused[figure][rows] & counted).any())
        return Sum(
            float(self._values[figure][rows][counted].sum()), int(np.count_nonzero(counted)), not refused
        )


def _running(values: NDArray[Any]) -> NDArray[Any]:
    sums = np.zeros(len(values) + 1, dtype=np.int32 if values.dtype == bool else values.dtype)
    np.cumsum(values, out=sums[1:])
    return sums


def agrees(stated: float, found: float, grain: float) -> bool:
    """Whether a total and its rows differ by no more than rounding; `grain` is the unit rounded to.

    >>> agrees(32.33, 32.3333, 0.01), agrees(1470.0, 1410.0, 1.0)
    (True, False)
    """
    return abs(stated - found) <= max(grain, _LENIENT * abs(stated)) + 1e-9
