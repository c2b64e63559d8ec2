"""Empty forms with a filled example: one workbook for each kind of sheet, in the reader's language."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from core.language import _, current, speaking
from core.sheets.kinds import KINDS, Column, Kind
from core.sheets.writing.column_words import choice_word, header_word, unit_word
from core.sheets.writing.own_sheets import own_title
from core.sheets.writing.pen import HEADER, QUIET, TITLE, Look, Pen, new_workbook, row_height
from core.sheets.writing.sheet_names import legal_sheet_names
from core.sheets.writing.template_rows import Row, example_rows, template_columns

_LAST_ROW = 499
"""How far down (counted from 0) a template's cells know what they are for."""

_WIDTHS = {
    "text": 22,
    "choice": 15,
    "duration": 14,
    "waiting": 12,
    "count": 13,
    "rate": 12,
    "money": 13,
    "day": 13,
    "moment": 17,
    "clock": 9,
    "period": 14,
    "amount": 14,
    "length": 12,
    "hours": 12,
    "flag": 12,
}
_TEXT, _DATE = 49, 14
"""The spreadsheet program's own numbers for the formats of texts and of dates."""
_HELP_HEADER_ROW = 5
_HELP_WIDTHS = (24, 62, 18, 30, 70)
_WIDER = {"step": 34, "note": 42}


def template(kind: str, language: str) -> bytes:
    """A workbook to fill in: an example to write over, and a sheet that explains each column.

    `kind` is a name in KINDS; an unknown language falls back to English. Every header is a word that is
    recognised with certainty; columns with fixed values offer them as a list but take other words for
    the same, too.

    >>> template("roles", "de")[:2]
    b'PK'
    """
    with speaking(language):
        buffer = BytesIO()
        workbook = new_workbook(buffer)
        pen = Pen(workbook)
        table = KINDS[kind]
        example, help_ = legal_sheet_names([str(table.label), _("Column help")])
        _write_example(workbook.add_worksheet(example), pen, table)
        _write_help(workbook.add_worksheet(help_), pen, table)
        workbook.close()
        return buffer.getvalue()


def template_name(kind: str, language: str) -> str:
    """The file name a template is offered under.

    >>> template_name("process", "en")
    'stepwise-process-steps-en.xlsx'
    """
    with speaking(language):
        label = "-".join(str(KINDS[kind].label).lower().split())
        return f"stepwise-{label}-{current()}.xlsx"


def _write_example(sheet: Worksheet, pen: Pen, kind: Kind) -> None:
    rows = example_rows(kind.name)
    sheet.set_row(0, 32)
    columns = template_columns(kind.name)
    for index, column in enumerate(columns):
        look = _look(column)
        sheet.set_column(index, index, _WIDER.get(column.name, _WIDTHS[column.reads]), pen.format(look))
        aligned = {key: look[key] for key in ("align", "indent") if key in look}
        pen.write(sheet, 0, index, header_word(column, current()), {**HEADER, "text_wrap": True, **aligned})
        for number, row in enumerate(rows, start=1):
            pen.write(sheet, number, index, _shown(column, row), look)
        if look.get("num_format") == _TEXT:
            sheet.ignore_errors({"number_stored_as_text": xl_range(1, index, _LAST_ROW, index)})
        if column.choices:
            sheet.data_validation(1, index, _LAST_ROW, index, _list_of_choices(column))
    sheet.freeze_panes(1, 1 + next((i for i, column in enumerate(columns) if column.required), 0))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)


def _look(column: Column) -> Look:
    """How a column's cells look.

    What may be typed as 3/10, 5-10 or 1:30 stands in cells of text: a spreadsheet program would make a
    date or a time of day of it.
    """
    if column.reads in ("duration", "waiting", "rate", "length", "period"):
        return {"num_format": _TEXT, "align": "right"}
    if column.reads in ("day", "moment"):
        return {"num_format": _DATE, "align": "right"}
    if column.reads == "clock":
        return {"num_format": "h:mm", "align": "right"}
    if column.reads in ("money", "amount"):
        return {"num_format": "#,##0.00", "align": "right"}
    if column.reads in ("count", "hours"):
        return {"align": "right"}
    return {"align": "left", "indent": 1}


def _shown(column: Column, row: Row) -> Any:
    value = row.get(column.name)
    return choice_word(column, str(value)) if column.choices and value is not None else value


def _list_of_choices(column: Column) -> dict[str, Any]:
    source = [choice_word(column, value) for value in column.choices]
    return {"validate": "list", "source": source, "show_error": False}


def _write_help(sheet: Worksheet, pen: Pen, kind: Kind) -> None:
    sheet.set_row(_HELP_HEADER_ROW, 32)
    pen.write(sheet, 0, 0, own_title(_("Column help")), TITLE)
    pen.write(sheet, 1, 0, _("The rows in the first sheet are an example: write over them."), QUIET)
    pen.write(sheet, 2, 0, _needed(kind), QUIET)
    words = _("Capital and small letters are the same; the words of the other languages are understood, too.")
    pen.write(sheet, 3, 0, words, QUIET)
    header = (
        _("Column"),
        _("What it means"),
        _("Unit of a bare number"),
        _("Values"),
        _("Also understood"),
    )
    for index, (word, width) in enumerate(zip(header, _HELP_WIDTHS, strict=True)):
        sheet.set_column(index, index, width)
        pen.write(sheet, _HELP_HEADER_ROW, index, word, {**HEADER, "text_wrap": True})
    for row, column in enumerate(template_columns(kind.name), start=_HELP_HEADER_ROW + 1):
        cells = (
            header_word(column, current()),
            str(column.help),
            unit_word(column),
            ", ".join(choice_word(column, value) for value in column.choices),
            ", ".join(column.aliases[current()][1:]),
        )
        sheet.set_row(row, row_height(cells, _HELP_WIDTHS))
        for index, text in enumerate(cells):
            pen.write(
                sheet, row, index, text or None, {"text_wrap": True, "valign": "top", "bold": index == 0}
            )
    sheet.freeze_panes(_HELP_HEADER_ROW + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HELP_HEADER_ROW)


def _needed(kind: Kind) -> str:
    shown = template_columns(kind.name)
    choice = [header_word(column, current()) for column in shown if column.name in kind.any_of]
    needed = [header_word(column, current()) for column in shown if column.required]
    if len(choice) == 1:
        needed, choice = [*needed, *choice], []
    names, one_of = ", ".join(needed), ", ".join(choice)
    if not choice:
        return _("Needed: {columns}. Every other column may stay blank or be taken out.").format(
            columns=names
        )
    if not needed:
        return _("Needed: one of {choice}. Every other column may stay blank or be taken out.").format(
            choice=one_of
        )
    return _(
        "Needed: {columns}, and one of {choice}. Every other column may stay blank or be taken out."
    ).format(columns=names, choice=one_of)
