"""What a goal takes, worked by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from core.errors import StepwiseError
from core.funnel.goal.ambition import Ambition
from core.funnel.goal.rates import StepRate
from core.funnel.stages import DEFAULT_STAGES, Stage
from tests.funnel.goal.goals import (
    LAGS,
    RATES,
    START,
    assumed,
    at,
    counted,
    happy_goal,
    needs,
    planned,
    revenue_goal,
)


def test_growth_and_those_who_leave_have_to_be_won() -> None:
    # 120,000 / 6,000 = 20 customers; of the 12 now a quarter leaves, 9 stay, 11 are missing.
    goal = revenue_goal()
    assert (goal.active, goal.lost, goal.missing) == (20, 3, 11)
    assert planned(goal).new == 11


def test_every_stage_needs_what_the_next_one_needs_by_its_rate_rounded_up() -> None:
    # 11 / 0.25 = 44; 44 / 0.4 = 110; 110 / 0.5 = 220.
    assert needs(planned(revenue_goal())) == [220, 110, 44, 11]
    # 11 / 0.3 = 36.7, so 37; 37 / 0.4 = 92.5, so 93; 93 / 0.5 = 186.
    assert needs(planned(revenue_goal(), {"": assumed(**{**RATES, "customer": 0.3})})) == [186, 93, 37, 11]


def test_a_hair_of_rounding_adds_nobody() -> None:
    # 3.3 / 1.1 is a hair above 3 in floats, and neither is 0.1 exactly a tenth.
    rates = {"": assumed(lead=0.1, prospect=0.1, customer=0.1)}
    goal = Ambition(START, revenue=3 * 1.1, revenue_per_customer=1.1)
    assert needs(planned(goal, rates)) == [3000, 300, 30, 3]


def test_in_half_a_year_fewer_customers_leave() -> None:
    # A quarter a year: after half a year √0.75 of 12 are left, 10.39.
    assert revenue_goal(weeks=26).lost == pytest.approx(12 - 12 * 0.75**0.5)
    assert planned(revenue_goal(weeks=26)).new == 10


def test_of_ten_who_come_two_bring_one_each_so_nine_seeds_are_enough_for_eleven() -> None:
    # K = 4 leads a year · half of the customers happy · one in ten leads buys (0.4 · 0.25) = 0.2.
    # Seeds 11 · 0.8 = 8.8, so 9; the other 2 come by referral, of 2 / 0.1 = 20 referred leads.
    rates = {"": assumed(**RATES, consumption=0.5)}
    plan = planned(revenue_goal(referred_leads=4), rates)
    assert plan.k == pytest.approx(0.2)
    assert (plan.new, plan.seeds, plan.referred) == (11, 9, 2)
    assert needs(plan) == [180, 90, 36, 9]
    assert [one.referred for one in plan.stages] == [0, 20, 8, 2]
    assert [one.total for one in plan.stages] == [180, 110, 44, 11]


def test_where_each_customer_brings_another_nobody_has_to_be_won() -> None:
    plan = planned(revenue_goal(referred_leads=20), {"": assumed(**RATES, consumption=0.5)})
    assert plan.k == pytest.approx(1)
    assert (plan.seeds, plan.referred) == (0, 11)
    assert needs(plan) == [0, 0, 0, 0]
    more = planned(revenue_goal(referred_leads=60), {"": assumed(**RATES, consumption=0.5)})
    assert (more.k, more.seeds) == (pytest.approx(3), 0)


def test_without_the_rate_to_happy_customers_referrals_are_left_out_and_it_is_said() -> None:
    plan = planned(revenue_goal(referred_leads=4))
    assert (plan.k, plan.seeds) == (None, 11)
    assert [(gap.above.key, gap.stage.key) for gap in plan.gaps if gap.kind == "referrals"] == [
        ("customer", "consumption")
    ]


def test_without_a_stage_of_happy_customers_every_customer_may_refer() -> None:
    plan = planned(revenue_goal(referred_leads=4), stages=DEFAULT_STAGES[:4])
    assert plan.k == pytest.approx(0.4)


def test_happy_customers_a_week_are_counted_back_over_the_whole_period() -> None:
    # A quarter of one a week are 13 in 52 weeks; half of the customers become happy: 26.
    plan = planned(happy_goal(), {"": assumed(**RATES, consumption=0.5)})
    assert plan.new == 26
    assert needs(plan) == [520, 260, 104, 26, 13]
    assert plan.goal.key == "consumption"


def test_happy_customers_are_shared_out_as_their_channels_make_them_happy() -> None:
    # Ads makes half of its customers happy, Events all: 12 new make 3 + 6 = 9 happy ones.
    rates = {
        "Ads": assumed(**RATES, consumption=0.5),
        "Events": assumed(**RATES, consumption=1),
    }
    plan = planned(happy_goal(9 / 52, mix={"Ads": 1, "Events": 1}), rates)
    assert plan.new == 12
    assert at(plan, "consumption").by_channel == {"Ads": 3, "Events": 6}


def test_without_the_rate_to_happy_customers_only_these_are_known() -> None:
    plan = planned(happy_goal())
    assert needs(plan) == [None, None, None, None, 13]
    assert (plan.new, plan.verdict) == (None, "untold")
    assert any(gap.kind == "rate" and gap.stage.key == "consumption" for gap in plan.gaps)


def test_offers_become_orders_and_orders_firms_of_several_orders_each() -> None:
    # 1000 offers a year, half become orders, from 200 firms: 2.5 orders a firm, 5 offers a firm.
    stages = (
        Stage("prospect", unit="offers"),
        Stage("own 1", "Order", unit="orders"),
        Stage("customer", unit="firms", factory="revenue"),
    )
    rates = {"": {**counted(**{"own 1": (500, 1000)}), "customer": StepRate(0.4, 200, 500, "ratio")}}
    plan = planned(revenue_goal(60 * 6_000, customers_now=0), rates, stages)
    assert needs(plan) == [300, 150, 60]
    assert [one.evidence for one in plan.stages] == ["ratio", "ratio", None]
    # 12 firms take 30 orders: the ratio has no interval, the conversion of the offers has.
    assert at(plan, "own 1").low is None
    assert at(plan, "prospect").low < 300 < at(plan, "prospect").high


def test_an_event_that_brings_ten_contacts_is_divided_by_likewise() -> None:
    rates = {"": {"lead": StepRate(10, 200, 20, "ratio"), **assumed(prospect=0.4, customer=0.25)}}
    assert needs(planned(revenue_goal(), rates)) == [11, 110, 44, 11]


def test_two_channels_with_different_rates_are_counted_back_each_by_its_own() -> None:
    # 11 in the mix of 2 to 1: 7 and 4. Events: 14, 28, 28. Ads: 40, 80, 800.
    rates = {
        "Events": assumed(lead=1, prospect=0.5, customer=0.5),
        "Ads": assumed(lead=0.1, prospect=0.5, customer=0.1),
    }
    plan = planned(revenue_goal(mix={"Events": 2, "Ads": 1}), rates)
    assert at(plan, "customer").by_channel == {"Events": 7, "Ads": 4}
    assert at(plan, "prospect").by_channel == {"Events": 14, "Ads": 40}
    assert at(plan, "lead").by_channel == {"Events": 28, "Ads": 80}
    assert at(plan, "suspect").by_channel == {"Events": 28, "Ads": 800}
    assert needs(plan) == [828, 108, 54, 11]


def test_referrals_over_two_channels_take_all_leads_by_all_customers_not_the_mean_of_rates() -> None:
    # Half of the customers from each: of 1 customer, half took 1 lead, half took 5. 2 customers, 6 leads.
    rates = {
        "Events": assumed(lead=1, prospect=1, customer=0.5),
        "Ads": assumed(lead=1, prospect=1, customer=0.1),
    }
    goal = revenue_goal(mix={"Events": 1, "Ads": 1}, referred_leads=1)
    assert planned(goal, rates, DEFAULT_STAGES[:4]).k == pytest.approx(1 / (0.5 / 0.5 + 0.5 / 0.1))


def test_a_channel_without_rates_of_its_own_takes_those_of_all_together_and_it_is_said() -> None:
    plan = planned(
        revenue_goal(mix={"events": 1, "Ads": 1}), {"": assumed(**RATES), "Events": assumed(**RATES)}
    )
    assert [gap.channel for gap in plan.gaps if gap.kind == "borrowed"] == ["Ads"]
    # 6 and 5: 24 and 20; 60 and 50; 120 and 100.
    assert needs(plan) == [220, 110, 44, 11]


def test_stages_have_to_be_entered_earlier_by_the_days_to_the_goal() -> None:
    plan = planned(revenue_goal(), lags=LAGS)
    end = START + dt.timedelta(days=364)
    assert [one.days for one in plan.stages] == [60, 50, 30, 0]
    assert [one.enter_by for one in plan.stages] == [
        end - dt.timedelta(days=days) for days in (60, 50, 30, 0)
    ]
    suspects = plan.stages[0]
    # 304 days are 43.4 weeks: 220 / 43.4 a week, and 52/12 times that a month.
    assert suspects.weeks == pytest.approx(304 / 7)
    assert suspects.per_week == pytest.approx(220 * 7 / 304)
    assert suspects.per_month == pytest.approx(220 * 7 / 304 * 52 / 12)


def test_days_that_nobody_measured_count_as_none_and_are_named() -> None:
    plan = planned(revenue_goal(), lags={"lead": 10.0, "customer": 30.0})
    assert plan.stages[0].days == 40
    assert [[stage.key for stage in gap.stages] for gap in plan.gaps if gap.kind == "lags"] == [["prospect"]]


def test_above_a_missing_rate_nothing_is_known_and_below_it_everything() -> None:
    plan = planned(revenue_goal(), {"": assumed(lead=0.5, customer=0.25)})
    assert needs(plan) == [None, None, 44, 11]
    assert [(gap.above.key, gap.stage.key) for gap in plan.gaps if gap.kind == "rate"] == [
        ("lead", "prospect")
    ]
    assert plan.first.stage.key == "prospect"


def test_a_stage_that_nobody_counts_is_passed_over_where_the_rate_leads_past_it() -> None:
    rates = {"": {"lead": StepRate(0.5), "customer": StepRate(0.1, 10, 100, "counted", since="lead")}}
    plan = planned(revenue_goal(), rates)
    assert needs(plan) == [220, 110, None, 11]
    assert [gap.stage.key for gap in plan.gaps if gap.kind == "skipped"] == ["prospect"]


def test_in_two_channels_of_which_one_lacks_a_rate_the_other_is_still_counted() -> None:
    rates = {"Events": assumed(**RATES), "Ads": assumed(customer=0.5)}
    plan = planned(revenue_goal(mix={"Events": 1, "Ads": 1}), rates)
    assert at(plan, "lead").by_channel == {"Events": 60, "Ads": None}
    assert at(plan, "lead").need is None
    assert at(plan, "prospect").need == 24 + 10


def test_where_nobody_of_twenty_came_through_no_number_is_enough_but_a_least_one_is_told() -> None:
    rates = {"": {**counted(lead=(50, 100), prospect=(40, 100), customer=(0, 20))}}
    plan = planned(revenue_goal(), rates)
    assert needs(plan) == [None, None, None, 11]
    assert plan.verdict == "never"
    assert [(gap.above.key, gap.stage.key, gap.counted) for gap in plan.gaps if gap.kind == "zero"] == [
        ("prospect", "customer", 20)
    ]
    # At most 6.4 % come through (80 %), so at least 11 / 0.064 = 172 prospects.
    prospects = at(plan, "prospect")
    assert prospects.low == pytest.approx(172, abs=12)
    assert prospects.high is None


def test_a_goal_of_nothing_takes_nobody() -> None:
    for plan in (planned(revenue_goal(0)), planned(happy_goal(0), {"": assumed(**RATES, consumption=0.5)})):
        assert plan.new == 0
        assert set(needs(plan)) == {0}
        assert plan.verdict == "there"
        # The customers who stay still have orders, whatever the goal is.
        assert {gap.kind for gap in plan.gaps} <= {"steps"}


def test_whoever_has_enough_customers_is_there_already() -> None:
    plan = planned(revenue_goal(customers_now=40))
    assert (plan.new, plan.verdict) == (0, "there")
    assert needs(plan) == [0, 0, 0, 0]


def test_a_goal_is_one_of_both() -> None:
    with pytest.raises(StepwiseError):
        Ambition(START)
    with pytest.raises(StepwiseError):
        Ambition(START, revenue=1, revenue_per_customer=1, happy_per_week=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"revenue_per_customer": None},
        {"revenue_per_customer": 0},
        {"churn": 1.2},
        {"churn": float("nan")},
        {"customers_now": -1},
        {"market": float("inf")},
        {"weeks": 0},
        {"weeks": 5_200},
        {"working_weeks": 0},
        {"working_weeks": 60},
        {"mix": {"Events": 0}},
        {"mix": {"Events": -1, "Ads": 2}},
    ],
)
def test_figures_that_cannot_be_right_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(StepwiseError) as refused:
        revenue_goal(**wrong)
    assert str(refused.value)


def test_stages_without_a_customer_cannot_be_planned_for() -> None:
    with pytest.raises(StepwiseError):
        planned(revenue_goal(), stages=[Stage("lead"), Stage("prospect")])
    with pytest.raises(StepwiseError):
        planned(revenue_goal(), stages=[Stage("customer", factory="revenue"), Stage("consumption")])


def test_a_stage_of_the_users_own_that_stands_for_revenue_is_the_customer() -> None:
    stages = [Stage("lead"), Stage("own 1", "Subscriber", factory="revenue")]
    assert needs(planned(revenue_goal(), {"": assumed(**{"own 1": 0.1})}, stages)) == [110, 11]


def test_where_happiness_comes_before_the_purchase_every_customer_is_a_happy_one() -> None:
    stages = [Stage("lead"), Stage("consumption", factory="activation"), Stage("customer", factory="revenue")]
    plan = planned(happy_goal(), {"": assumed(consumption=0.5, customer=0.5)}, stages)
    assert needs(plan) == [52, 26, 13]
    assert plan.goal.key == "customer"
