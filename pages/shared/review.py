"""The look at a file before it is kept: what was found where, how it was understood, what is wrong."""

from __future__ import annotations

import streamlit as st

from core.errors import Problem
from core.language import _, current, ngettext, speaking
from core.language.amounts import exact_number, span
from core.sheets.checks.checked import CheckedTable
from core.sheets.checks.sums import covered
from core.sheets.intake import Intake
from core.sheets.kinds import KINDS
from core.sheets.writing.marked import marked_copy
from core.sheets.writing.problem_list import problem_list
from core.store import uploads
from core.store.uploads import KeptTable, Upload
from core.store.workspace import Workspace
from pages.shared import session
from pages.shared.matching import ask, match_columns, name_process, name_records
from pages.shared.notations import choose_notations
from pages.shared.overruling import overrule, read_all_the_same
from pages.shared.pieces import escaped
from pages.shared.questions import ask_openly
from pages.shared.readings import show_ignored, show_readings
from pages.shared.replacing import replace_or_add
from pages.shared.understanding import understood, understood_in_sight
from pages.shared.workspace import workspace

SHOWN_PROBLEMS = 8
SHOWN_CELLS = 12
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def review(upload: Upload) -> None:
    """Everything about one waiting file, with the buttons that keep or discard it."""
    with st.container(border=True):
        st.subheader(escaped(upload.name), anchor=False)
        intake = understood_in_sight(upload)
        if intake.refusal is not None:
            st.error(intake.refusal.sentence)
        for table in intake.tables:
            _table(upload, table)
        for left in intake.left_out:
            why = _("Sheet “{sheet}” is not read. {why}").format(sheet=left.sheet, why=left.why)
            st.caption(escaped(why)) if intake.tables else st.warning(escaped(why))
            read_all_the_same(upload, left, intake.grids)
        _buttons(upload, intake)


def _table(upload: Upload, checked: CheckedTable) -> None:
    table, kind = checked.table, KINDS[checked.kind]
    found = (
        _("**{sheet}**: {kind}, headings in row {row}.")
        if checked.questions
        else ngettext(
            "**{sheet}**: {kind}, headings in row {row}, {count} row is read.",
            "**{sheet}**: {kind}, headings in row {row}, {count} rows are read.",
            len(checked.rows),
        )
    ).format(
        sheet=escaped(table.sheet),
        kind=escaped(_kind_and_tool(checked)),
        row=table.header_row + 1,
        count=exact_number(len(checked.rows)),
    )
    days = covered(checked.rows, kind) if kind.records else None
    st.markdown(f"{found} {escaped(span(*days))}." if days else found)
    if table.kind == "process":
        name_process(upload, table)
    name_records(upload, table)
    ask_openly(upload, checked)
    if not kind.records:
        ask(upload, checked)
    _problems(upload, checked)
    for note in checked.notes:
        st.caption(escaped(str(note)))
    with st.expander(_("How the table was understood"), expanded=bool(table.conflicts)):
        overrule(upload, table)
        choose_notations(upload, table)
        match_columns(upload, table)
    show_readings(checked)
    show_ignored(checked)


def _kind_and_tool(checked: CheckedTable) -> str:
    label = str(KINDS[checked.kind].label)
    if not checked.table.export:
        return label
    return _("{kind} (export of {tool})").format(kind=label, tool=checked.table.export)


