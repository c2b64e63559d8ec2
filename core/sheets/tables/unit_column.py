"""A column of its own that says the unit of each row's time: "2 | h", "30 | min"."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import CellRefused
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.time_units import named_unit
from core.sheets.grid import Cell
from core.sheets.kinds.column import split
from core.sheets.tables.headers import plain
from core.sheets.tables.table import ColumnUse

_HEADINGS = frozenset(
    split(
        "einheit, einheiten, zeiteinheit, einh, maßeinheit, unit, units, time unit, uom, enhet, enheter, "
        "tidsenhet, me"
    )
)


def unit_columns(uses: Sequence[ColumnUse]) -> dict[int, ColumnUse]:
    """For the column of minutes, the column of units that stands next to its right.

    >>> from core.language import Text
    >>> minutes = ColumnUse(1, "Zeit", "minutes", 100, Text(""))
    >>> unit_columns([minutes, ColumnUse(2, "Einheit", None, 0, Text(""))])[1].header
    'Einheit'
    """
    found: dict[int, ColumnUse] = {}
    before: ColumnUse | None = None
    for use in uses:
        if use.name is None and plain(use.header) in _HEADINGS:
            if before is not None and before.name == "minutes":
                found[before.index] = use
        elif use.header:
            before = use
    return found


def row_unit(cell: Cell) -> str | None:
    """The unit that a row's cell of units names; None where it is empty.

    Raises CellRefused for a word that is no unit of time.

    >>> row_unit("Std."), row_unit(None)
    ('h', None)
    """
    if is_blank(cell):
        return None
    unit = named_unit(" ".join(str(cell).split()))
    if unit is None:
        raise CellRefused(
            "“{found}” is no unit of time known here. Write min, h or s.", found=" ".join(str(cell).split())
        )
    return unit
