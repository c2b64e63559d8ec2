"""Totals that a sheet states itself, beside what its rows add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import Problem
from core.language import Text
from core.sheets.cells.wording import shown
from core.sheets.checks.checked import StatedTotal
from core.sheets.grid import Cell, Grid, cell_name
from core.sheets.records.readings import ReadColumn
from core.sheets.records.row_sums import Sum, agrees
from core.sheets.tables.table import Table


@dataclass(frozen=True)
class Stated:
    """One figure of a row that sums others, and the sums it may be meant to be."""

    row: int
    column: ReadColumn
    value: float
    sums: Sequence[Sum]


def grain_of(column: ReadColumn) -> float:
    """The unit to which people round the figures of a column: a minute, a cent, one piece."""
    return {"length": 1.0, "hours": 0.02, "amount": 0.011}.get(column.column.reads, 0.5)


def wrong_totals(
    totals: Sequence[Stated], grid: Grid, table: Table, file: str
) -> tuple[list[StatedTotal], list[Problem]]:
    """The totals that differ from what their rows add up to by more than rounding, and what is said of them.

    A total is not held against rows of which one could not be read.
    """
    found, problems = [], []
    for stated in totals:
        grain = grain_of(stated.column)
        if any(agrees(stated.value, each.value, grain) for each in stated.sums):
            continue
        sums = [each for each in stated.sums if each.rows]
        if not sums or not all(each.whole for each in sums):
            continue
        nearest = min(sums, key=lambda each: abs(each.value - stated.value))
        row, index = table.first_row + stated.row, stated.column.use.index
        cell = cell_name(row, index)
        written = grid.rows[row][index]
        found.append(StatedTotal(cell, stated.column.name, stated.value, nearest.value))
        problems.append(
            Problem(
                file,
                table.sheet,
                cell,
                Text(
                    "The sheet says {stated}, its rows add up to {sum}. One of them is wrong: look for a "
                    "row that is "
                    "missing, counted twice or mistyped. The rows count, the total does not.",
                    {"stated": shown(written), "sum": _as_written(nearest.value, written, stated.column)},
                ),
                found=shown(written),
            )
        )
    return found, problems


def _as_written(value: float, written: Cell, column: ReadColumn) -> str:
    """The sum in the way the total is written: 23:30, or 23.5 where hours are given so."""
    if column.column.reads != "length":
        return f"{round(value, 2):.15g}"
    if isinstance(written, (int, float)) or (isinstance(written, str) and ":" not in written):
        return f"{round(value / 60 if column.use.unit == 'h' else value, 2):.15g}"
    hours, minutes = divmod(round(value), 60)
    return f"{hours}:{minutes:02}"
