"""What every kind of records answers: what a record must say, which rows are none, what its fields are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import CellRefused
from core.language import Text
from core.sheets.records.cell_columns import Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.draft import Draft
from core.sheets.records.needs import Need
from core.sheets.records.readings import ReadColumn
from core.sheets.records.troubles import Troubles

Dropped = list[tuple[Mask, Text]]


@dataclass(frozen=True)
class Rules:
    """How the read columns of one kind become its records, in the order in which it is asked.

    `prepare` settles what the rest relies on, such as dates written once for several rows; `figures` are the
    columns that totals sum; `draft` gives the fields of the rows that are kept, after telling what is wrong
    with rows that say everything but contradict themselves.
    """

    figures: tuple[str, ...]
    prepare: Callable[[Columns], None]
    needs: Callable[[Columns], list[Need]]
    dropped: Callable[[Columns], Dropped]
    draft: Callable[[Columns, Mask, Troubles], Draft]

    def summed(self, columns: Columns) -> list[ReadColumn]:
        """The columns of the sheet that totals sum."""
        return [column for column in columns.read if column.name in self.figures]


def need(column: ReadColumn) -> Need:
    """Every record must say something in this column."""
    return Need(
        column.use.index,
        column.said,
        CellRefused("This cell under “{header}” is empty. Fill it in.", header=column.use.header),
        column.refused,
    )


def nothing_dropped(columns: Columns) -> Dropped:
    """No rows are known beforehand to be no records."""
    return []
