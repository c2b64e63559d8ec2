"""A workbook's sheets as calamine gives them, mended where the file says more, in blocks of columns.

Columns travel faster than rows: one tuple for thousands of cells, and a column mostly has one type,
so that nearly all the work is done by loops inside Python itself.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum, load_workbook

from core.sheets.files.reader import ods, xls, xlsb, xlsx
from core.sheets.files.reader.parts import Parts
from core.sheets.files.reader.terms import BETWEEN_TEXTS, Marks, Order, Place, Refused

_BLOCK = 2048
_SAMPLE = 256
_MUCH_UNPACKED = 100 << 20
_MANY_CELLS = 1_000_000
_TIMES = (dt.time, dt.date, dt.timedelta)
_DATES = frozenset((dt.date, dt.datetime))
_SHARED = _DATES | {str}
"""Types of which equal values are kept once; never bool beside float, which count as equal."""

Message = tuple[Any, ...]


def read(order: Order, data: bytes) -> Iterator[Message]:
    """What the child answers: ("sheet", name, hidden), then ("rows", columns) for each block of its
    rows (a column of texts joined to one text), then ("marks", ...); at the end ("end", spent): whether
    the child has grown and should go."""
    marks, unpacked = _look(order, data)
    workbook = load_workbook(io.BytesIO(data))
    described = workbook.sheets_metadata
    if len(described) > order.sheets:
        raise Refused("sheets", found=len(described))
    left = order.cells
    if len(marks) != len(described):
        marks = [Marks] * len(described)
    for at, sheet in enumerate(described):
        find_marks = marks.pop(0)  # with it goes the sheet's XML
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        yield "sheet", sheet.name, sheet.visible != SheetVisibleEnum.Visible
        left -= yield from _sheet(workbook, at, find_marks, order)
        if left < 0:
            raise Refused("all_cells")
    yield "end", unpacked > _MUCH_UNPACKED or order.cells - left > _MANY_CELLS


def _look(order: Order, data: bytes) -> tuple[list[Callable[[], Marks]], int]:
    if order.kind == "xls":
        return [partial(_same, marks) for marks in xls.look(data, order)], len(data)
    parts = Parts(data, order)
    if order.kind == "xlsx":
        return xlsx.look(parts, order), parts.unpacked
    look = {"xlsb": xlsb.look, "ods": ods.look}[order.kind]
    return [partial(_same, marks) for marks in look(parts, order)], parts.unpacked


def _same(marks: Marks) -> Marks:
    return marks


def _sheet(
    workbook: CalamineWorkbook, at: int, find_marks: Callable[[], Marks], order: Order
) -> Generator[Message, None, int]:
    """One sheet's messages; returns how many cells it spans."""
    # calamine lets other threads run while it reads. Where the marks show that the sheet is too large, it
    # is left alone with it: the app ends this process (TOO_LARGE).
    beside = ThreadPoolExecutor(1)
    reading = beside.submit(workbook.get_sheet_by_index, at)
    beside.shutdown(wait=False)
    marks = find_marks()
    sheet = reading.result()
    extent = Extent()
    for place in marks.instead.keys() | marks.valueless:
        extent.reach(*place)
    end = sheet.end or (-1, -1)
    if end[1] >= order.columns or end[0] >= order.rows or (end[0] + 1) * (end[1] + 1) > order.cells:
        _check_filled(sheet, order)
    changes = _by_block(marks)
    for first, columns in _blocks(sheet):
        for (row, at_column), value in changes.get(first, ()):
            if at_column < len(columns):
                columns[at_column] = mended(columns[at_column], row - first, value)
        sent = [tidy(column, order, sheet.name) for column in columns[: order.columns]]
        for number, column in enumerate(sent):
            extent.reach_last(column, first, number)
        yield "rows", sent
    order.check_size(sheet.name, extent.height, extent.width)
    # What stands outside calamine's rectangle: an error or a formula without its result at the edge.
    outside = [
        (place, value) for place, value in marks.instead.items() if place[0] > end[0] or place[1] > end[1]
    ]
    merged = sheet.merged_cell_ranges if marks.merged is None else marks.merged
    percent = [(column, packed(rows)) for column, rows in marks.percent.items()]
    yield (
        "marks",
        *(extent.height, extent.width, outside),
        *(percent, list(marks.valueless), [tuple(map(tuple, ranges)) for ranges in merged or ()]),
    )
    return extent.height * extent.width