def _problems(upload: Upload, checked: CheckedTable) -> None:
    """What is wrong, with its cells; the same trouble in many cells is said once."""
    if not checked.problems:
        return
    alike: dict[str, list[Problem]] = {}
    for problem in checked.problems:
        alike.setdefault(problem.text.message, []).append(problem)
    lines = [f"- **{_cells(same)}**: {escaped(same[0].sentence)}" for same in alike.values()]
    if checked.waiting:
        head = ngettext(
            "{count} row waits until this is settled; the others can be kept:",
            "{count} rows wait until this is settled; the others can be kept:",
            checked.waiting,
        ).format(count=checked.waiting)
    elif all(problem.row is None for problem in checked.problems) and len(checked.rows):
        head = _("Please look at this; all rows can be kept:")
    else:
        head = _("This has to be settled first:")
    more = len(lines) - SHOWN_PROBLEMS
    shown = lines[:SHOWN_PROBLEMS]
    if more > 0:
        shown.append("- " + _("and {count} more in the list of all problems").format(count=more))
    st.warning("\n".join([head, "", *shown]), icon=":material/report:")


def _cells(same: list[Problem]) -> str:
    """The first cells with one trouble, and how many more there are."""
    named = ", ".join(
        _("Row {row}").format(row=problem.cell) if problem.cell.isdigit() else problem.cell
        for problem in same[:SHOWN_CELLS]
    )
    more = len(same[SHOWN_CELLS:]) + sum(problem.alike for problem in same)
    return _("{cells} and {count} more").format(cells=named, count=exact_number(more)) if more else named


def _buttons(upload: Upload, intake: Intake) -> None:
    replaces, decided = replace_or_add(upload, intake)
    with st.container(horizontal=True):
        if intake.rows:
            st.button(
                ngettext("Keep {count} row", "Keep {count} rows", intake.rows).format(
                    count=exact_number(intake.rows)
                ),
                type="primary",
                key=f"keep {upload.id}",
                disabled=not decided,
                on_click=_keep,
                args=(upload, intake, replaces),
            )
        if any(table.problems for table in intake.tables):
            offer_marked(upload, intake)
        st.button(_("Discard"), key=f"discard {upload.id}", on_click=_discard, args=(upload,))


def offer_marked(upload: Upload, intake: Intake | None = None) -> None:
    """The file back as it is, its bad cells marked and explained, and the list of all problems.

    Both are made when they are asked for; a very long file comes back as the list alone.
    """
    opened, language = workspace(), current()
    st.download_button(
        _("Download all problems"),
        data=lambda: _listed(opened, upload, language),
        file_name=f"{upload.name.rpartition('.')[0]}-problems.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"problems {upload.id}",
        icon=":material/list:",
    )
    if intake is not None and not intake.whole:
        return
    st.download_button(
        _("Download with marked cells"),
        data=lambda: _marked(opened, upload, language),
        file_name=f"{upload.name.rpartition('.')[0]}-marked.xlsx",
        mime=XLSX,
        on_click="ignore",
        key=f"marked {upload.id}",
        icon=":material/download:",
    )


def _listed(opened: Workspace, upload: Upload, language: str) -> bytes:
    intake = understood(opened, upload)
    with speaking(language):
        return problem_list(intake.problems)


def _marked(opened: Workspace, upload: Upload, language: str) -> bytes:
    """Made when it is asked for, outside any run of a page, so workspace and language are said along."""
    intake = understood(opened, upload)
    with speaking(language):
        return marked_copy(upload.name, intake.grids, intake.problems)


@session.callback
def _discard(upload: Upload) -> None:
    uploads.discard(workspace(), upload.id)


@session.callback
def _keep(upload: Upload, intake: Intake, replaces: str | None) -> None:
    tables = [KeptTable(table.kind, table.sheet, table.rows) for table in intake.tables if len(table.rows)]
    waiting = [
        {
            "count": table.waiting,
            "channels": sorted({table.table.channel, *table.rows["channel"]})
            if table.kind == "process"
            else [],
        }
        for table in intake.tables
        if table.waiting
    ]
    uploads.correct(workspace(), upload.id, {**upload.corrections, "waiting": waiting})
    count = uploads.keep(workspace(), upload.id, tables, replaces=replaces)
    session.toast(
        ngettext("{count} row of “{name}” is kept.", "{count} rows of “{name}” are kept.", count).format(
            count=exact_number(count), name=upload.name
        )
    )
