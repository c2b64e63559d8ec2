"""Where a problem is seen in its sheet: the cell that is coloured for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsxwriter.utility import xl_cell_to_rowcol

from core.errors import Problem
from core.sheets.grid import Grid, Place

Merged = tuple[Place, Place]
"""First and last cell of a merged range."""

_CELL = re.compile(r"([A-Z]{1,3}[1-9][0-9]{0,6})(?::[A-Z]{1,3}[0-9]{1,7})?")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383


def filled(value: object) -> bool:
    """Whether a cell holds anything."""
    return value is not None and value != ""


def bad_cell(problem: Problem, grid: Grid) -> Place | None:
    """The cell to mark for a problem; None where the sheet as a whole is meant.

    A problem of a whole column is seen at the column's first filled cell, one of a row at the row's.

    >>> from core.language import Text
    >>> grid = Grid("Events", [["Step", "Minutes"], ["Call", "soon"]])
    >>> bad_cell(Problem("steps.xlsx", "Events", "B2", Text("not a time")), grid)
    (1, 1)
    """
    place: Place | None = None
    if cell := _CELL.fullmatch(problem.cell):
        place = xl_cell_to_rowcol(cell[1])
    elif _COLUMN.fullmatch(problem.cell):
        column = int(xl_cell_to_rowcol(problem.cell + "1")[1])
        place = (_first_filled_row(grid, column), column)
    elif not problem.cell and problem.row is not None and problem.row >= 1:
        place = (problem.row - 1, _first_filled_column(grid, problem.row - 1))
    if place is None or place[0] > _LAST_ROW or place[1] > _LAST_COLUMN:
        return None
    return place


def _first_filled_row(grid: Grid, column: int) -> int:
    rows = (row for row, cells in enumerate(grid.rows) if column < len(cells) and filled(cells[column]))
    return next(rows, 0)


def _first_filled_column(grid: Grid, row: int) -> int:
    cells = grid.rows[row] if row < len(grid.rows) else []
    return next((column for column, value in enumerate(cells) if filled(value)), 0)


def writable_merges(grid: Grid) -> list[Merged]:
    """The merged ranges that can be written again: cut to the sheet, of two cells or more, none over another.

    >>> writable_merges(Grid("Events", [["a", None]], merged=(((0, 0), (0, 9)),)))
    [((0, 0), (0, 1))]
    """
    taken: set[Place] = set()
    kept: list[Merged] = []
    for (top, left), (bottom, right) in grid.merged:
        merged = ((top, left), (min(bottom, len(grid.rows) - 1), min(right, grid.width - 1)))
        if merged[0] == merged[1] or any(place in taken for place in places(merged)):
            continue
        inside = list(places(merged))
        if inside:
            taken.update(inside)
            kept.append(merged)
    return kept


def places(merged: Merged) -> Iterator[Place]:
    """Every cell of a merged range."""
    (top, left), (bottom, right) = merged
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
