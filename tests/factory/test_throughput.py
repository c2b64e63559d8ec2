"""Happy customers a week: how many, how sure, how even, at what cost, and where they are made."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.factory.business import business_of
from core.factory.stage_log import StageLog, Told
from core.factory.throughput import (
    Throughput,
    factory_steps,
    operating_expense,
    throughput_of,
)
from core.factory.throughput_findings import (
    evenness_says,
    expense_says,
    factory_step_says,
    free_says,
    stands_in_says,
    throughput_says,
)
from core.factory.wins import WinsPerWeek
from core.funnel.funnel import funnel_of
from core.funnel.stages import DEFAULT_STAGES, Stage
from core.steps.channels import Spend
from core.steps.economics import economics
from tests.factory.businesses import NO_ROLES, Shop, Step
from tests.funnel.reaches import Line, funnel_reach, reach

MONDAYS = [f"2026-{month:02}-{day:02}" for month, day in [(1, 5), (1, 12), (1, 19), (1, 26), (2, 2), (2, 9)]]


def log_of(*lines: Line, stages: tuple[Stage, ...] = DEFAULT_STAGES) -> StageLog:
    return StageLog(stages, {"counts": Told.counts(reach(*lines), stages, "week")})


def weekly(stage: str, *counts: float) -> list[Line]:
    return [(stage, "Ads", day, count) for day, count in zip(MONDAYS, counts, strict=False)]


def throughput(*lines: Line) -> Throughput:
    found = throughput_of(log_of(*lines))
    assert found is not None
    return found


def of_counts(*counts: float) -> Throughput:
    days = [dt.date(2026, 1, 5) + dt.timedelta(weeks=place) for place in range(len(counts))]
    weeks = pd.DataFrame({"start": days, "days": 7, "count": counts})
    return Throughput(DEFAULT_STAGES[4], False, "week", weeks)


def test_those_who_reached_the_outcome_and_paid_are_counted() -> None:
    found = throughput(*weekly("customer", 3, 2, 1, 2, 2, 2), *weekly("consumption", 1, 2, 1, 1, 0, 1))
    assert (found.stage.key, found.stands_in, found.free) == ("consumption", False, 0)
    assert (found.counted.count, found.counted.weeks, found.per_week) == (6, 6, 1)
    low, high = found.between or (0, 0)
    assert (low, high) == pytest.approx((0.588, 1.651), abs=0.01)  # Gamma(6.5) / 6
    assert throughput_says(found) == (
        "1 happy customer a week: 6 in 6 weeks; between 0.6 and 1.7 in 80 of 100 such cases."
    )
    assert stands_in_says(found) is None
    assert free_says(found) is None


def test_where_the_outcome_is_not_counted_customers_stand_in_and_that_is_said() -> None:
    found = throughput(*weekly("lead", 9, 9, 9), *weekly("customer", 3, 0, 1))
    assert (found.stage.key, found.stands_in) == ("customer", True)
    assert throughput_says(found).startswith("1.3 customers a week: 4 in 3 weeks")
    assert "stands in for happy customers" in (stands_in_says(found) or "")


def test_what_was_given_away_is_counted_apart() -> None:
    found = throughput(*weekly("customer", 1, 1, 1), *weekly("consumption", 3, 2, 2))
    assert (found.stage.key, found.counted.count, found.free) == ("customer", 3, 4)
    assert free_says(found) == (
        "4 more reached the outcome without having paid: they count apart, for free is no proof."
    )


def test_a_week_in_which_nobody_counted_is_no_week_of_none() -> None:
    found = throughput(*weekly("customer", 2, 2), ("customer", "Ads", "2026-02-09", 2.0))
    assert (found.counted.count, found.counted.weeks) == (6, 3)


def test_only_whole_weeks_between_two_days_count() -> None:
    log = log_of(*weekly("customer", 5, 1, 1, 1, 1, 5))
    found = throughput_of(log, since=dt.date(2026, 1, 12), until=dt.date(2026, 2, 11))
    assert found is not None
    assert (found.counted.count, found.counted.weeks) == (4, 4)
    assert throughput_of(log, since=dt.date(2027, 1, 1)) is None


def test_nothing_counted_is_no_throughput() -> None:
    assert throughput_of(StageLog(DEFAULT_STAGES, {})) is None


def test_weeks_without_anybody_say_so() -> None:
    found = throughput(*weekly("customer", 0, 0))
    assert (found.per_week, found.variation) == (0, None)
    assert throughput_says(found) == "No people at “Customer” in 2 weeks so far."
    assert evenness_says(found) == "Whether they come evenly cannot be told yet: too few were counted."


def test_the_same_each_week_is_as_even_as_can_be_and_batches_are_not() -> None:
    even, batches = of_counts(*[2.0] * 12), of_counts(*[0.0, 0.0, 0.0, 8.0] * 4)
    assert (even.variation, even.variation_by_chance) == (0, pytest.approx(0.707, abs=0.001))
    assert (even.predictable, batches.predictable) == (True, False)
    assert batches.variation == pytest.approx(np.std([0, 0, 0, 8] * 4, ddof=1) / 2)
    assert evenness_says(even).startswith("They come as evenly as chance allows")
    assert evenness_says(batches).startswith("They come by fits and starts, 6.4 times as unevenly")


def test_five_weeks_are_too_few_to_tell_whether_they_come_evenly() -> None:
    assert of_counts(1, 4, 0, 2, 9).predictable is None


def test_how_many_come_in_the_next_weeks_holds_in_80_of_100_cases() -> None:
    chance = np.random.default_rng(1)
    inside = []
    for _case in range(300):
        rate = 1.5
        low, high = of_counts(*chance.poisson(rate, 12).astype(float)).expected_in(4) or (0, 0)
        inside.append(low <= chance.poisson(rate * 4) <= high)
    # Whole numbers hold a little more than they must.
    assert 0.76 <= np.mean(inside) <= 0.95


def test_the_cost_of_a_week_is_that_of_its_customers_won_and_served() -> None:
    shop = Shop(
        {"Events": [Step("call", 30, 1, 2)]}, {"Events": 26}, delivery=[Step("cut", 120)], hourly_rate=60
    )
    business = shop.business()
    expense = operating_expense(business)
    assert expense is not None
    assert (expense.labour, expense.cash, expense.spend) == (60 + 120, 0, 0)
    assert expense_says(expense, "EUR") == "Winning and serving them costs €180 a week."
    spent = economics(business.economics.steps, NO_ROLES, 60, spends={"Events": Spend(900.0, 9.0)})
    with_spend = operating_expense(business_of(spent, business.wins, {}))
    assert with_spend is not None
    assert with_spend.total == pytest.approx(280)
    assert expense_says(with_spend, "EUR") == (
        "Winning and serving them costs €280 a week: €180 of work and €100 of spend."
    )


def test_a_channel_of_unknown_cost_makes_it_at_least_so_much() -> None:
    shop = Shop({"Events": [Step("call", 30, 1, 2)]}, {"Events": 26, "Friends": 13})
    expense = operating_expense(shop.business())
    assert expense is not None
    assert expense.untold == ("Friends",)
    assert expense_says(expense, "EUR") == (
        "Winning and serving them costs at least €60 a week: of “Friends” it is not known."
    )


def test_the_blueprint_shows_what_comes_out_of_each_step_of_the_factory() -> None:
    counted = funnel_reach(
        ("suspect", 520),
        ("lead", 104),
        ("prospect", 52),
        ("customer", 26),
        ("consumption", 13),
        ("referral", 2),
    )
    shop = Shop({"Ads": [Step("call", 30, 1, 2)]}, {"Ads": 26})
    business = shop.business(funnel=funnel_of(DEFAULT_STAGES, {"counts": counted}))
    steps = {step.name: step for step in factory_steps(business)}
    assert list(steps) == ["acquisition", "activation", "retention", "referral", "revenue"]
    assert [(step.per_week, step.rate and step.rate.share) for step in steps.values()] == [
        (2, 0.1),
        (0.5, 0.5),
        (None, None),
        (pytest.approx(1 / 13), pytest.approx(2 / 13)),
        (1, 0.5),
    ]
    assert factory_step_says(steps["revenue"]) == (
        "Revenue: 1 a week at “Customer” (people); from “Prospect” 26 of 52, between 41 and 59 of 100."
    )
    assert factory_step_says(steps["retention"]) == "Retention: not counted."


def test_without_a_funnel_the_blueprint_knows_the_customers_alone() -> None:
    steps = factory_steps(Shop({"Ads": [Step("call", 30, 1, 2)]}, {"Ads": 26}).business())
    assert [step.per_week for step in steps] == [None, None, None, None, 1]
    assert factory_step_says(steps[4]) == "Revenue: 1 customer a week."


def test_a_stock_of_customers_is_no_flow_of_them() -> None:
    stages = tuple(replace(one, measure="stock") if one.key == "customer" else one for one in DEFAULT_STAGES)
    funnel = funnel_of(stages, {"counts": funnel_reach(("lead", 50), ("customer", 200))})
    business = business_of(
        economics(Shop({"Ads": [Step("call", 30)]}, {}).business().economics.steps, NO_ROLES, 60),
        {"Ads": WinsPerWeek(5, 10, "typed")},
        {},
        funnel=funnel,
    )
    revenue = factory_steps(business)[4]
    assert revenue.per_week is None
    assert factory_step_says(revenue) == "Revenue: “Customer” is how many there are, not how many come."
