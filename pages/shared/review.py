"""The look at a file before it is kept: what was found where, how it was understood, what is wrong."""

from __future__ import annotations

import json
from functools import lru_cache

import streamlit as st

from core.errors import Problem
from core.language import _, current, ngettext, speaking
from core.sheets.checks.checked import CheckedTable
from core.sheets.intake import Intake, take_in
from core.sheets.kinds import KINDS
from core.sheets.tables.table import Corrections
from core.sheets.writing.marked import marked_copy
from core.store import matchings, uploads
from core.store.uploads import KeptTable, Upload
from core.store.workspace import Workspace
from pages.shared import session
from pages.shared.matching import ask, match_columns, name_process
from pages.shared.pieces import escaped
from pages.shared.readings import show_ignored, show_readings
from pages.shared.workspace import workspace

SHOWN_PROBLEMS = 8
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@lru_cache(maxsize=32)
def _intake(opened: Workspace, upload: str, name: str, said: str, revision: int) -> Intake:
    """A waiting file as it is understood now; `said` and `revision` stand for what may have changed."""
    corrections = {
        (one["sheet"], one["number"]): Corrections.from_json(one)
        for one in json.loads(said).get("tables", [])
    }
    return take_in(
        name,
        uploads.content(opened, upload),
        recall=lambda header: matchings.recall(opened, header),
        corrections=corrections,
    )


def understood(upload: Upload) -> Intake:
    """A received file as it is understood with all that the user said of it."""
    opened = workspace()
    said = json.dumps(upload.corrections, sort_keys=True)
    return _intake(opened, upload.id, upload.name, said, opened.revision)


def review(upload: Upload) -> None:
    """Everything about one waiting file, with the buttons that keep or discard it."""
    with st.container(border=True):
        st.subheader(escaped(upload.name), anchor=False)
        with st.spinner(_("Reading {name} …").format(name=upload.name)):
            intake = understood(upload)
        if intake.refusal is not None:
            st.error(intake.refusal.sentence)
        for table in intake.tables:
            _table(upload, table)
        for left in intake.left_out:
            why = _("Sheet “{sheet}” is not read. {why}").format(sheet=left.sheet, why=left.why)
            st.caption(escaped(why)) if intake.tables else st.warning(escaped(why))
        _buttons(upload, intake)


def _table(upload: Upload, checked: CheckedTable) -> None:
    table = checked.table
    found = ngettext(
        "**{sheet}**: {kind}, headings in row {row}, {count} row is read.",
        "**{sheet}**: {kind}, headings in row {row}, {count} rows are read.",
        len(checked.rows),
    )
    st.markdown(
        found.format(
            sheet=escaped(table.sheet),
            kind=KINDS[table.kind].label,
            row=table.header_row + 1,
            count=len(checked.rows),
        )
    )
    if table.kind == "process":
        name_process(upload, table)
    ask(upload, checked)
    _problems(checked)
    for note in checked.notes:
        st.caption(str(note))
    match_columns(upload, table, open_at_first=bool(table.conflicts))
    show_readings(checked)
    show_ignored(checked)


def _problems(checked: CheckedTable) -> None:
    """What is wrong, with its cells; the same trouble in many cells is said once."""
    if not checked.problems:
        return
    alike: dict[str, list[Problem]] = {}
    for problem in checked.problems:
        alike.setdefault(problem.text.message, []).append(problem)
    lines = [
        f"- **{', '.join(problem.cell for problem in same[:12])}**: {escaped(same[0].sentence)}"
        for same in alike.values()
    ]
    if checked.waiting:
        head = ngettext(
            "{count} row waits until this is settled; the others can be kept:",
            "{count} rows wait until this is settled; the others can be kept:",
            checked.waiting,
        ).format(count=checked.waiting)
    else:
        head = _("This has to be settled first:")
    more = len(lines) - SHOWN_PROBLEMS
    shown = lines[:SHOWN_PROBLEMS]
    if more > 0:
        shown.append("- " + _("and {count} more in the file with marked cells").format(count=more))
    st.warning("\n".join([head, "", *shown]), icon=":material/report:")


def _buttons(upload: Upload, intake: Intake) -> None:
    opened = workspace()
    processes = {
        (str(channel), str(phase))
        for table in intake.tables
        if table.kind == "process"
        for channel, phase in table.rows[["channel", "phase"]].drop_duplicates().itertuples(index=False)
    }
    older = uploads.sharing(opened, upload.id, processes) if intake.rows else []
    replaces, decided = _replace_or_add(upload, older)
    with st.container(horizontal=True):
        if intake.rows:
            st.button(
                ngettext("Keep {count} row", "Keep {count} rows", intake.rows).format(count=intake.rows),
                type="primary",
                key=f"keep {upload.id}",
                disabled=not decided,
                on_click=_keep,
                args=(upload, intake, replaces),
            )
        if any(table.problems for table in intake.tables):
            offer_marked(upload)
        st.button(_("Discard"), key=f"discard {upload.id}", on_click=_discard, args=(upload,))


def offer_marked(upload: Upload) -> None:
    """The file back as it is, its bad cells marked and explained; made when it is asked for."""
    language = current()
    st.download_button(
        _("Download with marked cells"),
        data=lambda: _marked(upload, language),
        file_name=f"{upload.name.rpartition('.')[0]}-marked.xlsx",
        mime=XLSX,
        on_click="ignore",
        key=f"marked {upload.id}",
        icon=":material/download:",
    )


def _marked(upload: Upload, language: str) -> bytes:
    """Made when it is asked for, outside any run of a page, so the language is said along."""
    intake = understood(upload)
    with speaking(language):
        return marked_copy(upload.name, intake.grids, intake.problems)


def _replace_or_add(upload: Upload, older: list[Upload]) -> tuple[str | None, bool]:
    """Which kept file this one replaces, and whether that is decided."""
    if not older:
        return None, True
    names = {one.id: _("Replace “{name}”").format(name=one.name) for one in older}
    names["add"] = _("Add its steps to those kept")
    chosen = st.radio(
        _("A kept file has the same name or the same steps. What shall this one do?"),
        list(names),
        format_func=names.get,
        index=None,
        key=f"replace {upload.id}",
    )
    return (None if chosen == "add" else chosen), chosen is not None


@session.callback
def _discard(upload: Upload) -> None:
    uploads.discard(workspace(), upload.id)


@session.callback
def _keep(upload: Upload, intake: Intake, replaces: str | None) -> None:
    tables = [KeptTable(table.kind, table.sheet, table.rows) for table in intake.tables if len(table.rows)]
    waiting = [
        {"count": table.waiting, "channels": sorted({table.table.channel, *table.rows["channel"]})}
        for table in intake.tables
        if table.waiting and table.kind == "process"
    ]
    uploads.correct(workspace(), upload.id, {**upload.corrections, "waiting": waiting})
    count = uploads.keep(workspace(), upload.id, tables, replaces=replaces)
    session.toast(
        ngettext("{count} row of “{name}” is kept.", "{count} rows of “{name}” are kept.", count).format(
            count=count, name=upload.name
        )
    )
