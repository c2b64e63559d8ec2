"""Cells as Stepwise writes them: every value by its type, every text as text, never as a formula."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.sheets.grid import Cell

ACCENT = "#FFE0CC"
"""The one colour that is spent on a cell to mend."""
GREY = "#EDEDED"
"""Behind a header."""

Look = Mapping[str, Any]
"""Properties of a format by XlsxWriter's names."""

PLAIN: Look = {}
"""A cell as the spreadsheet program shows it by itself."""
HEADER: Look = {"bold": True, "bg_color": GREY, "bottom": 1, "bottom_color": "#A6A6A6", "valign": "vcenter"}
"""The look of a header's cells."""
TITLE: Look = {"bold": True, "font_size": 14}
"""The look of a sheet's first line."""
QUIET: Look = {"font_color": "#595959"}
"""The look of the lines that explain."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_LINE, _HIGHEST_ROW = 15.0, 409.0
_WRAPPING_LOSS = 1.1  # lines break between words, so they are not filled to the end
_LARGEST_WHOLE = 2**53
_DATE, _DATE_AND_TIME = 14, 22  # the reader's own spreadsheet program decides how these look


def new_workbook(buffer: BytesIO) -> Workbook:
    """A workbook that is written in memory and takes no text for a formula, a number or a link."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "remove_timezone": True,
    }
    return Workbook(buffer, options)


def row_height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """How high a row must be (in points) to show wrapped texts in columns of these widths (in characters).

    >>> row_height(["one line", "a text of two lines"], [12, 12])
    30.0
    """
    lines = [
        sum(max(1, math.ceil(len(line) * _WRAPPING_LOSS / width)) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return min(_LINE * max(lines, default=1), _HIGHEST_ROW)


class Pen:
    """Writes cells into one workbook, each as what it is, in a look that is made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, look: Look) -> Format:
        """The format with these properties."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(dict(look))
        return self._formats[key]

    def write(
        self, sheet: Worksheet, row: int, column: int, value: Cell, look: Look = PLAIN, percent: bool = False
    ) -> None:
        """Write one value, row and column counted from 0.

        A number is written as a number, a time as a time; a text always stays a text, also "=1+1". What a
        spreadsheet cannot hold (a date before 1901, a time below 0, a number too large) is written as text.
        """
        if value is None:
            if look:
                sheet.write_blank(row, column, None, self.format(look))
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, self.format(look))
        elif isinstance(value, (int, float)) and _fits(value):
            shown = {"num_format": _percent_format(value)} if percent else {}
            sheet.write_number(row, column, value, self.format({**shown, **look}))
        elif isinstance(value, (dt.date, dt.time, dt.timedelta)) and (shown_as := _time_format(value)):
            sheet.write_datetime(row, column, value, self.format({"num_format": shown_as, **look}))
        else:
            self._write_text(sheet, row, column, str(value), look)

    def _write_text(self, sheet: Worksheet, row: int, column: int, text: str, look: Look) -> None:
        # The quote prefix keeps it a text also when somebody edits the cell.
        guard = {"quote_prefix": True} if text.startswith(_FORMULA_STARTS) else {}
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes such a text for its own markup and would write it unescaped.
            text = f'<r><t xml:space="preserve">{escape(text)}</t></r>'
        sheet.write_string(row, column, text, self.format({**guard, **look}))


def _fits(value: float) -> bool:
    return math.isfinite(value) and not (isinstance(value, int) and abs(value) > _LARGEST_WHOLE)


def _percent_format(value: float) -> str:
    shown = value * 100
    return "0%" if math.isclose(shown, round(shown), abs_tol=1e-9) else "0.0##%"


def _time_format(value: dt.date | dt.time | dt.timedelta) -> str | int | None:
    if isinstance(value, dt.timedelta):
        if value < dt.timedelta(0):
            return None
        return "[h]:mm:ss" if value.seconds % 60 else "[h]:mm"
    if isinstance(value, dt.time):
        return "h:mm:ss" if value.second else "h:mm"
    if value.year <= 1900:
        return None
    return _DATE_AND_TIME if isinstance(value, dt.datetime) else _DATE
