"""What the cells of a table became, and what of it was ignored."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.language import _, ngettext
from core.language.amounts import duration, number, percent, typed
from core.sheets.checks.checked import CheckedTable, Conversion
from core.sheets.kinds import KINDS, Column
from core.sheets.writing.column_words import choice_word


def show_readings(checked: CheckedTable) -> None:
    """Every row as it will be kept, and each cell that was converted."""
    if checked.rows.empty:
        return
    kind = KINDS[checked.kind]
    given = [column for column in kind.columns if checked.rows[column.name].notna().any()]
    table = pd.DataFrame({"row": checked.rows["row"].astype(str)})
    for column in given:
        table[column.name] = [_shown(column, value) for value in checked.rows[column.name]]
    title = ngettext("{count} row as it will be kept", "{count} rows as they will be kept", len(table))
    with st.expander(title.format(count=len(table))):
        st.dataframe(
            table,
            hide_index=True,
            column_config={
                "row": st.column_config.TextColumn(_("Row"), width="small"),
                **{column.name: st.column_config.TextColumn(str(column.label)) for column in given},
            },
            key=f"readings {checked.file} {checked.sheet} {checked.table.number}",
        )
        if checked.conversions:
            st.caption(_("Read from what was written:"))
            st.dataframe(
                pd.DataFrame(
                    {
                        "cell": [one.cell for one in checked.conversions],
                        "written": [one.written for one in checked.conversions],
                        "became": [_became(kind.column(one.column), one) for one in checked.conversions],
                    }
                ),
                hide_index=True,
                column_config={
                    "cell": st.column_config.TextColumn(_("Cell"), width="small"),
                    "written": st.column_config.TextColumn(_("Written")),
                    "became": st.column_config.TextColumn(_("Read as")),
                },
                key=f"conversions {checked.file} {checked.sheet} {checked.table.number}",
            )


def _shown(column: Column, value: object) -> str:
    if value is None or value != value:
        return ""
    if not isinstance(value, float):
        return choice_word(column, str(value)) if column.reads == "choice" else str(value)
    if column.unit == "min":
        return duration(value)
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
        st.dataframe(
            pd.DataFrame(
                {
                    "place": [
                        _("Row {row}").format(row=one.row)
                        if one.row is not None
                        else _("Column {column}").format(column=one.place)
                        for one in checked.ignored
                    ],
                    "what": [one.what for one in checked.ignored],
                    "why": [str(one.why) for one in checked.ignored],
                }
            ),
            hide_index=True,
            column_config={
                "place": st.column_config.TextColumn(_("Where"), width="small"),
                "what": st.column_config.TextColumn(_("What stands there")),
                "why": st.column_config.TextColumn(_("Because"), width="large"),
            },
            key=f"ignored {checked.file} {checked.sheet} {checked.table.number}",
        )
