"""The user's corrections of how a table was understood: its columns, its name, its doubtful numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from core.language import _
from core.sheets.checks.checked import CheckedTable
from core.sheets.kinds import KINDS
from core.sheets.tables.table import ColumnUse, Corrections, Table
from core.store import matchings, uploads
from core.store.uploads import Upload
from pages.shared import session
from pages.shared.inert import inert
from pages.shared.tables import edited_table
from pages.shared.workspace import workspace

_BARE = re.compile(r"^\s*\d+(?:[.,]\d+)?\s*$")
# "1.234" or "1,234": a thousand, or one and a bit.
_THOUSAND_OR_DECIMAL = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d{3}(?![\d.,])")


def correct(upload: Upload, table: Table, change: Callable[[Corrections], Corrections]) -> None:
    """Lay one more correction over what was said of this table, and remember it for its header."""
    others = [
        said
        for said in upload.corrections.get("tables", [])
        if (said["sheet"], said["number"]) != (table.sheet, table.number)
    ]
    before = next(
        (
            Corrections.from_json(said)
            for said in upload.corrections.get("tables", [])
            if (said["sheet"], said["number"]) == (table.sheet, table.number)
        ),
        Corrections.from_json(matchings.recall(workspace(), table.header) or {}),
    )
    now = change(before)
    said = {"sheet": table.sheet, "number": table.number, **now.as_json()}
    uploads.correct(workspace(), upload.id, {**upload.corrections, "tables": [*others, said]})
    if now.matching() != before.matching():
        matchings.remember(workspace(), table.header, now.matching())


def correct_sheet(upload: Upload, sheet: str, said: Corrections) -> None:
    """Say what a sheet holds in which no table was found."""
    others = [one for one in upload.corrections.get("tables", []) if one["sheet"] != sheet]
    tables = [*others, {"sheet": sheet, "number": 0, **said.as_json()}]
    uploads.correct(workspace(), upload.id, {**upload.corrections, "tables": tables})


def name_records(upload: Upload, table: Table) -> None:
    """The channel of spend, and the stage of events, in a table that names none."""
    if table.kind == "channel_spend" and table.use("channel") is None:
        _name(upload, table, "channel", _("Channel"), table.channel)
    if table.kind == "stage_events" and table.use("stage") is None and not _keyed(table):
        _name(upload, table, "stage", _("Stage"), table.stage)


def _keyed(table: Table) -> bool:
    return any(use.key for use in table.columns)


def _name(upload: Upload, table: Table, about: str, label: str, value: str) -> None:
    key = f"{about} {upload.id} {table.sheet} {table.number}"

    @session.callback
    def named() -> None:
        text = str(session.remembered(key)).strip() or None
        correct(upload, table, lambda said: replace(said, **{about: text}))

    st.text_input(label, value=value, key=key, on_change=named, width=320)


def name_process(upload: Upload, table: Table) -> None:
    """The channel and the phase of rows that name none."""
    own_channel, own_phase = table.use("channel") is None, table.use("phase") is None
    left, right = st.columns(2)
    phases = {
        "acquire": _("winning a customer"),
        "deliver": _("delivering an order"),
        "after": _("afterwards"),
    }
    key = f"{upload.id} {table.sheet} {table.number}"
    if own_channel:
        left.text_input(
            _("Channel or process"),
            value=table.channel,
            key=f"channel {key}",
            on_change=lambda: correct(
                upload,
                table,
                lambda said: replace(said, channel=str(session.remembered(f"channel {key}")).strip() or None),
            ),
        )
    if own_phase:
        right.selectbox(
            _("These steps are for"),
            list(phases),
            index=list(phases).index(table.phase),
            format_func=phases.get,
            key=f"phase {key}",
            on_change=lambda: correct(
                upload, table, lambda said: replace(said, phase=session.remembered(f"phase {key}"))
            ),
        )


def ask(upload: Upload, checked: CheckedTable) -> None:
    """Ask what the sheet leaves open: minutes or hours, percent or batches, comma or point."""
    table = checked.table
    troubled: dict[str, list[str]] = {}
    for problem in checked.problems:
        troubled.setdefault(problem.cell.rstrip("0123456789"), []).append(problem.found)
    for use in table.columns:
        if use.name is None or use.letter not in troubled:
            continue
        reads = KINDS[table.kind].column(use.name).reads
        if reads in ("duration", "waiting") and use.unit is None:
            units = {"min": _("minutes"), "h": _("hours")}
            _question(upload, table, use, "units", _("The numbers in “{header}” are"), units)
        elif reads == "rate" and (use.scale is None or any(map(_BARE.match, troubled[use.letter]))):
            scales = {
                "percent": _("percent: 40 is 40 %"),
                "fraction": _("parts of one or batches: 0.4 is 40 %, 40 is forty from each"),
            }
            _question(upload, table, use, "scales", _("The numbers in “{header}” are"), scales)
        elif use.decimal is None and any(
            _THOUSAND_OR_DECIMAL.search(found) for found in troubled[use.letter]
        ):
            signs = {",": _("1.234 is one thousand and more"), ".": _("1.234 is one and a bit")}
            _question(upload, table, use, "decimals", _("In “{header}”"), signs)


def _question(
    upload: Upload, table: Table, use: ColumnUse, about: str, label: str, options: dict[str, str]
) -> None:
    key = f"{about} {upload.id} {table.sheet} {table.number} {use.name}"
    st.radio(
        label.format(header=use.header),
        list(options),
        format_func=options.get,
        index=None,
        horizontal=True,
        key=key,
        on_change=lambda: correct(
            upload,
            table,
            lambda said: replace(
                said, **{about: {**getattr(said, about), str(use.name): session.remembered(key)}}
            ),
        ),
    )


def match_columns(upload: Upload, table: Table) -> None:
    """How each column was understood and why; another meaning can be chosen in place."""
    uses = [use for use in table.columns if use.header or use.name]
    labels = {"": _("(not read)")} | {column.name: str(column.label) for column in KINDS[table.kind].columns}
    name = f"columns {upload.id} {table.sheet} {table.number}"
    edited_table(
        inert(
            {
                "letter": [use.letter for use in uses],
                "header": [use.header for use in uses],
                "meaning": [labels[use.name or ""] for use in uses],
                "why": [_why(use, labels) for use in uses],
            }
        ),
        title=_("The columns of a sheet"),
        key=session.key(name),
        hide_index=True,
        disabled=["letter", "header", "why"],
        column_config={
            "letter": st.column_config.TextColumn(_("Column"), width="small"),
            "header": st.column_config.TextColumn(_("Heading")),
            "meaning": st.column_config.SelectboxColumn(
                _("Read as"), options=list(labels.values()), required=True
            ),
            "why": st.column_config.TextColumn(_("Because"), width="large"),
        },
        on_change=lambda: _rematched(upload, table, uses, labels, name),
    )


def _why(use: ColumnUse, labels: dict[str, str]) -> str:
    why = str(use.reason)
    if use.suggestion:
        return _("{why}; perhaps “{label}”?").format(
            why=why, label=labels.get(use.suggestion, use.suggestion)
        )
    return why


def _rematched(
    upload: Upload, table: Table, uses: list[ColumnUse], labels: dict[str, str], name: str
) -> None:
    by_label = {label: column for column, label in labels.items()}
    chosen = {
        uses[row].index: by_label[label]
        for row, _column, label in session.typed_cells(name)
        if label in by_label
    }
    correct(upload, table, lambda said: replace(said, columns={**said.columns, **chosen}))
    session.renew(name)
