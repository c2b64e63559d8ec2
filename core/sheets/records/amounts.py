"""Signed money in the cells of records: 1.234,50 €, R$ 12.00, (120,00), 1.234,50-, −12,00 €, 500,-."""

from __future__ import annotations

import re

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.money import WANTED, money
from core.sheets.cells.reading import Reading
from core.sheets.cells.refusals import text_of
from core.sheets.cells.wording import shown, tidy
from core.sheets.grid import Cell

_BRACKETED = re.compile(r"(?P<before>[^\d()]*?) ?\( ?(?P<inside>[^()]*[0-9][^()]*?) ?\) ?(?P<after>[^\d()]*)")
_MINUS_BEHIND = re.compile(
    r"(?P<before>[^\W\d_€$£]*[€$£]?\.? ?)(?P<amount>[0-9][0-9.,' ]*?) ?-(?P<after> ?[^\W\d_€$£]*[€$£]?\.?)"
)
_NO_CENTS = re.compile(r"[.,] ?-{1,2}(?: ?[^\W\d_€$£]*[€$£]?\.?)?$")
_MINUS_BEFORE_SIGN = re.compile(r"(?P<minus>-) ?(?P<currency>[^\W\d_]{0,3}[€$£¥]?) ?(?P<amount>[0-9.,].*)")
_DEBIT_OR_CREDIT = re.compile(r".*[0-9].*(?<![^\W\d_])(?:[SH]|Soll|Haben|DR|CR)\.?", re.IGNORECASE)
_FIGURE = re.compile("[0-9]")
_PERCENT = Text("an amount such as 12 or 12.50 €; a percentage is no amount")


_TAX = r"(?:gesetzl\.? ?)?(?:mwst|mehrwertsteuer|ust|umsatzsteuer|vat|sales tax|tax|mva|moms)\.?"
WITHOUT_TAX = re.compile(
    r"[ ,;(]*(?:\b(?:netto|net)\b"
    rf"|(?:\+|\b(?:zzgl|zuzüglich|plus|excl|exkl|ohne|eks|ekskl|ex)\b\.?) ?{_TAX})\)?$",
    re.IGNORECASE,
)
"""What may stand behind a net amount and says no more than that it is one."""
WITH_TAX = re.compile(
    rf"[ ,;(]*(?:\b(?:brutto|gross)\b|\b(?:inkl|incl|inklusive|including|mit)\b\.? ?{_TAX})\)?$",
    re.IGNORECASE,
)
"""What may stand behind a gross amount and says no more than that it is one."""


def amount(cell: Cell, *, decimal: str | None = None, saying: re.Pattern[str] | None = None) -> Reading:
    """The amount of money a cell tells; a minus before or behind it, or brackets, make it negative.

    `decimal` is the column's decimal sign; `saying` finds the words behind an amount that only repeat what
    its column says. A range, a sum of several amounts and "about" are no amounts
    of a record and are refused, as is a percentage.

    >>> amount("(1,234.50)").value, amount("1.234,50-").value, amount("−12,00 €").value, amount("-$5").value
    (-1234.5, -1234.5, -12.0, -5.0)
    >>> amount("250,- netto", saying=WITHOUT_TAX).value, amount("300 EUR + MwSt", saying=WITHOUT_TAX).value
    (250.0, 300.0)
    >>> amount("R$ 1.234,50").currency, amount("500,-").value
    ('BRL', 500.0)
    """
    if not isinstance(cell, str):
        return money(cell, decimal=decimal, negative_allowed=True)
    text = text_of(cell, WANTED)
    if saying is not None:
        text = saying.sub("", text) or text
    if "%" in text:
        raise CellRefused(
            "“{found}” cannot be read here. Write {wanted}.", found=shown(cell), wanted=_PERCENT
        )
    if _DEBIT_OR_CREDIT.fullmatch(text):
        raise CellRefused(
            "“{found}” says debit or credit instead of plus or minus. Write the amount with its sign, such "
            "as "
            "-12.50.",
            found=shown(cell),
        )
    found = money(_signed(text), decimal=decimal, negative_allowed=True)
    about = found.converted and bool(_FIGURE.search(text))
    if found.low is not None or found.parts or about:
        raise CellRefused(
            "“{found}” is no exact amount. Write one amount, such as 12.50 €.", found=shown(cell)
        )
    return found


def _signed(text: str) -> str:
    """The text with a minus in front where brackets, or a minus elsewhere, say so."""
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed:
        inside = bracketed["inside"]
        if "-" in inside or "-" in bracketed["before"]:
            return text
        return f"-{bracketed['before']}{inside}{bracketed['after']}".replace("+", "")
    if _NO_CENTS.search(text):
        return text
    behind = _MINUS_BEHIND.fullmatch(text)
    if behind:
        return f"-{behind['before']}{behind['amount']}{behind['after']}"
    before = _MINUS_BEFORE_SIGN.fullmatch(text)
    if before:
        return f"-{before['amount']} {before['currency']}".strip()
    return text


def is_undecided(text: str) -> bool:
    """Whether a number in the text is one thousand and something, or one and a fraction: "1.234 €".

    >>> is_undecided("1.234 €"), is_undecided("1.234,50"), is_undecided("0.123")
    (True, False, False)
    """
    return bool(_UNDECIDED.search(tidy(text)))


_UNDECIDED = re.compile(r"(?<![0-9.,:/'])[1-9][0-9]{0,2}[.,][0-9]{3}(?![.,:/']?[0-9])")
