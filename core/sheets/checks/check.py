"""From a recognised table to typed rows: every cell is read, or its row waits and its problem is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from core.errors import CellRefused, Problem
from core.language import Text
from core.sheets.cells.blanks import is_blank, is_error
from core.sheets.cells.counts import count
from core.sheets.cells.durations import duration
from core.sheets.cells.money import money
from core.sheets.cells.rates import rate
from core.sheets.cells.reading import Reading, without_dust
from core.sheets.cells.spoken import says_measured
from core.sheets.checks.checked import CheckedTable, Conversion, Ignored
from core.sheets.checks.currency_mix import foreign, in_thousands
from core.sheets.checks.process_rows import settle_process
from core.sheets.checks.rows import RowSort, sort_rows
from core.sheets.grid import Cell, Grid, Place, cell_name
from core.sheets.kinds import KINDS, Column, Kind
from core.sheets.records.check_records import check_records
from core.sheets.tables.headers import plain
from core.sheets.tables.table import ColumnUse, Table
from core.sheets.tables.unit_column import row_unit, unit_columns
from core.sheets.writing.column_words import Words

FILLED_DOWN = ("channel", "phase", "group")
"""What is written once, or in a merged cell, and meant for the rows below."""

Values = dict[str, Any]


def check(grid: Grid, table: Table, file: str) -> CheckedTable:
    """Every row of the table as typed values, with the problems, conversions and what was ignored.

    >>> from core.sheets.tables.recognise import recognise
    >>> grid = Grid("Events", [["Step", "Minutes"], ["Phone call", "1,5 h"], ["Offer", "-20"]])
    >>> checked = check(grid, recognise(grid, "steps.xlsx")[0], "steps.xlsx")
    >>> checked.rows["minutes"].tolist(), [problem.cell for problem in checked.problems]
    ([90.0], ['B3'])
    """
    if KINDS[table.kind].records:
        return check_records(grid, table, file)
    return _Check(grid, table, file).run()


class _Check:
    """One pass over one table. It only gathers; what a cell says is decided by the readers of cells."""

    def __init__(self, grid: Grid, table: Table, file: str) -> None:
        self.grid, self.table, self.file = grid, table, file
        self.kind: Kind = KINDS[table.kind]
        process = self.kind.name == "process"
        self.columns: list[tuple[ColumnUse, Column, bool]] = [
            (use, self.kind.column(use.name), process and use.name in FILLED_DOWN)
            for use in table.columns
            if use.name
        ]
        # The same few entries stand in many cells of a column; each is read once.
        self.read: dict[tuple[int, type, Cell], Reading] = {}
        self.merged = _merged_values(grid)
        self.units = unit_columns(table.columns) if process else {}
        self.currencies: dict[int, list[tuple[int, str, Cell]]] = {}
        self.problems: list[Problem] = []
        self.conversions: list[Conversion] = []
        self.ignored: list[Ignored] = []
        self.notes: list[Text] = list(table.notes)

    def run(self) -> CheckedTable:
        if self.table.conflicts:
            self.problems = [
                Problem(self.file, self.table.sheet, f"{self.table.header_row + 1}", text)
                for text in self.table.conflicts
            ]
            return self._result([])
        self.ignored += [
            Ignored(use.letter, use.header, use.reason)
            for use in self.table.columns
            if use.name is None and use.header and use not in self.units.values()
        ]
        rows = []
        above: Values = {}
        for r, sort in sort_rows(self.grid, self.table):
            if sort.why is not None:
                self.ignored.append(Ignored(f"{r + 1}", sort.text, sort.why, row=r + 1))
                if sort.heading:
                    above[sort.heading] = sort.text
                continue
            values = self._read_row(r, sort, above)
            if values is not None:
                rows.append(values)
        return self._result(self._in_one_currency(rows))

    def _in_one_currency(self, rows: list[Values]) -> list[Values]:
        """The rows whose amounts are in the currency of their column; the others wait."""
        waiting = set()
        for use, _, _ in self.columns:
            for r, refused, cell in foreign(self.currencies.get(use.index, []), use.header):
                self._tell(r, use.index, refused, cell)
                waiting.add(r + 1)
        return [values for values in rows if values["row"] not in waiting] if waiting else rows

    def _result(self, rows: list[Values]) -> CheckedTable:
        frame = typed_rows(rows, self.kind)
        if self.kind.name == "process":
            self.notes += settle_process(frame, self.table)
        return CheckedTable(
            self.file,
            self.table,
            frame,
            tuple(self.problems),
            tuple(self.conversions),
            tuple(self.ignored),
            tuple(self.notes),
        )

    def _read_row(self, r: int, sort: RowSort, above: Values) -> Values | None:
        """The row's values; None where one of its cells has a problem. Names are filled down either way."""
        values: Values = {"row": r + 1}
        before = len(self.problems)
        if sort.problem is not None:
            self._tell(r, sort.column, sort.problem, sort.text)
        row = self.grid.rows[r]
        for use, column, fills_down in self.columns:
            c = use.index
            cell = self.merged.get((r, c), row[c]) if self.merged else row[c]
            if cell is None and not fills_down and not self.grid.valueless:
                continue
            if fills_down:
                cell = self._filled_down(column.name, cell, above)
            doubtful = isinstance(cell, str) or self.grid.valueless
            unread = self._unreadable((r, c), cell) if doubtful else None
            if unread is not None:
                self._tell(r, c, unread, cell)
            elif not is_blank(cell):
                self._read_cell(r, use, column, cell, values)
        if self.kind.name == "process":
            values.setdefault("group", above.get("group"))
            self._pair(r, values)
        return values if len(self.problems) == before else None

    def _unreadable(self, place: Place, cell: Cell) -> CellRefused | None:
        """Why a cell says nothing at all: its formula has no result, or an error for one."""
        if place in self.grid.valueless:
            return CellRefused(
                "The formula here was saved without its result, so there is nothing to read. "
                "Open the file in Excel, save it once, and upload it again."
            )
        if isinstance(cell, str) and is_error(cell):
            return CellRefused(
                "The cell holds the Excel error {found}. Mend the formula, or write the value itself.",
                found=cell.strip(),
            )
        return None

    def _filled_down(self, name: str, cell: Cell, above: Values) -> Cell:
        if is_blank(cell):
            found: Cell = above.get(name)
            return found
        above[name] = cell
        if name == "channel":
            above.pop("group", None)
        return cell

    def _read_cell(self, r: int, use: ColumnUse, column: Column, cell: Cell, values: Values) -> None:
        try:
            if column.reads == "text":
                values[column.name] = _text(cell)
            elif column.reads == "choice":
                values[column.name] = _choice(cell, column)
            elif column.reads == "count":
                values[column.name] = count(cell, decimal=use.decimal).value
            else:
                reading = self._reading(r, use, column, cell)
                self._fill(values, use, column, reading, cell)
                if reading.converted:
                    self.conversions.append(
                        Conversion(
                            cell_name(r, use.index),
                            column.name,
                            _shown(cell),
                            reading.value,
                            reading.low,
                            reading.high,
                        )
                    )
        except CellRefused as refused:
            self._tell(r, use.index, refused, cell)

    def _reading(self, r: int, use: ColumnUse, column: Column, cell: Cell) -> Reading:
        if (r, use.index) in self.grid.percent and column.reads == "rate" and isinstance(cell, (int, float)):
            # The spreadsheet shows 0.4 as 40 %, so that is what was written.
            if 0 <= cell <= 1:
                return Reading(float(cell))
            return rate(f"{cell * 100:g} %", scale="percent", decimal=".")
        if use.index in self.units:
            unit = row_unit(self.grid.rows[r][self.units[use.index].index])
            return _reading_of(replace(use, unit=unit or use.unit), column, cell)
        key = (use.index, type(cell), cell)
        if key not in self.read:
            self.read[key] = _reading_of(use, column, cell)
        if column.reads == "money" and (currency := self.read[key].currency):
            self.currencies.setdefault(use.index, []).append((r, currency, cell))
        return self.read[key]

    def _fill(self, values: Values, use: ColumnUse, column: Column, reading: Reading, cell: Cell) -> None:
        name = column.name
        values[name], values[f"{name}_low"], values[f"{name}_high"] = reading.value, reading.low, reading.high
        values[f"{name}_written"] = _shown(cell)
        evidence = (
            "measured" if use.measured or (isinstance(cell, str) and says_measured(cell)) else "guessed"
        )
        if column.reads == "rate":
            values[f"{name}_succeeded"], values[f"{name}_tried"] = reading.succeeded, reading.tried
            evidence = "counted" if reading.tried is not None else evidence
        values[f"{name}_evidence"] = evidence

    def _pair(self, r: int, values: Values) -> None:
        """The pass rate that the pair tried and succeeded gives."""
        tried, succeeded = values.get("tried"), values.get("succeeded")
        if tried is None and succeeded is None:
            return
        place = self.table.use("succeeded" if succeeded is not None else "tried")
        column = place.index if place else 0
        if tried is None or succeeded is None:
            if self.table.use("tried") and self.table.use("succeeded"):
                self._tell(
                    r,
                    column,
                    CellRefused("Only one of the two is given: how many were tried, and how many succeeded?"),
                    "",
                )
            return
        if tried == 0 or succeeded > tried:
            said = {"succeeded": f"{succeeded:g}", "tried": f"{tried:g}"}
            refused = (
                CellRefused(
                    "{succeeded} of 0: nothing was tried yet, so there is no rate. Leave both cells empty.",
                    **said,
                )
                if tried == 0
                else CellRefused(
                    "{succeeded} succeeded of only {tried} tried. Mend one of the two numbers.", **said
                )
            )
            self._tell(r, column, refused, succeeded)
            return
        counted = succeeded / tried
        stated = values.get("pass_rate")
        if stated is not None and abs(stated - counted) > 0.01:
            rate_use = self.table.use("pass_rate")
            self._tell(
                r,
                rate_use.index if rate_use else column,
                CellRefused(
                    "The pass rate says {stated}, but {succeeded} of {tried} is {counted}. "
                    "Mend one of them, or leave one empty.",
                    stated=f"{stated:.0%}",
                    succeeded=f"{succeeded:g}",
                    tried=f"{tried:g}",
                    counted=f"{counted:.0%}",
                ),
                stated,
            )
            return
        values |= {
            "pass_rate": counted,
            "pass_rate_succeeded": succeeded,
            "pass_rate_tried": tried,
            "pass_rate_written": f"{succeeded:g}/{tried:g}",
            "pass_rate_evidence": "counted",
        }

    def _tell(self, r: int, column: int | None, refused: CellRefused, found: Cell) -> None:
        cell = f"{r + 1}" if column is None else cell_name(r, column)
        self.problems.append(
            Problem(self.file, self.table.sheet, cell, refused.text, found=_shown(found), row=r + 1)
        )


