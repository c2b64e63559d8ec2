"""The user's word against ours: what kind of table a sheet holds, and where its headings stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core.language import _
from core.sheets.grid import Grid
from core.sheets.intake import LeftOut
from core.sheets.kinds import KINDS
from core.sheets.tables.table import Corrections, Table
from core.store.uploads import Upload
from pages.shared import session
from pages.shared.matching import correct, correct_sheet
from pages.shared.pieces import escaped


def overrule(upload: Upload, table: Table) -> None:
    """Choose another kind, or another row of headings, for a table that was recognised."""
    key = f"{upload.id} {table.sheet} {table.number}"
    kinds = {name: str(kind.label) for name, kind in KINDS.items()}
    left, right = st.columns([3, 1])
    left.selectbox(
        _("What this table is"),
        list(kinds),
        index=list(kinds).index(table.kind),
        format_func=kinds.get,
        key=f"kind {key}",
        on_change=session.callback(
            lambda: correct(
                upload, table, lambda said: _other_kind(said, str(session.remembered(f"kind {key}")))
            )
        ),
    )
    right.number_input(
        _("Row of the headings"),
        min_value=1,
        value=table.header_row + 1,
        step=1,
        key=f"header_row {key}",
        on_change=session.callback(
            lambda: correct(
                upload,
                table,
                lambda said: replace(
                    said,
                    kind=said.kind or table.kind,
                    header_row=int(session.remembered(f"header_row {key}")) - 1,
                    columns={},
                ),
            )
        ),
    )
    reason = str(table.reason)
    why = f"{reason[:1].upper()}{reason[1:].rstrip('.')}."
    if table.runner_up is not None:
        name, less = table.runner_up
        why += " " + _("Next: {kind} ({reason}).").format(kind=KINDS[name].label, reason=less)
    st.caption(escaped(why))


def _other_kind(said: Corrections, kind: str) -> Corrections:
    """Another kind has other columns, so what was said of the old ones no longer holds."""
    return replace(said, kind=kind, columns={}, units={}, scales={}, decimals={}, orders={})


def read_all_the_same(upload: Upload, left: LeftOut, grids: Sequence[Grid]) -> None:
    """For a sheet that was not understood: the user says what it is, and where its headings stand."""
    grid = next((grid for grid in grids if grid.name == left.sheet), None)
    if grid is None or grid.hidden or not len(grid.rows):
        return
    key = f"{upload.id} {left.sheet}"
    kinds = {name: str(kind.label) for name, kind in KINDS.items()}
    with st.expander(_("It is a table all the same")):
        kind, row, button = st.columns([3, 1, 1], vertical_alignment="bottom")
        kind.selectbox(
            _("What this table is"), list(kinds), index=None, format_func=kinds.get, key=f"is {key}"
        )
        row.number_input(_("Row of the headings"), min_value=1, value=1, step=1, key=f"is at {key}")

        @session.callback
        def read() -> None:
            chosen = session.remembered(f"is {key}")
            if chosen is not None:
                at = int(session.remembered(f"is at {key}", 1)) - 1
                correct_sheet(upload, left.sheet, Corrections(kind=str(chosen), header_row=at))

        button.button(
            _("Read it so"),
            key=f"read {key}",
            on_click=read,
            disabled=session.remembered(f"is {key}") is None,
            width="stretch",
        )
