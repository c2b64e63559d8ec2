"""What the cells of a table became, and what of it was ignored."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from core.language import _, ngettext
from core.language.amounts import day, duration, exact_number, moment, number, percent, typed
from core.sheets.checks.checked import CheckedTable, Conversion
from core.sheets.checks.sums import sums
from core.sheets.kinds import KINDS, Column, Kind
from core.sheets.kinds.column import fields_of
from core.sheets.writing.column_words import choice_word
from pages.shared.tables import result_table

_SHOWN_ROWS = 200


def show_readings(checked: CheckedTable) -> None:
    """Every row as it will be kept, and each cell that was converted."""
    if checked.rows.empty:
        return
    kind = KINDS[checked.kind]
    title = ngettext("{count} row as it will be kept", "{count} rows as they will be kept", len(checked.rows))
    with st.expander(title.format(count=exact_number(len(checked.rows)))):
        if kind.records:
            st.caption(_sums(checked))
        _rows(checked, kind)
        if len(checked.rows) > _SHOWN_ROWS:
            st.caption(_("The first {count} rows are shown.").format(count=_SHOWN_ROWS))
        if checked.conversions:
            st.caption(_("Read from what was written:"))
            result_table(
                {
                    "cell": [one.cell for one in checked.conversions],
                    "written": [one.written for one in checked.conversions],
                    "became": [_became(kind.column(one.column), one) for one in checked.conversions],
                },
                {
                    "cell": st.column_config.TextColumn(_("Cell"), width="small"),
                    "written": st.column_config.TextColumn(_("Written")),
                    "became": st.column_config.TextColumn(_("Read as")),
                },
                title=_("Read from what was written:"),
                key=f"conversions {checked.file} {checked.sheet} {checked.table.number}",
            )


def _rows(checked: CheckedTable, kind: Kind) -> None:
    """The first rows, every field that any of them gives."""
    first = checked.rows.head(_SHOWN_ROWS)
    given = [(name, column) for name, column in _fields(kind) if first[name].notna().any()]
    table = pd.DataFrame({"row": first["row"].astype(str)})
    for name, column in given:
        table[name] = [_shown(column, value) for value in first[name]]
    result_table(
        table,
        {
            "row": st.column_config.TextColumn(_("Row"), width="small"),
            **{name: st.column_config.TextColumn(_heading(name, column)) for name, column in given},
        },
        title=checked.table.sheet or checked.file,
        key=f"readings {checked.file} {checked.sheet} {checked.table.number}",
    )


def _fields(kind: Kind) -> list[tuple[str, Column]]:
    """The fields worth a look with the column each comes from: of a figure its value, without its ends."""
    return [
        (kind.renamed.get(name, name), column)
        for column in kind.columns
        for name, _sql in fields_of(column)
        if name in (column.name, f"{column.name}_start", f"{column.name}_end")
    ]


def _heading(name: str, column: Column) -> str:
    if column.reads != "period":
        return str(column.label)
    return _("From") if name.endswith("_start") else _("Until")


def _sums(checked: CheckedTable) -> str:
    """What the rows add up to, so that it can be held against the sheet."""
    kind = KINDS[checked.kind]
    parts = []
    for said, total in sums(checked.rows, kind).items():
        name, _space, currency = said.partition(" ")
        column = next((column for field, column in _fields(kind) if field == name), None)
        if column is not None and name != "hourly_rate":
            parts.append(f"{column.label} {_shown(column, total)} {currency}".rstrip())
    return _("Together: {sums}").format(sums=", ".join(parts)) if parts else ""


def _shown(column: Column, value: object) -> str:
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return ""
    if isinstance(value, dt.datetime):
        return moment(value) if column.reads in ("moment", "clock") else day(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not isinstance(value, float):
        return choice_word(column, str(value)) if column.reads == "choice" else str(value)
    if column.unit == "min" or column.reads == "length":
        return duration(value)
    if column.reads in ("amount", "count", "hours"):
        return exact_number(value)
    if column.reads == "rate":
        return percent(value) if value <= 1 else f"{number(value)}×"
    return typed(round(value, 4))


def _became(column: Column, read: Conversion) -> str:
    if read.low is not None and read.high is not None:
        return _("{low} to {high}, counted as {value}").format(
            low=_shown(column, read.low), high=_shown(column, read.high), value=_shown(column, read.value)
        )
    return _shown(column, read.value)


def show_ignored(checked: CheckedTable) -> None:
    """The rows and columns that are not read, each with its reason."""
    if not checked.ignored:
        return
    title = ngettext("{count} thing is not read", "{count} things are not read", len(checked.ignored))
    with st.expander(title.format(count=len(checked.ignored))):
        result_table(
            {
                "place": [
                    _("Row {row}").format(row=one.row)
                    if one.row is not None
                    else _("Column {column}").format(column=one.place)
                    for one in checked.ignored
                ],
                "what": [one.what for one in checked.ignored],
                "why": [str(one.why) for one in checked.ignored],
            },
            {
                "place": st.column_config.TextColumn(_("Where"), width="small"),
                "what": st.column_config.TextColumn(_("What stands there")),
                "why": st.column_config.TextColumn(_("Because"), width="large"),
            },
            title=title.format(count=len(checked.ignored)),
            key=f"ignored {checked.file} {checked.sheet} {checked.table.number}",
        )
