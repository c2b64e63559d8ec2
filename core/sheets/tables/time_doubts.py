"""Columns of times that nothing tells apart, so that the user is asked which of them counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.errors import CellRefused
from core.language import Quoted, Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.clocks import clock
from core.sheets.grid import Cell, Grid, column_letter
from core.sheets.kinds import TIME_ENTRIES, Kind
from core.sheets.tables.header_halves import is_no_outcome
from core.sheets.tables.headers import ACCEPT
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.versions import split_version

_LOOKED_AT = 60


def halves_of_one(uses: Sequence[ColumnUse], kind: Kind) -> list[Text]:
    """Why times cannot be read that stand in several columns below one heading, "Stunden (Anna)" and "(Ben)".

    >>> why = Text("")
    >>> anna, ben = ColumnUse(1, "Std (Anna)", "minutes", 100, why), ColumnUse(2, "Std (Ben)", None, 100, why,
    ...     suggestion="minutes")
    >>> len(halves_of_one([anna, ben], TIME_ENTRIES)), halves_of_one([anna], TIME_ENTRIES)
    (1, [])
    """
    read = next((use for use in uses if use.name == "minutes" and not use.key), None)
    if kind is not TIME_ENTRIES or read is None or split_version(read.header)[1] == "actual":
        return []
    stem = read.header.partition(" (")[0]
    alike = [
        use
        for use in uses
        if use is read
        or (use.suggestion == "minutes" and use.score >= ACCEPT and use.header.partition(" (")[0] == stem)
    ]
    alike = [use for use in alike if " (" in use.header and not is_no_outcome(use.header)]
    if read not in alike or len(alike) < 2:
        return []
    words = {
        "columns": ", ".join(use.letter for use in alike),
        "label": kind.column("minutes").label,
        "headers": Quoted(tuple(use.header for use in alike)),
    }
    return [
        Text(
            "Columns {columns} may each be “{label}” ({headers}), and nothing tells which. Choose one "
            "of them, or write their sum into one column of that name.",
            words,
        )
    ]


def unheaded_ends(uses: Sequence[ColumnUse], grid: Grid, kind: Kind, first: int, last: int) -> list[Text]:
    """Why a time of day is no duration: a column without a heading beside it holds a later one in each row.

    >>> grid = Grid("A", [["Arbeitszeit", None], [dt.time(8), dt.time(17)], [dt.time(9), dt.time(12)]])
    >>> use = ColumnUse(0, "Arbeitszeit", "minutes", 100, Text(""))
    >>> len(unheaded_ends([use], grid, TIME_ENTRIES, 1, 2))
    1
    """
    read = next((use for use in uses if use.name == "minutes"), None)
    if kind is not TIME_ENTRIES or read is None or any(use.name == "start" for use in uses):
        return []
    beside = read.index + 1
    if beside >= grid.width or any(use.index == beside and use.header for use in uses):
        return []
    rows = [
        (row[read.index], row[beside])
        for row in grid.rows[first : min(last + 1, first + _LOOKED_AT)]
        if not is_blank(row[read.index]) and not is_blank(row[beside])
    ]
    later = sum(_is_later(start, end) for start, end in rows)
    if not rows or later * 2 < len(rows):
        return []
    words = {"column": column_letter(beside), "header": read.header}
    return [
        Text(
            "Column {column} has no heading and holds a later time of day than “{header}” beside it, as if "
            "the one were the start and the other the end. Write a heading over each of them, such as Start "
            "and End, or Duration.",
            words,
        )
    ]


def _is_later(start: Cell, end: Cell) -> bool:
    if isinstance(start, (int, float)) or isinstance(end, (int, float)):
        return False
    try:
        return dt.timedelta(0) < clock(start) < clock(end)
    except CellRefused:
        return False
