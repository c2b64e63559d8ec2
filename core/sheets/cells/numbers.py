"""Numbers as people write them: 1.234,56 and 1,234.56 and 1 234,50 and 1'234.50."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.refusals import (
    LARGEST,
    Wanted,
    a_formula,
    in_range,
    looks_like_a_date,
    text_of,
    too_large,
    unreadable,
)
from core.sheets.cells.wording import LONGEST, tidy
from core.sheets.grid import Cell

WANTED = Wanted(Text("a number such as 25 or 1.5"), Text("20 to 40"), Text("1.5"))

# Babel's strict parser is not used: it takes "1e5", "1_000", "5," and digits of any script.
_ANATOMY = re.compile(
    r"""
    (?P<whole> [0-9]+ )
    | (?P<either> [1-9][0-9]{0,2} (?P<mark>[.,]) [0-9]{3} )
    | [1-9][0-9]{0,2} (?: (?P<gap>[ ']) [0-9]{3} (?: (?P=gap) [0-9]{3} )* ) (?: (?P<after_gaps>[.,]) [0-9]+ )?
    | (?P<comma> [1-9][0-9]{0,2} (?: (?:\.[0-9]{3}){2,} (?:,[0-9]+)? | \.[0-9]{3},[0-9]+ ) | [0-9]*,[0-9]+ )
    | (?P<point> [1-9][0-9]{0,2} (?: (?:,[0-9]{3}){2,} (?:\.[0-9]+)? | ,[0-9]{3}\.[0-9]+ ) | [0-9]*\.[0-9]+ )
    """,
    re.VERBOSE,
)
_NUMBER_IN_TEXT = re.compile(
    r"(?<![0-9.,:/'])"
    r"(?:[1-9][0-9]{0,2}(?:[ '][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)+)"
    r"(?![.,]?[0-9])"
)
_MARKS_ONLY = re.compile(r"[0-9][0-9.,' ]*")


def decimal_sign(cells: Iterable[Cell]) -> str | None:
    """The decimal sign that the texts of one column prove: "," or ".", or None.

    "1.234" proves nothing, for it may be 1234. Where one text proves a comma and another a point,
    the column proves neither, and each text is read for itself.

    >>> decimal_sign(["1,5 Std", "1.234"]), decimal_sign(["12.50", 3]), decimal_sign(["1.234"])
    (',', '.', None)
    """
    proven: set[str] = set()
    for cell in cells:
        if not isinstance(cell, str) or not ("," in cell or "." in cell) or len(cell) > LONGEST:
            continue
        text = tidy(cell)
        if not looks_like_a_date(text):
            proven.update(filter(None, (_proof(found) for found in _NUMBER_IN_TEXT.findall(text))))
        if len(proven) == 2:
            return None
    return proven.pop() if proven else None


def number(cell: Cell, decimal: str | None = None) -> float:
    """The number a cell holds, read strictly.

    `decimal` is the column's `decimal_sign`; it settles what "1.234" is, which is refused without it.

    >>> number("1.234,56"), number("1 234,50"), number("1'234.50"), number("1.234", ",")
    (1234.56, 1234.5, 1234.5, 1234.0)
    >>> number("1.234")
    Traceback (most recent call last):
    ...
    core.errors.CellRefused: “1.234” can be 1234, or 1 and a fraction. Write 1234, or 1.2340.
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(in_range(cell, cell, WANTED, negative_allowed=True))
    text = text_of(cell, WANTED)
    if text.startswith("="):
        raise a_formula(cell, WANTED)
    value = written_number(text, decimal)
    if value is None:
        raise unreadable(cell, WANTED)
    return value


def written_number(text: str, decimal: str | None = None) -> float | None:
    """The number a tidied text spells, or None where it holds anything but one number.

    >>> written_number("- 1,5"), written_number("5 calls")
    (-1.5, None)
    """
    if len(text) < 15 and text.isascii() and text.isdigit():  # most cells
        return float(text)
    negative = text.startswith("-")
    body = text[1:].lstrip() if text[:1] in ("-", "+") else text
    anatomy = _ANATOMY.fullmatch(body)
    if anatomy is None:
        if _MARKS_ONLY.fullmatch(body):
            raise CellRefused(
                "The marks and spaces in “{found}” do not make one number. "
                "Write it without marks for thousands, such as 1234.5 or 1234,5.",
                found=text,
            )
        return None
    if anatomy["either"]:
        if decimal is None:
            whole, thousandths = text.split(anatomy["mark"])
            raise CellRefused(
                "“{found}” can be {large}, or {whole} and a fraction. Write {large}, or {small}.",
                found=text,
                large=whole + thousandths,
                whole=whole,
                small=_as_a_fraction(text),
            )
        sign = decimal
    else:
        sign = "," if anatomy["comma"] else anatomy["after_gaps"] or "."
    for mark in ".,' ":
        if mark != sign:
            body = body.replace(mark, "")
    value = float(body.replace(sign, "."))
    if value > LARGEST:
        raise too_large(text, WANTED)
    return -value if negative and value else value


def _as_a_fraction(text: str) -> str:
    """ "1.234" written so that it can only be 1 and a fraction: 1.2340, and 1.5 for "1.500"."""
    shorter = text.rstrip("0")
    return text + "0" if shorter == text else shorter.rstrip(".,")


def _proof(text: str) -> str | None:
    """The decimal sign that one number proves on its own."""
    anatomy = _ANATOMY.fullmatch(text)
    if anatomy is None:
        return None
    if anatomy["comma"]:
        return ","
    if anatomy["point"]:
        return "."
    return anatomy["after_gaps"]
