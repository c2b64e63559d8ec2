"""Handing a step over: what both sides gain, when the set-up is earned, and what is a clear yes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.customer.findings import (
    change_name,
    changes_title,
    customer_gains,
    pays_words,
    verdict_word,
    we_gain,
)
from core.customer.self_service import Handover, Outcome, checked, outcome
from core.errors import StepwiseError
from tests.customer.ways import CALL, NAN, ads_steps, business, delivered

BOOKED = Handover("", CALL, "system", adoption=0.6, minutes_left=2, customer_minutes=5, waiting=0, setup=216)
"""Six in ten book a call by themselves: 2 minutes of ours stay, and the customer spends 5 instead of 20."""


def told(handover: Handover = BOOKED, wins: dict[str, float] | None = None) -> Outcome:
    found = outcome(handover, business(), {"Ads": 0.5} if wins is None else wins)
    assert found is not None
    return found


def test_the_worked_example_saves_21_60_for_each_customer() -> None:
    found = told()
    # 0.6 of 2 calls for a win, 18 minutes each, at 60 an hour.
    assert found.our_minutes == pytest.approx(0.6 * 18 * 2)
    assert found.our_money == pytest.approx(21.6)
    # The customer's own call, once.
    assert found.their_minutes == pytest.approx(0.6 * 15)
    assert found.their_waiting == pytest.approx(0.6 * 60)
    assert found.customers_to_break_even == pytest.approx(10)
    assert found.weeks_to_break_even == pytest.approx(20)
    assert found.per_week == pytest.approx(10.8)
    assert found.first_year == pytest.approx(52 * 10.8 - 216)
    assert found.money_per_win == pytest.approx(21.6 - 216 / 26)
    assert found.verdict == "both"
    assert customer_gains(found) == "9 min less of their time and 36 min less waiting"
    assert we_gain(found, "EUR") == "+€13.29 and +22 min a customer"
    assert pays_words(found, "EUR") == (
        "+€346 in the first year; before the set-up +€10.80 a week. The set-up of €216 is earned after "
        "10 customers. With the customers you win now that is 20 weeks."
    )


def test_without_known_wins_a_year_cannot_be_told_and_the_customers_to_break_even_can() -> None:
    found = told(wins={})
    assert (found.wins_per_week, found.per_week, found.first_year) == (None, None, None)
    assert found.weeks_to_break_even is None
    assert found.customers_to_break_even == pytest.approx(10)
    assert found.money_per_win == pytest.approx(21.6)
    assert "How many customers you win in a week is not known" in pays_words(found, "EUR")
    assert "earned after 10 customers." in pays_words(found, "EUR")


def test_a_fee_that_eats_the_saving_never_earns_the_set_up() -> None:
    found = told(replace(BOOKED, fee=20))
    assert found.our_money == pytest.approx(0.6 * 2 * (18 - 20))
    assert found.customers_to_break_even is None
    assert found.verdict == "customer"
    assert "It never earns its set-up of €216." in pays_words(found, "EUR")


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ({}, "both"),
        ({"waiting": None}, "both"),
        ({"customer_minutes": 40}, "mixed"),
        ({"customer_minutes": 40, "waiting": 60}, "us"),
        ({"customer_minutes": 20, "waiting": 60}, "us"),
        ({"minutes_left": 60}, "customer"),
        ({"minutes_left": 60, "customer_minutes": 40, "waiting": 60}, "neither"),
        ({"customer_minutes": None, "waiting": None}, "open"),
        # Whoever does it then, it may take the customer time: without it nothing is a clear yes.
        ({"to": "customer", "customer_minutes": None}, "open"),
        ({"customer_minutes": None}, "open"),
        ({"customer_minutes": None, "waiting": 60}, "open"),
        # A set-up that a year of customers does not earn is no gain.
        ({"setup": 5000}, "customer"),
    ],
)
def test_only_what_both_gain_by_is_a_clear_yes(said: dict[str, object], verdict: str) -> None:
    found = told(replace(BOOKED, **said))  # type: ignore[arg-type]
    assert found.verdict == verdict
    assert found.clear == (verdict == "both")
    assert verdict_word(found)


def test_what_the_step_takes_of_the_customer_today_must_be_known_to_tell_a_gain() -> None:
    unknown = business(ads_steps(customer_minutes=[NAN] * 4, waiting=[NAN] * 4))
    found = outcome(BOOKED, unknown, {"Ads": 0.5})
    assert found is not None
    assert (found.their_minutes, found.their_waiting, found.verdict) == (None, None, "open")
    assert found.our_money == pytest.approx(21.6)
    assert customer_gains(found) == "not known: the customer's time there is not noted"


def test_minutes_that_nobody_typed_are_no_promise_that_the_customer_loses_nothing() -> None:
    found = told(replace(BOOKED, customer_minutes=None, waiting=60))
    assert customer_gains(found) == "not known: the customer's minutes there are not noted"
    assert customer_gains(told(replace(BOOKED, customer_minutes=None))) == "36 min less waiting"


def test_what_the_step_takes_of_us_today_must_be_known_to_tell_our_gain() -> None:
    found = outcome(BOOKED, business(ads_steps().assign(minutes=[0.0, NAN, 30.0, 0.0])), {"Ads": 0.5})
    assert found is not None
    assert found.verdict == "open"
    assert we_gain(found, "EUR") == "not known: your minutes there are not noted"
    assert pays_words(found, "EUR") == ""


def test_where_no_customers_are_won_a_set_up_is_never_earned() -> None:
    assert told(wins={"Ads": 0.0}).verdict == "customer"
    assert told(wins={"Ads": 0.0}).first_year == -216
    assert told(replace(BOOKED, setup=0), {"Ads": 0.0}).verdict == "both"


def test_a_step_of_the_delivery_is_done_for_the_customers_of_every_channel() -> None:
    both = business(ads_steps(), ads_steps().assign(channel="Events"), delivered())
    cut = Handover("", "Film|deliver|second cut|1", "partner", minutes_left=0, customer_minutes=10, waiting=0)
    found = outcome(cut, both, {"Ads": 0.5, "Events": 0.25, "": 0.25})
    assert found is not None
    assert found.wins_per_week == pytest.approx(1)
    # Every other order: half of 60 minutes, half of the 20 that the customer is spared.
    assert found.our_minutes == pytest.approx(30)
    assert found.their_minutes == pytest.approx(10)
    assert found.their_waiting == pytest.approx(1440)
    assert we_gain(found, "EUR") == "+€30 and +30 min an order"


def test_a_step_that_is_gone_or_that_nobody_gets_to_has_no_outcome() -> None:
    assert outcome(replace(BOOKED, step="Ads|acquire|dance|1"), business(), {}) is None
    stuck = business(ads_steps().assign(pass_rate=[0.5, 0.0, 1.0, 1.0]))
    assert outcome(BOOKED, stuck, {}) is None


def test_what_the_customer_does_already_saves_us_nothing() -> None:
    found = told(replace(BOOKED, step="Ads|acquire|fill in the form|1", minutes_left=0, setup=0))
    assert found.our_money == 0
    assert found.customers_to_break_even is None
    assert pays_words(found, "EUR") == "€0 in the first year, €0 a week."


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"to": "nobody"}, "Say who does the step then"),
        ({"adoption": 0.0}, "“0 %” is no share"),
        ({"adoption": 1.2}, "“120 %” is no share"),
        ({"minutes_left": -1.0}, "“-1” minutes cannot be right"),
        ({"waiting": float("nan")}, "cannot be right"),
        ({"setup": -5.0}, "“-5” is no cost"),
        ({"fee": float("inf")}, "is no cost"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_was_found(said: dict[str, object], answer: str) -> None:
    with pytest.raises(StepwiseError, match=answer):
        checked(replace(BOOKED, **said))  # type: ignore[arg-type]


def test_the_finding_counts_what_helps_both() -> None:
    good, bad = told(), told(replace(BOOKED, minutes_left=60))
    assert changes_title([good, good, bad, bad, bad]) == "2 of 5 changes help both of you"
    assert changes_title([good, bad]) == "1 of 2 changes helps both of you"
    assert changes_title([bad, bad]) == "None of 2 changes helps both of you"
    assert changes_title([good, good]) == "All 2 changes help both of you"
    assert changes_title([good]) == "This change helps both of you"
    assert changes_title([bad]).startswith("This change is no clear yes")
    assert change_name(good) == "call → system"


@given(
    adoption=st.floats(0.01, 1),
    left=st.floats(0, 100),
    then=st.floats(0, 100),
    setup=st.floats(0, 10_000),
    wins=st.floats(0.01, 100),
)
def test_half_as_many_who_take_it_up_gain_half(
    adoption: float, left: float, then: float, setup: float, wins: float
) -> None:
    whole = told(
        replace(BOOKED, adoption=adoption, minutes_left=left, customer_minutes=then, setup=setup),
        {"Ads": wins},
    )
    half = told(
        replace(BOOKED, adoption=adoption / 2, minutes_left=left, customer_minutes=then, setup=setup),
        {"Ads": wins},
    )
    assert half.our_money == pytest.approx(whole.our_money / 2)
    assert half.their_minutes == pytest.approx((whole.their_minutes or 0) / 2)
    # What a customer brings with the set-up shared is above zero where the first year is.
    assert whole.first_year is not None
    assert whole.money_per_win * wins * 52 == pytest.approx(whole.first_year, abs=1e-6)