def typed_rows(rows: Sequence[Values], kind: Kind) -> pd.DataFrame:
    """Rows as a frame with all columns of the kind, and `row`; what a row does not say is NaN or None.

    >>> from core.sheets.kinds import ROLES
    >>> typed_rows([{"row": 2, "role": "Owner"}], ROLES)["hourly_rate"].isna().tolist()
    [True]
    """
    said = set().union(*rows)
    nothing = {"double": np.full(len(rows), np.nan), "varchar": np.full(len(rows), None, dtype=object)}
    columns = {
        name: np.array([row.get(name) for row in rows], dtype=float if sql == "double" else object)
        if name in said
        else nothing[sql]
        for name, sql in kind.fields
    }
    return pd.DataFrame({**columns, "row": np.array([row["row"] for row in rows], dtype="int64")})


def _reading_of(use: ColumnUse, column: Column, cell: Cell) -> Reading:
    if column.reads == "rate":
        return rate(cell, scale=use.scale, decimal=use.decimal)
    if column.reads == "money":
        amount = money(cell, decimal=use.decimal)
        return _times(1000, amount) if in_thousands(use.header) else amount
    reading = duration(cell, unit=use.unit, decimal=use.decimal, calendar=column.reads == "waiting")
    if column.unit != "hours per week":
        return reading
    low, high = (None if end is None else end / 60 for end in (reading.low, reading.high))
    return Reading(reading.value / 60, low, high)


def _times(factor: float, reading: Reading) -> Reading:
    low, high = (None if end is None else end * factor for end in (reading.low, reading.high))
    value = without_dust(reading.value * factor)
    return replace(reading, value=value, low=low, high=high, converted=True)


def _merged_values(grid: Grid) -> dict[Place, Cell]:
    """What every cell inside a merged range down the rows shows: texts of its first cell."""
    values: dict[Place, Cell] = {}
    for (top, left), (bottom, right) in grid.merged:
        if top >= len(grid.rows) or left >= grid.width or left != right:
            continue
        cell = grid.rows[top][left]
        if isinstance(cell, str):
            for r in range(top, min(bottom, len(grid.rows) - 1) + 1):
                values[r, left] = cell
    return values


def _text(cell: Cell) -> str:
    """A name or a note as one tidy line; a whole number loses its ".0"."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def _shown(cell: Cell) -> str:
    return "" if cell is None else _text(cell)


def _choice(cell: Cell, column: Column) -> str:
    said = plain(_text(cell))
    for value, words in column.choices.items():
        if said in words or said == value:
            return value
    raise CellRefused(
        "“{found}” is none of the values known here. Write one of: {expected}.",
        found=_text(cell),
        expected=Words(column),
    )
