"""What a table leaves open and only the user knows: each question with the buttons that answer it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import streamlit as st

from core.errors import CellRefused
from core.language import Quoted, _
from core.sheets.checks.checked import CheckedTable, Question
from core.sheets.tables.table import Corrections, Table
from core.store.uploads import Upload
from pages.shared import session
from pages.shared.matching import correct
from pages.shared.pieces import escaped

_YEAR = re.compile(r"(?:19[7-9]|20[0-4])[0-9]")
_BY_COLUMN = {"order": "orders", "decimal": "decimals", "unit": "units"}
"""Where the answer to a question about a column stands among the corrections."""


def ask_openly(upload: Upload, checked: CheckedTable) -> None:
    """The questions without whose answers no row of the table is kept."""
    if not checked.questions:
        return
    st.warning(
        _("Nobody but you can know this, so nothing is kept before you say it:"), icon=":material/help:"
    )
    together = [one for one in checked.questions if one.about == "order"]
    if together:
        _ask(upload, checked.table, together)
    for question in checked.questions:
        if question not in together:
            _ask(upload, checked.table, [question])


def _ask(upload: Upload, table: Table, questions: list[Question]) -> None:
    """One question, of one column or of several that one answer settles: dates of one table are alike."""
    question, *others = questions
    key = f"asked {upload.id} {table.sheet} {table.number} {question.about} {question.column}"
    label = escaped(str(question.text))
    if others:
        headers = [use.header for other in others if (use := table.use(other.column))]
        columns = escaped(str(Quoted(tuple(headers))))
        label += " " + _("The answer holds for {columns} too.").format(columns=columns)

    def answer() -> None:
        said = session.remembered(key)
        if question.about == "year" and not _YEAR.fullmatch(str(said).strip()):
            raise CellRefused(
                "“{found}” is no year of these rows. Write it with four digits, such as 2026.",
                found=str(said),
            )
        if said is not None and str(said).strip():
            correct(upload, table, lambda before: _answered(before, questions, str(said).strip()))

    if question.options:
        options = {value: str(means) for value, means in question.options}
        st.radio(
            label,
            list(options),
            format_func=options.get,
            index=None,
            key=key,
            on_change=session.callback(answer),
        )
    else:
        st.text_input(label, key=key, on_change=session.callback(answer), width=240)


def _answered(before: Corrections, questions: list[Question], said: str) -> Corrections:
    name = _BY_COLUMN.get(questions[0].about)
    change: dict[str, Any] = {questions[0].about: said}
    if name:
        change = {name: {**getattr(before, name), **{one.column: said for one in questions}}}
    return replace(before, **change)
