"""How many are won in a week, and how many become happy, as the funnel or the user tells it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from core.factory.business import business_of
from core.factory.wins import WinsPerWeek, happy_from, wins_from
from core.funnel.stages import DEFAULT_STAGES, Stage
from core.steps.channels import Spend
from core.steps.economics import economics
from tests.factory.businesses import NO_ROLES
from tests.funnel.reaches import reach
from tests.steps.processes import process

JANUARY, FEBRUARY = "2026-01-01", "2026-02-01"


def test_customers_over_the_weeks_that_were_counted_by_channel() -> None:
    counts = reach(
        ("customer", "Ads", JANUARY, 3),
        ("customer", "Ads", FEBRUARY, 1),
        ("customer", "Events", JANUARY, 2),
        ("lead", "Fair", FEBRUARY, 9),
    )
    found = wins_from({"counts": counts}, DEFAULT_STAGES, "month")
    # 31 and 28 days; of the fair nobody counted customers, so it is missing and not 0.
    assert found == {
        "Ads": WinsPerWeek(4, 59 / 7, "counts"),
        "Events": WinsPerWeek(2, 59 / 7, "counts"),
    }


def test_a_month_in_between_that_nobody_counted_is_no_month_without_customers() -> None:
    counts = reach(("customer", "Ads", JANUARY, 3), ("customer", "Ads", "2026-03-01", 1))
    assert wins_from({"counts": counts}, DEFAULT_STAGES, "month")["Ads"].weeks == pytest.approx(62 / 7)


def test_an_event_log_tells_also_of_the_weeks_in_which_nothing_happened() -> None:
    events = reach(("customer", "Ads", "2026-01-05", 3), ("lead", "Ads", "2026-03-02", 1))
    found = wins_from({"events": events}, DEFAULT_STAGES, "week", until=dt.date(2026, 3, 16))
    assert found["Ads"] == WinsPerWeek(3, 10, "events")


def test_a_running_month_counts_up_to_today_only() -> None:
    counts = reach(("customer", "Ads", JANUARY, 3), ("customer", "Ads", FEBRUARY, 1))
    found = wins_from({"counts": counts}, DEFAULT_STAGES, "month", until=dt.date(2026, 2, 12))
    assert found["Ads"].weeks == pytest.approx(6)


def test_only_the_periods_since_a_day_count() -> None:
    counts = reach(("customer", "Ads", JANUARY, 3), ("customer", "Ads", FEBRUARY, 1))
    found = wins_from({"counts": counts}, DEFAULT_STAGES, "month", since=dt.date(2026, 2, 1))
    assert found["Ads"] == WinsPerWeek(1, 4, "counts")


def test_counts_of_no_period_tell_of_no_week() -> None:
    counts = reach(("customer", "Ads", JANUARY, 3)).assign(period=pd.NaT)
    assert wins_from({"counts": counts}, DEFAULT_STAGES, "month") == {}


def test_the_stage_that_stands_for_revenue_is_the_win_and_a_stock_of_firms_is_none() -> None:
    stages = (Stage("lead"), Stage("own 1", "Order", factory="revenue"), Stage("customer", "Firm"))
    counts = reach(("own 1", "Ads", FEBRUARY, 5), ("customer", "Ads", FEBRUARY, 2))
    assert wins_from({"counts": counts}, stages, "month")["Ads"].wins == 5
    stock = tuple(replace(one, measure="stock") if one.key == "own 1" else one for one in stages)
    assert wins_from({"counts": counts}, stock, "month") == {}
    assert wins_from({"counts": counts}, stages[:1], "month") == {}


def test_typed_wins_count_only_where_no_funnel_tells_of_any_and_the_weeks_are_known() -> None:
    spends = {"Ads": Spend(900.0, 6.0), "Fair": Spend(50.0, None)}
    typed = wins_from({}, DEFAULT_STAGES, "month", spends=spends, spend_weeks=12)
    assert typed == {"Ads": WinsPerWeek(6, 12, "typed")}
    assert typed["Ads"].between is None
    assert wins_from({}, DEFAULT_STAGES, "month", spends=spends) == {}
    counts = {"counts": reach(("customer", "Suchanzeigen", FEBRUARY, 2))}
    both = wins_from(counts, DEFAULT_STAGES, "month", spends=spends, spend_weeks=12)
    assert list(both) == ["Suchanzeigen"]


def test_counted_wins_leave_open_what_the_gamma_leaves_open() -> None:
    assert WinsPerWeek(6, 12, "counts").between == pytest.approx((0.29, 0.83), abs=0.01)
    assert WinsPerWeek(0, 12, "counts").per_week == 0
    assert WinsPerWeek(3, 0, "counts").between is None


def test_happy_customers_are_a_share_of_the_customers() -> None:
    counts = reach(
        ("customer", "Ads", JANUARY, 8), ("consumption", "Ads", JANUARY, 4), ("customer", "Fair", JANUARY, 2)
    )
    happy = happy_from({"counts": counts}, DEFAULT_STAGES, "month")
    assert happy is not None
    assert (happy.stage.key, happy.rate.k, happy.rate.n) == ("consumption", 4, 10)
    assert [(one.k, one.n, one.where) for one in happy.records] == [(4, 8, "Ads"), (4, 10, "Jan 2026")]


def test_of_events_only_closed_cases_say_who_becomes_happy() -> None:
    events = reach(("customer", "Ads", JANUARY, 10, 6), ("consumption", "Ads", JANUARY, 5, 3))
    happy = happy_from({"events": events}, DEFAULT_STAGES, "month")
    assert happy is not None
    assert (happy.rate.k, happy.rate.n) == (3, 6)


def test_who_had_it_for_free_makes_no_customer_more_than_happy() -> None:
    counts = reach(("customer", "Ads", JANUARY, 4), ("consumption", "Ads", JANUARY, 9))
    happy = happy_from({"counts": counts}, DEFAULT_STAGES, "month")
    assert happy is not None
    assert happy.rate.share == 1


def test_nobody_knows_who_is_happy_where_it_is_not_counted_or_in_another_unit() -> None:
    assert happy_from({"counts": reach(("customer", "Ads", JANUARY, 4))}, DEFAULT_STAGES, "month") is None
    stages = tuple(replace(one, unit="firms") if one.key == "customer" else one for one in DEFAULT_STAGES)
    counts = reach(("customer", "Ads", JANUARY, 4), ("consumption", "Ads", JANUARY, 2))
    assert happy_from({"counts": counts}, stages, "month") is None


def test_wins_of_no_channel_came_through_the_one_process_there_is() -> None:
    found = economics(process([("call", 10, 0.5)], channel="Calls"), NO_ROLES, 60)
    alone = business_of(found, {"": WinsPerWeek(6, 12, "counts")}, {})
    assert (list(alone.wins), alone.unnamed_share) == (["Calls"], 0)
    both = business_of(found, {"": WinsPerWeek(6, 12, "counts"), "calls ": WinsPerWeek(2, 12, "counts")}, {})
    assert (sorted(both.wins), both.unnamed_share) == (["", "Calls"], 0.75)
    assert (both.won, both.wins_per_week) == (8, pytest.approx(8 / 12))
