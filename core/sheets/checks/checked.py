"""What became of a table's cells: typed rows, and everything that has to be said about them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from core.errors import Problem
from core.language import Text
from core.sheets.tables.table import Table


@dataclass(frozen=True)
class Conversion:
    """A cell whose value is not simply what stands there: "5 3/4 h" became 345 minutes."""

    cell: str
    column: str
    written: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Ignored:
    """A row or column that is not read, and why; `place` is "row 12" or a column's letters."""

    place: str
    what: str
    why: Text
    row: int | None = None


@dataclass(frozen=True)
class CheckedTable:
    """One table, read. `rows` holds the good rows: the kind's fields and `row`, the sheet's row number.

    Rows with a problem wait: they are not among `rows`, and each of their problems names its cell.
    """

    file: str
    table: Table
    rows: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def sheet(self) -> str:
        """The name of the sheet it stands in."""
        return self.table.sheet

    @property
    def kind(self) -> str:
        """The kind of the table."""
        return self.table.kind

    @property
    def waiting(self) -> int:
        """How many rows wait for a correction."""
        return len({problem.row for problem in self.problems if problem.row is not None})
