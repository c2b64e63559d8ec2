"""The records of a text file one after the other, none of them larger than allowed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator

from core.sheets.files.limits import Limits
from core.sheets.files.text_refusals import (
    long_cell,
    long_line,
    too_many_cells,
    too_many_columns,
    too_many_rows,
    unclosed,
)
from core.sheets.grid import Cell

NO_DELIMITER = "\uffff"
"""For a single column: no letter of any text."""

_LONGEST_RECORD = 1_000_000


def longest_cell(limits: Limits) -> int:
    """The most characters a cell may have."""
    return min(limits.cell_characters, csv.field_size_limit())


def longest_record(limits: Limits) -> int:
    """The most characters the lines of one record may have together."""
    return min(limits.columns * (limits.cell_characters + 1), _LONGEST_RECORD)


class Records:
    """Iterates over the cells of each record up to its last filled one; empty cells are None.

    `rows` and `width` say how many records there were and how wide the widest was, counted on from
    those before; so does `lines_before` for the numbers of lines. A blank line is a record without
    cells. Raises FileRefused at the first record that is too much.

    >>> list(Records(iter(["a;b;\\n", "\\n", ";c"]), ";", Limits()))
    [['a', 'b'], [], [None, 'c']]
    """

    def __init__(
        self,
        lines: Iterator[str],
        delimiter: str,
        limits: Limits,
        *,
        lines_before: Callable[[], int] = lambda: 0,
        rows: int = 0,
        width: int = 0,
    ) -> None:
        self.rows, self.width = rows, width
        self._lines = _Lines(lines, longest_record(limits), lines_before)
        self._delimiter = delimiter
        self._limits = limits

    def __iter__(self) -> Iterator[list[Cell]]:
        lines, longest = self._lines, longest_cell(self._limits)
        try:
            for record in csv.reader(lines, delimiter=self._delimiter):
                lines.record_is_over()
                filled = len(record)
                while filled and not record[filled - 1]:
                    filled -= 1
                self.rows, self.width = self.rows + 1, max(self.width, filled)
                self._check_size(self.width)
                if lines.length > longest and filled and (found := max(map(len, record))) > longest:
                    raise long_cell(lines.started, found, longest, self._limits)
                yield [cell or None for cell in record[:filled]]
        except csv.Error:  # the only error of a reader that is not strict: a cell longer than it can hold
            raise unclosed(lines.started) from None
        if lines.last_is_unclosed(self._delimiter):
            raise unclosed(lines.started)

    def _check_size(self, width: int) -> None:
        if width > self._limits.columns:
            raise too_many_columns(self._lines.started, width, self._limits)
        if self.rows > self._limits.rows:
            raise too_many_rows(self._limits)
        if self.rows * width > self._limits.cells:
            raise too_many_cells(self._limits)


class _Lines:
    """The lines of a text with the record they belong to, which may be several lines long."""

    def __init__(self, lines: Iterator[str], most: int, lines_before: Callable[[], int]) -> None:
        self._lines = lines
        self._most = most
        self._before = lines_before
        self._number = self._started = 0
        self._record: list[str] = []
        self._over = True
        self.length = 0
        """How many characters the record has so far."""

    @property
    def started(self) -> int:
        """The line in which the record begins, counted from 1."""
        return self._before() + self._started

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._number += 1
        if self._over:
            self._started, self.length, self._over = self._number, 0, False
            self._record.clear()
        self._record.append(line)
        self.length += len(line)
        if self.length > self._most:
            raise long_line(self.started, self._most)
        return line

    def record_is_over(self) -> None:
        """The next line begins another record."""
        self._over = True

    def last_is_unclosed(self, delimiter: str) -> bool:
        """Whether the last record ended inside quotes: then a further line still belongs to it."""
        together = len(list(csv.reader([*self._record, "one more"], delimiter=delimiter))) == 1
        return bool(self._record) and together
