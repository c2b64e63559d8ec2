"""What the different cells of one column say, read once each, and what the rows say by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.errors import CellRefused
from core.sheets.cells.blanks import is_blank, is_error
from core.sheets.grid import Cell
from core.sheets.kinds import Column
from core.sheets.records.cell_columns import CellColumn, Floats, Mask, Moments, Places, Texts, pieces
from core.sheets.records.plain_numbers import in_euros
from core.sheets.tables.table import ColumnUse

BLANK, READ, REFUSED = 0, 1, 2
"""What became of a cell."""

States = NDArray[np.int8]
Values = tuple[NDArray[Any], ...]

_SLICE = 100_000
"""Long columns are read in slices of so many cells, to save memory."""
_HOPELESS = 20_000
"""So many different cells refused one after the other: the rest of the column is not tried."""


@dataclass(frozen=True)
class Said:
    """What one cell says: the parts of its value, and its currency where it names one."""

    parts: tuple[Any, ...]
    converted: bool = False
    """Whether the value is not simply what stands there."""
    currency: str | None = None


@dataclass(frozen=True)
class Way:
    """How the cells of a column are read: one by one, or many at once where they are plain.

    `nothing` are the parts of a cell that says nothing. Each of `texts`, `numbers` and `moments` answers
    with the parts and with which of the cells it could read; None reads them one by one.
    """

    one: Callable[[Cell], Said]
    nothing: tuple[Any, ...]
    texts: Callable[[pa.Array], tuple[Values, Mask]] | None = None
    numbers: Callable[[Floats], tuple[Values, Mask]] | None = None
    moments: Callable[[Moments], tuple[Values, Mask]] | None = None
    money: bool = False
    """Whether a text may name its currency."""
    words: bool = False
    """Whether the value is a text, which is kept as such and not in the parts."""


@dataclass
class Readings:
    """What the different cells of a column say, by their codes; the last place is that of empty cells."""

    state: States
    parts: Values
    converted: Mask
    currency: NDArray[np.object_] | None = None
    words: Texts | None = None
    """The texts of a column of texts."""


def read_cells(cells: CellColumn, way: Way) -> Readings:
    """Every different cell read once; the plain ones of a long column all at once."""
    size = cells.different + 1
    found = Readings(
        np.zeros(size, dtype=np.int8),
        tuple(np.full(size, nothing) for nothing in way.nothing),
        np.zeros(size, dtype=bool),
    )
    first = 0
    held: Any
    at_once: Any
    for held, at_once in (
        (cells.texts, way.texts),
        (cells.numbers, way.numbers),
        (cells.moments, way.moments),
    ):
        if len(held):
            asked = np.ones(len(held), dtype=bool)
            if not isinstance(held, np.ndarray) and held.null_count:
                asked = held.is_valid().to_numpy(zero_copy_only=False)
            if at_once is not None:
                start = 0
                for some in _slices(held):
                    read = _read_at_once(found, way, at_once, some, first + start)
                    asked[start : start + len(some)] &= ~read
                    start += len(some)
            _read_each(found, way, held, np.flatnonzero(asked), first)
        first += len(held)
    _read_each(found, way, cells.others, np.arange(len(cells.others)), first)
    return found


def _slices(held: Any) -> Iterator[Any]:
    """The cells in pieces that are not too long."""
    for piece in [held] if isinstance(held, np.ndarray) else pieces(held):
        for start in range(0, len(piece), _SLICE):
            yield piece[start : start + _SLICE]


def _read_at_once(
    found: Readings, way: Way, at_once: Callable[[Any], tuple[Values, Mask]], held: Any, first: int
) -> Mask:
    """Read the plain ones of these cells, whose codes begin with `first`; answers which they are."""
    values, read = at_once(held)
    codes = slice(first, first + len(held))
    if read.all():
        for part, value in zip(found.parts, values, strict=True):
            part[codes] = value
        found.state[codes] = READ
    else:
        for part, value in zip(found.parts, values, strict=True):
            part[codes][read] = value[read]
        found.state[codes][read] = READ
    if way.money and isinstance(held, pa.Array):
        _note_euros(found, np.flatnonzero(read & in_euros(held)) + first)
    return read


def _note_euros(found: Readings, codes: Places) -> None:
    if len(codes):
        if found.currency is None:
            found.currency = np.full(len(found.state), None, dtype=object)
        found.currency[codes] = "EUR"


def _read_each(
    found: Readings, way: Way, held: Texts | NDArray[Any] | Sequence[Cell], asked: Places, first: int
) -> None:
    """Read cells one by one, the same one only once."""
    if not len(asked):
        return
    known: dict[tuple[type, Cell], tuple[int, Said | None]] = {}
    refused_in_a_row = 0
    for code, cell in zip(asked + first, _python_cells(held, asked), strict=True):
        key = (type(cell), cell)
        answer = known.get(key)
        if answer is None:
            hopeless = refused_in_a_row > _HOPELESS
            answer = known[key] = (REFUSED, None) if hopeless else read_one(way, cell)
            refused_in_a_row = refused_in_a_row + 1 if answer[0] == REFUSED else 0
        state, said = answer
        found.state[code] = state
        if said is not None:
            for part, value in zip(found.parts, said.parts, strict=True):
                part[code] = value
            found.converted[code] = said.converted
            if said.currency is not None:
                if found.currency is None:
                    found.currency = np.full(len(found.state), None, dtype=object)
                found.currency[code] = said.currency


def _python_cells(held: Texts | NDArray[Any] | Sequence[Cell], asked: Places) -> Iterable[Cell]:
    if isinstance(held, (pa.Array, pa.ChunkedArray)):
        texts: list[Cell] = held.take(pa.array(asked)).to_pylist()
        return texts
    if isinstance(held, np.ndarray):
        cells: list[Cell] = (held[asked].astype(object) if held.dtype.kind == "M" else held[asked]).tolist()
        return cells
    return [held[place] for place in asked]


def read_one(way: Way, cell: Cell) -> tuple[int, Said | None]:
    """What became of a cell read on its own, and what it says."""
    if is_blank(cell):
        return BLANK, None
    try:
        return READ, way.one(cell)
    except CellRefused:
        return REFUSED, None


def refusal_of(way: Way, cell: Cell) -> CellRefused | None:
    """Why a cell cannot be read; None where it can, or says nothing."""
    if isinstance(cell, str) and is_error(cell):
        return CellRefused(
            "The cell holds the Excel error {found}. Mend the formula, or write the value itself.",
            found=cell.strip(),
        )
    try:
        way.one(cell)
    except CellRefused as refused:
        return refused
    return None


@dataclass(frozen=True)
class ReadColumn:
    """One column of the sheet, read: what it stands for, its cells and what they say.

    `placed` are rows that cannot be read for where they stand and not for what they say: their formula
    has no result, or the sheet shows the number as percent.
    """

    use: ColumnUse
    column: Column
    way: Way
    cells: CellColumn
    readings: Readings
    placed: tuple[tuple[CellRefused, Places], ...] = ()

    @property
    def name(self) -> str:
        """The column of the kind."""
        return self.column.name

    @cached_property
    def state(self) -> States:
        """What became of the cell of each row."""
        state: States = self.readings.state[self.cells.codes]
        for _, rows in self.placed:
            state[rows] = REFUSED
        return state

    @property
    def said(self) -> Mask:
        """The rows whose cell could be read."""
        mask: Mask = self.state == READ
        return mask

    @property
    def blank(self) -> Mask:
        """The rows whose cell says nothing."""
        mask: Mask = self.state == BLANK
        return mask

    @property
    def refused(self) -> Mask:
        """The rows whose cell cannot be read."""
        mask: Mask = self.state == REFUSED
        return mask

    def part(self, number: int = 0) -> NDArray[Any]:
        """One part of the values, by row; what says nothing has the part of nothing."""
        held: NDArray[Any] = self.readings.parts[number]
        codes = self.cells.codes
        if not self.placed and len(codes) == len(held) - 1 and bool((codes[1:] > codes[:-1]).all()):
            return held[:-1]  # each row has a cell of its own
        values: NDArray[Any] = held[codes]
        for _, rows in self.placed:
            values[rows] = self.readings.parts[number][-1]
        return values

    def with_codes(self, codes: NDArray[np.int32]) -> ReadColumn:
        """The same column with its cells standing in other rows."""
        return replace(self, cells=self.cells.with_codes(codes))

    def why(self, row: int) -> CellRefused | None:
        """Why the cell of a row cannot be read."""
        for refused, rows in self.placed:
            if row in rows:
                return refused
        return refusal_of(self.way, self.cells.cell(int(self.cells.codes[row])))

    def cell(self, row: int) -> Cell:
        """What stands in a row."""
        return self.cells.cell(int(self.cells.codes[row]))
