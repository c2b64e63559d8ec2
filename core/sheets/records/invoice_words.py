"""What people write beside an invoice: that it is cancelled, only a draft or an offer, or not yet paid."""

from __future__ import annotations

import datetime as dt
import re

from core.errors import CellRefused
from core.sheets.cells.flags import flag
from core.sheets.cells.wording import shown
from core.sheets.cells.written_days import written_day
from core.sheets.grid import Cell
from core.sheets.kinds.column import Column, split
from core.sheets.kinds.documents import CANCELLED, EXPENSES, NO_INVOICE, PAYMENTS
from core.sheets.records.words import choice_of, text_of_cell
from core.sheets.tables.headers import plain

NOT_CANCELLED = frozenset(
    split(
        "paid, open, sent, unpaid, overdue, due, partially paid, partly paid, partial, authorised, "
        "authorized, approved, "
        "finalized, issued, viewed, pending, succeeded, complete, completed, settled, closed, awaiting "
        "payment, "
        "submitted, uncollectible, written off, refunded, partially refunded, invoiced, delivered, active, "
        "bezahlt, offen, unbezahlt, versendet, verschickt, überfällig, fällig, teilbezahlt, teilweise "
        "bezahlt, gestellt, "
        "beglichen, abgeschlossen, freigegeben, gebucht, erledigt, gemahnt, in mahnung, erstattet, "
        "fakturiert, aktiv, "
        "betalt, åpen, ubetalt, sendt, forfalt, delvis betalt, godkjent, bokført, purret"
    )
)

UNDATED_PAYMENT = frozenset(
    split(
        "x, ja, yes, y, j, bezahlt, paid, betalt, true, wahr, ✓, ✔, ok, erledigt, 1, nein, no, nei, n, "
        "offen, open, unpaid, "
        "unbezahlt, ubetalt, ausstehend, outstanding, pending, 0, false, falsch, noch offen, überfällig, "
        "overdue, "
        "teilweise, teilbezahlt, partly, partially paid, delvis, storniert, cancelled, canceled, bar, "
        "cash, kontant"
    )
)
"""Entries under "Paid on" that say whether, but not when."""


NOTHING_CHARGED = frozenset(
    split(
        "failed, declined, denied, expired, incomplete, uncaptured, rejected, fehlgeschlagen, abgelehnt, "
        "abgelaufen, mislyktes, feilet, avvist, utløpt"
    )
)
"""What a status says where nobody was charged."""

_ONLY = re.compile(r"^(?:nur|erst|noch|only|just|kun|bare) ")

PAYMENT, EXPENSE, BILL = "payment", "expense", "bill"
"""Papers that are invoices, or are none where invoices stand beside them."""

NO_INVOICE_VALUE = 2.0
"""Stands in a column of statuses for a paper that is no invoice."""


def standing(cell: Cell) -> float:
    """1 where a status says that the invoice is cancelled, 0 where it stands, 2 where it is no invoice yet.

    >>> standing("Storniert"), standing("bezahlt"), standing("Entwurf"), standing("no")
    (1.0, 0.0, 2.0, 0.0)
    >>> standing("11.1.2026")
    1.0
    """
    if isinstance(cell, (dt.date, dt.datetime)) or written_day(text_of_cell(cell)) is not None:
        return 1.0  # the day on which it was cancelled
    word = _plainly(cell)
    if word in CANCELLED:
        return 1.0
    if word in NO_INVOICE:
        return NO_INVOICE_VALUE
    if word in NOT_CANCELLED:
        return 0.0
    try:
        return float(flag(cell))
    except CellRefused:
        raise CellRefused(
            "“{found}” does not say whether the invoice was cancelled. Write yes or no.", found=shown(cell)
        ) from None


def document_of(cell: Cell, column: Column) -> str:
    """The kind of paper: invoice, credit note or refund; one that is cancelled or no invoice by its own word.

    >>> from core.sheets.kinds import KINDS
    >>> document_of("Angebot", KINDS["invoices"].column("document"))
    'angebot'
    """
    word = _plainly(cell)
    if word in PAYMENTS:
        return PAYMENT
    if word in EXPENSES:
        return EXPENSE
    try:
        return BILL if word == BILL else choice_of(cell, column)
    except CellRefused:
        if word in NO_INVOICE or word in CANCELLED:
            return word
        raise


def is_undated_payment(cell: Cell) -> bool:
    """Whether an entry under "Paid on" says whether, but not when.

    >>> is_undated_payment("offen"), is_undated_payment("31.12.2026")
    (True, False)
    """
    return _plainly(cell) in UNDATED_PAYMENT


def noted(text: str) -> str:
    """What a status or a remark says of an invoice: "cancelled", "none" (it is none), "stands", or "".

    >>> noted("STORNIERT"), noted("nur Angebot"), noted("bezahlt"), noted("per Mail geschickt")
    ('cancelled', 'none', 'stands', '')
    """
    word = _ONLY.sub("", plain(text).strip(" .!"))
    if word in CANCELLED:
        return "cancelled"
    if word in NO_INVOICE or word in NOTHING_CHARGED:
        return "none"
    return "stands" if word in NOT_CANCELLED else ""


def _plainly(cell: Cell) -> str:
    """A word as it is compared."""
    return plain(text_of_cell(cell)).strip(" .!")
