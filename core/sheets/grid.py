"""One sheet as it stands in the file: cells, nothing understood yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from core.sheets.long_rows import LongRows

Cell = str | float | int | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None
"""A cell's value; None is an empty cell. An Excel error is its text, such as "#DIV/0!"."""

Place = tuple[int, int]
"""Row and column of a cell, both counted from 0."""


@dataclass(frozen=True)
class Grid:
    """A sheet: `rows[r][c]`, from A1 on, every row as wide as the widest.

    `merged` are the merged ranges as (first, last) places, both inside; `percent` the cells that the
    spreadsheet shows as percent (their value 0.4 is seen as "40 %"); `valueless` the cells with
    a formula that was saved without its result.
    """

    name: str
    rows: Sequence[list[Cell]]
    merged: tuple[tuple[Place, Place], ...] = ()
    percent: frozenset[Place] = frozenset()
    valueless: frozenset[Place] = frozenset()
    hidden: bool = False
    dialect: str = ""
    """How a text file was read, for the user: encoding and delimiter; "" for workbooks."""

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        if isinstance(self.rows, LongRows):
            return self.rows.width
        return len(self.rows[0]) if self.rows else 0

    def column(self, c: int, first: int = 0, last: int | None = None) -> Sequence[Cell] | pa.ChunkedArray:
        """The cells of a column from row `first` to before row `last`; arrow texts of a long text file.

        >>> Grid("Events", [["Step", "Minutes"], ["Call", 25], ["Offer", 20]]).column(1, 1)
        [25, 20]
        """
        if isinstance(self.rows, LongRows):
            return self.rows.column(c, first, last)
        return [row[c] for row in self.rows[first:last]]


def column_letter(column: int) -> str:
    """The letters of a column counted from 0.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The name of a cell whose row and column are counted from 0.

    >>> cell_name(6, 2)
    'C7'
    """
    return f"{column_letter(column)}{row + 1}"
