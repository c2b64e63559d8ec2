"""The lines above a table: its title, and what the sheet or the file is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell, Grid

_GENERIC = re.compile(
    r"^(?:sheet|tabelle|ark|table|blatt|feuil|worksheet|regneark)\s*\d*(?:\s*\(\d+\))?$", re.IGNORECASE
)
_DATED = re.compile(
    r"^(?:stand|dato|datum|date|as of|version|autor|author|erstellt|utarbeidet|created|by|von|av)\b|^[\d\W]+$"
    r"|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d{2}-\d{2}",
    re.IGNORECASE,
)
"""A line that says when or by whom a sheet was made is no title."""


def title_above(
    grid: Grid, header_row: int, above: int, span: tuple[int, int] | None = None
) -> tuple[str, int]:
    """The line of words that stands directly above a header, and its row; ("", header_row) if none does.

    Lines down to row `above` belong to something else. `span` are the header's own columns, the first and
    the one after the last, where other tables stand beside it: of several titles its own is taken.

    >>> title_above(Grid("A", [["Fair", None], ["Step", "Minutes"]]), 1, -1)
    ('Fair', 0)
    """
    for r in range(header_row - 1, max(above, header_row - 3), -1):
        cells = own_cells(grid.rows[r], span)
        if len(cells) == 1 and isinstance(cells[0], str):
            return ("" if _DATED.match(cells[0].strip()) else cells[0].strip()), r
        if cells:
            break
    return "", header_row


def own_cells(row: Sequence[Cell], span: tuple[int, int] | None) -> list[Cell]:
    """What a line above several tables says of the one in these columns; all of it where nothing is its own.

    >>> own_cells(["Anna", None, "Ben", None], (2, 4)), own_cells(["March 2026", None, None], (2, 3))
    (['Ben'], ['March 2026'])
    """
    own = [cell for cell in row[slice(*span)] if not is_blank(cell)] if span is not None else []
    return own or [cell for cell in row if not is_blank(cell)]


def is_generic(name: str) -> bool:
    """Whether a sheet's name says nothing: "Sheet1", "Tabelle1 (2)".

    >>> is_generic("Ark 1"), is_generic("Events")
    (True, False)
    """
    return bool(_GENERIC.match(name.strip()))


def sheet_name(grid: Grid, file: str) -> str:
    """What a sheet is called: its own name, or its file's where that says nothing ("Sheet1", "Tabelle1").

    >>> sheet_name(Grid("Tabelle1", []), "Messen.xlsx")
    'Messen'
    """
    return PurePath(file).stem if is_generic(grid.name) else grid.name.strip()
