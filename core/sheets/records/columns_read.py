"""The columns of a table of records, read: what each row says, and what has to be asked first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.wording import shown
from core.sheets.checks.checked import Question
from core.sheets.grid import Cell, Grid
from core.sheets.kinds import KINDS, Column
from core.sheets.records.blocks import Blocks
from core.sheets.records.cell_columns import EMPTY, CellColumn, Mask, Places, cell_column
from core.sheets.records.readings import REFUSED, ReadColumn, read_cells
from core.sheets.records.settling import (
    DATED,
    NUMERIC,
    bare_numbers,
    date_order,
    decimal_of,
    decimal_question,
    lacks_year,
    order_question,
    serial_question,
    settled_by_siblings,
    unit_from_work,
    unit_of_breaks,
    unit_question,
    year_question,
)
from core.sheets.records.time_questions import are_mixed, notation_question
from core.sheets.records.ways import Settled, way_of
from core.sheets.records.words_read import Words, read_words
from core.sheets.records.worked import clock_minutes
from core.sheets.records.years_of_events import ToldYears, told_years, with_years_of_dates
from core.sheets.records.years_of_periods import with_years
from core.sheets.tables.table import ColumnUse, Table
from core.sheets.tables.time_notation import MIXED, OPEN_DAYS, OPEN_HOURS

_LONG = 50_000


@dataclass
class Columns:
    """All columns of a table that stand for one of its kind, read row by row.

    Row 0 is the first row below the header.
    """

    table: Table
    rows: int
    read: list[ReadColumn] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    blocks: Blocks | None = None
    """What rows say that head those below them."""
    not_needed: dict[str, Mask] = field(default_factory=dict)
    """By column the rows whose cell cannot be read and need not be, because another column says enough."""

    def one(self, name: str) -> ReadColumn | None:
        """The column of the sheet that stands for this column of the kind; the first where it has several."""
        several = self.all_of(name)
        return next((column for column in several if not column.use.key), several[0] if several else None)

    def all_of(self, name: str) -> list[ReadColumn]:
        """Every column of the sheet that stands for this column of the kind, as in wide tables."""
        return [column for column in self.read if column.name == name]

    def words(self, name: str) -> Words:
        """The texts of a column, nothing where the table has none such."""
        column = self.one(name)
        return Words.none(self.rows) if column is None else Words.of_column(column)

    def replaced(self, old: ReadColumn, new: ReadColumn) -> None:
        """Put another reading in a column's place."""
        self.read[self.read.index(old)] = new


def read_columns(grid: Grid, table: Table) -> Columns:
    """Every column that stands for one of the kind, each different cell read once."""
    kind = KINDS[table.kind]
    first, last = table.first_row, min(table.last_row + 1, len(grid.rows))
    found = Columns(table, max(0, last - first))
    waiting: list[tuple[Column, ColumnUse, CellColumn]] = []
    orders: list[str | None] = []
    years = told_years(grid, table) if table.kind == "stage_events" else ToldYears()
    for use in table.columns:
        if use.name is None:
            continue
        column = kind.column(use.name)
        written = _cells(grid, use.index, first, last)
        if column.reads == "period":
            written, notes = with_years(written, use, table.year)
            found.notes += notes
        if column.reads == "moment":
            written, notes = with_years_of_dates(written, use, years, table)
            found.notes += [note for note in notes if not found.notes]
        cells = cell_column(written)
        order, asked = date_order(cells, use) if column.reads in DATED else (None, False)
        orders.append(order)
        if asked or (column.reads == "length" and use.unit in (None, OPEN_HOURS, OPEN_DAYS)):
            waiting.append((column, use, cells))
        else:
            _read(
                found,
                grid,
                column,
                use,
                cells,
                Settled(order, _decimal(column, use, cells), use.unit, table.year),
            )
    for column, use, cells in waiting:
        if column.reads == "length":
            _read_without_unit(found, grid, column, use, cells)
            continue
        order = settled_by_siblings(orders)
        if order is None:
            found.questions.append(order_question(column, use, cells))
        else:
            found.notes.append(
                Text(
                    "The dates under “{header}” are read in the order that the other dates of this table "
                    "have",
                    {"header": use.header},
                )
            )
            _read(
                found,
                grid,
                column,
                use,
                cells,
                Settled(order, _decimal(column, use, cells), use.unit, table.year),
            )
    found.read.sort(key=lambda column: column.use.index)
    return found


