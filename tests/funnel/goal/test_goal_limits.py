"""What makes a goal impossible: the market, the calendar, somebody's hours; else the slack."""

from __future__ import annotations

import pytest

from core.funnel.goal.hours import ChannelEffort, Effort, RoleLoad
from core.funnel.goal.plan import Limit, Plan
from core.funnel.stages import DEFAULT_STAGES
from tests.funnel.goal.goals import (
    LAGS,
    RATES,
    assumed,
    happy_goal,
    of_the_owner,
    owner,
    planned,
    revenue_goal,
)

HOURS = {"Owner": 40.0}


def where(limit: Limit | None) -> tuple[str, str]:
    assert limit is not None
    return limit.kind, limit.at.role if isinstance(limit.at, RoleLoad) else limit.at.key


def kinds(plan: Plan) -> set[str]:
    return {gap.kind for gap in plan.gaps}


def test_a_market_that_is_too_small_makes_it_impossible() -> None:
    plan = planned(revenue_goal(market=200), lags=LAGS, effort=of_the_owner(60), hours=HOURS)
    assert plan.verdict == "impossible"
    assert where(plan.breaks) == ("market", "suspect")
    assert (plan.breaks.needed, plan.breaks.available) == (220, 200)


def test_a_market_that_is_used_up_whole_is_just_enough() -> None:
    assert planned(revenue_goal(market=220), lags=LAGS).breaks is None


def test_four_hundred_days_to_a_customer_do_not_fit_into_a_year() -> None:
    plan = planned(revenue_goal(market=1_000), lags={**LAGS, "customer": 400.0})
    assert where(plan.breaks) == ("calendar", "suspect")
    assert (plan.breaks.needed, plan.breaks.available) == (430, 364)
    assert plan.stages[0].weeks < 0
    assert plan.stages[0].per_week is None
    assert plan.stages[-1].per_week == pytest.approx(11 / 52)


def test_the_owner_has_fewer_hours_than_the_goal_takes() -> None:
    # 11 wins of 70 h and 20 orders of 50 h are 1,770 h in 46 weeks: 38.5 h a week against 32 of 40.
    plan = planned(revenue_goal(market=1_000), lags=LAGS, effort=of_the_owner(70 * 60, 50 * 60), hours=HOURS)
    assert where(plan.breaks) == ("hours", "Owner")
    assert plan.breaks.needed == pytest.approx(1_770 / 46)
    assert plan.breaks.available == pytest.approx(32)
    (load,) = plan.loads
    assert (load.winning, load.delivering) == (pytest.approx(770 / 46), pytest.approx(1_000 / 46))


def test_nothing_breaks_and_the_tightest_of_all_has_six_hours_to_spare() -> None:
    # 26 h a week in 46 weeks for 11 wins; 32 of the owner's 40 hours can be planned.
    minutes = 26 * 46 * 60 / 11
    plan = planned(revenue_goal(market=1_000), lags=LAGS, effort=of_the_owner(minutes), hours=HOURS)
    assert plan.verdict == "possible"
    assert where(plan.tightest) == ("hours", "Owner")
    assert plan.tightest.spare == pytest.approx(6)
    assert not plan.unchecked


def test_those_who_are_referred_need_their_days_too() -> None:
    rates = {"": assumed(**RATES, consumption=0.5)}
    plan = planned(revenue_goal(referred_leads=40), rates, lags={**LAGS, "customer": 400.0})
    assert plan.seeds == 0
    # They come in as leads: 420 days before the goal.
    assert where(plan.breaks) == ("calendar", "lead")
    assert plan.breaks.needed == 420


def test_the_first_in_the_funnel_breaks_first_though_others_break_too() -> None:
    effort = of_the_owner(1_000_000)
    late = {**LAGS, "customer": 400.0}
    assert where(planned(revenue_goal(market=1), lags=late, effort=effort, hours=HOURS).breaks)[0] == "market"
    assert (
        where(planned(revenue_goal(market=999), lags=late, effort=effort, hours=HOURS).breaks)[0]
        == "calendar"
    )


def test_of_two_roles_the_fuller_one_is_named() -> None:
    effort = Effort(
        {"Events": ChannelEffort({"owner": 600.0, "editor": 600.0}, 0.0, {}, True)},
        {"owner": "Owner", "editor": "Editor"},
    )
    plan = planned(revenue_goal(market=999), lags=LAGS, effort=effort, hours={"Owner": 40, "Editor ": 2})
    # 11 wins of 10 h in 46 weeks: 2.4 h a week each; the editor has 1.6 of 2.
    assert where(plan.breaks) == ("hours", "Editor")
    assert where(plan.tightest) == ("hours", "Editor")


def test_a_role_without_any_hours_breaks_and_divides_by_nothing() -> None:
    plan = planned(revenue_goal(), effort=of_the_owner(60), hours={"Owner": 0})
    assert where(plan.breaks) == ("hours", "Owner")


def test_steps_without_a_role_are_the_users_own_hours() -> None:
    effort = Effort({"Events": ChannelEffort({"": 6_000.0}, 0.0, {}, True)})
    plan = planned(revenue_goal(), effort=effort, hours={"": 10.0})
    assert where(plan.breaks) == ("hours", "")
    unknown = planned(revenue_goal(), effort=effort, hours={"Owner": 10.0})
    assert unknown.breaks is None
    assert [(gap.role, round(gap.hours, 2)) for gap in unknown.gaps if gap.kind == "role"] == [
        ("", round(11 * 100 / 46, 2))
    ]


