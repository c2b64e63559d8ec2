"""Sheets of a few rows, as the tests write them down."""

from __future__ import annotations

import datetime as dt

from core.sheets.grid import Cell, Grid
from core.sheets.tables.recognise import recognise
from core.sheets.tables.table import Table

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (dt.datetime(2026, 3, day) for day in (2, 3, 4, 5))


def grid(*rows: list[Cell], name: str = "Tabelle1") -> Grid:
    """A sheet of these rows, each filled up with empty cells."""
    width = max(len(row) for row in rows)
    return Grid(name, [[*row, *[None] * (width - len(row))] for row in rows])


def tables(*rows: list[Cell], name: str = "Tabelle1", file: str = "liste.xlsx") -> list[Table]:
    """The tables recognised in a sheet of these rows."""
    return recognise(grid(*rows, name=name), file)


def names(table: Table) -> dict[str, str]:
    """The heading of each column that is read; several of one name are told apart by their keys."""
    return {f"{use.name}{':' + use.key if use.key else ''}": use.header for use in table.columns if use.name}
