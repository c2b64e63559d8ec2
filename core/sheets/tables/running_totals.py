"""Tables whose title says that their figures are cumulated: each adds up those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from core.language import Text
from core.sheets.grid import Grid
from core.sheets.tables.record_reading import bare_number
from core.sheets.tables.table import ColumnUse

_CUMULATED = re.compile(
    r"\b(?:kumuliert\w*|kumulativ\w*|kumulert\w*|kum\.|cumulative\w*|cumulated|running totals?)", re.I
)
_LEAST = 3
_LOOKED_AT = 400


def cumulated(
    uses: Sequence[ColumnUse], grid: Grid, first: int, last: int, title: str, name: str
) -> list[Text]:
    """Why nothing is kept of a table whose title says that its figures are cumulated, and whose figures never
    fall; nothing where it does not say so.

    >>> uses = [ColumnUse(0, "Month", "period", 100, Text("")), ColumnUse(1, "Leads", "count", 100, Text(""))]
    >>> grid = Grid("A", [["Month", "Leads"], ["Jan", 5.0], ["Feb", 9.0], ["Mar", 9.0]])
    >>> [len(cumulated(uses, grid, 1, 3, title, "count")) for title in ("Leads, cumulative", "Leads")]
    [1, 0]
    """
    found = _CUMULATED.search(title)
    if not found:
        return []
    rows = grid.rows[first : min(last + 1, first + _LOOKED_AT)]
    columns = [use.index for use in uses if use.name == name]
    across = sum("/" in use.key for use in uses if use.name == name) > 1
    lines = (
        [[bare_number(row[c]) for c in columns] for row in rows]
        if across
        else [[bare_number(row[c]) for row in rows] for c in columns]
    )
    runs = [[value for value in line if value is not None] for line in lines]
    long = [run for run in runs if len(run) >= _LEAST]
    if not long or any(later < earlier for run in long for earlier, later in pairwise(run)):
        return []
    return [
        Text(
            "The line above the table says “{found}”: each figure adds up those before it, so keeping them "
            "all would count most of it again and again. Give the figures of each period alone.",
            {"found": title},
        )
    ]
