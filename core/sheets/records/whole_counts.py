"""Counts in the cells of records: 30, ca. 30, 12 Stk, 1.234."""

from __future__ import annotations

import re

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.entries import Shape, entry_of
from core.sheets.cells.numbers import written_number
from core.sheets.cells.refusals import Wanted, in_range, text_of, unreadable
from core.sheets.cells.wording import shown
from core.sheets.grid import Cell

WANTED = Wanted(Text("a whole number such as 12, or 0"), Text("12"), Text("12"))

_PIECES = re.compile(
    r"(?P<amount>.*[0-9]) ?(?:stk|stück|st|pcs|x|mal|personen|people|personer)\.?", re.IGNORECASE
)


def count_of(cell: Cell, *, decimal: str | None = None, fractions: bool = False) -> tuple[tuple[float], bool]:
    """How many a cell counts, 0 or more, and whether that is not simply what stands there.

    `fractions` are taken where they are shared out, such as conversions between two campaigns. Without
    them "1.234" can only be 1234, for nothing whole is 1.234.

    >>> count_of("ca. 30"), count_of("1.234"), count_of("12 Stk.")
    (((30.0,), True), ((1234.0,), True), ((12.0,), True))
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        value = float(in_range(cell, cell, WANTED))
        written = shown(cell)
    else:
        written = text_of(cell, WANTED)
        found = entry_of(cell, written, WANTED)
        if found.shape is not Shape.SINGLE:
            raise unreadable(cell, WANTED)
        pieces = _PIECES.fullmatch(found.pieces[0])
        number = written_number(
            pieces["amount"] if pieces else found.pieces[0], _sign(decimal, found.pieces[0], fractions)
        )
        if number is None:
            raise unreadable(cell, WANTED)
        value = in_range(number, cell, WANTED)
    if not fractions and not value.is_integer():
        raise CellRefused(
            "“{found}” is no whole number. Write how many there were, such as 12, or 0.", found=shown(cell)
        )
    return (value,), written != f"{value:.15g}"


def _sign(decimal: str | None, text: str, fractions: bool) -> str | None:
    if decimal is None and not fractions:
        return "," if "." in text else "."
    return decimal
