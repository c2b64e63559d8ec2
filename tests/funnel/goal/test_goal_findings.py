"""The goal's answer in sentences, as a user reads them."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from core.funnel.goal.findings import (
    answer,
    customers,
    limit_says,
    one_more_hour,
    referrals,
    stage_says,
)
from core.funnel.goal.gaps import gap_says, not_checked, taken_for_granted
from core.funnel.goal.hours import ChannelEffort, Effort
from core.funnel.goal.plan import Gap, GapKind
from core.funnel.stages import DEFAULT_STAGES, Stage
from tests.funnel.goal.goals import (
    LAGS,
    RATES,
    assumed,
    counted,
    happy_goal,
    of_the_owner,
    planned,
    revenue_goal,
)

HAPPY = {"": assumed(**RATES, consumption=0.5)}
MINE = Effort({"Events": ChannelEffort({"": 6_000.0}, 0.0, {}, True)})


def test_the_answer_is_what_it_takes_and_the_hours_that_make_it_impossible() -> None:
    # 11 wins of 100 h in 46 weeks: 23.9 h a week against 16.
    plan = planned(revenue_goal(market=1_000), lags=LAGS, effort=MINE, hours={"": 20.0})
    assert answer(plan) == (
        "11 new customers by Dec 31, 2026 need 220 people at “Suspect”. "
        "Your own hours make it impossible: 23 h 55 min a week against 16 h, 80% of 20 h."
    )
    named = planned(revenue_goal(), effort=of_the_owner(6_000), hours={"Owner": 20})
    assert "The hours of Owner make it impossible: 23 h 55 min a week against 16 h" in answer(named)


def test_the_answer_is_possible_with_the_slack() -> None:
    plan = planned(revenue_goal(market=1_000), lags=LAGS, effort=MINE, hours={"": 40.0})
    assert answer(plan) == (
        "11 new customers by Dec 31, 2026 need 220 people at “Suspect”. It is possible. "
        "You have 8 h 5 min a week to spare."
    )


def test_what_was_not_checked_stands_beside_what_is_possible() -> None:
    plan = planned(revenue_goal(market=1_000), lags=LAGS)
    assert "As far as it could be checked, it is possible. The market has 780 people to spare" in answer(plan)
    assert not_checked(plan) == ["Not checked: the hours. No steps say what a customer takes."]
    untold = answer(planned(revenue_goal()))
    assert untold.endswith("nobody can say whether it is possible.")


def test_the_market_and_the_calendar_say_their_figures() -> None:
    small = planned(revenue_goal(market=200), lags=LAGS)
    assert "The market makes it impossible: 220 people are needed at “Suspect”, and there are 200." in answer(
        small
    )
    late = planned(revenue_goal(market=999), lags={**LAGS, "customer": 400.0})
    assert answer(late).endswith(
        "The calendar makes it impossible: “Suspect” to “Customer” takes 430 days, and there are 364."
    )
    assert limit_says(late.limits[0], late) == ("The market has 779 people to spare at “Suspect”.")


def test_whoever_is_there_reads_it() -> None:
    plan = planned(revenue_goal(customers_now=40))
    assert answer(plan).startswith("You are there already")
    assert customers(plan, "EUR") == (
        "€120,000 a year are 20 customers at €6,000 each. You have 40, of whom 10 leave in the period. "
        "That is enough."
    )
    assert answer(planned(revenue_goal(0))) == "A goal of 0 takes no new customers."
    busy = planned(revenue_goal(customers_now=40), effort=of_the_owner(1, 6_000), hours={"Owner": 1})
    assert answer(busy).startswith("No new customers are needed")
    assert "make it impossible" in answer(busy)


def test_one_customer_is_not_spoken_of_as_several() -> None:
    plan = planned(
        revenue_goal(72_000, churn=0, customers_now=11), {"": assumed(**dict.fromkeys(RATES, 1.0))}
    )
    assert answer(plan).startswith("1 new customer by Dec 31, 2026 needs 1 person at “Suspect”.")
    assert customers(plan, "EUR").endswith("You have 11. 1 new one is missing.")


def test_how_the_customers_come_about() -> None:
    assert customers(planned(revenue_goal()), "EUR") == (
        "€120,000 a year are 20 customers at €6,000 each. You have 12, of whom 3 leave in the period. "
        "11 new ones are missing."
    )
    assert customers(planned(happy_goal(), HAPPY), "EUR") == (
        "Happy customers by Dec 31, 2026: 13. That takes 26 new customers."
    )
    assert customers(planned(happy_goal()), "EUR") is None


def test_the_referral_loop_says_its_k() -> None:
    assert referrals(planned(revenue_goal(referred_leads=4), HAPPY)) == (
        "Each customer brings 0.2 further ones by referral (K = 0.2), so 9 of the 11 new customers have to "
        "be won through the channels."
    )
    alone = planned(revenue_goal(referred_leads=40), HAPPY)
    assert "It grows by itself" in referrals(alone)
    assert answer(alone).startswith("11 new customers by Dec 31, 2026 come by referral.")
    assert referrals(planned(revenue_goal())) is None


def test_a_stage_says_how_many_by_when_at_which_pace_and_how_surely() -> None:
    known = {"": {**assumed(lead=0.5), **counted(prospect=(40, 100), customer=(25, 100))}}
    suspect, lead, prospect, customer = (
        stage_says(one) for one in planned(revenue_goal(), known, lags=LAGS).stages
    )
    assert re.fullmatch(
        r"“Suspect”: 220 people by Nov 1, 2026, 5\.07 a week\. Likely between \d+ and \d+\. "
        r"It rests on an assumed rate\.",
        suspect,
    )
    assert re.fullmatch(
        r"“Lead”: 110 people by Nov 11, 2026, 2\.45 a week\. Likely between \d+ and \d+\.", lead
    )
    assert prospect.startswith("“Prospect”: 44 people by Dec 1, 2026, 4 a month.")
    assert customer == "“Customer”: 11 people by Dec 31, 2026."


def test_a_stage_says_what_is_not_known_or_too_late() -> None:
    missing = planned(revenue_goal(), {"": assumed(customer=0.25)}, lags={"customer": 400.0})
    assert stage_says(missing.stages[0]) == "“Suspect”: how many it needs is not known."
    assert stage_says(missing.stages[2]).startswith(
        "“Prospect”: 44 people by Nov 26, 2025, and the goal starts too late for that."
    )
    never = planned(revenue_goal(), {"": counted(customer=(0, 20))})
    assert re.fullmatch(
        r"“Prospect”: at least \d+ people, for nobody has come through yet\.", stage_says(never.stages[2])
    )
    assert stage_says(planned(revenue_goal(0)).stages[0]) == "“Suspect”: nobody is needed."
    referred = planned(revenue_goal(referred_leads=4), HAPPY).stages[1]
    assert stage_says(referred).endswith("20 more come by referral.")


def test_where_nobody_ever_comes_through_that_is_the_answer() -> None:
    assert answer(planned(revenue_goal(), {"": counted(customer=(0, 20))})) == (
        "Of 20 counted at “Prospect” nobody reached “Customer”, so no number is enough. Mend that step "
        "first, or assume a rate."
    )
    assert "At a rate of 0" in answer(planned(revenue_goal(), {"": assumed(customer=0)}))


def test_a_missing_rate_is_named() -> None:
    assert taken_for_granted(planned(revenue_goal(), {"": assumed(customer=0.25)}))[0] == (
        "No rate is known from “Lead” to “Prospect”, so the plan reaches no higher. Count both, or assume a "
        "rate."
    )
    assert answer(planned(happy_goal())) == (
        "How many customers the goal takes cannot be told yet. No rate is known from “Customer” to "
        "“Consumption”, so the plan reaches no higher. Count both, or assume a rate."
    )


def test_one_more_hour_says_customers_and_money() -> None:
    plan = planned(revenue_goal(), effort=of_the_owner(345, 207), hours={"Owner": 40})
    assert one_more_hour(plan.one_more_hour, "EUR") == (
        "One more hour a week of Owner is enough for 4 more customers a year. "
        "That is a revenue of €24,000 a year."
    )
    mine = Effort({"Events": ChannelEffort({"": 46 * 48.0}, 0.0, {}, False)})
    single = planned(happy_goal(), HAPPY, effort=mine, hours={"": 40})
    assert one_more_hour(single.one_more_hour, "EUR") == (
        "One more hour of yours a week is enough for 1 more customer a year. Delivering is not counted in it."
    )


@pytest.mark.parametrize("kind", get_args(GapKind))
@pytest.mark.parametrize("channel", ["", "Ads"])
def test_every_gap_is_a_whole_sentence(kind: GapKind, channel: str) -> None:
    above, stage = DEFAULT_STAGES[0], Stage("lead", "Anfrage")
    for gap in (
        Gap(kind, channel, above, stage, (stage,), "Owner", "offer", 2.5),
        Gap(kind, channel, above, stage, (stage,), "", "offer", 2.5, counted=20),
    ):
        said = gap_says(gap)
        assert said.endswith(".")
        assert "{" not in said
        assert "  " not in said
        assert "“”" not in said
