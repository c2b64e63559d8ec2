"""What stands once and holds for several rows of invoices: their customer, the head of an invoice."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from core.language import Text
from core.sheets.kinds import INVOICES
from core.sheets.records.cell_columns import EMPTY, Mask, Places
from core.sheets.records.columns_read import Columns
from core.sheets.records.readings import ReadColumn
from core.sheets.records.total_names import named_totals

_CUSTOMER_AND_NUMBER = re.compile(
    r"(?:kund|customer|client|firma|company|name)\w*.*/.*(?:rechnung|invoice|faktura|beleg|nr|no\b|nummer)"
    r"|(?:rechnung|invoice|faktura|beleg|nr|no\b|nummer)\w*.*/.*(?:kund|customer|client|firma|company|name)",
    re.IGNORECASE,
)
_CENT = 0.011


def customers_above(columns: Columns) -> None:
    """A column of customers and invoice numbers, told apart: a customer stands alone above his invoices.

    So "Kunde / Rechnung" with "Blum GmbH" above "RE 12" and "RE 15".
    """
    customer, date = columns.one("customer"), columns.one("date")
    amount = columns.one("amount") or columns.one("gross")
    if customer is None or date is None or amount is None or columns.one("number") is not None:
        return
    if not _CUSTOMER_AND_NUMBER.search(customer.use.header):
        return
    records = customer.said & date.said & amount.said
    above = customer.said & date.blank & amount.blank
    if not above.any() or not records.any() or np.argmax(above) > np.argmax(records):
        return
    rows = np.flatnonzero(records)
    number = replace(customer, use=replace(customer.use, name="number"), column=INVOICES.column("number"))
    named = _from_rows(customer, rows, _last_at_or_above(above)[rows])
    columns.replaced(customer, _without(named, above))
    columns.read.append(_without(number, above))
    columns.notes.append(
        Text(
            "Under “{header}” the names that stand alone are the customers of the invoices below them",
            {"header": customer.use.header},
        )
    )


def positions_below(columns: Columns) -> None:
    """The further positions of an invoice, whose number, date and customer are written once, above them."""
    product, date, customer = (columns.one(name) for name in ("product", "date", "customer"))
    amount = columns.one("amount") or columns.one("gross")
    if product is None or date is None or customer is None or amount is None:
        return
    heads = [column for name in ("number", "date", "customer") if (column := columns.one(name)) is not None]
    bare = product.said & amount.said
    for column in heads:
        bare &= column.blank
    if not bare.any():
        return
    if product.readings.words is not None and (totals := named_totals(product.readings.words)):
        bare &= ~np.isin(product.cells.codes, totals)
    whole = date.said & customer.said & amount.said
    begins = _last_at_or_above(whole)
    unbroken = _last_at_or_above(~(bare | whole)) < begins
    further = bare & unbroken & (begins >= 0)
    further &= ~_add_up_those_above(amount, whole | bare, begins)
    rows = np.flatnonzero(further)
    if not len(rows):
        return
    for column in heads:
        columns.replaced(column, _from_rows(column, rows, begins[rows]))
    columns.notes.append(
        Text(
            "{count} rows without number, date and customer are further positions of the invoice above them",
            {"count": len(rows)},
        )
        if len(rows) > 1
        else Text("1 row without number, date and customer is a further position of the invoice above it")
    )


def _from_rows(column: ReadColumn, rows: Places, sources: Places) -> ReadColumn:
    """The column, where these rows say what other rows say."""
    codes = column.cells.codes.copy()
    codes[rows] = column.cells.codes[sources]
    return column.with_codes(codes)


def _without(column: ReadColumn, rows: Mask) -> ReadColumn:
    """The column, where these rows say nothing."""
    return column.with_codes(np.where(rows, EMPTY, column.cells.codes).astype(np.int32))


def _last_at_or_above(rows: Mask) -> Places:
    """For each row the last of these rows at or above it; -1 where there is none."""
    places: Places = np.maximum.accumulate(np.where(rows, np.arange(len(rows)), -1))
    return places


def _add_up_those_above(amount: ReadColumn, counted: Mask, begins: Places) -> Mask:
    """The rows whose amount is the sum of two or more rows of the same invoice above them."""
    values = np.where(counted & amount.said, np.nan_to_num(amount.part()), 0.0)
    before = np.cumsum(values) - values
    head = np.maximum(begins, 0)
    above = before - before[head]
    several = np.arange(len(values)) - head >= 2
    mask: Mask = several & (np.abs(values - above) <= _CENT)
    return mask
