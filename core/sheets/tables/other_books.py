"""Sheets of money that are nobody's invoices and no spend on channels: bank statements, cash books, bills."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.errors import SheetRefused
from core.language import Quoted, Text

BANK = re.compile(
    r"verwendungszweck|\biban\b|\bbic\b|saldo|wertstellung|valutadatum|buchungstext|begünstigt|\bpayee\b"
    r"|kontoauszug|gegenkonto|running balance|bokført|rentedato",
    re.IGNORECASE,
)
"""Headings of bank statements, whose lines are no invoices."""
_BALANCE = re.compile(r"\bsaldo\b|kontostand|\bbalance\b|\biban\b", re.IGNORECASE)
_MOVED = re.compile(
    r"buchungstag|buchungsdatum|valuta|wertstellung|booking date|value date|bokført|rentedato"
    r"|verwendungszweck",
    re.IGNORECASE,
)
INCOME = re.compile(
    r"\beinnahmen?\b|\bincome\b|\breceipts\b|money in|paid in|\binntekt(?:er)?\b", re.IGNORECASE
)
_EXPENSES = re.compile(
    r"\bausgaben?\b|\bexpen(?:ses?|diture)\b|\bpayments\b|money out|paid out|\butgift(?:er)?\b", re.IGNORECASE
)
_BILLS = re.compile(
    r"eingangsrechnung|lieferanten-?rechnung|(?:supplier|vendor)s?[ '-]+(?:bills?|invoices?)|purchase invoice"
    r"|(?:bills?|invoices?) (?:received|to pay)|leverandørfaktura|inngående faktura|\bausgaben\b"
    r"|\butgifter\b",
    re.IGNORECASE,
)
_SOLD = re.compile(r"ausgangsrechnung|einnahmen|inntekter|\bsales\b|\bincome\b|utgående", re.IGNORECASE)


def other_book(row: int, headings: Sequence[str]) -> SheetRefused | None:
    """Why the rows below these headings are not read: those of a bank account, or of a cash book.

    >>> print(str(other_book(0, ["Datum", "Text", "Einnahmen", "Ausgaben"]))[:62])
    Row 1 has the headings “Einnahmen”, “Ausgaben”: this is a cash
    """
    balance = [text for text in headings if _BALANCE.search(text)]
    moved = [text for text in headings if _MOVED.search(text)]
    if balance and moved:
        return SheetRefused(
            "Row {row} has the headings {found}: these are the movements of a bank account. Not each of them "
            "is an invoice, so they are not read. Upload the list of the invoices you wrote.",
            row=row + 1,
            found=Quoted((moved[0], balance[0])),
        )
    income = [text for text in headings if INCOME.search(text)]
    expenses = [text for text in headings if _EXPENSES.search(text)]
    if income and expenses and income[0] != expenses[0]:
        return SheetRefused(
            "Row {row} has the headings {found}: this is a cash book, in which what you earn and what you "
            "spend stand side by side. It is not read. Upload the list of the invoices you wrote, and what "
            "you spent on each channel in a sheet of its own.",
            row=row + 1,
            found=Quoted((income[0], expenses[0])),
        )
    return None


def bills_received(said: str) -> Text | None:
    """Why a table is none of invoices, where the words around it speak of bills from suppliers.

    >>> bills_received("Ausgangsrechnungen 2026") is None, bills_received("Eingangsrechnungen") is None
    (True, False)
    """
    found = _BILLS.search(said)
    if found is None or _SOLD.search(said):
        return None
    return Text(
        "“{found}” above the table or in its name speaks of what you paid to others, and only what you "
        "charge counts as invoices. Leave this sheet out. If these are invoices of yours, say so below: "
        "choose “Invoices” as what the table is.",
        {"found": found[0]},
    )
