"""What each row of a list of invoices is: invoice, credit note, payment or offer; and what is cancelled."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from core.errors import CellRefused
from core.language import Text
from core.sheets.kinds.documents import CANCELLED, NO_INVOICE
from core.sheets.records.cell_columns import Floats, Mask, in_one_piece
from core.sheets.records.columns_read import Columns
from core.sheets.records.flags_read import ticked
from core.sheets.records.invoice_words import BILL, EXPENSE, NO_INVOICE_VALUE, PAYMENT, noted
from core.sheets.records.plain_texts import matching
from core.sheets.records.readings import ReadColumn
from core.sheets.records.rules import Dropped
from core.sheets.records.troubles import Troubles

_RETURNED = ("credit note", "refund")
_CREDIT_WORDS = (
    r"^(?i:gutschrift|rechnungskorrektur|storno(?:rechnung)?|stornierung|kreditnota|kreditering|credit ?note"
    r"|credit ?memo|cancellation of)(?:[^\pL-]|$)"
)
_FEES = r"^(?i:storn\w*|cancell\w*)[ -]*(?i:geb(?:ü|ue)hr|pauschale|kosten|versicherung|fee|gebyr)"
_CREDIT_NUMBER = r"^(?i:cn|crn|gs|gu|kn)[^\pL]"
"""Numbers of credit notes, where those of the others begin otherwise."""


def no_invoices(columns: Columns) -> Dropped:
    """Rows that charge nobody: drafts, offers, failed payments; payments and bills beside invoices."""
    found: Dropped = []
    document = columns.one("document")
    if document is not None:
        invoices = _documents(document, ("invoice",)).any()
        found.append((_documents(document, NO_INVOICE), _NO_INVOICE))
        found.append((_documents(document, (EXPENSE,)), _PAID_TO_OTHERS))
        if invoices:
            found.append((_documents(document, (PAYMENT,)), _PAYS_ONE))
            found.append((_documents(document, (BILL,)), _PAID_TO_OTHERS))
    cancelled = columns.one("cancelled")
    if cancelled is not None:
        found.append((cancelled.said & (cancelled.part() == NO_INVOICE_VALUE), _NO_INVOICE))
    for name in ("status", "remark"):
        found.append((_noted(columns.one(name), columns.rows, "none"), _NO_INVOICE))
    return [(rows, why) for rows, why in found if rows.any()]


_NO_INVOICE = Text("a draft, an offer or a reminder, and no invoice")
_PAYS_ONE = Text("a payment of an invoice, and no invoice itself")
_PAID_TO_OTHERS = Text("paid to others, and no invoice of yours")


def cancelled_rows(columns: Columns, kept: Mask) -> Floats:
    """1 where an invoice is cancelled, 0 where it is said to stand, NaN where nothing is said."""
    column, document = columns.one("cancelled"), columns.one("document")
    said = np.full(columns.rows, np.nan) if column is None else ticked(column, kept).copy()
    for name in ("status", "remark"):
        beside = columns.one(name)
        said[_noted(beside, columns.rows, "stands") & np.isnan(said) & (name == "status")] = 0.0
        said[_noted(beside, columns.rows, "cancelled")] = 1.0
    if document is not None:
        said[_documents(document, CANCELLED)] = 1.0
    return said


def tell_cancelled(columns: Columns, cancelled: Floats, amounts: Floats) -> None:
    """Say how many of these rows are cancelled, and what they come to."""
    gone = cancelled == 1.0
    count = int(np.count_nonzero(gone))
    if not count:
        return
    words = {"count": count, "sum": f"{round(float(np.nansum(amounts[gone])), 2):.15g}"}
    columns.notes.append(
        Text("1 invoice is cancelled. Its {sum} are kept, marked as cancelled", words)
        if count == 1
        else Text("{count} invoices are cancelled. Their {sum} are kept, marked as cancelled", words)
    )


def signed(columns: Columns, values: Floats, records: Mask, troubles: Troubles) -> Floats:
    """The amounts, where those of credit notes and refunds are negative.

    A credit note is known by its kind of document, by the side on which it is booked, or by its text or its
    number that begins with a word for one.
    """
    document = columns.one("document")
    by_document = _documents(document, _RETURNED) if document is not None else _nowhere(columns)
    by_text = _by_text(columns) if document is None else _by_text(columns) & document.blank
    by_side = _by_side(columns, values, by_document | by_text | (values < 0), records, troubles)
    returned = by_document | by_text | by_side
    if document is None and columns.one("side") is None:
        _ask_about_numbers(columns, values, returned, records, troubles)
    turned = returned & (values > 0)
    _tell_turned(columns, turned & records, by_text & ~by_document & ~by_side)
    return np.where(turned, -values, values)


def _tell_turned(columns: Columns, turned: Mask, by_text: Mask) -> None:
    count = int(np.count_nonzero(turned))
    if not count:
        return
    words = {"count": count}
    columns.notes.append(
        Text("1 credit note or refund is written with a plus and counts as minus", words)
        if count == 1
        else Text("{count} credit notes and refunds are written with a plus and count as minus", words)
    )
    if (turned & by_text).any():
        columns.notes.append(Text("The first word of its text or number tells that a row is a credit note"))


def _by_text(columns: Columns) -> Mask:
    found = _nowhere(columns)
    for name in ("product", "number"):
        column = columns.one(name)
        if column is None or column.readings.words is None:
            continue
        words = column.readings.words
        said = matching(words, _CREDIT_WORDS)
        if said.any():
            said[said] = ~matching(words.filter(pa.array(said)), _FEES)
            found |= column.said & np.append(said, False)[column.cells.codes]
    return found


def _by_side(columns: Columns, values: Floats, returned: Mask, records: Mask, troubles: Troubles) -> Mask:
    """The rows booked on the side that takes away; where nothing tells which one that is, the fewer wait."""
    column = columns.one("side")
    if column is None:
        return _nowhere(columns)
    sides = [_documents(column, (side,)) & records for side in ("debit", "credit")]
    if not (sides[0].any() and sides[1].any()):
        return _nowhere(columns)
    if any(
        (values[side] < 0).all() and not (values[other] < 0).any() for side, other in (sides, sides[::-1])
    ):
        return _nowhere(columns)  # the signs say it already
    proven = [bool((side & returned).any()) for side in sides]
    if proven[0] != proven[1]:
        return sides[0] if proven[0] else sides[1]
    fewer = [side for side in sides if 2 * np.count_nonzero(side) <= np.count_nonzero(sides[0] | sides[1])]
    rows = np.flatnonzero(np.logical_or.reduce(fewer))
    troubles.tell(rows, column.use.index, lambda row: _UNCLEAR_SIDE)
    return _nowhere(columns)


_UNCLEAR_SIDE = CellRefused(
    "Debit or credit alone does not tell whether this amount is charged or given back. Write amounts that "
    "are given back with a minus."
)


def _ask_about_numbers(
    columns: Columns, values: Floats, returned: Mask, records: Mask, troubles: Troubles
) -> None:
    """Rows wait whose number looks like that of a credit note, among others, and whose amount has a plus."""
    column = columns.one("number")
    if column is None or column.readings.words is None:
        return
    like = np.append(matching(column.readings.words, _CREDIT_NUMBER), False)[column.cells.codes]
    like &= column.said & records
    asked = np.flatnonzero(like & (values > 0) & ~returned)
    if not len(asked) or not (records & column.said & ~like).any():
        return

    def refused(row: int) -> CellRefused:
        return CellRefused(
            "“{found}” looks like the number of a credit note, but its amount has a plus. Write the amount "
            "with a minus, or say in a column “Document” what each row is.",
            found=str(column.cell(row)),
        )

    troubles.tell(asked, column.use.index, refused)


def _documents(column: ReadColumn, wanted: frozenset[str] | tuple[str, ...]) -> Mask:
    """The rows whose choice is one of these."""
    if column.readings.words is None:
        return np.zeros(len(column.cells.codes), dtype=bool)
    places = [place for place, word in enumerate(column.readings.words.to_pylist()) if word in wanted]
    rows: Mask = np.isin(column.cells.codes, places) & column.said
    return rows


def _noted(column: ReadColumn | None, rows: int, wanted: str) -> Mask:
    """The rows whose status or remark says this."""
    if column is None or column.readings.words is None:
        return np.zeros(rows, dtype=bool)
    encoded = in_one_piece(column.readings.words).dictionary_encode()
    says = np.array([word is not None and noted(word) == wanted for word in encoded.dictionary.to_pylist()])
    if not says.any():
        return np.zeros(rows, dtype=bool)
    places = encoded.indices.fill_null(len(says)).to_numpy(zero_copy_only=False)
    by_code = np.append(np.append(says, False)[places], False)
    mask: Mask = by_code[column.cells.codes] & column.said
    return mask


def _nowhere(columns: Columns) -> Mask:
    return np.zeros(columns.rows, dtype=bool)
