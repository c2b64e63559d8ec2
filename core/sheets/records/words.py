"""Names, notes and choices in the cells of records."""

from __future__ import annotations

import datetime as dt

from core.errors import CellRefused
from core.sheets.cells.blanks import is_error
from core.sheets.cells.wording import shown
from core.sheets.grid import Cell
from core.sheets.kinds import Column
from core.sheets.tables.headers import plain
from core.sheets.writing.column_words import Words


def text_of_cell(cell: Cell) -> str:
    """A name or a note as one tidy line; a whole number loses its ".0".

    >>> text_of_cell(" Anna \\n Berg "), text_of_cell(1024.0)
    ('Anna Berg', '1024')
    """
    if isinstance(cell, str):
        if is_error(cell):
            raise CellRefused(
                "The cell holds the Excel error {found}. Mend the formula, or write the value itself.",
                found=cell.strip(),
            )
        return " ".join(cell.split())
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (bool, dt.date, dt.time, dt.timedelta)):
        return shown(cell)
    return str(cell)


def choice_of(cell: Cell, column: Column) -> str:
    """The value of a choice that a cell names, in whatever language.

    >>> from core.sheets.kinds import KINDS
    >>> choice_of("Gestartet", KINDS["stage_events"].column("transition"))
    'start'
    """
    written = text_of_cell(cell)
    said = plain(written)
    for value, words in column.choices.items():
        if said in words or said == value:
            return value
    raise CellRefused(
        "“{found}” is none of the values known here. Write one of: {expected}.",
        found=written,
        expected=Words(column),
    )
