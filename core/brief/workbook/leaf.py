"""One sheet of the workbook while it is written: cells, formulas with their values, looks and printing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from core.charts.theme import LIGHT
from core.language import _
from core.sheets.grid import Cell
from core.sheets.writing.own_sheets import own_title
from core.sheets.writing.pen import Look, Pen, row_height

NOTHING = "–"
"""What stands where there is no figure."""
_WHOLE = "A1:XFD1048576"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_LETTERS: Look = {"font_name": "Calibri", "font_size": 11, "font_color": LIGHT.text, "valign": "top"}
_EDGE: Look = {"bottom": 1, "bottom_color": LIGHT.grid}


def _tint(colour: str, strength: float) -> str:
    """A colour laid thinly over the paper."""
    parts = zip(bytes.fromhex(colour[1:]), bytes.fromhex(LIGHT.paper[1:]), strict=True)
    return "#" + bytes(round(strength * one + (1 - strength) * paper) for one, paper in parts).hex().upper()


PLAIN: Look = _LETTERS
"""Anything without a look of its own."""
TITLE: Look = {**_LETTERS, "bold": True, "font_size": 16, "text_wrap": True, "valign": "vcenter"}
"""What the sheet says."""
SECTION: Look = {**_LETTERS, "bold": True, "font_size": 12, "font_color": LIGHT.text}
"""The heading of a part of a sheet."""
QUIET: Look = {**_LETTERS, "font_color": LIGHT.muted}
"""What explains."""
SAID: Look = {**_LETTERS, "bold": True, "font_color": LIGHT.accent, "valign": "vcenter"}
"""A sentence that must not be overlooked."""
HEADER: Look = {
    **_LETTERS,
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "bg_color": LIGHT.grid,
    "bottom": 1,
    "bottom_color": LIGHT.calm,
}
"""The first row of a table."""
TEXT: Look = {**_LETTERS, **_EDGE, "text_wrap": True}
"""A text in a table."""
BESIDE: Look = {**TEXT, "align": "left", "indent": 1}
"""A text to the right of a figure."""
FIGURE: Look = {**_LETTERS, **_EDGE, "align": "right"}
"""A figure in a table, computed."""
INPUT: Look = {**FIGURE, "font_color": LIGHT.time, "bg_color": _tint(LIGHT.time, 0.09)}
"""A figure that somebody typed and may change."""
SUM: Look = {**FIGURE, "bold": True, "top": 1, "top_color": LIGHT.firm}
"""What a table comes to."""
ANSWER: Look = {**SUM, "font_color": LIGHT.accent}
"""The one figure that all others lead to."""
LINK: Look = {**TEXT, "font_color": LIGHT.time, "underline": 1}
"""A way to another sheet."""


@dataclass(frozen=True)
class Place:
    """A cell that other sheets may refer to."""

    sheet: str
    row: int
    column: int

    @property
    def reference(self) -> str:
        """As a formula names it.

        >>> Place("Events", 4, 2).reference
        'Events!$C$5'
        """
        return f"{quote_sheetname(self.sheet)}!{xl_rowcol_to_cell(self.row, self.column, True, True)}"

    @property
    def here(self) -> str:
        """As a formula of the same sheet names it."""
        return str(xl_rowcol_to_cell(self.row, self.column))


class Leaf:
    """One sheet, written from the top. Rows and columns count from 0."""

    def __init__(self, sheet: Worksheet, pen: Pen, widths: Sequence[float], landscape: bool = True) -> None:
        self.sheet = sheet
        self.name = str(sheet.get_name())
        self._pen = pen
        self._widths = widths
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, pen.format(PLAIN))
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer("&L&9&A&R&9&P / &N")
        # The last step's formula differs, as one win stands behind it: no mark of doubt beside it.
        sheet.ignore_errors({"formula_differs": _WHOLE, "number_stored_as_text": _WHOLE})

    def mark(self, words: str) -> None:
        """Say in the first cell that Stepwise wrote this sheet, so that it is never read as a user's."""
        self.write(0, 0, own_title(words), QUIET)

    def title(self, words: str) -> None:
        """What the sheet says, in its second row."""
        self.sentence(1, words, TITLE)

    def write(self, row: int, column: int, value: Cell, look: Look = PLAIN) -> None:
        """One value by its type; a text is never a formula, what is not finite is a dash."""
        if isinstance(value, float) and not math.isfinite(value):
            value = NOTHING
        if isinstance(value, str):
            value = legible(value)
        self._pen.write(self.sheet, row, column, value, look)

    def formula(self, row: int, column: int, formula: str, value: float | str, look: Look = FIGURE) -> Place:
        """A formula with the value that it has now."""
        if isinstance(value, float) and not math.isfinite(value):
            value = NOTHING
        now = legible(value) if isinstance(value, str) else value
        self.sheet.write_formula(row, column, legible(formula), self._pen.format(look), now)
        return Place(self.name, row, column)

    def sentence(self, row: int, words: str, look: Look = PLAIN) -> None:
        """A sentence over all columns."""
        if words:
            self.over(row, 0, words, {**look, "text_wrap": True})

    def over(self, row: int, first: int, words: str, look: Look) -> None:
        """A text from this column to the last, as high as it needs."""
        last = len(self._widths) - 1
        # A large letter is wider than the one that a column's width counts in.
        size = int(look.get("font_size", 11)) / 11
        # In a long line the narrow letters make up for what is lost at its end.
        wide = sum(self._widths[first:]) * 1.1 / size
        self.sheet.set_row(row, row_height([words], [wide]) * size + 2)
        if first < last:
            self.sheet.merge_range(row, first, row, last, "", self._pen.format(look))
        self.write(row, first, words, look)

    def heads(self, row: int, words: Iterable[str], *, figures: Iterable[int] = ()) -> None:
        """The header of a table; over figures it stands at the right."""
        right, words = set(figures), list(words)
        height = row_height(words, [width * 0.9 for width in self._widths[: len(words)]])
        self.sheet.set_row(row, max(height, 18.0))
        for column, word in enumerate(words):
            at_the_left = {"align": "left", "indent": min(column, 1)}
            self.write(
                row, column, word, {**HEADER, **({"align": "right"} if column in right else at_the_left)}
            )

    def fit(self, row: int, texts: Mapping[int, str]) -> None:
        """Make a row high enough for these texts in their columns."""
        widths = [self._widths[column] for column in texts]
        self.sheet.set_row(row, row_height(texts.values(), widths))

    def link(self, row: int, column: int, words: str, sheet: str) -> None:
        """A way to another sheet."""
        self.sheet.write_url(row, column, f"internal:{quote_sheetname(sheet)}!A1", string="-")
        self.write(row, column, words, LINK)

    def here(self, row: int, column: int) -> str:
        """A cell as the sheet's own formulas name it."""
        return Place(self.name, row, column).here

    def between(self, first: int, last: int, column: int) -> str:
        """The cells of a column from the first row to the last, as the sheet's own formulas name them."""
        return f"{self.here(first, column)}:{self.here(last, column)}"

    def only_from_0(self, row: int, column: int) -> None:
        """Take nothing but a number from 0 on in an input."""
        rule: Mapping[str, Any] = {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": "Stepwise",
            "error_message": _("Write a number that is not below 0, or leave it blank."),
        }
        self.sheet.data_validation(row, column, row, column, rule)

    def one_of(self, row: int, column: int, words: list[str]) -> None:
        """Take one of these words in an input."""
        self.sheet.data_validation(row, column, row, column, {"validate": "list", "source": words})


def legible(text: str) -> str:
    """A text without the signs that no file of a spreadsheet can hold.

    >>> legible("call\\x00 back")
    'call back'
    """
    return _NOT_IN_XML.sub("", text)


def literal(text: str) -> str:
    """A text inside a formula.

    >>> literal('the "Café" chain')
    '"the ""Café"" chain"'
    """
    # A formula takes no text longer than 255 letters in one piece.
    pieces = [text[start : start + 250] for start in range(0, len(text), 250)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
