"""Tables as CSV text that no spreadsheet program takes for formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"\s*[=+\-@\t\r]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?")


def defused(text: str) -> str:
    """A text as a CSV cell that stays a text: what would begin a formula gets an apostrophe in front.

    Plain numbers below zero stay numbers.

    >>> defused("=HYPERLINK(1)"), defused("-12.5"), defused("- call back"), defused("Call")
    ("'=HYPERLINK(1)", '-12.5', "'- call back", 'Call')
    """
    return f"'{text}" if begins_a_formula(text) else text


def begins_a_formula(text: str) -> bool:
    """Whether a spreadsheet program would run a text as a formula where it stands bare in a CSV file.

    >>> begins_a_formula("@SUM(A1)"), begins_a_formula("-5")
    (True, False)
    """
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as a CSV file that Excel opens in any language: UTF-8 with a mark, semicolons, CRLF.

    >>> csv_text(["Cell", "Found"], [["C7", "@home"]]).decode("utf-8-sig")
    "Cell;Found\\r\\nC7;'@home\\r\\n"
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(defused, header))
    writer.writerows([defused("" if cell is None else str(cell)) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")
