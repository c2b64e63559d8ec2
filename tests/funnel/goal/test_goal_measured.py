"""What the funnel says for a goal: rates and mix by channel, and how many come lately."""

from __future__ import annotations

import datetime as dt

import pytest

from core.funnel.goal.measured import Measured
from core.funnel.goal.pace import pace_says, stage_paces
from core.funnel.stages import DEFAULT_STAGES, Stage
from tests.funnel.goal.goals import LAGS, RATES, assumed, counted, happy_goal, planned, revenue_goal
from tests.funnel.reaches import Line, reach

TODAY = dt.date(2026, 11, 27)


def measured(*lines: Line, stages: tuple[Stage, ...] = DEFAULT_STAGES, today: dt.date = TODAY) -> Measured:
    return Measured.of(stages, {"counts": reach(*lines)}, {}, None, "month", today)


TWO = (
    ("lead", "Ads", "2026-04-01", 30.0),
    ("customer", "Ads", "2026-04-01", 3.0),
    ("lead", "Events", "2026-05-01", 10.0),
    ("customer", "Events", "2026-05-01", 5.0),
)


def test_every_channel_has_its_own_rates_and_all_together_theirs() -> None:
    rates = measured(*TWO).rates({})
    assert {channel: ladder["customer"].share for channel, ladder in rates.items()} == {
        "ads": 0.1,
        "events": 0.5,
        "": 0.2,
    }


def test_what_is_assumed_for_all_holds_everywhere_and_for_one_channel_only_there() -> None:
    everywhere = measured(*TWO).rates({"": {"customer": 0.3}})
    assert {ladder["customer"].share for ladder in everywhere.values()} == {0.3}
    both = measured(*TWO).rates({"": {"customer": 0.3}, "ads": {"customer": 0.4}})
    assert [both[key]["customer"].share for key in ("ads", "events", "")] == [0.4, 0.3, 0.3]


def test_a_channel_that_nobody_counted_has_what_is_assumed_for_it() -> None:
    rates = measured().rates({"fair": {"customer": 0.25}, "left alone": {}})
    assert {channel: set(ladder) for channel, ladder in rates.items()} == {"fair": {"customer"}, "": set()}


def test_customers_are_told_by_channel_and_those_without_one_are_left_out() -> None:
    found = measured(*TWO, ("customer", "", "2026-05-01", 7.0))
    assert found.customers("customer") == {"Ads": 3.0, "Events": 5.0}
    assert found.known
    assert not measured().known


def test_the_pace_is_that_of_the_months_that_are_over() -> None:
    # April and May have 61 days; November is not over on the 27th.
    found = measured(*TWO, ("lead", "Ads", "2026-11-01", 90.0))
    assert found.pace["customer"] == pytest.approx(8 * 7 / 61)
    only = measured(("lead", "Ads", "2026-11-01", 90.0))
    assert only.pace["lead"] == pytest.approx(90 * 7 / 30)


def test_the_pace_is_that_of_the_last_year_counted() -> None:
    old = [("lead", "Ads", f"2024-{month:02}-01", 100.0) for month in range(1, 13)]
    new = [("lead", "Ads", f"2025-{month:02}-01", 10.0) for month in range(1, 13)]
    assert measured(*old, *new).pace["lead"] == pytest.approx(120 * 7 / 365)


def test_how_many_there_are_on_a_day_is_no_pace() -> None:
    stages = (Stage("lead"), Stage("customer", measure="stock", factory="revenue"))
    assert set(measured(*TWO, stages=stages).pace) == {"lead"}


def test_the_needs_stand_beside_what_came_lately() -> None:
    # 11 customers in 52 weeks; lately 3 a month of 52/12 weeks.
    plan = planned(revenue_goal())
    paces = stage_paces(plan, {"customer": 3 * 12 / 52}, "month").set_index("stage")
    assert paces.loc["Customer", "needed"] == pytest.approx(11 / 12)
    assert paces.loc["Customer", "now"] == pytest.approx(3)
    assert paces["guess"].tolist() == [True, True, True, False]
    assert paces.loc["Lead", ["low", "high", "now"]].isna().all()


def test_who_is_referred_is_among_those_needed() -> None:
    plan = planned(revenue_goal(referred_leads=4), {"": assumed(**RATES, consumption=0.5)})
    paces = stage_paces(plan, {}, "week").set_index("stage")["needed"] * 52
    assert paces.round(6).tolist() == [180, 110, 44, 11]


def test_a_stage_that_needs_nobody_is_left_out() -> None:
    plan = planned(revenue_goal(referred_leads=40), {"": assumed(**RATES, consumption=0.5)})
    assert stage_paces(plan, {}, "week")["stage"].tolist() == ["Lead", "Prospect", "Customer"]


def test_the_stage_that_breaks_the_goal_stands_out() -> None:
    market = planned(revenue_goal(market=200), lags=LAGS)
    assert stage_paces(market, {}, "week")["breaks"].tolist() == [True, False, False, False]
    # 430 days from the first stage on, and there are 364: whoever enters there comes too late.
    late = stage_paces(planned(revenue_goal(), lags={**LAGS, "customer": 400.0}), {}, "week")
    assert late["breaks"].tolist() == [True, False, False, False]
    assert late["needed"].tolist()[:3] == [float("inf")] * 3


def test_where_nobody_gets_further_no_number_is_enough() -> None:
    plan = planned(revenue_goal(), {"": {**assumed(lead=0.5, prospect=0.5), **counted(customer=(0, 20))}})
    paces = stage_paces(plan, {}, "week")
    assert paces["needed"].tolist()[:3] == [float("inf")] * 3
    assert paces["breaks"].tolist() == [False, False, True, False]
    assert pace_says(plan, paces, "week") == "However many come, nobody gets through"


def test_the_picture_is_named_after_where_most_is_missing() -> None:
    plan = planned(revenue_goal())
    lately = {"lead": 100.0, "customer": 0.1}
    assert pace_says(plan, stage_paces(plan, lately, "month"), "month") == (
        "0.917 people a month are needed at “Customer”; lately 0.433 came"
    )
    enough = {"lead": 100.0, "customer": 1.0}
    assert pace_says(plan, stage_paces(plan, enough, "week"), "week") == "As many as are needed came lately"
    assert pace_says(plan, stage_paces(plan, {}, "week"), "week") == (
        "4.23 people a week are needed at “Suspect”"
    )
    untold = planned(happy_goal(), {})
    assert pace_says(untold, stage_paces(untold, {}, "week"), "week") == (
        "0.25 people a week are needed at “Consumption”"
    )
