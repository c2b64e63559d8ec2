"""Workbooks of Excel, LibreOffice and Google Sheets: the grids that a child process reads from them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import repeat

from core.errors import FileRefused
from core.sheets.files.child import ChildEnded, children
from core.sheets.files.limits import Limits
from core.sheets.files.reader.terms import Order
from core.sheets.files.workbook_refusals import refusal
from core.sheets.grid import Cell, Grid, Place


def read_workbook(kind: str, data: bytes, limits: Limits) -> list[Grid]:
    """The sheets of a workbook, hidden and empty ones too; chart sheets have no cells and are left out.

    `kind` is "xlsx", "xlsb", "xls" or "ods". Percents and Excel errors are known for all of them, merged
    ranges for all but .xlsb, formulas saved without their result for .xlsx and .ods (Excel saves none so
    in the other two). Raises FileRefused.
    """
    given = {name: value for name, value in asdict(limits).items() if name != "file_bytes"}
    order = Order(kind=kind, **given)
    grids: list[Grid] = []
    rows: list[list[Cell]] = []
    name, hidden = "", False
    refused: FileRefused | None = None
    try:
        with children.one() as child:
            for message in child.ask(order, data):
                match message:
                    case ("sheet", name, hidden):
                        rows = []
                    case ("rows", columns):
                        rows.extend(map(list, zip(*columns, strict=True)))
                    case ("marks", *marks):
                        grids.append(_grid(name, hidden, rows, *marks))
                    case ("refused", reason, found):
                        refused = refusal(reason, found, limits)
    except ChildEnded as ended:
        raise refusal("time" if ended.too_slow else "ended", {}, limits) from None
    except OSError:
        raise refusal("not_started", {}, limits) from None
    if refused:
        raise refused
    if not any(grid.rows for grid in grids):
        raise FileRefused(
            "The workbook holds no filled cell; enter the table on a sheet, save, and upload it again."
        )
    return grids


def _grid(
    name: str,
    hidden: bool,
    rows: list[list[Cell]],
    height: int,
    width: int,
    outside: list[tuple[Place, Cell]],
    percent: list[tuple[int, bytes]],
    valueless: list[Place],
    merged: list[tuple[Place, Place]],
) -> Grid:
    del rows[height:]
    if rows and len(rows[0]) > width:
        rows = [row[:width] for row in rows]
    elif rows and len(rows[0]) < width:
        for row in rows:
            row.extend([None] * (width - len(row)))
    rows.extend([None] * width for _ in range(height - len(rows)))
    for (row_number, column), value in outside:
        rows[row_number][column] = value
    return Grid(
        name=name,
        rows=rows,
        merged=tuple(merged),
        percent=frozenset(_places(percent, height, width)),
        valueless=frozenset(valueless),
        hidden=hidden,
    )


def _places(columns: list[tuple[int, bytes]], height: int, width: int) -> Iterator[Place]:
    """The cells in these rows of each column, as far as they lie inside the sheet."""
    for column, packed in columns:
        if column < width:
            rows: Iterable[int] = array("I", packed)
            if max(rows, default=0) >= height:
                rows = (row for row in rows if row < height)
            yield from zip(rows, repeat(column))
