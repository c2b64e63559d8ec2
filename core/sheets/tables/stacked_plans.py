"""Blocks of plans stacked with blocks of what happened in one sheet: only the latter are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.language import Text
from core.sheets.tables.table import Table
from core.sheets.tables.versions import is_a_plan

_KINDS = ("stage_counts", "channel_spend")


def without_plans(tables: Sequence[Table]) -> list[Table]:
    """The tables of a sheet without those titled as a plan beside one with the same columns that is none.

    >>> plan = Table("2026", 0, "channel_spend", Text(""), 1, 1, 3, (), title="Plan 2026")
    >>> actual = replace(plan, number=1, header_row=6, title="Ist 2026")
    >>> found = without_plans([plan, actual])
    >>> [(table.number, table.title) for table in found], print(found[0].notes[0])
    “Plan 2026” is a plan, nothing that happened: the table below it is not read
    ([(0, 'Ist 2026')], None)
    """
    plans = [
        table
        for table in tables
        if table.kind in _KINDS
        and is_a_plan(table.title)
        and any(
            other.kind == table.kind and not is_a_plan(other.title) and _same_columns(other, table)
            for other in tables
        )
    ]
    if not plans:
        return list(tables)
    told = tuple(
        Text(
            "“{found}” is a plan, nothing that happened: the table below it is not read",
            {"found": table.title},
        )
        for table in plans
    )
    kept = [table for table in tables if table not in plans]
    first = next(n for n, table in enumerate(kept) if table.kind == plans[0].kind)
    kept[first] = replace(kept[first], notes=(*kept[first].notes, *told))
    return [replace(table, number=number) for number, table in enumerate(kept)]


def _same_columns(one: Table, other: Table) -> bool:
    mine, its = {text for text in one.header if text}, {text for text in other.header if text}
    return len(mine & its) * 2 >= len(its)
