"""Counts: times per run, tried, succeeded, runs: 2, 2x, 3 mal, 2-3."""

from __future__ import annotations

import re

from core.language import Text
from core.sheets.cells.entries import Shape, ends, entry_of
from core.sheets.cells.numbers import written_number
from core.sheets.cells.reading import Reading, midpoint, without_dust
from core.sheets.cells.refusals import Wanted, in_range, text_of, unreadable
from core.sheets.cells.spoken import count_in_figures
from core.sheets.grid import Cell

WANTED = Wanted(Text("a count such as 2 or 2x"), Text("2-3"), Text("2 to 3"))

_TIMES = re.compile(
    r"[x×*] ?(?P<after>\S.*)|(?P<before>.*?[^\s-]) ?(?:[x×]|-?mal|times|ganger|gang)", re.IGNORECASE
)


def count(cell: Cell, *, decimal: str | None = None) -> Reading:
    """The count a cell tells, 0 or more; whether it must be whole is for the caller to say.

    `decimal` is the column's `decimal_sign`.

    >>> count("3 mal").value, count("2x").value, count("2-3").high
    (3.0, 2.0, 3.0)
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Reading(in_range(cell, cell, WANTED))
    found = entry_of(cell, count_in_figures(text_of(cell, WANTED)), WANTED)
    amounts = tuple(_times(piece, cell, decimal) for piece in found.pieces)
    if found.shape is Shape.RANGE:
        return midpoint(*ends(amounts[0], amounts[1], cell, WANTED))
    if found.shape is Shape.SUM:
        return Reading(without_dust(sum(amounts)), parts=amounts, converted=True)
    return Reading(amounts[0], converted=found.about)


def _times(text: str, cell: Cell, decimal: str | None) -> float:
    found = _TIMES.fullmatch(text)
    amount = written_number((found["after"] or found["before"]) if found else text, decimal)
    if amount is None:
        raise unreadable(cell, WANTED)
    return in_range(amount, cell, WANTED)
