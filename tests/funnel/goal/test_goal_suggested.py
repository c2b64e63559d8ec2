"""What invoices and steps suggest for a goal, and how rates and hours are said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from core.funnel.goal.rates import StepRate, marks_of
from core.funnel.goal.rates_used import legs_say, rates_used, step_rate_says
from core.funnel.goal.role_loads import loads_say, role_loads
from core.funnel.goal.suggested import (
    customers_say,
    invoiced,
    orders_say,
    rates_of_steps,
    revenue_says,
)
from core.funnel.stages import DEFAULT_STAGES
from tests.funnel.goal.goals import assumed, counted, of_the_owner, planned, revenue_goal

TODAY = dt.date(2026, 6, 30)


def invoices(*rows: tuple[str, str, float], **more: Any) -> pd.DataFrame:
    """Invoices from (customer, day, amount), numbered in this order."""
    frame = pd.DataFrame(rows, columns=["customer", "date", "amount"])
    said = {"product": None, "recurrence": None, "cancelled": False, "currency": None, **more}
    numbers = [str(number) for number in range(len(rows))]
    return frame.assign(date=pd.to_datetime(frame["date"]), number=numbers, **said)


def test_a_year_of_invoices_says_what_a_customer_brings() -> None:
    # Anna 300 + 100, Bo 200: 600 from two customers by three invoices.
    found = invoiced(
        invoices(("Anna", "2025-07-10", 300), ("anna ", "2026-02-01", 100), ("Bo", "2026-06-20", 200)),
        "EUR",
        TODAY,
    )
    assert found is not None
    assert (found.customers, found.revenue_per_customer, found.orders_per_customer) == (2, 300, 1.5)
    assert revenue_says(found, "EUR").startswith("Your invoices: €300 a customer, Jul 10, 2025")
    assert "less than a year" not in revenue_says(found, "EUR")
    assert customers_say(found).startswith("Your invoices: 2 customers,")
    assert orders_say(found).startswith("Your invoices: 1.5 for a customer,")


def test_less_than_a_year_is_said_to_be_less() -> None:
    found = invoiced(invoices(("Anna", "2026-03-02", 300), ("Bo", "2026-06-19", 200)), "EUR", TODAY)
    assert found is not None
    assert revenue_says(found, "EUR").endswith("That is less than a year.")


def test_credit_notes_are_taken_off_and_older_invoices_left_out() -> None:
    rows = invoices(("Old", "2024-01-01", 9_000), ("Anna", "2026-03-02", 300), ("Anna", "2026-04-02", -100))
    found = invoiced(rows, "EUR", TODAY)
    assert found is not None
    assert (found.customers, found.revenue_per_customer, found.orders_per_customer) == (1, 200, 1)


def test_what_was_cancelled_or_lies_ahead_does_not_count() -> None:
    rows = invoices(("Anna", "2026-03-02", 300), ("Bo", "2026-03-03", 500), ("Cleo", "2026-12-01", 700))
    found = invoiced(rows.assign(cancelled=[False, True, None]), "EUR", TODAY)
    assert found is not None
    assert (found.customers, found.revenue_per_customer, found.last) == (1, 300, dt.date(2026, 3, 2))


def test_a_subscription_is_one_order_however_often_it_is_charged() -> None:
    months = [("Anna", f"2026-0{month}-01", 50.0) for month in range(1, 6)]
    found = invoiced(invoices(*months, recurrence="recurring", product="Care"), "EUR", TODAY)
    assert found is not None
    assert (found.revenue_per_customer, found.orders_per_customer) == (250, 1)


def test_amounts_in_two_currencies_are_not_added() -> None:
    rows = invoices(("Anna", "2026-03-02", 300), ("Bo", "2026-04-02", 200)).assign(currency=[None, "CHF"])
    found = invoiced(rows, "EUR", TODAY)
    assert found is not None
    assert (found.customers, found.revenue_per_customer) == (2, None)


def test_without_an_invoice_nothing_is_suggested() -> None:
    assert invoiced(invoices(), "EUR", TODAY) is None
    assert invoiced(invoices(("Anna", "2026-03-02", -300)), "EUR", TODAY) is None


def test_steps_tell_the_rates_between_stages_that_follow_each_other() -> None:
    costs = pd.DataFrame(
        {
            "channel": ["Events"] * 4 + ["Ads"] * 2,
            "stage": ["suspect", "lead", "customer", "consumption", "lead", "prospect"],
            "people_per_win": [10.0, 4.0, 1.0, 1.0, 5.0, float("nan")],
        }
    )
    assert rates_of_steps(costs, marks_of(DEFAULT_STAGES)) == {"Events": {"lead": 0.4}}


def test_a_rate_says_whether_it_was_counted_or_assumed() -> None:
    assert step_rate_says(StepRate(0.3, 6, 20, "counted"), "people", "people") == "counted 6 of 20"
    assert step_rate_says(StepRate(0.25), "people", "people") == "assumed 25%"
    assert step_rate_says(StepRate(10), "people", "people") == "assumed 10 for each"
    assert step_rate_says(StepRate(0.4, 200, 500, "ratio"), "orders", "firms") == (
        "counted 40 firms for every 100 orders"
    )


@pytest.mark.parametrize(
    ("events", "ads", "said"),
    [
        (counted(customer=(6, 20)), counted(customer=(1, 20)), "counted 5% to 30%"),
        (counted(customer=(6, 20)), assumed(customer=0.05), "partly assumed 5% to 30%"),
        (assumed(customer=0.3), assumed(customer=0.05), "assumed 5% to 30%"),
        (assumed(customer=0.3), assumed(customer=0.3), "assumed 30%"),
    ],
)
def test_of_several_channels_the_rates_say_from_which_to_which(events: Any, ads: Any, said: str) -> None:
    goal, rates = revenue_goal(mix={"Events": 1, "Ads": 1}), {"Events": events, "Ads": ads}
    used = rates_used(goal, DEFAULT_STAGES, rates)
    assert set(used) == {"prospect"}
    assert legs_say(used["prospect"], planned(goal, rates)) == said
    assert legs_say((), planned(goal, rates)) == ""


def test_the_hours_are_said_by_the_fullest_role() -> None:
    # 11 wins of 6,000 minutes in 46 weeks: 23 h 55 min a week.
    over = planned(revenue_goal(), effort=of_the_owner(6_000), hours={"Owner": 20})
    assert loads_say(over) == "Owner is needed for 23 h 55 min a week and has 16 h"
    fits = planned(revenue_goal(), effort=of_the_owner(6_000), hours={"Owner": 40})
    assert loads_say(fits) == "Owner is the fullest: needed for 23 h 55 min of 32 h a week"
    unknown = planned(revenue_goal(), effort=of_the_owner(6_000))
    assert loads_say(unknown) == "Hours a week that the goal takes; how many there are is not known yet"
    assert role_loads(unknown)["available"].isna().all()
    assert role_loads(planned(revenue_goal())).empty
