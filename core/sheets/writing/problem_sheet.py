"""The first sheet of a marked copy: every problem in one list, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from core.language import _, ngettext
from core.sheets.writing.own_sheets import own_title
from core.sheets.writing.pen import HEADER, QUIET, TITLE, Look, Pen, row_height

_MOST_LINKS = 65_000  # a spreadsheet program opens no more in one sheet
_WRAPPED: Look = {"text_wrap": True, "valign": "top"}
_LINK: Look = {**_WRAPPED, "font_color": "#1F4E79", "underline": 1}
_HEADER_ROW = 4
_WIDTHS = (28, 26, 96)


@dataclass(frozen=True)
class Listed:
    """A line of the list: the place as it is said, the link to it ("" for none), what was found there."""

    place: str
    link: str
    found: str
    sentence: str


def write_problems(sheet: Worksheet, pen: Pen, name: str, listed: Sequence[Listed]) -> None:
    """Write the list of a file's problems."""
    pen.write(sheet, 0, 0, own_title(_("Problems")), TITLE)
    pen.write(sheet, 1, 0, _said(name, len(listed)), QUIET)
    if listed:
        pen.write(
            sheet,
            2,
            0,
            _("This is a copy without formulas: mend these cells in your own file and load that again."),
            QUIET,
        )
    header = (_("Place"), _("Found"), _("What is wrong and how to mend it"))
    for column, (word, width) in enumerate(zip(header, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        pen.write(sheet, _HEADER_ROW, column, word, HEADER)
    for row, line in enumerate(listed, start=_HEADER_ROW + 1):
        sheet.set_row(row, row_height((line.place, line.found, line.sentence), _WIDTHS))
        if line.link and row <= _MOST_LINKS:
            sheet.write_url(row, 0, f"internal:{line.link}", pen.format(_LINK), line.place)
        else:
            pen.write(sheet, row, 0, line.place or None, _WRAPPED)
        pen.write(sheet, row, 1, line.found or None, _WRAPPED)
        pen.write(sheet, row, 2, line.sentence, _WRAPPED)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.activate()


def _said(name: str, count: int) -> str:
    if count == 0:
        return _("{file}: nothing to mend was found.").format(file=name)
    return ngettext(
        "{file}: {count} thing to mend. Click on its place to go to the cell.",
        "{file}: {count} things to mend. Click on a place to go to its cell.",
        count,
    ).format(file=name, count=count)
