"""The walk of a file: bytes, name → sheets → tables → checked rows, with everything there is to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from core.errors import FileRefused, Problem, SheetRefused
from core.language import Text
from core.sheets.checks.check import check, typed_rows
from core.sheets.checks.checked import CheckedTable
from core.sheets.checks.repeated import counted_once
from core.sheets.files.limits import Limits
from core.sheets.files.read import read_file
from core.sheets.grid import Grid
from core.sheets.kinds import KINDS, Kind
from core.sheets.records.draft import empty_rows
from core.sheets.records.overview_sheets import without_overviews
from core.sheets.records.standing_twice import records_once
from core.sheets.tables.recognise import Recall, recognise
from core.sheets.tables.table import Corrections, Table
from core.sheets.writing.own_sheets import is_own

MOST_MARKED = 50_000
"""A file with a longer sheet than this cannot be had back with its bad cells marked."""
_HEAD = 200
_OWN_WORKBOOK = Text(
    "Stepwise wrote this workbook itself, from your sheets. Load those sheets: they say more, and what you "
    "change belongs there."
)

Progress = Callable[[float, Text], object]
"""Is told which share of the work is done, and what is being done."""


@dataclass(frozen=True)
class LeftOut:
    """A sheet of which nothing is read, and why."""

    sheet: str
    why: Text


@dataclass(frozen=True)
class Intake:
    """One file, understood as far as it can be. Nothing of it is kept yet."""

    file: str
    grids: tuple[Grid, ...] = ()
    tables: tuple[CheckedTable, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    refusal: Problem | None = None
    """Why the file as a whole cannot be read."""
    whole: bool = True
    """Whether `grids` hold all rows; of a file with a very long sheet they hold the first ones only, because
    its cells fill much memory and nobody has it back with its bad cells marked."""

    @property
    def rows(self) -> int:
        """How many rows can be kept."""
        return sum(len(table.rows) for table in self.tables)

    @property
    def problems(self) -> list[Problem]:
        """Everything wrong in the file: of the file, of its sheets, of its cells."""
        whole = [self.refusal] if self.refusal else []
        sheets = [Problem(self.file, left.sheet, "", left.why) for left in self.left_out]
        return [*whole, *(p for table in self.tables for p in table.problems), *sheets]


def rows_of(intakes: Sequence[Intake], kind: Kind) -> pd.DataFrame:
    """The good rows of one kind from all these files, in their order."""
    frames = [table.rows for intake in intakes for table in intake.tables if table.kind == kind.name]
    frames = [frame for frame in frames if len(frame)]
    if frames:
        return pd.concat(frames, ignore_index=True)
    return empty_rows(kind) if kind.records else typed_rows([], kind)


def take_in(
    name: str,
    data: bytes,
    *,
    recall: Recall = lambda header: None,
    corrections: Mapping[tuple[str, int], Corrections] | None = None,
    limits: Limits | None = None,
    progress: Progress = lambda share, doing: None,
) -> Intake:
    """Read, recognise and check a file. Nothing is raised: what is wrong stands in the answer.

    `corrections` are what the user said of this file, by sheet and number of the table in it; `progress` is
    told how far it is, from 0 to 1, and what is being done.

    >>> intake = take_in("Events.csv", b"Step;Minutes\\nPhone call;25\\n")
    >>> intake.rows, intake.tables[0].rows["channel"].tolist()
    (1, ['Events'])
    """
    progress(0.0, Text("Reading the file"))
    try:
        grids = read_file(name, data, limits)
    except FileRefused as refused:
        return Intake(name, refusal=Problem(name, "", "", refused.text))
    if grids and all(is_own(grid) for grid in grids):
        return Intake(name, refusal=Problem(name, "", "", _OWN_WORKBOOK))
    tables: list[CheckedTable] = []
    left_out: list[LeftOut] = []
    for number, grid in enumerate(grids):
        words = {"number": number + 1, "all": len(grids), "sheet": grid.name}
        progress(0.4 + 0.6 * number / len(grids), Text("Sheet {number} of {all}: {sheet}", words))
        if is_own(grid):
            continue
        if grid.hidden:
            left_out.append(
                LeftOut(grid.name, Text("This sheet is hidden. Unhide it in Excel to have it read."))
            )
            continue
        said = {
            table_number: correction
            for (sheet, table_number), correction in (corrections or {}).items()
            if sheet == grid.name
        }
        try:
            for table in recognise(grid, name, recall=recall, corrections=said):
                checked = check(grid, table, name)
                if checked.rows.empty and not checked.problems and not checked.questions:
                    raise _without_rows(table)
                tables.append(checked)
        except SheetRefused as refused:
            left_out.append(LeftOut(grid.name, refused.text))
    whole = all(len(grid.rows) <= MOST_MARKED for grid in grids)
    shown = tuple(grid if whole else _head(grid) for grid in grids)
    kept, repeated = without_overviews(records_once(counted_once(tables)))
    left_out += [LeftOut(sheet, why) for sheet, why in repeated]
    return Intake(name, shown, tuple(kept), tuple(left_out), whole=whole)


def _head(grid: Grid) -> Grid:
    """The first rows of a sheet, without the marks of the others."""
    return Grid(grid.name, [list(row) for row in grid.rows[:_HEAD]], hidden=grid.hidden, dialect=grid.dialect)


def _without_rows(table: Table) -> SheetRefused:
    """The refusal of a header with nothing below it."""
    if KINDS[table.kind].records:
        return SheetRefused(
            "Row {row} has the headings, but no row below it says anything that can be kept. "
            "Write the rows there.",
            row=table.header_row + 1,
        )
    return SheetRefused(
        "Row {row} has the headings, but no rows stand below it. Write the steps there.",
        row=table.header_row + 1,
    )
