"""The three rungs: where one stands, how far the next one is, and what would be too early."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from core.errors import StepwiseError
from core.factory.business import business_of
from core.factory.ladder import DEFAULT_RUNGS, Rung, rungs_of, standing, trend_of
from core.factory.throughput_findings import premature_says, standing_says
from core.steps.channels import Spend
from core.steps.economics import economics
from tests.factory.businesses import NO_ROLES, Shop, Step

SHOP = Shop(
    {"Ads": [Step("call", 30, 1, 2)]},
    {"Ads": 13},
    delivery=[Step("cut", 120, role="Editor")],
    hours={"Owner": 30, "Editor": 20},
)


def weeks_of(*counts: float) -> pd.DataFrame:
    days = [dt.date(2026, 1, 5) + dt.timedelta(weeks=place) for place in range(len(counts))]
    return pd.DataFrame({"start": days, "days": 7, "count": counts})


def test_each_rung_has_ten_times_the_throughput_of_the_one_before() -> None:
    assert [rung.target for rung in DEFAULT_RUNGS] == pytest.approx([0.1, 1, 10])
    assert [rung.label for rung in DEFAULT_RUNGS] == ["Problem/solution fit", "Product/market fit", "Scale"]


def test_the_targets_can_be_ones_own_but_each_must_be_higher() -> None:
    assert rungs_of([0.5, 1, 2])[1] == Rung("product_market", 1)
    with pytest.raises(StepwiseError, match="higher than the one before"):
        rungs_of([1, 1, 2])
    with pytest.raises(StepwiseError, match="above 0"):
        rungs_of([0, 1, 2])
    with pytest.raises(StepwiseError, match="above 0"):
        rungs_of([0.1, float("nan"), 2])


def test_one_every_other_week_stands_on_the_first_rung_and_the_next_is_twice_as_high() -> None:
    found = standing(SHOP.business(), 0.5)
    assert (found.reached, found.next) == (DEFAULT_RUNGS[0], DEFAULT_RUNGS[1])
    assert found.times == 2
    assert standing_says(found).startswith(
        "You stand on “Problem/solution fit”; the next one is “Product/market fit”: 1 happy customer a week. "
        "That is 2 times what you have now."
    )


def test_nobody_yet_stands_below_the_first_rung_and_the_top_has_no_next() -> None:
    below, top = standing(SHOP.business(), 0.0), standing(SHOP.business(), 12.0)
    assert (below.reached, below.times) == (None, None)
    assert standing_says(below).startswith("You stand below the first rung, “Problem/solution fit”")
    assert (top.next, top.premature) == (None, ())
    assert standing_says(top) == "You stand on the highest rung, “Scale”."


def test_at_a_clear_trend_the_way_to_the_next_rung_is_told_in_weeks() -> None:
    trend = trend_of(weeks_of(*[week / 2 for week in range(12)]))
    assert trend is not None
    assert trend.slope == pytest.approx(0.5)
    assert trend.is_clear
    found = standing(SHOP.business(), 5.0, trend=trend)
    assert found.weeks_to_next == pytest.approx(10)
    assert standing_says(found).endswith("At the present trend that takes 10 weeks.")


def test_without_a_clear_trend_nobody_says_how_far_it_is() -> None:
    steady, falling = trend_of(weeks_of(*[2.0, 1.0] * 6)), trend_of(weeks_of(*range(12, 0, -1)))
    assert standing(SHOP.business(), 5.0, trend=steady).weeks_to_next is None
    assert "no trend leads there" in standing_says(standing(SHOP.business(), 5.0, trend=steady))
    assert "it goes down" in standing_says(standing(SHOP.business(), 5.0, trend=falling))
    assert "cannot be told yet" in standing_says(standing(SHOP.business(), 5.0))
    assert trend_of(weeks_of(1, 2, 3)) is None


def test_the_interval_of_the_trend_holds_the_true_one_in_80_of_100_cases() -> None:
    chance = np.random.default_rng(2)
    inside = []
    for _case in range(400):
        found = trend_of(weeks_of(*chance.poisson(1 + 0.1 * np.arange(26)).astype(float)))
        assert found is not None
        inside.append(found.low <= 0.1 <= found.high)
    assert 0.72 <= np.mean(inside) <= 0.9


def test_ads_before_a_problem_is_solved_for_anybody_are_premature() -> None:
    business = SHOP.business()
    spent = economics(business.economics.steps, NO_ROLES, 60, spends={"Ads": Spend(1300.0, 13.0)})
    paying = business_of(spent, business.wins, {"Owner": 30})
    early, later = standing(paying, 0.05), standing(paying, 0.2)
    assert [(one.kind, one.name, one.per_week) for one in early.premature] == [("spend", "Ads", 50)]
    assert premature_says(early.premature[0], "EUR").startswith(
        "€50 a week for “Ads” are premature: first comes “Problem/solution fit”"
    )
    assert later.premature == ()


def test_hours_that_nobody_needs_are_premature_before_product_market_fit_but_ones_own_are_not() -> None:
    # One customer every other week takes an hour of the 16 that an editor can book.
    found = standing(SHOP.business(), 0.5)
    assert [(one.kind, one.name) for one in found.premature] == [("hours", "Editor")]
    assert found.premature[0].per_week == pytest.approx(15)
    assert premature_says(found.premature[0], "EUR").startswith("15 h a week of Editor are premature")
    assert standing(SHOP.business(), 1.0).premature == ()
    named = standing(SHOP.business(default_role="editor"), 0.5)
    assert [one.name for one in named.premature] == ["Owner"]
