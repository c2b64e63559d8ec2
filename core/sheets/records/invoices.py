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
from core.sheets.records.invoice_again import tell_repeated
from core.sheets.records.invoice_papers import cancelled_rows, no_invoices, signed, tell_cancelled
from core.sheets.records.invoice_rows import customers_above, positions_below
from core.sheets.records.needs import Need
from core.sheets.records.readings import ReadColumn
from core.sheets.records.rules import Rules, need
from core.sheets.records.troubles import Troubles
from core.sheets.records.words_read import Words

TEXTS = ("number", "customer", "product", "recurrence", "scope")
_CENT = 0.021


def _prepare(columns: Columns) -> None:
    """What is written once for several invoices, or for several positions of one."""
    customers_above(columns)
    positions_below(columns)


def _needs(columns: Columns) -> list[Need]:
    found = [need(column) for name in ("customer", "date") if (column := columns.one(name)) is not None]
    counted = columns.all_of("amount") or columns.all_of("gross")
    if len(counted) == 1:
        found.append(need(counted[0]))
    elif counted:
        each = need(counted[0])
        told = np.logical_or.reduce([column.refused for column in counted])
        found.append(
            Need(each.index, np.logical_or.reduce([column.said for column in counted]), each.refused, told)
        )
    return found


def _draft(columns: Columns, kept: Mask, troubles: Troubles) -> Draft:
    amounts, gross = columns.all_of("amount"), columns.one("gross")
    if not amounts and gross is not None:
        columns.notes.append(
            Text(
                "There is no column of net amounts, so those under “{header}” count, with their tax",
                {"header": gross.use.header},
            )
        )
    counted = amounts or ([] if gross is None else [gross])
    values = _together(counted, columns.rows)
    if amounts and gross is not None:
        _tell_contradictions(columns, amounts[0], values, gross, kept, troubles)
    fields: dict[str, Words | NDArray[Any]] = {}
    if counted:
        values = signed(columns, _less_refunds(columns, values, kept), kept, troubles)
        tell_repeated(columns, counted[0], values, kept & ~troubles.waiting, troubles)
        fields["amount"] = values
    fields["currency"] = row_currencies(columns, counted, kept & ~troubles.waiting, troubles)
    rows = np.flatnonzero(kept & ~troubles.waiting)
    fields |= {name: columns.words(name) for name in TEXTS}
    for name in ("date", "paid", "hours_agreed", "hours_actual"):
        column = columns.one(name)
        if column is not None:
            fields[name] = column.part()
    cancelled = fields["cancelled"] = cancelled_rows(columns, kept)
    tell_cancelled(columns, cancelled[rows], values[rows])
    return Draft(
        rows,
        {name: each.at(rows) if isinstance(each, Words) else each[rows] for name, each in fields.items()},
    )


def _together(counted: list[ReadColumn], rows: int) -> Floats:
    """The amount of each row: of several columns, one a tax rate, their sum."""
    if len(counted) == 1:
        values: Floats = counted[0].part()
        return values
    together = np.full(rows, np.nan)
    for column in counted:
        together = np.where(column.said, np.nan_to_num(together) + column.part(), together)
    return together


def _less_refunds(columns: Columns, values: Floats, kept: Mask) -> Floats:
    """The amounts without what was paid back of them."""
    refunded = columns.one("refunded")
    if refunded is None:
        return values
    back = np.where(refunded.said & (values > 0), np.abs(np.nan_to_num(refunded.part())), 0.0)
    count = int(np.count_nonzero(kept & (back > 0)))
    if count:
        words = {"header": refunded.use.header, "count": count}
        columns.notes.append(
            Text("What stands under “{header}” is taken off 1 amount", words)
            if count == 1
            else Text("What stands under “{header}” is taken off {count} amounts", words)
        )
    return values - back


def _tell_contradictions(
    columns: Columns, amount: ReadColumn, net: Floats, gross: ReadColumn, kept: Mask, troubles: Troubles
) -> None:
    """Rows wait whose net amount and tax do not make the gross one, or whose gross amount is the smaller."""
    taxes = columns.all_of("tax")
    total = gross.part()
    lenient = np.maximum(_CENT, 0.0005 * np.abs(total))
    asked = kept & ~np.isnan(net) & gross.said
    if not taxes:
        less = np.flatnonzero(asked & (np.abs(net) - np.abs(total) > lenient))

        def smaller(row: int) -> CellRefused:
            return CellRefused(
                "{net} under “{header}” is more than the {gross} under “{other}”, which should be the amount "
                "with tax. Mend one of the two.",
                net=f"{net[row]:.15g}",
                header=amount.use.header,
                gross=f"{total[row]:.15g}",
                other=gross.use.header,
            )

        if len(less):
            troubles.tell(less, amount.use.index, smaller)
        return
    tax = _together(taxes, columns.rows)
    rows = np.flatnonzero(asked & ~np.isnan(tax) & (np.abs(net + tax - total) > lenient))

    def refused(row: int) -> CellRefused:
        return CellRefused(
            "{net} and {tax} tax make {sum}, but the row says {gross}. Mend one of the three.",
            net=f"{net[row]:.15g}",
            tax=f"{tax[row]:.15g}",
            sum=f"{round(net[row] + tax[row], 2):.15g}",
            gross=f"{total[row]:.15g}",
        )

    if len(rows):
        troubles.tell(rows, amount.use.index, refused)


INVOICE_RULES = Rules(
    ("amount", "gross", "tax", "hours_agreed", "hours_actual"), _prepare, _needs, no_invoices, _draft
)
