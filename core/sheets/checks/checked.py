"""What became of a table's cells: typed rows, and everything that has to be said about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
class Question:
    """What a table leaves open and nobody but the user knows; until it is answered none of its rows is kept.

    `column` is the column of the kind it is about, "" where it is the table; `letters` are those of the
    sheet's columns. Each of the `options` is a value for the corrections and what it says to the user; a
    question without options is answered by typing.
    """

    about: Literal["order", "decimal", "unit", "year", "stage"]
    column: str
    letters: str
    text: Text
    options: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class StatedTotal:
    """A total that the sheet states itself, beside what its rows add up to."""

    cell: str
    column: str
    stated: float
    added_up: float


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
    questions: tuple[Question, ...] = ()
    totals: tuple[StatedTotal, ...] = ()
    beyond: int = 0
    """Rows that wait beside those whose problems are listed one by one."""

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
        return self.beyond + len({problem.row for problem in self.problems if problem.row is not None})
