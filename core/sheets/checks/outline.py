"""Numbered steps with numbered parts: the minutes of 1 are mostly those of 1.1 and 1.2 once more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from core.errors import CellRefused
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.durations import duration
from core.sheets.cells.money import money
from core.sheets.grid import Cell, Grid
from core.sheets.kinds.column import split
from core.sheets.tables.headers import plain
from core.sheets.tables.table import ColumnUse, Table

NUMBERING = frozenset(
    split(
        "nr, nr., no, no., nummer, number, pos, pos., position, lfd nr, lfd. nr, lfd. nr., #, id, løpenummer"
        ", gliederung, ebene"
    )
)
"""Headings of columns that only number the rows."""

_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})*)\.?([a-z])?\)?")
_NUMBERED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})+|[0-9]{1,3}[.)]|[0-9]{1,3}[a-z]\))\s+\S")
_WORDS = frozenset({"step", "channel", "phase", "group", "note", "role", "performed_by", "stage", "scope"})

Key = tuple[str, ...]


class Part(Enum):
    """What a row with parts of its own below it is."""

    HEADING = "no figures of its own"
    SUM = "its figures are those of its parts"
    DOUBT = "figures of its own beside those of its parts"


@dataclass(frozen=True)
class Whole:
    """A row with parts: what it is, and the numbers of its first and last part."""

    part: Part
    first: str
    last: str
    names_a_group: bool


def wholes(grid: Grid, table: Table) -> Mapping[int, Whole]:
    """The rows of a process table that are made of the rows below them, as their numbers say."""
    keys = _keys(grid, table)
    rows = sorted(keys)
    found: dict[int, Whole] = {}
    parts_of = {r: _parts(at, rows, keys) for at, r in enumerate(rows)}
    only_groups = all(parts_of[r] for r in rows if len(keys[r]) == 1)
    for r in rows:
        if parts_of[r]:
            leaves = [p for p in parts_of[r] if not parts_of[p]]
            part = _part(grid, table, r, leaves)
            if part is not None:
                first, last = (".".join(keys[p]) for p in (leaves[0], leaves[-1]))
                found[r] = Whole(part, first, last, only_groups and len(keys[r]) == 1)
    return found


def key_of(cell: Cell) -> Key | None:
    """The parts of a row's number; None where the cell is no such number.

    >>> key_of("1.2"), key_of("2a)"), key_of(3.0), key_of("Call")
    (('1', '2'), ('2', 'a'), ('3',), None)
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return None
    number = _NUMBER.fullmatch(str(cell).strip())
    if number is None:
        return None
    return (*number[1].split("."), *([number[2]] if number[2] else []))


def _keys(grid: Grid, table: Table) -> dict[int, Key]:
    """The number of every row, from the column that numbers them, else from before the step's name."""
    span = range(table.first_row, table.last_row + 1)
    for use in table.columns:
        if use.name is None and (plain(use.header) in NUMBERING or not use.header):
            keys = {r: key for r in span if (key := key_of(grid.rows[r][use.index])) is not None}
            if any(len(key) > 1 for key in keys.values()):
                return keys
    step = table.use("step")
    keys = {}
    for r in span if step else ():
        cell = grid.rows[r][step.index] if step else None
        numbered = _NUMBERED.match(cell.strip()) if isinstance(cell, str) else None
        key = key_of(numbered[1]) if numbered else None
        if key is not None:
            keys[r] = key
    return keys


def _parts(at: int, rows: list[int], keys: Mapping[int, Key]) -> list[int]:
    """The rows below whose numbers begin with this row's."""
    key = keys[rows[at]]
    parts = []
    for place in range(at + 1, len(rows)):
        other = rows[place]
        if keys[other][: len(key)] != key or len(keys[other]) <= len(key):
            break
        parts.append(other)
    return parts


def _part(grid: Grid, table: Table, r: int, leaves: list[int]) -> Part | None:
    row = grid.rows[r]
    figures = [
        use for use in table.columns if use.name and use.name not in _WORDS and not is_blank(row[use.index])
    ]
    if not figures:
        return Part.HEADING
    sums = {
        use.name: sum(_figure(use, grid.rows[leaf][use.index]) or 0.0 for leaf in leaves) for use in figures
    }
    if not any(sums.values()):
        return None  # the parts only describe what the whole takes
    for use in figures:
        own = _figure(use, row[use.index])
        if use.name not in ("minutes", "cash") or own is None:
            return Part.DOUBT
        if abs(own - sums[use.name]) > 0.005 * own:
            return Part.DOUBT
    return Part.SUM


def _figure(use: ColumnUse, cell: Cell) -> float | None:
    if use.name not in ("minutes", "cash") or is_blank(cell):
        return None
    try:
        if use.name == "cash":
            return money(cell, decimal=use.decimal).value
        return duration(cell, unit=use.unit, decimal=use.decimal).value
    except CellRefused:
        return None
