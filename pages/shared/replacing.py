"""Whether a file that waits takes the place of a kept one: asked where both may say the same."""

from __future__ import annotations

import json

import streamlit as st

from core.language import _, ngettext
from core.language.amounts import number
from core.sheets.intake import Intake
from core.sheets.kinds import KINDS
from core.store import uploads
from core.store.uploads import KeptTable, Upload
from pages.shared import session
from pages.shared.workspace import workspace


def replace_or_add(upload: Upload, intake: Intake) -> tuple[str | None, bool]:
    """Which kept file this one replaces, and whether that is decided."""
    if not intake.rows:
        return None, True
    older, repeated = _kept_alike(upload, intake)
    found = [one for one in uploads.kept(workspace()) if one.id in older]
    if not found:
        return None, True
    _say_repeated(repeated, intake)
    names = {one.id: _("Replace “{name}”").format(name=one.name) for one in found}
    if any(KINDS[table.kind].records for table in intake.tables):
        names["add"] = _("Add its rows to those kept")
        question = _("A kept file has the same name, or rows of the same days. What shall this one do?")
    else:
        names["add"] = _("Add its steps to those kept")
        question = _("A kept file has the same name or the same steps. What shall this one do?")
    chosen = st.radio(question, list(names), format_func=names.get, index=None, key=f"replace {upload.id}")
    return (None if chosen == "add" else chosen), chosen is not None


def _kept_alike(upload: Upload, intake: Intake) -> tuple[list[str], int]:
    """The ids of the kept files it may be a newer version of, and how many of its rows are kept already.

    Remembered as long as nothing is kept or corrected: a million rows take a second to compare.
    """
    opened = workspace()
    name = f"kept alike {upload.id}"
    state = (opened.revision, json.dumps(upload.corrections, sort_keys=True))
    known = session.remembered(name)
    if known is not None and known[0] == state:
        found: tuple[list[str], int] = known[1]
        return found
    processes = {
        (str(channel), str(phase))
        for table in intake.tables
        if table.kind == "process"
        for channel, phase in table.rows[["channel", "phase"]].drop_duplicates().itertuples(index=False)
    }
    records = [
        KeptTable(table.kind, table.sheet, table.rows)
        for table in intake.tables
        if KINDS[table.kind].records and len(table.rows)
    ]
    older = uploads.sharing(opened, upload.id, processes, records)
    repeated = sum(uploads.repeated(opened, KINDS[table.kind], table.rows) for table in records)
    session.remember(name, (state, ([one.id for one in older], repeated)))
    return [one.id for one in older], repeated


def _say_repeated(repeated: int, intake: Intake) -> None:
    if not repeated:
        return
    if repeated == intake.rows:
        said = ngettext(
            "Its {count} row is kept already. Added, it would count twice.",
            "All its {count} rows are kept already. Added, they would count twice.",
            repeated,
        ).format(count=number(repeated))
    else:
        said = ngettext(
            "{count} of its {all} rows is kept already. Added, it would count twice.",
            "{count} of its {all} rows are kept already. Added, they would count twice.",
            repeated,
        ).format(count=number(repeated), all=number(intake.rows))
    st.info(said, icon=":material/content_copy:")
