"""The steps of a customer's way as a table to type into: who does each, their minutes, waiting and value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from core.customer.findings import wait
from core.customer.journey import Journey
from core.errors import CellRefused
from core.language import _, current
from core.language.amounts import duration, locale, typed
from core.sheets.kinds import PROCESS
from core.sheets.writing.column_words import choice_word
from core.steps.edits import CUSTOMER_FIELDS, read_edit
from core.store import changes
from pages.shared import session
from pages.shared.inert import inert
from pages.shared.step_changes import list_changes
from pages.shared.take_along import note_table
from pages.shared.workspace import workspace

_MANY = 16
_CHOICES = ("performed_by", "customer_value")
_NOT_SAID = "–"
"""What nobody judged: Streamlit would write “None” into an empty cell of choices."""


def edit_customer_side(way: Journey, stale: tuple[int, ...]) -> None:
    """The steps with what is noted of the customer; what is typed is kept at once, over the sheet."""
    st.subheader(_("What the customer does at each step"), anchor=False)
    st.caption(
        _(
            "Type over a cell: minutes as 20 or 1.5 h, waiting as 2 h or 3 days. Write 0 where the customer "
            "does nothing or waits for nothing; an empty cell means that it is not known. Your sheet stays "
            "as it is, and what you note here stays when it is replaced by a newer one."
        )
    )
    name, shown, columns = table_name(way), _shown(way, current()), _columns()
    note_table(shown, columns, way.channel, name)
    st.data_editor(
        inert(shown),
        key=session.key(name),
        hide_index=True,
        num_rows="fixed",
        disabled=["phase", "step", "ours"],
        column_config=columns,
        on_change=_typed,
        args=(name, way),
        height="content" if len(way.steps) <= _MANY else 520,
    )
    for chain in way.chains:
        list_changes(chain, stale, fields=CUSTOMER_FIELDS, table=name)


def table_name(way: Journey) -> str:
    """What the table of a way is called among the widgets."""
    return f"customer steps {way.channel}"


@lru_cache(maxsize=32)
def _shown(way: Journey, language: str) -> pd.DataFrame:
    """One row a step, all as text that can be typed again."""
    del language  # spoken already; it only tells the tables of one language from those of another
    columns = [*_figures("customer_minutes"), *_figures("waiting")]
    noted = [row for chain in way.chains for row in chain.steps[columns].to_dict("records")]
    words = {field: _words(field) for field in ("phase", *_CHOICES)}
    return pd.DataFrame(
        {
            "phase": way.steps["phase"].map(words["phase"]),
            "step": way.steps["step"],
            "performed_by": way.steps["performed_by"].map(words["performed_by"]),
            "customer_minutes": [_minutes(row, "customer_minutes") for row in noted],
            "waiting": [_minutes(row, "waiting") for row in noted],
            "customer_value": way.steps["value"].map(words["customer_value"]).fillna(_NOT_SAID),
            "ours": [duration(minutes) for minutes in way.steps["our_minutes"]],
        }
    )


def _figures(field: str) -> tuple[str, ...]:
    return (field, f"{field}_low", f"{field}_high")


def _minutes(row: Mapping[str, Any], field: str) -> str:
    """Minutes as they would be typed, a range as a range; waiting in days from a day on."""
    value, low, high = (row[name] for name in _figures(field))
    if pd.isna(value):
        return ""
    if pd.notna(low) and field != "waiting":
        return f"{typed(low)}-{typed(high)}"
    return wait(value) if field == "waiting" and value else typed(round(value, 2))


def _words(field: str) -> dict[str | None, str]:
    """The values of a column as they are written in the language spoken now."""
    column = PROCESS.column(field)
    return {value: choice_word(column, value) for value in column.choices}


def _columns() -> dict[str, object]:
    text, choice, right = st.column_config.TextColumn, st.column_config.SelectboxColumn, "right"
    return {
        "phase": text(_("Phase"), width=80),
        "step": text(_("Step"), width=180),
        "performed_by": choice(
            _("Performed by"), options=list(_words("performed_by").values()), width=140, required=True
        ),
        "customer_minutes": text(
            _("Their minutes"),
            width=135,
            alignment=right,
            help=_("Customer minutes: how long the customer is busy with it, each time."),
        ),
        "waiting": text(
            _("Waiting"), width=105, alignment=right, help=_("How long the customer waits for it, each time.")
        ),
        "customer_value": choice(
            _("Value to them"),
            options=[_NOT_SAID, *_words("customer_value").values()],
            width=155,
            help=_("As the customer would say: it adds value, it is necessary, or it is waste."),
        ),
        "ours": text(
            _("Your time"), width=90, alignment=right, help=_("What of your time falls to this customer")
        ),
    }


@session.callback
def _typed(name: str, way: Journey) -> None:
    """Keep what was typed; what cannot be read is said, and its cell shows again what is kept."""
    decimal = str(locale(current()).number_symbols["latn"]["decimal"])
    for row, field, written in session.typed_cells(name):
        if field not in CUSTOMER_FIELDS:
            continue
        step = way.steps.iloc[row]
        said = written
        if field in _CHOICES:
            said = next((str(value) for value, word in _words(field).items() if word == written), "")
        try:
            detail = read_edit(field, said, decimal)
        except CellRefused as refused:
            session.trouble(f"{step['step']}: {refused}")
            session.renew(name)
            continue
        changes.add(
            workspace(),
            "set",
            str(step["step_id"]),
            channel=str(step["channel"]),
            phase=str(step["phase"]),
            field=field,
            written=written,
            detail=detail,
        )
