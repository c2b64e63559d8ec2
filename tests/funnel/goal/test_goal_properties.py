"""What must hold for any goal, whatever its rates."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.funnel.goal.needs import shared_out, whole
from core.funnel.goal.rates import StepRate
from tests.funnel.goal.goals import happy_goal, planned, revenue_goal

STEPS = ("lead", "prospect", "customer", "consumption")
share = st.floats(0.01, 1.0) | st.integers(2, 9).map(float)
count = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n)))
rates = st.fixed_dictionaries(dict.fromkeys(STEPS, share))
counts = st.fixed_dictionaries(dict.fromkeys(STEPS, count))
mixes = st.dictionaries(st.sampled_from(["Events", "Ads", "Fair"]), st.floats(0.01, 5), min_size=1)


def assumed(shares: dict[str, float]) -> dict[str, StepRate]:
    return {step: StepRate(one) for step, one in shares.items()}


def counted(pairs: dict[str, tuple[int, int]]) -> dict[str, StepRate]:
    return {step: StepRate(k / n, k, n, "counted") for step, (k, n) in pairs.items()}


def all_needs(plan: object) -> list[int]:
    return [one.need for one in plan.stages]


@settings(max_examples=60)
@given(st.floats(0, 1e7), st.floats(0, 1e6), rates, rates, mixes, st.floats(0, 8))
def test_needs_never_fall_when_the_goal_rises(
    revenue: float,
    more: float,
    one: dict[str, float],
    other: dict[str, float],
    mix: dict[str, float],
    referred: float,
) -> None:
    known = {"": assumed(one), "Ads": assumed(other)}
    lower = planned(revenue_goal(revenue, mix=mix, referred_leads=referred), known)
    higher = planned(revenue_goal(revenue + more, mix=mix, referred_leads=referred), known)
    assert all(a <= b for a, b in zip(all_needs(lower), all_needs(higher), strict=True))
    for low, high in zip(lower.stages, higher.stages, strict=True):
        assert all(low.by_channel[name] <= high.by_channel[name] for name in mix)


@settings(max_examples=60)
@given(rates, st.sampled_from(STEPS), st.floats(1, 3), mixes, st.floats(0, 8))
def test_needs_never_rise_when_a_rate_rises(
    shares: dict[str, float], step: str, factor: float, mix: dict[str, float], referred: float
) -> None:
    better = {**shares, step: shares[step] * factor}
    for goal in (
        revenue_goal(mix=mix, referred_leads=referred),
        happy_goal(mix=mix, referred_leads=referred),
    ):
        before, after = planned(goal, {"": assumed(shares)}), planned(goal, {"": assumed(better)})
        upper = len(STEPS)  # the happy customers themselves, who are the goal, stay as many
        pairs = list(zip(all_needs(before), all_needs(after), strict=True))[: upper - 1]
        assert all(a >= b for a, b in pairs)


@settings(max_examples=60)
@given(st.floats(1_000, 1e7), rates, rates, mixes, st.floats(0, 8))
def test_channels_add_up_to_the_whole(
    revenue: float, one: dict[str, float], other: dict[str, float], mix: dict[str, float], referred: float
) -> None:
    known = {"": assumed(one), "Ads": assumed(other)}
    for goal in (
        revenue_goal(revenue, mix=mix, referred_leads=referred),
        happy_goal(revenue / 1e5, mix=mix, referred_leads=referred),
    ):
        plan = planned(goal, known)
        assert sum(total.wins for total in plan.channels) == plan.seeds
        assert plan.seeds + plan.referred == plan.new
        for need in plan.stages:
            assert sum(need.by_channel.values()) == need.need


@settings(max_examples=40)
@given(st.floats(1_000, 1e6), counts, mixes, st.floats(0, 4))
def test_what_is_likely_lies_around_what_was_counted(
    revenue: float, pairs: dict[str, tuple[int, int]], mix: dict[str, float], referred: float
) -> None:
    for goal in (revenue_goal(revenue, mix=mix, referred_leads=referred), happy_goal(1, mix=mix)):
        for need in planned(goal, {"": counted(pairs)}).stages:
            if need.low is not None:
                assert 0 <= need.low <= need.need <= need.high


@given(st.integers(0, 5_000), mixes)
def test_customers_are_shared_out_whole_and_one_more_takes_nobody_away(
    total: int, mix: dict[str, float]
) -> None:
    shares = revenue_goal(mix=mix).shares
    before, after = shared_out(total, shares), shared_out(total + 1, shares)
    assert sum(before.values()) == total
    assert sum(after[name] - before[name] for name in shares) == 1
    assert all(after[name] >= before[name] for name in shares)
    assert all(abs(before[name] - total * shares[name]) < len(shares) for name in shares)


@given(st.integers(1, 10**6), st.integers(1, 10**4))
def test_exact_fractions_of_people_are_never_rounded_to_one_more(people: int, times: int) -> None:
    assert whole(np.array([people / times * times])).tolist() == [people]
    assert whole(np.array([people * 0.1 / 0.1])).tolist() == [people]


def test_more_counts_leave_less_open() -> None:
    few, many = (
        planned(revenue_goal(), {"": counted(dict.fromkeys(STEPS, (3 * n, 10 * n)))}).stages[0]
        for n in (1, 100)
    )
    assert few.need == many.need
    assert few.low < many.low < many.high < few.high


def test_the_interval_of_one_counted_rate_is_that_of_the_rate() -> None:
    # 3 of 10: between 15.1 and 50.2 of 100 (80 %), so for 11 customers between 22 and 73.
    known = {"": {**assumed({"lead": 1.0, "prospect": 1.0}), **counted({"customer": (3, 10)})}}
    prospects = planned(revenue_goal(), known).stages[2]
    assert prospects.need == 37
    assert prospects.low == pytest.approx(11 / 0.502, abs=1.5)
    assert prospects.high == pytest.approx(11 / 0.151, abs=3)


def test_assumed_rates_leave_no_interval_and_say_what_they_are() -> None:
    known = {"": {**assumed({"lead": 0.5}), **counted({"prospect": (40, 100), "customer": (25, 100)})}}
    suspect, lead, prospect, customer = planned(revenue_goal(), known).stages
    assert [one.evidence for one in (suspect, lead, prospect, customer)] == [
        "assumed",
        "counted",
        "counted",
        None,
    ]
    assert (customer.low, customer.high) == (None, None)
    assert lead.low < lead.need < lead.high


def test_moving_the_goal_does_not_shake_the_intervals() -> None:
    known = {"": counted({"lead": (5, 10), "prospect": (4, 10), "customer": (3, 10)})}
    once, again = (planned(revenue_goal(), known).stages[0] for _time in range(2))
    assert (once.low, once.high) == (again.low, again.high)
