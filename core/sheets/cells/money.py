"""Amounts of money: 1.234,56 €, CHF 1'234.50, kr 500, 500,-, 20-40 €, 49+12."""

from __future__ import annotations

import re

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.currencies import currency_code
from core.sheets.cells.entries import Shape, ends, entry_of
from core.sheets.cells.numbers import written_number
from core.sheets.cells.reading import Reading, midpoint, without_dust
from core.sheets.cells.refusals import Wanted, in_range, text_of, unreadable
from core.sheets.cells.wording import shown
from core.sheets.grid import Cell

WANTED = Wanted(Text("an amount such as 12, 12.50 € or NOK 500"), Text("20-40 €"), Text("12.50 €"))

_FREE = frozenset(
    ["gratis", "free", "for free", "free of charge", "kostenlos", "kostenfrei", "umsonst", "kostnadsfritt"]
)
_NO_CENTS = re.compile(r"(?<=[0-9])[.,] ?-{1,2}(?![0-9])")
# A point after letters ends an abbreviation: "kr.500" is 500.
_AMOUNT = re.compile(r"[0-9](?:[0-9.,' ]*[0-9])?|(?<![^\W\d_])[.,][0-9]+")


def money(cell: Cell, *, decimal: str | None = None, negative_allowed: bool = False) -> Reading:
    """The amount of money a cell tells, with the currency where it names one.

    `decimal` is the column's `decimal_sign`. Whether a column mixes currencies is for the caller to see.

    >>> money("1.234,56 €").value, money("CHF 1'234.50").currency, money("500,-").value
    (1234.56, 'CHF', 500.0)
    >>> money("gratis").value
    0.0
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Reading(in_range(cell, cell, WANTED, negative_allowed=negative_allowed))
    text = _NO_CENTS.sub("", text_of(cell, WANTED))
    if text.lower() in _FREE:
        return Reading(0.0, converted=True)
    found = entry_of(cell, text, WANTED)
    named = [_amount(piece, cell, decimal, negative_allowed) for piece in found.pieces]
    amounts = tuple(amount for amount, _ in named)
    currencies = {currency for _, currency in named if currency}
    if len(currencies) > 1:
        raise CellRefused(
            "“{found}” names two currencies. Write one amount in one currency, such as 12.50 €.",
            found=shown(cell),
        )
    currency = currencies.pop() if currencies else None
    if found.shape is Shape.RANGE:
        return midpoint(*ends(amounts[0], amounts[1], cell, WANTED), currency=currency)
    if found.shape is Shape.SUM:
        return Reading(without_dust(sum(amounts)), parts=amounts, currency=currency, converted=True)
    return Reading(amounts[0], currency=currency, converted=found.about)


def _amount(text: str, cell: Cell, decimal: str | None, negative_allowed: bool) -> tuple[float, str | None]:
    found = _AMOUNT.search(text)
    if found is None:
        raise unreadable(cell, WANTED)
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    negative = before.startswith("-") or before.endswith("-")
    before = before.strip("-+ ")
    named = [word for word in (before, after) if word]
    codes = {currency_code(word) for word in named}
    amount = written_number(found.group(), decimal)
    if amount is None or None in codes or len(codes) > 1:
        raise unreadable(cell, WANTED)
    amount = in_range(-amount if negative else amount, cell, WANTED, negative_allowed=negative_allowed)
    return amount, codes.pop() if codes else None