def _decimal(column: Column, use: ColumnUse, cells: CellColumn) -> str | None:
    return decimal_of(use, cells) if column.reads in (*NUMERIC, "count") else None


def _read(
    found: Columns, grid: Grid, column: Column, use: ColumnUse, cells: CellColumn, settled: Settled
) -> None:
    for question in (decimal_question(column, use, cells), serial_question(column, use, cells)):
        if question is not None:
            found.questions.append(question)
    way = way_of(column, use, settled)
    readings = read_words(cells, way, names=column.reads == "text") if way.words else read_cells(cells, way)
    refused = readings.state[: len(cells.texts)] == REFUSED
    if refused.any() and not any(asked.about == "year" for asked in found.questions):
        lacking: Cell = lacks_year(column, use, cells.texts.filter(pa.array(refused)), settled)
        if lacking is not None:
            found.questions.append(year_question(column.name, use.letter, shown(lacking)))
    placed = _placed(grid, found.table, column, use.index, found.rows, cells)
    known = ReadColumn(use, column, way, cells, readings, placed)
    if len(cells.texts) > _LONG and (known.said | ~cells.filled).all():
        # A long column without trouble is never asked for its cells again.
        known = replace(known, cells=cells.without_texts())
    found.read.append(known)


def _read_without_unit(found: Columns, grid: Grid, column: Column, use: ColumnUse, cells: CellColumn) -> None:
    """A column of durations whose heading names no unit: its rows may tell, or it is asked."""
    bare = bare_numbers(cells)
    unit: str | None = "min"
    if bare:
        given = any(other.name == "minutes" for other in found.table.columns)
        if use.unit in (OPEN_HOURS, OPEN_DAYS):
            found.questions.append(notation_question(column, use, bare))
            return
        if are_mixed(bare, pause=column.name == "break", given=given):
            unit = MIXED
        elif column.name == "break":
            unit = unit_of_breaks(bare)
        else:
            as_minutes = read_cells(
                cells, way_of(column, use, Settled(None, decimal_of(use, cells), "min"))
            ).parts[0]
            unit = unit_from_work(as_minutes[cells.codes], clock_minutes(found))
        if unit is None:
            found.questions.append(unit_question(column, use, bare[0]))
            return
        words = {"header": use.header}
        if unit != MIXED:
            found.notes.append(
                Text("Bare numbers in “{header}” are read as minutes", words)
                if unit == "min"
                else Text("Bare numbers in “{header}” are read as hours", words)
            )
    _read(found, grid, column, use, cells, Settled(None, decimal_of(use, cells), unit))


def _cells(grid: Grid, index: int, first: int, last: int) -> Sequence[Cell] | pa.ChunkedArray:
    """The cells of a column; what is merged down over several rows stands in each of them."""
    cells = grid.column(index, first, last)
    merged = [
        (max(top, first), min(bottom, last - 1), top)
        for (top, left), (bottom, right) in grid.merged
        if left == right == index and bottom >= first and top < last
    ]
    if not merged or isinstance(cells, pa.ChunkedArray):
        return cells
    filled = list(cells)
    for top, bottom, origin in merged:
        cell = grid.rows[origin][index]
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            continue  # a figure over several rows is one figure
        filled[top - first : bottom + 1 - first] = [cell] * (bottom + 1 - top)
    return filled


def _placed(
    grid: Grid, table: Table, column: Column, index: int, rows: int, cells: CellColumn
) -> tuple[tuple[CellRefused, Places], ...]:
    """Rows that cannot be read for where they stand: without result, or shown as percent."""
    placed = []
    first = table.first_row
    if grid.valueless:
        empty = [r - first for r, c in grid.valueless if c == index and 0 <= r - first < rows]
        if empty:
            placed.append(
                (
                    CellRefused(
                        "The formula here was saved without its result, so there is nothing to read. "
                        "Open the file in Excel, save it once, and upload it again."
                    ),
                    np.array(sorted(empty)),
                )
            )
    if grid.percent and column.reads in ("amount", "count", "length", "hours"):
        shares = [
            r - first
            for r, c in grid.percent
            if c == index and 0 <= r - first < rows and cells.codes[r - first] != EMPTY
        ]
        for row in sorted(shares):
            cell = cells.cell(int(cells.codes[row]))
            if isinstance(cell, (int, float)):
                refused = CellRefused(
                    "{found} is shown as a percentage, and a share is no amount here. Write the amount "
                    "itself.",
                    found=f"{cell * 100:.10g} %",
                )
                placed.append((refused, np.array([row])))
    return tuple(placed)
