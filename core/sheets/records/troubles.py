"""What is wrong with the cells of a table of records, told cell by cell or once for a column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from core.errors import CellRefused, Problem
from core.language import Text
from core.sheets.cells.wording import shown
from core.sheets.grid import Cell, Grid, cell_name, column_letter
from core.sheets.records.cell_columns import Mask, Places
from core.sheets.records.readings import BLANK, ReadColumn
from core.sheets.tables.table import Table

LISTED = 50
"""So many cells with the same trouble are listed one by one."""
_MANY = 10
"""From so many cells on a trouble can be that of the whole column."""
_TRIED = 2_000
"""So many different cells of a column are asked what is wrong with them; the rest is taken to be alike."""
_EXAMPLES = 3


@dataclass
class Troubles:
    """Gathers the problems of one table. Rows with one wait."""

    grid: Grid
    table: Table
    file: str
    waiting: Mask
    problems: list[Problem] = field(default_factory=list)

    def tell(self, rows: Places, index: int, why: Callable[[int], CellRefused | None]) -> None:
        """These rows wait because of their cells in one column; `why` says what is wrong by row."""
        self.waiting[rows] = True
        groups: dict[str, list[tuple[int, CellRefused]]] = {}
        listed = rows[:_TRIED]
        for row in listed:
            refused = why(int(row))
            if refused is not None:
                groups.setdefault(refused.text.message, []).append((int(row), refused))
        beyond = len(rows) - len(listed)
        for number, found in enumerate(sorted(groups.values(), key=lambda each: -len(each))):
            self._list(index, found, beyond if number == 0 else 0)

    def tell_unreadable(self, column: ReadColumn, records: Mask) -> None:
        """The records whose cell in this column cannot be read wait, or it is said once for the column."""
        rows = np.flatnonzero(records & column.refused)
        if not len(rows):
            return
        self.waiting[rows] = True
        codes = column.cells.codes[rows]
        known: dict[int, CellRefused | None] = {}
        groups: dict[str, list[tuple[int, CellRefused]]] = {}
        untold = 0
        for row, code in zip(rows.tolist(), codes.tolist(), strict=True):
            if code not in known:
                known[code] = column.why(row) if len(known) < _TRIED else None
            refused = column.why(row) if code < 0 else known[code]
            if refused is None:
                untold += 1
            else:
                groups.setdefault(refused.text.message, []).append((row, refused))
        filled = int(np.count_nonzero(records & (column.state != BLANK)))
        for number, found in enumerate(sorted(groups.values(), key=lambda each: -len(each))):
            alike = untold if number == 0 else 0
            if len(found) + alike >= _MANY and 2 * (len(found) + alike) > filled:
                self._tell_once(column, found, len(found) + alike, filled)
            else:
                self._list(column.use.index, found, alike)

    def say(self, index: int, row: int | None, text: Text) -> None:
        """Something is wrong that makes no row wait."""
        cell = column_letter(index) if row is None else cell_name(self.table.first_row + row, index)
        found = "" if row is None else shown(self._cell(row, index))
        self.problems.append(Problem(self.file, self.table.sheet, cell, text, found))

    def add_alike(self, more: int) -> None:
        """The last thing said holds for so many more cells."""
        self.problems[-1] = replace(self.problems[-1], alike=more)

    @property
    def beyond(self) -> int:
        """How many rows wait beside those that a problem names."""
        named = {problem.row for problem in self.problems if problem.row is not None}
        return int(np.count_nonzero(self.waiting)) - len(named)

    def _list(self, index: int, found: list[tuple[int, CellRefused]], beyond: int) -> None:
        for row, refused in found[:LISTED]:
            sheet_row = self.table.first_row + row
            self.problems.append(
                Problem(
                    self.file,
                    self.table.sheet,
                    cell_name(sheet_row, index),
                    refused.text,
                    shown(self._cell(row, index)),
                    sheet_row + 1,
                )
            )
        more = len(found[LISTED:]) + beyond
        if more and found:
            self.add_alike(more)

    def _tell_once(
        self, column: ReadColumn, found: list[tuple[int, CellRefused]], count: int, filled: int
    ) -> None:
        index = column.use.index
        examples = ", ".join(
            f"{shown(self._cell(row, index))} ({cell_name(self.table.first_row + row, index)})"
            for row, _ in found[:_EXAMPLES]
        )
        words = {
            "count": count,
            "filled": filled,
            "header": column.use.header,
            "examples": examples,
            "why": found[0][1].text,
        }
        self.problems.append(
            Problem(
                self.file,
                self.table.sheet,
                column.use.letter,
                Text(
                    "{count} of the {filled} filled cells under “{header}” cannot be read, such as "
                    "{examples}. {why}",
                    words,
                ),
                alike=count,
            )
        )

    def _cell(self, row: int, index: int) -> Cell:
        return self.grid.rows[self.table.first_row + row][index]
