"""What the user said about a table of steps or roles, put into effect."""

from __future__ import annotations

from dataclasses import replace

from core.language import Text
from core.sheets.grid import Grid
from core.sheets.kinds import KINDS
from core.sheets.tables.columns import understand
from core.sheets.tables.header_lines import unit_above
from core.sheets.tables.table import Corrections, Table


def corrected_steps(table: Table, said: Corrections, grid: Grid, *, remembered: bool = False) -> Table:
    """The table as the user says it is; `remembered` where it was said of another sheet with this header.

    >>> from core.sheets.tables.steps import step_tables
    >>> grid = Grid("Events", [["Step", "X"], ["Call", 10]])
    >>> said = Corrections(columns={1: "minutes"})
    >>> corrected_steps(step_tables(grid, "a.xlsx")[0], said, grid).use("minutes").header
    'X'
    """
    kind = KINDS[table.kind]
    why = Text("you matched it so for another sheet with this header") if remembered else Text("you said so")
    forced = {use.index: use.name or "" for use in table.columns} | dict(said.columns)
    for name in said.columns.values():
        # What the user gives to one column is taken from any other that was understood as the same.
        for other in [o for o, n in forced.items() if n == name and name and o not in said.columns]:
            forced[other] = ""
    body = [line[: len(table.columns)] for line in grid.rows[table.first_row : table.last_row + 1]]
    columns, notes, conflicts = understand(
        list(table.header),
        body,
        kind,
        grid.percent,
        table.first_row,
        forced=forced,
        said_above=unit_above(grid, table.header_row),
    )
    columns = [
        replace(
            use,
            reason=why if use.index in said.columns else table.columns[use.index].reason,
            score=100.0 if use.index in said.columns else table.columns[use.index].score,
            unit=said.units.get(use.name or "", use.unit),
            scale=said.scales.get(use.name or "", use.scale),
            decimal=said.decimals.get(use.name or "", use.decimal),
        )
        for use in columns
    ]
    return replace(
        table,
        columns=tuple(columns),
        notes=tuple(notes) if remembered else table.notes,
        conflicts=tuple(conflicts),
        channel=said.channel or table.channel,
        phase=said.phase or table.phase,
    )
