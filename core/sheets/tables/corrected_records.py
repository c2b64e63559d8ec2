"""What the user said about a table of records, put into effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.language import Quoted, Text
from core.sheets.grid import Grid
from core.sheets.kinds import KINDS, Kind
from core.sheets.tables.contents import contents_of
from core.sheets.tables.heading_periods import period_key
from core.sheets.tables.record_reading import read_as
from core.sheets.tables.required import lacking
from core.sheets.tables.table import ColumnUse, Corrections, Table
from core.sheets.tables.turn_of_year import years_of_headings
from core.sheets.tables.versions import split_version
from core.sheets.tables.wide_events import stage_key

_KEYED = {"stage_counts": "count", "stage_events": "time", "channel_spend": "amount"}
"""What may stand in several columns of one row, by kind."""


def corrected_records(
    table: Table, said: Corrections, grid: Grid, file: str, *, remembered: bool = False
) -> Table:
    """The table as the user says it is; `remembered` where it was said of another sheet with this header.

    A count, a time or an amount given to a column beside others takes the column's heading as its stage or
    its period.

    >>> from core.sheets.tables.records import record_table_at
    >>> grid = Grid("A", [["Wer", "Wann", "Was"], ["Acme", "1.3.2026", "12 €"]])
    >>> said = Corrections(columns={0: "customer", 1: "date", 2: "amount"})
    >>> table = corrected_records(record_table_at(grid, "a.csv", 0, "invoices"), said, grid, "a.csv")
    >>> table.conflicts, table.use("customer").header
    ((), 'Wer')
    """
    kind = KINDS[table.kind]
    year = int(said.year) if said.year and said.year.isdigit() else table.year
    uses = _renamed(table.columns, said, kind, year, remembered=remembered)
    uses = _with_year(uses, year)
    uses = [
        replace(
            use,
            order=said.orders.get(use.name or "", use.order),
            decimal=said.decimals.get(use.name or "", use.decimal),
            unit=said.units.get(use.name or "", use.unit),
        )
        for use in read_as(uses, grid, kind, table.first_row, table.last_row, [])
    ]
    return replace(
        table,
        columns=tuple(uses),
        year=year,
        channel=said.channel or table.channel,
        phase=said.phase or table.phase,
        stage=said.stage or table.stage,
        conflicts=_conflicts(uses, table, grid, kind) if said.columns else table.conflicts,
    )


def _renamed(
    columns: Sequence[ColumnUse], said: Corrections, kind: Kind, year: int | None, *, remembered: bool
) -> list[ColumnUse]:
    why = Text("you matched it so for another sheet with this header") if remembered else Text("you said so")
    names = {column.name for column in kind.columns}
    given = {index: name for index, name in said.columns.items() if not name or name in names}
    keyed = _KEYED.get(kind.name, "")
    several = sum(1 for name in given.values() if name == keyed) > 1 or any(
        use.key and use.name == keyed for use in columns
    )
    uses = []
    for use in columns:
        if use.index in given:
            name = given[use.index]
            # A second from-to stays one where the user only confirms what it is.
            key = use.key if name == use.name and kind.name not in _KEYED else ""
            if name and name == keyed and several:
                key = use.key or period_key(use.header, year) or stage_key(use.header)
            use = replace(use, name=name or None, key=key, score=100.0, reason=why, suggestion=None)
        elif use.name and not use.key and use.name in given.values():
            use = replace(use, name=None, suggestion=use.name)
        uses.append(use)
    return uses


def _with_year(uses: Sequence[ColumnUse], year: int | None) -> list[ColumnUse]:
    """The columns, those of months with the year once that of the first is known."""
    if year is None:
        return list(uses)
    open_ = {use.index: split_version(use.header)[0] for use in uses if use.key.startswith("--")}
    years = years_of_headings(open_, year)
    return [
        replace(use, key=period_key(open_[use.index], years[use.index]) or use.key)
        if use.index in years
        else use
        for use in uses
    ]


def _conflicts(uses: Sequence[ColumnUse], table: Table, grid: Grid, kind: Kind) -> tuple[Text, ...]:
    rows = list(grid.rows[table.first_row : min(table.first_row + 60, table.last_row + 1)])
    contents = [contents_of([row[use.index] for row in rows]) for use in uses]
    found = []
    for name, count in Counter(use.name for use in uses if use.name and not use.key).items():
        if count > 1:
            same = [use for use in uses if use.name == name and not use.key]
            found.append(
                Text(
                    "Columns {columns} both stand for “{label}” ({headers}): choose one of them, or give "
                    "the other another heading.",
                    {
                        "columns": ", ".join(use.letter for use in same),
                        "label": kind.column(name).label,
                        "headers": Quoted(tuple(use.header for use in same)),
                    },
                )
            )
    missing = lacking(uses, contents, kind, table.title, export=table.export, has_period=True)
    if missing:
        found.append(Text("No column is chosen for “{label}”, which is needed.", {"label": missing[0]}))
    return tuple(found)