def test_customers_who_stay_have_to_be_delivered_to_as_well() -> None:
    # 9 stay and 11 come: 20 customers, each with two orders of an hour, in 46 weeks.
    plan = planned(revenue_goal(orders_per_customer=2), effort=of_the_owner(0, 60), hours=HOURS)
    assert plan.loads[0].delivering == pytest.approx(40 / 46)


def test_whoever_is_there_already_may_still_lack_the_hours_to_deliver() -> None:
    plan = planned(revenue_goal(customers_now=40), effort=of_the_owner(60, 6_000), hours=HOURS)
    assert (plan.new, plan.verdict) == (0, "impossible")


def test_happy_customers_are_delivered_once_each() -> None:
    # 13 happy ones of 26 customers; each has one order of two hours.
    rates = {"": assumed(**RATES, consumption=0.5)}
    plan = planned(happy_goal(customers_now=5), rates, effort=of_the_owner(0, 120), hours=HOURS)
    assert plan.loads[0].delivering == pytest.approx(26 * 2 / 46)
    assert "own orders" in kinds(plan)


def test_in_half_a_year_there_are_half_as_many_weeks_to_work_in() -> None:
    goal = revenue_goal(customers_now=0, weeks=26)
    # 20 wins of an hour in 23 working weeks; 20 customers with half an order each.
    plan = planned(goal, effort=of_the_owner(60, 60), hours=HOURS)
    assert plan.loads[0].winning == pytest.approx(20 / 23)
    assert plan.loads[0].delivering == pytest.approx(10 / 23)


def test_channels_cost_what_their_wins_cost() -> None:
    effort = Effort({"Events": owner(345, cost=575), "Ads": owner(60, cost=200)}, {"owner": "Owner"})
    plan = planned(revenue_goal(mix={"Events": 2, "Ads": 1}), effort=effort)
    assert [(one.channel, one.wins, one.minutes, one.cost) for one in plan.channels] == [
        ("Events", 7, 7 * 345, 7 * 575),
        ("Ads", 4, 240, 800),
    ]


def test_one_more_hour_a_week_is_46_hours_a_year_of_which_four_fifths_count() -> None:
    # 46 · 48 minutes by 345 for winning and 207 for the order: 4 customers.
    plan = planned(revenue_goal(), effort=of_the_owner(345, 207), hours=HOURS)
    more = plan.one_more_hour
    assert more.role == "Owner"
    assert more.customers == pytest.approx(46 * 48 / 552)
    assert more.revenue == pytest.approx(4 * 6_000)
    assert more.delivered


def test_one_more_hour_buys_more_where_customers_bring_customers() -> None:
    rates = {"": assumed(**RATES, consumption=0.5)}
    alone = ChannelEffort({"owner": 400.0}, 0.0, {}, True, referred_minutes={"owner": 100.0})
    effort = Effort({"Events": alone}, {"owner": "Owner"})
    plan = planned(revenue_goal(referred_leads=4), rates, effort=effort, hours=HOURS)
    # A fifth comes by referral: 0.8 · 400 + 0.2 · 100 = 340 minutes each.
    assert plan.one_more_hour.customers == pytest.approx(46 * 48 / 340)
    # 9 seeds and 2 who are referred.
    assert plan.loads[0].winning == pytest.approx((9 * 400 + 2 * 100) / 60 / 46)
    assert "referred time" not in kinds(plan)


def test_what_could_not_be_checked_is_never_passed_silently() -> None:
    nothing = planned(revenue_goal())
    assert {"market", "calendar", "steps"} <= kinds(nothing)
    assert nothing.verdict == "untold"
    no_hours = planned(revenue_goal(market=500), lags=LAGS, effort=of_the_owner(60))
    assert kinds(no_hours) == {"hours"}
    assert no_hours.verdict == "possible"
    assert no_hours.unchecked
    undelivered = Effort({"Events": owner(60, delivered=False)}, {"owner": "Owner"})
    assert kinds(planned(revenue_goal(market=500), lags=LAGS, effort=undelivered, hours=HOURS)) == {
        "delivery"
    }


def test_a_channel_without_steps_is_named() -> None:
    effort = Effort({"Events": owner(60), "Fair": owner(60)}, {"owner": "Owner"})
    plan = planned(revenue_goal(mix={"Events": 1, "Ads": 1}), effort=effort, hours=HOURS)
    assert [gap.channel for gap in plan.gaps if gap.kind == "steps"] == ["Ads"]
    assert plan.one_more_hour is None
    unshared = planned(revenue_goal(), effort=effort, hours=HOURS)
    assert "mix" in kinds(unshared)


def test_the_market_is_not_checked_where_the_first_stage_is_out_of_reach() -> None:
    plan = planned(revenue_goal(market=500), {"": assumed(customer=0.25)})
    assert "market need" in kinds(plan)
    assert all(limit.kind != "market" for limit in plan.limits)


def test_those_who_are_referred_belong_to_the_market_where_it_counts_leads() -> None:
    rates = {"": assumed(prospect=0.4, customer=0.25, consumption=0.5)}
    plan = planned(revenue_goal(market=100, referred_leads=4), rates, DEFAULT_STAGES[1:])
    # 9 seeds: 36, 90 leads; and 20 leads that were referred.
    assert plan.breaks.needed == 110
