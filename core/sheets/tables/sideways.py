"""Processes written from left to right: the steps are the columns, minutes and rates are the rows."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import SheetRefused
from core.language import Quoted
from core.sheets.cells.blanks import is_blank
from core.sheets.grid import Cell, Grid
from core.sheets.kinds import PROCESS
from core.sheets.tables.headers import ACCEPT, match

_FIGURES = frozenset(
    {"minutes", "pass_rate", "times", "cash", "tried", "succeeded", "runs_per_win", "waiting"}
)
_ROWS = 40


def on_its_side(grid: Grid) -> SheetRefused | None:
    """The refusal of a sheet whose steps stand side by side, with how to turn it; None for any other.

    >>> rows = [["Step", "Read", "Call"], ["Minutes", 5, 20], ["Pass rate", 0.5, 0.4]]
    >>> str(on_its_side(Grid("Ads", rows)))[:41]
    'The steps stand side by side (“Read”, “Ca'
    """
    rows = [row for row in grid.rows[:_ROWS] if any(not is_blank(cell) for cell in row)]
    for c in range(min(2, grid.width)):
        named = [row for row in rows if isinstance(row[c], str) and not is_blank(row[c])]
        figures = [row for row in named if _is_figure(str(row[c])) and _filled(row) >= 2]
        if max((_filled(row) for row in figures), default=0) < 3:
            continue
        if len({str(row[c]) for row in figures}) < 2 or len(figures) * 2 < len(named) - 1:
            continue
        above = rows[max(0, rows.index(figures[0]) - 1)]
        steps = [cell for cell in above[c + 1 :] if isinstance(cell, str) and not is_blank(cell)]
        if len(steps) >= 2:
            return SheetRefused(
                "The steps stand side by side ({steps}), and {figures} below each other. "
                "Each step needs a row of its "
                "own: copy the table in Excel and paste it with Paste Special, Transpose.",
                steps=Quoted(tuple(step[:40] for step in steps[:3])),
                figures=Quoted(tuple(str(row[c])[:40] for row in figures[:3])),
            )
    return None


def _filled(row: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in row)


def _is_figure(text: str) -> bool:
    found = match(text, PROCESS) if len(text) <= 70 else None
    return found is not None and found.score >= ACCEPT and found.column in _FIGURES
