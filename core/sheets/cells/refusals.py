"""The sentences that all readers of cells share when a cell cannot be read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.blanks import is_blank, is_error
from core.sheets.cells.months import MONTH_NAME
from core.sheets.cells.wording import LONGEST, shown, tidy
from core.sheets.grid import Cell

LARGEST = 1e15
"""Beyond this a number is a slip of the keyboard; up to it a float counts every unit."""

_DIGITS = frozenset("0123456789")
_DATE = re.compile(
    rf"""
    [0-3]?[0-9] ([./-]) [01]?[0-9] \1 (?:[0-9]{{4}}|[0-9]{{2}}) (?:[ ].*)?  # 03.10.2026, 3/10/26
    | [0-3]?[0-9] \. \s? [01]?[0-9] \.                                      # 3.10.
    | [0-9]{{4}} ([-/.]) [01]?[0-9] \2 [0-3]?[0-9] (?:[T ].*)?              # 2026-10-03
    | [0-3]?[0-9] [.\s/-]{{0,2}} {MONTH_NAME} \.? (?:[\s/-]? [0-9]{{2,4}})?     # 03. Okt, 10-Mar-26
    | {MONTH_NAME} [.\s/-]{{0,2}} [0-9]{{1,4}}                                  # Dez 50, Oct-10
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Wanted:
    """What a reader takes, as its refusals name it: a phrase, a range, and an entry to write for a date."""

    phrase: Text
    range: Text
    instead_of_date: Text


def looks_like_a_date(text: str) -> bool:
    """Whether a tidied text is a date as sheets write it: 03.10.2026, 2026-10-03, 03. Okt, Dez 50.

    >>> looks_like_a_date("3.10."), looks_like_a_date("3.10")
    (True, False)
    """
    return bool(_DATE.fullmatch(text))


def unreadable(cell: Cell, wanted: Wanted) -> CellRefused:
    """The refusal of words, or of anything else that follows no known pattern."""
    return CellRefused(
        "“{found}” cannot be read here. Write {wanted}.", found=shown(cell), wanted=wanted.phrase
    )


def below_zero(cell: Cell, wanted: Wanted) -> CellRefused:
    """The refusal of a negative number."""
    return CellRefused("{found} is below 0. Write {wanted}.", found=shown(cell), wanted=wanted.phrase)


def too_large(cell: Cell, wanted: Wanted) -> CellRefused:
    """The refusal of a number beyond `LARGEST`, or of infinity."""
    return CellRefused("{found} is too large. Write {wanted}.", found=shown(cell), wanted=wanted.phrase)


def high_before_low(cell: Cell, wanted: Wanted) -> CellRefused:
    """The refusal of a range that runs downwards."""
    return CellRefused(
        "“{found}” runs from the larger to the smaller number. Write the smaller one first, such as {range}.",
        found=shown(cell),
        range=wanted.range,
    )


def one_end_only(cell: Cell, wanted: Wanted) -> CellRefused:
    """The refusal of "> 30", "max. 30" and "30+"."""
    return CellRefused(
        "“{found}” names only one end. Write one number, or both ends such as {range}.",
        found=shown(cell),
        range=wanted.range,
    )


def a_date(cell: Cell, wanted: Wanted) -> CellRefused:
    """The refusal of a date, with what it most likely was before Excel changed it."""
    return CellRefused(
        "{found} is a date. Excel makes dates of entries such as 3/10, 5-10 or 1.5. "
        "Format the cell as text and write the entry again, such as {instead}.",
        found=shown(cell),
        instead=wanted.instead_of_date,
    )


def a_formula(cell: Cell, wanted: Wanted) -> CellRefused:
    """The refusal of a formula that stands in the cell as a text."""
    return CellRefused(
        "“{found}” is a formula without its result. Write {wanted}.", found=shown(cell), wanted=wanted.phrase
    )


def in_range(amount: float, cell: Cell, wanted: Wanted, *, negative_allowed: bool = False) -> float:
    """The amount, once it is neither NaN, nor below 0, nor beyond all measure."""
    if amount != amount:
        raise _no_value(cell, wanted)
    if not -LARGEST <= amount <= LARGEST:
        raise too_large(cell, wanted)
    if amount < 0 and not negative_allowed:
        raise below_zero(cell, wanted)
    return amount + 0.0  # -0.0 becomes 0.0


def text_of(cell: Cell, wanted: Wanted) -> str:
    """The tidied text of a cell that is neither a number nor refused for what it is.

    >>> text_of(" 25\u00a0min", Wanted(Text("a time"), Text("20-40"), Text("5 to 10")))
    '25 min'
    """
    text = words_of(cell, wanted)
    if looks_like_a_date(text):
        raise a_date(cell, wanted)
    return text


def words_of(cell: Cell, wanted: Wanted) -> str:
    """The tidied text of a cell, a date or not, where it says anything.

    >>> words_of(" 3.10.\u00a02026", Wanted(Text("a day"), Text("1-3 May 2026"), Text("3 May 2026")))
    '3.10. 2026'
    """
    if not isinstance(cell, str):
        raise _wrong_kind(cell, wanted)
    if cell[:1] not in _DIGITS:  # what begins with a digit is neither an error nor a blank
        if is_error(cell):
            raise CellRefused(
                "The cell holds the Excel error {found}. Mend its formula, or write {wanted}.",
                found=shown(cell),
                wanted=wanted.phrase,
            )
        if is_blank(cell):
            raise _no_value(cell, wanted)
    text = tidy(cell)
    if len(text) > LONGEST:
        raise unreadable(cell, wanted)
    return text


def _no_value(cell: Cell, wanted: Wanted) -> CellRefused:
    found = shown(cell)
    if not found:
        return CellRefused("The cell is empty. Write {wanted}.", found=found, wanted=wanted.phrase)
    return CellRefused(
        "“{found}” says that nothing is known. Write {wanted}.", found=found, wanted=wanted.phrase
    )


def _wrong_kind(cell: Cell, wanted: Wanted) -> CellRefused:
    if is_blank(cell):
        return _no_value(cell, wanted)
    if isinstance(cell, bool):
        return CellRefused(
            "The cell says yes or no ({found}). Write {wanted}.", found=shown(cell), wanted=wanted.phrase
        )
    if isinstance(cell, dt.date):
        return a_date(cell, wanted)
    if isinstance(cell, (dt.time, dt.timedelta)):
        return CellRefused("{found} is a time. Write {wanted}.", found=shown(cell), wanted=wanted.phrase)
    return unreadable(cell, wanted)
