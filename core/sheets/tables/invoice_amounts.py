"""Which of several columns of money an invoice comes to: what one plus, less or times another makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.errors import CellRefused
from core.language import Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.currencies import currency_code
from core.sheets.cells.money import money
from core.sheets.cells.numbers import decimal_sign
from core.sheets.grid import Cell, Grid
from core.sheets.kinds import INVOICES
from core.sheets.tables.headers import ACCEPT, match
from core.sheets.tables.record_reading import heading_currency
from core.sheets.tables.table import ColumnUse

_ROWS = 200
_LEAST = 2
"""So many rows must bear a calculation out."""
_USUAL = 0.9
_CENT = 0.021
_RATE = re.compile(r"\(?\b[0-9]{1,2}(?:[.,][0-9])? ?(?:%|prozent|percent|prosent)\)?")
_PRICE = re.compile(r"^(?:netto-?|net )?(?:preis|price|pris)\b(?!.*(?:gesamt|total|sum))", re.IGNORECASE)
_QUANTITY = re.compile(
    r"^(?:menge|anzahl|anz\.?|st(?:ü|ue)ck(?:zahl)?|stk\.?|quantity|qty\.?|units|pieces|antall)$",
    re.IGNORECASE,
)
_TAKEN_OFF = re.compile(
    r"rabatt|skonto|discount|nachlass|abz(?:u|ü)g|abzgl|abschl(?:a|ä)g|deduct|less\b|fradrag|avslag|trukket",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\brest|offen|\bopen|\bdue\b|outstanding|saldo|balance|utest|ubetalt|unpaid", re.IGNORECASE
)
"""What is still to be paid of an invoice is not what it comes to."""
_ADDED = re.compile(
    r"versand|porto|fracht|shipping|freight|postage|frakt|zuschlag|surcharge|till?egg", re.IGNORECASE
)
_NET = re.compile(r"netto|\bnet\b|eks", re.IGNORECASE)

Figures = NDArray[np.float64]
Combined = Callable[[Figures, Figures], Figures]


@dataclass(frozen=True)
class AmountColumns:
    """The columns with the one that is the amount, and what makes it impossible to say which one is."""

    uses: list[ColumnUse]
    conflicts: tuple[Text, ...] = ()


def with_amounts(
    uses: Sequence[ColumnUse], grid: Grid, first: int, last: int, notes: list[Text]
) -> AmountColumns:
    """The columns of invoices, where the amount is what the figures of the rows prove to be it.

    The price of one is no amount where another column is its product with a quantity; what comes after a
    discount is the amount, not what stands before it; net amounts of two tax rates count together; of amounts
    in several currencies and in one, those in one are read. What was settled so is said in `notes`.

    >>> from core.sheets.tables.table import ColumnUse
    >>> named = [("Menge", None), ("Preis", "amount"), ("Gesamt", "gross")]
    >>> uses = [ColumnUse(i, header, name, 100, Text("")) for i, (header, name) in enumerate(named)]
    >>> grid = Grid("A", [["Menge", "Preis", "Gesamt"], [4.0, 120.0, 480.0], [1.0, 900.0, 900.0]])
    >>> [use.name for use in with_amounts(uses, grid, 1, 2, []).uses]
    [None, None, 'amount']
    """
    found = _Amounts(list(uses), grid, first, last, notes)
    found.in_one_currency()
    found.rates_apart()
    found.net_by_tax()
    found.product()
    found.after_discount()
    return AmountColumns(found.uses, found.conflicts())


class _Amounts:
    def __init__(self, uses: list[ColumnUse], grid: Grid, first: int, last: int, notes: list[Text]) -> None:
        self.uses, self.notes = uses, notes
        self.rows = [grid.rows[r] for r in range(first, min(last + 1, first + _ROWS, len(grid.rows)))]
        self.figures: dict[int, Figures] = {}
        for use in uses:
            if use.name in (None, "amount", "gross", "tax", "hours_actual", "refunded") and use.header:
                figures = _figures([row[use.index] for row in self.rows if use.index < len(row)])
                if figures is not None:
                    self.figures[use.index] = figures

    def named(self, name: str) -> ColumnUse | None:
        return next((use for use in self.uses if use.name == name), None)

    def free(self) -> list[ColumnUse]:
        """Columns of figures that stand for nothing else."""
        return [
            use
            for use in self.uses
            if use.name in (None, "gross") and use.index in self.figures and not _OPEN.search(use.header)
        ]

    def in_one_currency(self) -> None:
        """Of amounts in the currencies of the invoices and the same in one currency, the latter."""
        amount_use, currency = self.named("amount"), self.named("currency")
        if amount_use is None or heading_currency(amount_use.header):
            return
        cells = [row[amount_use.index] for row in self.rows]
        said = [row[currency.index] for row in self.rows] if currency else cells
        codes = [_code(cell) for cell in said]
        if len({code for code in codes if code}) < 2:
            return
        for use in self.free():
            code = heading_currency(use.header)
            means = match(use.header, INVOICES)
            if (
                code is None
                or means is None
                or means.column not in ("amount", "gross")
                or means.score < ACCEPT
            ):
                continue
            here, there = self.figures.get(amount_use.index), self.figures[use.index]
            own = np.array([found == code for found in codes])
            if here is not None and not np.allclose(here[own], there[own], atol=_CENT, equal_nan=True):
                continue
            if currency is not None:
                why = Text("the amounts that are read are all in {currency}", {"currency": code})
                self._put(currency, None, why)
            self._instead(amount_use, use, Text("all amounts in {currency}", {"currency": code}))
            return

    def rates_apart(self) -> None:
        """Net amounts, and taxes, in a column for each rate."""
        for name in ("amount", "tax"):
            if self.named(name) is not None:
                continue
            apart = [
                use
                for use in self.uses
                if use.name is None
                and use.index in self.figures
                and _RATE.search(use.header)
                and (means := match(_RATE.sub(" ", use.header).strip(), INVOICES)) is not None
                and (means.column, means.score) == (name, 100.0)
            ]
            for use in apart:
                self._put(
                    use, name, Text("it is that of one tax rate"), key=use.header if len(apart) > 1 else ""
                )

    def net_by_tax(self) -> None:
        """The column that makes the gross amount together with the tax."""
        gross, tax, amount_use = self.named("gross"), self.named("tax"), self.named("amount")
        if gross is None or tax is None or {gross.index, tax.index} - set(self.figures) or tax.key:
            return
        taxes, total = self.figures[tax.index], self.figures[gross.index]
        if amount_use is not None and self._holds(self.figures.get(amount_use.index), taxes, total, np.add):
            return
        for use in self.free():
            if use is not gross and self._holds(self.figures[use.index], taxes, total, np.add, blank=0.0):
                words = {"tax": tax.header, "gross": gross.header}
                why = Text("with “{tax}” it makes “{gross}”", words)
                if amount_use is None:
                    self._put(use, "amount", why)
                else:
                    self._instead(amount_use, use, why)
                return

    def product(self) -> None:
        """The column that is the product of a quantity and the price of one."""
        price = self.named("amount")
        if price is None or price.key or price.index not in self.figures:
            return
        one = self.figures[price.index]
        for total in self.free():
            for quantity in self.uses:
                pieces = self.figures.get(quantity.index)
                if pieces is None or quantity in (price, total) or not (pieces > 1).any():
                    continue
                if _RATE.search(quantity.header) or "%" in quantity.header:
                    continue
                if self._holds(pieces, one, self.figures[total.index], np.multiply, telling=pieces):
                    words = {"quantity": quantity.header, "price": price.header}
                    self._instead(price, total, Text("it is “{quantity}” times “{price}”", words))
                    return

    def after_discount(self) -> None:
        """The column that is left of the amount less a discount, or makes it together with the shipping."""
        before = self.named("amount")
        if before is None or before.key or before.index not in self.figures or self._whole():
            return
        start = self.figures[before.index]
        for other in self.uses:
            off = self.figures.get(other.index)
            if off is None or other is before:
                continue
            less = bool(_TAKEN_OFF.search(other.header))
            if not less and not _ADDED.search(other.header):
                continue
            for use in self.free():
                if use in (before, other) or not (less or _NET.search(use.header)):
                    continue
                combine: Combined = (lambda a, b: a - np.abs(b)) if less else np.add
                if self._holds(start, off, self.figures[use.index], combine, blank=0.0, telling=off + 1):
                    words = {"before": before.header, "other": other.header}
                    why = (
                        Text("it is what “{other}” leaves of “{before}”", words)
                        if less
                        else Text("it is “{before}” with “{other}”", words)
                    )
                    self._instead(before, use, why)
                    return

    def _whole(self) -> bool:
        """Whether the amount and the tax make the gross amount."""
        used = [self.named(name) for name in ("amount", "tax", "gross")]
        figures = [self.figures[use.index] for use in used if use is not None and use.index in self.figures]
        return len(figures) == 3 and self._holds(figures[0], figures[1], figures[2], np.add)

    def conflicts(self) -> tuple[Text, ...]:
        """Why nobody can say what is charged: a price beside a quantity, and no total."""
        price = self.named("amount")
        if price is None or not _PRICE.search(price.header) or self.named("gross") is not None:
            return ()
        for use in self.uses:
            if not use.name and _QUANTITY.match(use.header.strip()):
                pieces = self.figures.get(use.index)
                if pieces is not None and (pieces > 1).any():
                    words = {"price": price.header, "quantity": use.header}
                    return (
                        Text(
                            "“{price}” may be the price of one or of all, as “{quantity}” stands beside it. "
                            "Add a column “Amount” with what each row comes to.",
                            words,
                        ),
                    )
        return ()

    def _holds(
        self,
        first: Figures | None,
        second: Figures,
        result: Figures,
        combined: Combined,
        *,
        blank: float | None = None,
        telling: Figures | None = None,
    ) -> bool:
        """Whether a calculation comes out in nearly all rows, and in some where it is no matter of course.

        `blank` is what an empty second figure counts as; `telling` are figures of which one that differs
        from 1 tells something.
        """
        if first is None:
            return False
        second = second if blank is None else np.where(np.isnan(second), blank, second)
        said = ~(np.isnan(first) | np.isnan(second) | np.isnan(result))
        if np.count_nonzero(said) < _LEAST:
            return False
        right = np.abs(combined(first[said], second[said]) - result[said]) <= _CENT
        if right.mean() < _USUAL:
            return False
        tells = np.ones(len(first)) + 1 if telling is None else np.where(np.isnan(telling), 1.0, telling)
        return bool((np.abs(tells[said][right] - 1) > _CENT).any())

    def _instead(self, old: ColumnUse, new: ColumnUse, why: Text) -> None:
        """Read another column as the amount, and say why."""
        self.notes.append(
            Text(
                "“{header}” counts as the amount, not “{other}”: {why}",
                {"header": new.header, "other": old.header, "why": why},
            )
        )
        self._put(old, None, Text("“{header}” is the amount", {"header": new.header}), suggestion="amount")
        self._put(new, "amount", why)

    def _put(
        self, old: ColumnUse, name: str | None, why: Text, *, key: str = "", suggestion: str | None = None
    ) -> None:
        new = replace(old, name=name, score=100.0, reason=why, suggestion=suggestion, key=key)
        self.uses = [new if use.index == old.index else use for use in self.uses]


def _code(cell: Cell) -> str | None:
    """The currency that a cell names, alone or with an amount."""
    if not isinstance(cell, str):
        return None
    alone = currency_code(cell.strip())
    if alone is not None:
        return alone
    try:
        return money(cell, negative_allowed=True).currency
    except CellRefused:
        return None


def _figures(cells: Sequence[Cell]) -> Figures | None:
    """The figures of a column, NaN where none stands; None for a column of anything else."""
    filled = [cell for cell in cells if cell is not None and not is_blank(cell)]
    decimal = decimal_sign({cell for cell in filled if isinstance(cell, str)})
    figures = np.full(len(cells), np.nan)
    read = 0
    for place, cell in enumerate(cells):
        if isinstance(cell, bool) or not isinstance(cell, (str, int, float)) or is_blank(cell):
            continue
        try:
            figures[place] = money(cell, decimal=decimal, negative_allowed=True).value
            read += 1
        except CellRefused:
            continue
    return figures if read and 2 * read >= len(filled) else None
