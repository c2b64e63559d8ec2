"""How a cell's text is put together: one quantity, a range, a sum, or one end of something open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from core.sheets.cells.refusals import Wanted, a_formula, high_before_low, one_end_only, unreadable
from core.sheets.grid import Cell


class Shape(Enum):
    """How many quantities a text names, and what binds them."""

    SINGLE = "25 min"
    RANGE = "20-40"
    SUM = "5+5+8+7"
    OPEN = "> 30"
    FORMULA = "=B2*3"


@dataclass(frozen=True)
class Entry:
    """A text taken apart: its shape, its pieces, and whether it says "about"."""

    shape: Shape
    pieces: tuple[str, ...]
    about: bool = False


_ONE_QUANTITY = re.compile(r"[0-9]+(?:[.,][0-9]+)? ?(?:%|[^\W\d_]*\.?)")
_ABOUT = re.compile(
    r"(?:(?:ca|circa|zirka|etwa|ungefähr|ungef|rund|about|approx|approximately|around|roughly|omtrent|rundt"
    r"|omkring)(?![^\W\d_])\.?|~)\s*",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"(?:[<>≤≥]=?|(?:max|min|mind|maks|mindestens|minimum|maximal|maximum|höchstens|bis(?: zu)?|up to"
    r"|at least|at most|under|unter|über|over|ab|from|more than|less than|mehr als|weniger als|opptil|minst"
    r"|høyst|mer enn|mindre enn)\b\.?)\s*[0-9½¼¾][^-+]*|[^-+]*[0-9][^-+]*\+",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"[0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
_DASHED = re.compile(r"([^-]*[^-\s])\s*-\s*([^-\s][^-]*)")
_WORDED = re.compile(
    r"(?:von |from |fra |ab )?(\S.*)\s(?:bis(?: zu)?|to|til)\s(\S.*)"
    r"|(?:zwischen|between|mellom) (.*)\s(?:und|and|og)\s(\S.*)",
    re.IGNORECASE,
)


@lru_cache(maxsize=10_000)  # the cells of a column repeat
def entry(text: str) -> Entry:
    """The tidied text taken apart.

    >>> entry("ca. 20 bis 40 min")
    Entry(shape=<Shape.RANGE: '20-40'>, pieces=('20', '40 min'), about=True)
    >>> entry("=5+5+8+7").pieces
    ('5', '5', '8', '7')
    """
    if _ONE_QUANTITY.fullmatch(text):  # most cells
        return Entry(Shape.SINGLE, (text,))
    word = _ABOUT.match(text)
    if word:
        return Entry(*_parted(text[word.end() :]), about=True)
    return Entry(*_parted(text))


def _parted(text: str) -> tuple[Shape, tuple[str, ...]]:
    for pattern in (_DASHED, _WORDED):
        found = pattern.fullmatch(text)
        if found:
            low, high = (end for end in found.groups() if end is not None)
            if _DIGIT.search(low) and _DIGIT.search(high):
                return Shape.RANGE, (low.strip(), high.strip())
    if _OPEN.fullmatch(text):
        return Shape.OPEN, (text,)
    formula = text.startswith("=")
    body = text[1:].lstrip("+ ") if formula else text
    if "+" in body[1:]:
        return Shape.SUM, tuple(piece.strip() for piece in body.split("+"))
    return (Shape.FORMULA if formula else Shape.SINGLE), (text,)


def entry_of(cell: Cell, text: str, wanted: Wanted) -> Entry:
    """The cell's text taken apart, once it is sure that it names its quantities whole.

    Raises CellRefused for "> 30" and for a formula kept as a text.
    """
    found = entry(text)
    if found.shape is Shape.OPEN:
        raise one_end_only(cell, wanted)
    if found.shape is Shape.FORMULA:
        raise a_formula(cell, wanted)
    if not all(found.pieces):
        raise unreadable(cell, wanted)
    return found


def ends(low: float, high: float, cell: Cell, wanted: Wanted) -> tuple[float, float]:
    """Both ends of a range, once it is sure that the low one comes first."""
    if low > high:
        raise high_before_low(cell, wanted)
    return low, high
