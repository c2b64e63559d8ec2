"""Texts of a long column that spell a number beyond doubt, read all at once."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.sheets.records.cell_columns import Floats, Mask
from core.sheets.records.plain_texts import among

_PLAIN = r"^-?[0-9]{1,14}(?:\.(?:[0-9]{1,2}|[0-9]{4,9}))?$"
"""Read as it stands under either decimal sign; "1.234" is not among them."""
_POINT = r"^-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}|[0-9]{1,12})\.[0-9]{1,9}$"
_COMMA = r"^-?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,3}|[0-9]{1,12}),[0-9]{1,9}(?: ?€)?$"
_ONLY_WITH_THE_SIGN = r"^-?[1-9][0-9]{0,2}[.,][0-9]{3}(?: ?€)?$"


def plain_numbers(texts: pa.Array, decimal: str | None, *, money: bool = False) -> tuple[Floats, Mask]:
    """The numbers that texts spell, and which of the texts do; the others need a look of their own.

    `decimal` is the column's decimal sign; without it "1.234" is not read. `money` may end with the sign of
    the euro.

    >>> values, read = plain_numbers(pa.array(["12", "-3.5", "1.234", "1.234,50", "ca. 5"]), None)
    >>> values[read].tolist()
    [12.0, -3.5, 1234.5]
    """
    values = np.full(len(texts), np.nan)
    read = np.zeros(len(texts), dtype=bool)

    def take(found: Mask, remove: str, comma: bool) -> None:
        if not found.any():
            return
        spelt = texts if found.all() else texts.filter(pa.array(found))
        for mark in remove:
            spelt = pc.replace_substring(spelt, mark, "")
        if comma:
            spelt = pc.replace_substring(spelt, ",", ".")
        values[found] = spelt.cast(pa.float64()).to_numpy(zero_copy_only=False) + 0.0
        read[found] = True

    asked = ~texts.is_null().to_numpy(zero_copy_only=False)
    if not money:
        asked &= ~in_euros(texts)
    take(among(texts, asked, _PLAIN), "", False)
    for pattern, remove, comma in ((_COMMA, ". €", True), (_POINT, ",", False)):
        if (asked & ~read).any():
            found = among(texts, asked & ~read, pattern)
            take(found & ~among(texts, found, _ONLY_WITH_THE_SIGN), remove, comma)
    if decimal and (asked & ~read).any():
        found = among(texts, asked & ~read, _ONLY_WITH_THE_SIGN)
        take(found, ". €" if decimal == "," else ", €", decimal == ",")
    return values, read


def in_euros(texts: pa.Array) -> Mask:
    """Which texts end with the sign of the euro.

    >>> in_euros(pa.array(["5 €", "5"])).tolist()
    [True, False]
    """
    mask: Mask = pc.fill_null(pc.ends_with(texts, "€"), False).to_numpy(zero_copy_only=False)
    return mask
