"""The rows of a long sheet, kept as columns: a tenth of the memory, and a column is there at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

import pyarrow as pa

if TYPE_CHECKING:
    from core.sheets.grid import Cell

_BLOCK = 2048
_BLOCKS_KEPT = 8

LONG = 4096
"""A sheet of more rows than this is kept as columns; a shorter one as a plain list of rows."""


class LongRows(Sequence["list[Cell]"]):
    """Rows that are made when they are asked for, each as wide as the sheet; a slice is LongRows again.

    `columns` are all of one length: lists of cells (of a workbook), or arrow texts in which null is an
    empty cell (of a text file).

    >>> rows = LongRows([["Step", "Call"], pa.chunked_array([["Minutes", None]])])
    >>> len(rows), rows[1], rows.column(0, 1)
    (2, ['Call', None], ['Call'])
    """

    def __init__(self, columns: Sequence[list[Cell] | pa.ChunkedArray]) -> None:
        self._columns = tuple(columns)
        self._length = len(self._columns[0]) if self._columns else 0
        self._blocks: OrderedDict[int, list[tuple[Cell, ...]]] = OrderedDict()
        self._texts = any(isinstance(column, pa.ChunkedArray) for column in self._columns)

    @property
    def width(self) -> int:
        """How many cells each row has."""
        return len(self._columns)

    def column(self, c: int, first: int = 0, last: int | None = None) -> list[Cell] | pa.ChunkedArray:
        """The cells of a column from row `first` to before row `last`; no row is made for it."""
        column = self._columns[c]
        if isinstance(column, list):
            return column[first:last]
        first, last, _ = slice(first, last).indices(self._length)
        return column.slice(first, max(0, last - first))

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> list[Cell]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[list[Cell]]: ...
    def __getitem__(self, place: int | slice) -> list[Cell] | Sequence[list[Cell]]:
        if isinstance(place, slice):
            first, last, step = place.indices(self._length)
            if step != 1:
                return [self[row] for row in range(first, last, step)]
            return LongRows([self.column(c, first, last) for c in range(self.width)])
        row = place + self._length if place < 0 else place
        if not 0 <= row < self._length:
            raise IndexError(place)
        if not self._texts:
            return [column[row] for column in self._columns]
        return list(self._block(row // _BLOCK)[row % _BLOCK])

    def __iter__(self) -> Iterator[list[Cell]]:
        for first in range(0, self._length, _BLOCK):
            yield from map(list, self._rows(first))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (LongRows, list)):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"LongRows({self._length} rows, {self.width} columns)"

    def _block(self, number: int) -> list[tuple[Cell, ...]]:
        """Some rows around the one that is asked for: who looks at one mostly looks at its neighbours."""
        block = self._blocks.get(number)
        if block is None:
            block = list(self._rows(number * _BLOCK))
            self._blocks[number] = block
            if len(self._blocks) > _BLOCKS_KEPT:
                self._blocks.popitem(last=False)
        return block

    def _rows(self, first: int) -> Iterator[tuple[Any, ...]]:
        cells = (self.column(c, first, first + _BLOCK) for c in range(self.width))
        return zip(*(part if isinstance(part, list) else part.to_pylist() for part in cells), strict=True)
