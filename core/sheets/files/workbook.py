"""Workbooks of Excel, LibreOffice and Google Sheets: the grids that a child process reads from them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import repeat

from core.errors import FileRefused
from core.sheets.files.child import ChildEnded, children
from core.sheets.files.limits import Limits
from core.sheets.files.reader.terms import BETWEEN_TEXTS, Order
from core.sheets.files.workbook_refusals import refusal
from core.sheets.grid import Cell, Grid, Place
from core.sheets.long_rows import LONG, LongRows


def read_workbook(kind: str, data: bytes, limits: Limits) -> list[Grid]:
    """The sheets of a workbook, hidden and empty ones too; chart sheets have no cells and are left out.

    `kind` is "xlsx", "xlsb", "xls" or "ods". Percents and Excel errors are known for all of them, merged
    ranges for all but .xlsb, formulas saved without their result for .xlsx and .ods (Excel saves none so
    in the other two). Raises FileRefused.
    """
    given = {name: value for name, value in asdict(limits).items() if name != "file_bytes"}
    order = Order(kind=kind, **given)
    try:
        try:
            grids = _grids(order, data, limits)
        except _EndedAtASheet:  # perhaps a sheet too large: looked through first, it gets its own sentence
            grids = _grids(replace(order, carefully=True), data, limits)
    except ChildEnded as ended:
        raise refusal("time" if ended.too_slow else "ended", {}, limits) from None
    except OSError:
        raise refusal("not_started", {}, limits) from None
    if not any(grid.rows for grid in grids):
        raise FileRefused(
            "The workbook holds no filled cell; enter the table on a sheet, save, and upload it again."
        )
    return grids


class _EndedAtASheet(ChildEnded):
    """The child died over a sheet that had not been looked through before."""


def _grids(order: Order, data: bytes, limits: Limits) -> list[Grid]:
    grids: list[Grid] = []
    columns: list[list[Cell]] = []
    name, hidden, at_a_sheet = "", False, False
    refused: FileRefused | None = None
    try:
        with children.one() as child:
            for message in child.ask(order, data):
                at_a_sheet = message[0] == "sheet"
                match message:
                    case ("sheet", name, hidden):
                        columns = []
                    case ("rows", block):
                        _append(columns, block)
                    case ("marks", *marks):
                        grids.append(_grid(name, hidden, columns, *marks))
                    case ("refused", reason, found):
                        refused = refusal(reason, found, limits)
    except ChildEnded as ended:
        if at_a_sheet and not ended.too_slow and not order.carefully:
            raise _EndedAtASheet(ended.too_slow) from None
        raise
    if refused:
        raise refused
    return grids


def _grid(
    name: str,
    hidden: bool,
    columns: list[list[Cell]],
    height: int,
    width: int,
    outside: list[tuple[Place, Cell]],
    percent: list[tuple[int, bytes]],
    valueless: list[Place],
    merged: list[tuple[Place, Place]],
) -> Grid:
    del columns[width:]
    columns.extend([] for _ in range(width - len(columns)))
    for column in columns:
        del column[height:]
        column.extend(repeat(None, height - len(column)))
    for (row, at), value in outside:
        columns[at][row] = value
    rows = LongRows(columns) if height > LONG else list(map(list, zip(*columns, strict=True)))
    return Grid(
        name=name,
        rows=rows,
        merged=tuple(merged),
        percent=frozenset(_places(percent, height, width)),
        valueless=frozenset(valueless),
        hidden=hidden,
    )


def _append(columns: list[list[Cell]], block: Sequence[str | Sequence[Cell]]) -> None:
    """Put the columns of a block under those above it; all blocks of a sheet have as many.

    Of a column of texts, equal ones are kept once.
    """
    if not columns:
        columns.extend([] for _ in block)
    for column, cells in zip(columns, block, strict=True):
        if isinstance(cells, str):
            once: dict[str, str | None] = {"": None}
            texts = cells.split(BETWEEN_TEXTS)
            column.extend(map(once.setdefault, texts, texts))
        else:
            column.extend(cells)


def _places(columns: list[tuple[int, bytes]], height: int, width: int) -> Iterator[Place]:
    """The cells in these rows of each column, as far as they lie inside the sheet."""
    for column, packed in columns:
        if column < width:
            rows: Iterable[int] = array("I", packed)
            if max(rows, default=0) >= height:
                rows = (row for row in rows if row < height)
            yield from zip(rows, repeat(column))
