"""Amounts with fractions, as people write times: 5 3/4, ½, 1½, 1/2."""

from __future__ import annotations

import re
import unicodedata

from core.sheets.cells.numbers import written_number

_SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

AMOUNT = (
    r"(?:[0-9]{1,4} [0-9]{1,2}/[0-9]{1,2}(?![0-9])"
    r"|[0-9]{1,2}/[0-9]{1,2}(?![0-9])"
    rf"|[0-9]{{0,4}} ?[{_SIGNS}]"
    r"|[0-9](?:[0-9.,' ]*[0-9])?"
    r"|[.,][0-9]+)"
)
"""The pattern of one amount, whole or broken; what it matches is still to be read strictly."""

_BROKEN = re.compile(r"(?:([0-9]+) )?([0-9]+)/([0-9]+)")
_SIGNED = re.compile(rf"([0-9]*) ?([{_SIGNS}])")


def broken_number(text: str, decimal: str | None = None) -> float | None:
    """The amount a tidied text spells, fractions included; None where it spells none.

    "2/3" may mean "2 or 3" and "3/10" may be a count, so without a whole number in front only
    halves, thirds, quarters, and one fifth, sixth, eighth, tenth or twelfth are taken as fractions.

    >>> broken_number("5 3/4"), broken_number("1½"), broken_number("1,5"), broken_number("30/60")
    (5.75, 1.5, 1.5, None)
    """
    if "/" not in text and text.isascii():
        return written_number(text, decimal)
    signed = _SIGNED.fullmatch(text)
    if signed:
        return int(signed[1] or 0) + unicodedata.numeric(signed[2])
    broken = _BROKEN.fullmatch(text)
    if broken is None:
        return written_number(text, decimal)
    whole, over, under = int(broken[1] or 0), int(broken[2]), int(broken[3])
    if not 0 < over < under:
        return None
    usual = under in (2, 3, 4) or (over == 1 and under in (5, 6, 8, 10, 12))
    return whole + over / under if broken[1] or usual else None
