"""Who or what the lines above a table name for all its rows: "Name: Ina Koch", "Kunde: Alpha GmbH"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell, Grid
from core.sheets.kinds import TIME_ENTRIES, Kind
from core.sheets.tables.headers import plain
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.titles import own_cells

_LINES = 12
_LABELLED = re.compile(r"\s*([^:]{2,40}?)\s*:\s*(.*)", re.DOTALL)
_MORE = re.compile(
    r"^(?:name|vorname,? (?:und )?name|nachname,? vorname) (?:der|des|of|of the|til) |^(?:name|navn) "
    r"|^(?:der|des|of|the) ",
    re.IGNORECASE,
)
_FEMALE = re.compile(r"(?:/-?in|in|innen|en|s|n)$")
_NAMED = ("person", "customer", "project")
_TOO_LONG = 80


def named_above(
    grid: Grid, row: int, after: int, span: tuple[int, int] | None, uses: Sequence[ColumnUse], kind: Kind
) -> Mapping[str, str]:
    """What lines between row `after` and the header in `row` name that no column of the table does.

    `span` are the columns of the table, where others stand beside it.

    >>> grid = Grid("A", [["Kunde: Alpha GmbH"], ["Datum"], ["1.3.2026"]])
    >>> named_above(grid, 1, -1, None, [], TIME_ENTRIES)
    {'customer': 'Alpha GmbH'}
    """
    if kind is not TIME_ENTRIES:
        return {}
    there = {use.name for use in uses if use.name}
    found: dict[str, str] = {}
    for r in range(row - 1, max(after, row - _LINES - 1), -1):
        for label, said in _labelled(own_cells(grid.rows[r], span)):
            name = _column_of(label, kind)
            if name is not None and name not in there and name not in found:
                found[name] = said
    return found


def _labelled(cells: Sequence[Cell]) -> list[tuple[str, str]]:
    """The labels of a line with what stands behind them, in the same cell or in the next."""
    found = []
    filled = [cell for cell in cells if not is_blank(cell)]
    for place, cell in enumerate(filled):
        parted = _LABELLED.fullmatch(cell) if isinstance(cell, str) and len(cell) <= _TOO_LONG else None
        if parted is None:
            continue
        said = parted[2].strip()
        if not said and place + 1 < len(filled) and isinstance(filled[place + 1], str):
            following = str(filled[place + 1]).strip()
            said = "" if ":" in following else following
        if said and len(said) <= _TOO_LONG and any(letter.isalpha() for letter in said):
            found.append((parted[1], " ".join(said.split())))
    return found


def _column_of(label: str, kind: Kind) -> str | None:
    """The person, the customer or the project, where a label is a word for one of them."""
    word = plain(label)
    forms = [word, _MORE.sub("", word)]
    forms += [_FEMALE.sub("", form) for form in forms]
    for name in _NAMED:
        if any(plain(alias) in forms for alias in kind.column(name).words):
            return name
    return None
