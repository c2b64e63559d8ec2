"""One column of a table with each different cell once, so that what stands in many rows is read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.sheets.grid import Cell

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
Floats = NDArray[np.float64]
Moments = NDArray[np.datetime64]

Texts: TypeAlias = "pa.Array | pa.ChunkedArray"
"""Texts of arrow, in one piece or, as a long file gives them, in many."""

EMPTY = -1
"""The code of a row whose cell is empty."""

_SAMPLE = 10_000
"""So many cells tell whether a column repeats its texts."""


@dataclass(frozen=True)
class CellColumn:
    """The different cells of a column, sorted by what they are, and which of them stands in each row.

    `codes` has an entry for each row: the place of its cell in the texts, then the numbers, the moments
    and the others, counted through; `EMPTY` where there is none. Where nearly every text is another one,
    each row simply has its own.
    """

    codes: NDArray[np.int32]
    texts: Texts
    numbers: Floats
    moments: Moments
    others: tuple[Cell, ...] = ()

    @property
    def different(self) -> int:
        """How many cells are kept, which are as many codes."""
        return len(self.texts) + len(self.numbers) + len(self.moments) + len(self.others)

    @property
    def filled(self) -> Mask:
        """Which rows have a cell that is not empty."""
        filled: Mask = self.codes != EMPTY
        return filled

    def cell(self, code: int) -> Cell:
        """The cell that a code stands for."""
        if code < 0:
            return None
        if code < len(self.texts):
            text: str = self.texts[code].as_py()
            return text
        code -= len(self.texts)
        if code < len(self.numbers):
            return float(self.numbers[code])
        code -= len(self.numbers)
        if code < len(self.moments):
            moment: dt.datetime = self.moments[code].astype(object)
            return moment
        return self.others[code - len(self.moments)]

    def with_codes(self, codes: NDArray[np.int32]) -> CellColumn:
        """The same cells standing in other rows."""
        return replace(self, codes=codes)

    def without_texts(self) -> CellColumn:
        """The same codes without the texts they stand for, which take room."""
        return replace(self, texts=_NO_TEXTS)


def _offset(cell: Cell) -> object:
    return getattr(cell, "tzinfo", None)


def cell_column(cells: Sequence[Cell] | pa.ChunkedArray) -> CellColumn:
    """The cells of a column, each different one once.

    >>> column = cell_column(["Lead", None, "Lead", 5.0])
    >>> column.codes.tolist(), column.texts.to_pylist(), column.numbers.tolist()
    ([0, -1, 0, 1], ['Lead'], [5.0])
    """
    if isinstance(cells, pa.ChunkedArray):
        return _of_texts(cells)
    types = set(map(type, cells)) - {type(None)}
    if types <= {str}:
        return _of_texts(pa.chunked_array([pa.array(cells, pa.string())]))
    if types <= {float, int}:
        return _of_numbers(cells)
    if types <= {dt.datetime, dt.date} and set(map(_offset, cells)) == {None}:
        return _of_moments(cells, days=dt.date in types)
    return _of_any(cells)


def in_one_piece(texts: Texts) -> pa.Array:
    """The texts as one array."""
    if isinstance(texts, pa.ChunkedArray):
        return texts.chunk(0) if texts.num_chunks == 1 else texts.combine_chunks()
    return texts


def pieces(texts: Texts) -> list[pa.Array]:
    """The arrays that the texts are made of."""
    return texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]


def at(values: NDArray[Any], rows: Places) -> NDArray[Any]:
    """The values of these rows, in this order, without a copy where these are all rows as they come.

    >>> at(np.array([5, 6, 7]), np.array([0, 2])).tolist()
    [5, 7]
    """
    if len(rows) == len(values) and bool((rows[1:] > rows[:-1]).all()):
        return values
    picked: NDArray[Any] = values[rows]
    return picked


def _codes(filled: Mask, first: int = 0) -> NDArray[np.int32]:
    """A code of its own for each filled row."""
    codes = np.full(len(filled), EMPTY, dtype=np.int32)
    count = int(np.count_nonzero(filled))
    codes[filled] = np.arange(first, first + count, dtype=np.int32)
    return codes


_NO_TEXTS = pa.array([], pa.string())
_NO_NUMBERS: Floats = np.empty(0)
_NO_MOMENTS: Moments = np.empty(0, dtype="datetime64[us]")


def _of_texts(cells: pa.ChunkedArray) -> CellColumn:
    sample = cells.slice(0, _SAMPLE)
    if len(cells) < _SAMPLE or 2 * len(pc.unique(sample)) < len(sample):
        encoded = cells.combine_chunks().dictionary_encode()
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.combine_chunks()
        codes = pc.fill_null(encoded.indices, EMPTY).to_numpy(zero_copy_only=False).astype(np.int32)
        return CellColumn(codes, encoded.dictionary, _NO_NUMBERS, _NO_MOMENTS)
    codes = np.arange(len(cells), dtype=np.int32)
    if cells.null_count:
        codes[cells.is_null().to_numpy(zero_copy_only=False)] = EMPTY
    return CellColumn(codes, cells, _NO_NUMBERS, _NO_MOMENTS)


def _of_numbers(cells: Sequence[Cell]) -> CellColumn:
    try:
        values = np.array(cells, dtype=float)
    except OverflowError:  # a number of hundreds of digits
        return _of_any(cells)
    filled = ~np.isnan(values)
    return CellColumn(_codes(filled), _NO_TEXTS, values[filled], _NO_MOMENTS)


def _of_moments(cells: Sequence[Cell], *, days: bool) -> CellColumn:
    if days:  # spreadsheets give midnight as a day alone
        cells = [
            dt.datetime(cell.year, cell.month, cell.day) if type(cell) is dt.date else cell for cell in cells
        ]
    values = pa.array(cells, pa.timestamp("us")).to_numpy(zero_copy_only=False)
    filled = ~np.isnat(values)
    return CellColumn(_codes(filled), _NO_TEXTS, _NO_NUMBERS, values[filled])


def _of_any(cells: Sequence[Cell]) -> CellColumn:
    """Texts, numbers, dates and whatever else in one column."""
    kinds: tuple[dict[Cell, int], ...] = ({}, {}, {})
    others: dict[tuple[type, Cell], int] = {}
    found: list[tuple[int, int]] = []
    for cell in cells:
        kind = type(cell)
        if cell is None or cell != cell:
            found.append((0, EMPTY))
        elif kind is str:
            found.append((0, kinds[0].setdefault(cell, len(kinds[0]))))
        elif kind is float or (kind is int and abs(cell) < 2**53):  # type: ignore[operator, arg-type]
            found.append((1, kinds[1].setdefault(cell, len(kinds[1]))))
        elif kind is dt.datetime and cell.tzinfo is None:  # type: ignore[union-attr]
            found.append((2, kinds[2].setdefault(cell, len(kinds[2]))))
        else:
            found.append((3, others.setdefault((kind, cell), len(others))))
    texts, numbers, moments = kinds
    first = (0, len(texts), len(texts) + len(numbers), len(texts) + len(numbers) + len(moments))
    codes = np.array([EMPTY if code == EMPTY else first[group] + code for group, code in found], np.int32)
    return CellColumn(
        codes,
        pa.array(texts, pa.string()),
        np.array(list(numbers), dtype=float),
        np.array(list(moments), dtype="datetime64[us]"),
        tuple(cell for _, cell in others),
    )