def _blocks(sheet: CalamineSheet) -> Iterator[tuple[int, list[Sequence[Any]]]]:
    """The cells from A1 on as columns of some thousand rows, each time with the number of the first row."""
    if sheet.start is None or sheet.end is None:
        return
    rows = iter(sheet.iter_rows())
    for first in range(0, sheet.end[0] + 1, _BLOCK):
        columns: list[Sequence[Any]] = list(zip(*islice(rows, _BLOCK), strict=True))
        # iter_rows begins in the first row of the sheet, but in the first column that is used.
        columns[:0] = [("",) * len(columns[0])] * sheet.start[1]
        yield first, columns


class Extent:
    """How far a sheet is filled, from A1 on."""

    def __init__(self) -> None:
        self.height = self.width = 0

    def reach(self, row: int, column: int) -> None:
        """Take in a filled cell."""
        self.height, self.width = max(self.height, row + 1), max(self.width, column + 1)

    def reach_last(self, cells: Sequence[Any], first: int, column: int, empty: str | None = None) -> None:
        """Take in the last filled cell of a column whose first cell stands in row `first`."""
        if isinstance(cells, str):
            filled = cells.rstrip(BETWEEN_TEXTS)
            if filled:
                self.reach(first + filled.count(BETWEEN_TEXTS), column)
            return
        if cells.count(empty) == len(cells):
            return
        last = len(cells) - 1
        while cells[last] == empty:
            last -= 1
        self.reach(first + last, column)


def tidy(column: Sequence[Any], order: Order, sheet: str) -> Sequence[Any]:
    """The column as it is sent: None for empty texts, equal values once, and no number that is none.

    A column of nothing but texts is sent as one text, which is quickest by far.

    >>> order = Order("xlsx", 1, 1, 1, 9, 9, 99, 99, 1, 1)
    >>> tidy(("Call", "", 5.0, "Call"), order, "Steps"), tidy(("Call", "", "Call"), order, "Steps")
    (['Call', None, 5.0, 'Call'], 'Call\\x00\\x00Call')
    """
    with contextlib.suppress(TypeError):  # some cell is no text
        joined = BETWEEN_TEXTS.join(column)
        if len(joined) > order.cell_characters:
            _check_texts(column, order, sheet)
        if joined.count(BETWEEN_TEXTS) == len(column) - 1:
            return joined
    kinds = set(map(type, column))
    if kinds == {float}:
        return column if math.isfinite(sum(column)) else [_number(value) for value in column]
    if str in kinds:
        _check_texts((value for value in column if type(value) is str), order, sheet)
    if float in kinds:
        column = [_number(value) if type(value) is float else value for value in column]
    if kinds <= _DATES and len(set(column[:_SAMPLE])) > len(column[:_SAMPLE]) // 2:
        return column  # moments, hardly two alike: to look each of them up takes longer than to send it
    once: dict[Any, Any] = {"": None}
    if kinds <= _SHARED:
        return list(map(once.setdefault, column, column))
    return [once.setdefault(value, value) if type(value) in _SHARED else value for value in column]


def _check_texts(texts: Iterable[str], order: Order, sheet: str) -> None:
    longest = max(map(len, texts))
    if longest > order.cell_characters:
        raise Refused("long_text", sheet=sheet, found=longest)


def mended(column: Sequence[Any], row: int, value: Any) -> Sequence[Any]:
    """The column with what the file says of one cell; a number below 0 only replaces a wrong time."""
    if row >= len(column):
        return column
    if type(value) is float and not (column[row] == "" or isinstance(column[row], _TIMES)):
        return column
    if type(value) is float and type(column[row]) is dt.timedelta:
        return column  # calamine reads durations below 0 as they are
    cells = column if isinstance(column, list) else list(column)
    cells[row] = value
    return cells


def packed(rows: list[int]) -> bytes:
    """Row numbers as bytes, which travel faster than a list."""
    return array("I", rows).tobytes()


def _by_block(marks: Marks) -> dict[int, list[tuple[Place, Any]]]:
    """What is to be mended, by the first row of its block."""
    changes: dict[int, list[tuple[Place, Any]]] = defaultdict(list)
    for given in (marks.negative, marks.instead, dict.fromkeys(marks.valueless, "")):
        for place, value in given.items():
            changes[place[0] // _BLOCK * _BLOCK].append((place, value))
    return changes


def _check_filled(sheet: CalamineSheet, order: Order) -> None:
    """Refuse a sheet whose filled cells, not counting empty texts, reach too far."""
    filled = Extent()
    for first, columns in _blocks(sheet):
        for number, column in enumerate(columns):
            filled.reach_last(column, first, number, empty="")
    order.check_size(sheet.name, filled.height, filled.width)


def _number(value: float) -> float | str:
    return value if math.isfinite(value) else str(value)
