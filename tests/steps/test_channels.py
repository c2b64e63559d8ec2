"""All channels by one pattern, and how the value of an hour turns their ranking."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.steps.chain import chains
from core.steps.channels import Spend, blended_cost, compare, crossings
from core.steps.delivery import Order, delivery_of
from core.steps.rates import Rates
from tests.steps.processes import EVENTS, process


def two_channels() -> pd.DataFrame:
    ads = process([("click", 0, 0.1), ("call", 30, 0.5)], channel="Ads", cash=[5.0, float("nan")])
    return pd.concat([process(EVENTS), ads], ignore_index=True)


def test_every_channel_is_judged_by_the_same_formula() -> None:
    rates = Rates(100)
    table = compare(chains(two_channels(), rates), {}, rates).set_index("channel")
    assert table.loc["Events", "cost"] == pytest.approx(575)
    assert table.loc["Events", "fixed"] == 0
    # 20 clicks at 5 and two calls of half an hour.
    assert table.loc["Ads", "cash"] == pytest.approx(100)
    assert table.loc["Ads", "cost"] == pytest.approx(200)
    assert table.loc["Ads", "fixed"] == pytest.approx(100)


def test_from_21_an_hour_on_ads_are_cheaper_than_events() -> None:
    rates = Rates(100)
    found = crossings(compare(chains(two_channels(), rates), {}, rates), 200)
    # 5.75 hours against 1 hour and 100 of cash: 100 / 4.75.
    assert found["hourly_rate"].tolist() == pytest.approx([100 / 4.75])
    assert found[["cheaper", "dearer", "leads"]].values.tolist() == [["Ads", "Events", True]]


def test_spend_of_a_period_is_shared_by_its_wins() -> None:
    rates = Rates(0)
    table = compare(chains(two_channels(), rates), {"Ads": Spend(900, 3)}, rates).set_index("channel")
    assert table.loc["Ads", "spend"] == pytest.approx(300)
    assert table.loc["Ads", "cost"] == pytest.approx(400)


def test_spend_without_wins_leaves_the_cost_untold() -> None:
    rates = Rates(0)
    table = compare(chains(two_channels(), rates), {"Ads": Spend(900, None)}, rates).set_index("channel")
    assert math.isnan(table.loc["Ads", "cost"])
    assert table.loc["Events", "cost"] == 0


def test_all_channels_together_are_all_cost_by_all_wins_never_the_mean() -> None:
    rates = Rates(100)
    spends = {"Events": Spend(None, 1), "Ads": Spend(None, 9)}
    table = compare(chains(two_channels(), rates), spends, rates)
    assert blended_cost(table) == pytest.approx((575 * 1 + 200 * 9) / 10)
    assert math.isnan(blended_cost(compare(chains(two_channels(), rates), {}, rates)))


def test_a_role_with_its_own_rate_does_not_move_with_the_value_of_an_hour() -> None:
    rates = Rates(100, {"Editor": 40})
    steps = process([("cut", 60, 1), ("talk", 60, 1)], role=["Editor", "Owner"])
    line = compare(chains(steps, rates), {}, rates).iloc[0]
    assert (line["fixed"], line["hours"], line["cost"]) == pytest.approx((40, 1, 140))


@given(st.floats(0, 400))
def test_the_line_over_the_value_of_an_hour_is_the_recomputed_cost(rate: float) -> None:
    steps = two_channels()
    line = compare(chains(steps, Rates(80)), {}, Rates(80))
    again = compare(chains(steps, Rates(rate)), {}, Rates(rate))
    assert (line["fixed"] + line["hours"] * rate).tolist() == pytest.approx(again["cost"].tolist(), abs=1e-6)


def test_an_hour_earns_the_price_less_cash_by_all_hours_those_of_winning_included() -> None:
    order = Order(
        price=1300,
        winning_cost=575,
        winning_minutes=345,
        delivery_cost=300,
        delivery_minutes=375,
        cash=100,
    )
    assert order.effective_hourly_rate == pytest.approx(100)
    assert order.left == pytest.approx(425)


def test_a_channel_is_delivered_by_its_own_process_else_by_the_chosen_or_only_one() -> None:
    own = process([("hand over", 10, 1)], channel="Ads", phase="deliver")
    shared = process([("film", 60, 1)], channel="Video", phase="deliver")
    both = chains(pd.concat([two_channels(), own, shared], ignore_index=True), Rates(100))
    assert delivery_of(both, "Ads").channel == "Ads"
    assert delivery_of(both, "Events") is None
    assert delivery_of(both, "Events", "Video").channel == "Video"
    only = chains(pd.concat([two_channels(), shared], ignore_index=True), Rates(100))
    assert delivery_of(only, "Events").channel == "Video"
