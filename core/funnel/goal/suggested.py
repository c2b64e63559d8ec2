"""What the sheets suggest for a goal: figures that the user may take over, never used unasked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from core.funnel.goal.rates import Marks
from core.language import _, ngettext
from core.language.amounts import money, number, span

_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Invoiced:
    """What the invoices of the last twelve months say of the customers; of less where there are no more."""

    first: dt.date
    last: dt.date
    """The days of the first and the last invoice that counts."""
    customers: int
    """Who was charged anything."""
    revenue_per_customer: float | None
    """Net, credit notes taken off; None where amounts are in several currencies, or nothing is left."""
    orders_per_customer: float
    """Invoices for one customer; one that comes again by itself counts once a customer and product."""

    @property
    def whole_year(self) -> bool:
        """Whether it is a year, give or take a month: what a year brings can be told."""
        return self.last - self.first >= _YEAR - dt.timedelta(days=31)


def invoiced(invoices: pd.DataFrame, currency: str, today: dt.date) -> Invoiced | None:
    """What kept rows of invoices say, over the twelve months up to the last one; None where none counts.

    Cancelled ones, those without a day or an amount and those of days to come are left out.

    >>> rows = pd.DataFrame({"number": ["1", "2", "3"], "customer": ["Anna", "anna ", "Bo"],
    ...     "date": pd.to_datetime(["2026-03-02", "2026-04-01", "2026-05-01"]),
    ...     "amount": [300.0, 100.0, 200.0], "product": None, "recurrence": None,
    ...     "cancelled": False, "currency": None})
    >>> found = invoiced(rows, "EUR", dt.date(2026, 6, 1))
    >>> found.customers, found.revenue_per_customer, found.orders_per_customer
    (2, 300.0, 1.5)
    """
    counts = (
        invoices["date"].notna()
        & (invoices["date"] < pd.Timestamp(today) + pd.Timedelta(days=1))
        & invoices["amount"].notna()
        & ~invoices["cancelled"].fillna(False).astype(bool)
        & invoices["customer"].notna()
    )
    rows = invoices[counts]
    if rows.empty:
        return None
    rows = rows[rows["date"] > rows["date"].max() - pd.Timedelta(_YEAR)]
    rows = rows.assign(customer=rows["customer"].str.strip().str.casefold())
    charged = rows[rows["amount"] > 0]
    customers = int(charged["customer"].nunique())
    if not customers:
        return None
    revenue = float(rows["amount"].sum()) / customers
    one_currency = rows["currency"].fillna(currency).eq(currency).all()
    return Invoiced(
        rows["date"].min().date(),
        rows["date"].max().date(),
        customers,
        revenue if one_currency and revenue > 0 else None,
        _orders(charged) / customers,
    )


def _orders(charged: pd.DataFrame) -> int:
    again = charged["recurrence"].eq("recurring")
    once, recurring = charged[~again], charged[again]
    numbered = once["number"].notna()
    subscriptions = recurring.assign(product=recurring["product"].fillna(""))
    return (
        int(once.loc[numbered, "number"].nunique())
        + int((~numbered).sum())
        + len(subscriptions.drop_duplicates(["customer", "product"]))
    )


def revenue_says(found: Invoiced, currency: str) -> str:
    """What the invoices suggest for the revenue of a customer."""
    assert found.revenue_per_customer is not None
    template = (
        _("Your invoices: {revenue} a customer, {days}.")
        if found.whole_year
        else _("Your invoices: {revenue} a customer, {days}. That is less than a year.")
    )
    return template.format(
        revenue=money(found.revenue_per_customer, currency), days=span(found.first, found.last)
    )


def customers_say(found: Invoiced) -> str:
    """What the invoices suggest for the customers there are now."""
    return ngettext(
        "Your invoices: {count} customer, {days}.",
        "Your invoices: {count} customers, {days}.",
        found.customers,
    ).format(count=number(found.customers), days=span(found.first, found.last))


def orders_say(found: Invoiced) -> str:
    """What the invoices suggest for the orders of a customer."""
    return _("Your invoices: {count} for a customer, {days}.").format(
        count=number(round(found.orders_per_customer, 1)), days=span(found.first, found.last)
    )


def rates_of_steps(costs: pd.DataFrame, marks: Marks) -> dict[str, dict[str, float]]:
    """By channel the rates up to the customer that its process steps tell, by the stage that is reached.

    `costs` are rows of `core.funnel.stage_costs.stage_costs`. A rate is told between two stages that follow
    each other: people for one win at the lower one / at the upper one.

    >>> costs = {"channel": "Events", "stage": ["suspect", "lead"], "people_per_win": [10.0, 4.0]}
    >>> marks = Marks(("suspect", "lead", "customer"), "lead", "customer", None)
    >>> rates_of_steps(pd.DataFrame(costs), marks)
    {'Events': {'lead': 0.4}}
    """
    found: dict[str, dict[str, float]] = {}
    way = marks.order[: marks.order.index(marks.customer) + 1]
    for channel, rows in costs.groupby("channel", sort=False):
        people = dict(zip(rows["stage"], rows["people_per_win"], strict=True))
        rates = {
            below: people[below] / people[above]
            for above, below in pairwise(way)
            if people.get(above, 0) > 0 and people.get(below, 0) > 0
        }
        if rates:
            found[str(channel)] = rates
    return found
