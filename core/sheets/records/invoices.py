"""Invoices, credit notes and refunds: who was to pay how much when, and for what."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import CellRefused
from core.language import Text
from core.sheets.records.cell_columns import Floats, Mask
from core.sheets.records.columns_read import Columns
from core.sheets.records.currencies import row_currencies
from core.sheets.records.draft import Draft
from core.sheets.records.flags_read import ticked
from core.sheets.records.invoice_words import CANCELLED, NO_INVOICE
from core.sheets.records.needs import Need
from core.sheets.records.readings import ReadColumn
from core.sheets.records.rules import Dropped, Rules, need
from core.sheets.records.troubles import Troubles
from core.sheets.records.words_read import Words

TEXTS = ("number", "customer", "product", "recurrence", "scope")
_CENT = 0.021


def _prepare(columns: Columns) -> None:
    """Nothing of an invoice is written once for several rows."""


def _needs(columns: Columns) -> list[Need]:
    found = [need(column) for name in ("customer", "date") if (column := columns.one(name)) is not None]
    amount, gross = columns.one("amount"), columns.one("gross")
    place = amount or gross
    if place is not None:
        found.append(need(place))
    return found


def _dropped(columns: Columns) -> Dropped:
    """Drafts, offers and reminders: no money is asked for with them."""
    why = Text("a draft, an offer or a reminder, and no invoice")
    found: Dropped = []
    for name in ("document", "cancelled"):
        column = columns.one(name)
        if column is None:
            continue
        if column.readings.words is not None:
            none = [
                place for place, word in enumerate(column.readings.words.to_pylist()) if word in NO_INVOICE
            ]
            found.append((np.isin(column.cells.codes, none) & column.said, why))
        else:
            found.append((column.said & (column.part() == 2.0), why))
    return found


def _draft(columns: Columns, kept: Mask, troubles: Troubles) -> Draft:
    amount, gross = columns.one("amount"), columns.one("gross")
    if amount is None and gross is not None:
        columns.notes.append(
            Text(
                "There is no column of net amounts, so those under “{header}” count, with their tax",
                {"header": gross.use.header},
            )
        )
    counted = amount or gross
    if amount is not None and gross is not None:
        _tell_contradictions(columns, amount, gross, kept, troubles)
    currency = row_currencies(
        columns, [] if counted is None else [counted], kept & ~troubles.waiting, troubles
    )
    rows = np.flatnonzero(kept & ~troubles.waiting)
    fields: dict[str, Words | NDArray[Any]] = {
        **{name: columns.words(name).at(rows) for name in TEXTS},
        "currency": currency.at(rows),
    }
    if counted is not None:
        fields["amount"] = _signed(columns, counted)[rows]
    for name in ("date", "paid", "hours_agreed", "hours_actual"):
        column = columns.one(name)
        if column is not None:
            fields[name] = column.part()[rows]
    cancelled = columns.one("cancelled")
    if cancelled is not None:
        fields["cancelled"] = ticked(cancelled, kept)[rows]
    else:
        fields["cancelled"] = _cancelled_documents(columns)[rows]
    return Draft(rows, fields)


def _signed(columns: Columns, counted: ReadColumn) -> Floats:
    """The amounts, where those of credit notes and refunds are negative."""
    values: Floats = counted.part()
    document = columns.one("document")
    if document is None or document.readings.words is None:
        return values
    words = document.readings.words.to_pylist()
    returned = [place for place, word in enumerate(words) if word in ("credit note", "refund")]
    turned = np.isin(document.cells.codes, returned) & document.said & (values > 0)
    count = int(np.count_nonzero(turned))
    if count:
        columns.notes.append(
            Text(
                "{count} credit notes and refunds are written with a plus and count as minus",
                {"count": count},
            )
        )
    return np.where(turned, -values, values)


def _cancelled_documents(columns: Columns) -> Floats:
    """1 where the kind of document says that the invoice is cancelled; NaN elsewhere."""
    document = columns.one("document")
    if document is None or document.readings.words is None:
        return np.full(columns.rows, np.nan)
    words = document.readings.words.to_pylist()
    gone = [place for place, word in enumerate(words) if word in CANCELLED]
    return np.where(np.isin(document.cells.codes, gone) & document.said, 1.0, np.nan)


def _tell_contradictions(
    columns: Columns, amount: ReadColumn, gross: ReadColumn, kept: Mask, troubles: Troubles
) -> None:
    """Rows wait whose net amount and tax do not make the gross one."""
    tax = columns.one("tax")
    if tax is None:
        return
    net, taxes, total = amount.part(), tax.part(), gross.part()
    off = np.abs(net + taxes - total) > np.maximum(_CENT, 0.0005 * np.abs(total))
    rows = np.flatnonzero(kept & amount.said & tax.said & gross.said & off)
    if not len(rows):
        return

    def refused(row: int) -> CellRefused:
        return CellRefused(
            "{net} and {tax} tax make {sum}, but the row says {gross}. Mend one of the three.",
            net=f"{net[row]:.15g}",
            tax=f"{taxes[row]:.15g}",
            sum=f"{round(net[row] + taxes[row], 2):.15g}",
            gross=f"{total[row]:.15g}",
        )

    troubles.tell(rows, amount.use.index, refused)


INVOICE_RULES = Rules(
    ("amount", "gross", "tax", "hours_agreed", "hours_actual"), _prepare, _needs, _dropped, _draft
)
