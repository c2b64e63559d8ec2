"""What a customer gives: their minutes, their waiting, and how much of it is worth anything to them."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.customer.effort import effort_of
from core.customer.findings import (
    answer,
    known_words,
    lead_words,
    of_all_words,
    share_words,
    wait,
    waste_words,
)
from core.customer.journey import journey, journeys
from core.language import speaking
from core.sheets.cells.durations import duration
from core.steps.chain import chain
from core.steps.rates import Rates
from tests.customer.ways import NAN, ads, ads_steps, business, delivered
from tests.steps.processes import EVENTS, process


def test_the_worked_example_35_minutes_135_of_waiting_and_a_quarter_of_worth() -> None:
    effort = effort_of(journey(ads()))
    assert effort.minutes == pytest.approx(10 + 20 + 5)
    assert effort.waiting == pytest.approx(60 + 75)
    assert effort.contacts == 3
    assert effort.minutes_of_all == pytest.approx(4 * 10 + 2 * 20 + 1 * 5)
    assert effort.people == pytest.approx(4)
    # The call of both counts once: 10 + 20 + 30 + 5 of work.
    assert effort.lead_time == pytest.approx(65 + 135)
    assert effort.value_share == pytest.approx((0.25, 0.25))
    assert answer(effort) == (
        "A customer from Ads gives you 35 min and waits 2 h 15 min; 25% of the time it all takes is worth "
        "anything to them."
    )


def test_who_never_becomes_a_customer_is_told_beside_and_not_within() -> None:
    effort = effort_of(journey(ads()))
    said = of_all_words(effort)
    assert said is not None
    assert "up to 4 people spend 1 h 25 min with you all together; 50 min of it" in said
    everybody = effort_of(journey(chain(ads_steps().assign(pass_rate=1.0), Rates(60))))
    assert of_all_words(everybody) is None


def test_at_an_event_that_brings_ten_contacts_ten_people_spend_their_time() -> None:
    minutes = [NAN, NAN, NAN, 10.0, NAN, 2.0, 5.0, 20.0, 15.0]
    effort = effort_of(journey(chain(process(EVENTS, customer_minutes=minutes), Rates(100))))
    assert effort.minutes == pytest.approx(10 + 2 + 5 + 20 + 15)
    # 10 talks and letters, 4 arranged, 3 calls, 2 offers.
    assert effort.minutes_of_all == pytest.approx(10 * 12 + 4 * 5 + 3 * 20 + 2 * 15)
    assert effort.people == pytest.approx(10)


def test_a_talk_for_ten_takes_each_of_them_their_own_ten_minutes_only() -> None:
    minutes = [NAN, NAN, NAN, 10.0, NAN, NAN, NAN, NAN, NAN]
    way = journey(chain(process(EVENTS, customer_minutes=minutes), Rates(100)))
    talk = way.steps.set_index("step").loc["talk"]
    assert talk["our_minutes"] == pytest.approx(12)  # 120 for ten
    assert talk["elapsed"] == pytest.approx(12)
    # Before the talk nobody waits for anything: finding events is not in their way.
    assert way.steps.loc[way.steps["in_passage"], "step"].iloc[0] == "talk"


def test_a_channel_is_told_with_its_delivery() -> None:
    (way,) = journeys(business(ads_steps(), delivered()))
    effort = effort_of(way)
    # Every other customer wants the second cut.
    assert effort.minutes == pytest.approx(35 + 120 + 30 / 2)
    assert effort.waiting == pytest.approx(135 + 2880 / 2)
    assert effort.minutes_of_all == pytest.approx(85 + 120 + 15)
    assert effort.steps == 6
    assert effort.contacts == pytest.approx(4.5)


def test_deliveries_without_a_channel_stand_for_themselves() -> None:
    (way,) = journeys(business(delivered(), delivered(phase="after")))
    assert (way.channel, [chain.phase for chain in way.chains]) == ("Film", ["deliver", "after"])
    (alone,) = journeys(business(delivered(phase="after")))
    assert [chain.phase for chain in alone.chains] == ["after"]


def test_what_comes_twice_in_a_run_takes_the_customer_twice() -> None:
    effort = effort_of(journey(ads(times=[NAN, 2.0, NAN, NAN])))
    assert effort.minutes == pytest.approx(10 + 40 + 5)
    assert effort.waiting == pytest.approx(120 + 75)
    assert effort.contacts == 4


def test_nothing_noted_is_not_nothing_given() -> None:
    blank: dict[str, list[Any]] = {
        "customer_minutes": [NAN] * 4,
        "waiting": [NAN] * 4,
        "customer_value": [None] * 4,
        "performed_by": [None] * 4,
    }
    effort = effort_of(journey(ads(**blank)))
    assert (effort.minutes, effort.waiting, effort.minutes_of_all) == (None, None, None)
    assert effort.value_share is None
    assert not effort.known
    assert answer(effort) == "What a customer from Ads spends with you is not noted yet."
    assert (share_words(effort), of_all_words(effort), lead_words(effort)) == ("–", None, None)


def test_the_page_says_of_how_many_steps_anything_is_known() -> None:
    assert (
        "Of 4 steps you noted the customer's minutes for 3, the waiting for 2 and the value to the customer "
        "for 4"
    ) in known_words(effort_of(journey(ads())))


def test_what_nobody_judged_may_be_worth_something() -> None:
    effort = effort_of(journey(ads(customer_value=["necessary", "adds value", None, None])))
    # 20 of 200 for certain; with the offer and the signature 55.
    assert effort.value_share == pytest.approx((0.1, 0.275))
    assert share_words(effort) == "10% to 28%"


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ({"waiting": [NAN] * 4}, "gives you 35 min; 77% of the time it all takes"),
        ({"waiting": [NAN] * 4, "customer_value": [None] * 4}, "gives you 35 min."),
        ({"customer_value": [None] * 4}, "gives you 35 min and waits 2 h 15 min."),
        (
            {"customer_minutes": [NAN] * 4, "customer_value": [None] * 4},
            "A customer from Ads waits 2 h 15 min.",
        ),
        ({"customer_minutes": [NAN] * 4}, "waits 2 h 15 min; 27% of the time it all takes"),
    ],
)
def test_the_answer_says_what_is_known_and_no_more(noted: dict[str, list[Any]], said: str) -> None:
    assert said in answer(effort_of(journey(ads(**noted))))


def test_where_nobody_gets_through_the_answer_is_that_sentence() -> None:
    effort = effort_of(journey(chain(ads_steps().assign(pass_rate=[0.5, 0.0, 1.0, 1.0]), Rates(60))))
    assert answer(effort) == "Nobody gets past “call”, so Ads never wins a customer."
    assert effort.minutes_of_all is None
    assert effort.people is None
    assert math.isfinite(effort.lead_time)


def test_a_step_that_the_customer_performs_takes_the_customer_its_minutes() -> None:
    rows = ads_steps(customer_minutes=[NAN, 20.0, NAN, 5.0]).assign(minutes=[12.0, 20, 30, 0])
    assert effort_of(journey(chain(rows, Rates(60)))).minutes == pytest.approx(12 + 20 + 5)
    # Without minutes it is not known, and not 0.
    assert effort_of(journey(ads(customer_minutes=[NAN, 20.0, NAN, 5.0]))).with_minutes == 2


def test_waiting_that_nobody_noted_is_not_told_as_none() -> None:
    said = lead_words(effort_of(journey(ads(waiting=[NAN] * 4))))
    assert said is not None
    assert "there are 1 h 5 min of work" in said
    assert "how long they wait is not noted" in said


def test_waste_is_told_with_the_step_that_has_most_of_it() -> None:
    assert waste_words(journey(ads())) is None
    way = journey(ads(customer_value=["waste", "waste", "adds value", "necessary"]))
    assert waste_words(way) == "30 min of it is waste to them, most of it “call”."


@pytest.mark.parametrize("language", ["en", "de", "nb"])
@pytest.mark.parametrize("minutes", [7.5, 30.0, 864.0, 1440.0, 2880.0, 5040.0, 1440 * 1.5])
def test_a_waiting_time_can_be_typed_again_as_it_stands(language: str, minutes: float) -> None:
    with speaking(language):
        sign = "." if language == "en" else ","
        assert duration(wait(minutes), decimal=sign, calendar=True).value == pytest.approx(minutes)


noted = st.lists(st.one_of(st.just(NAN), st.floats(0, 10_000)), min_size=4, max_size=4)
rates = st.lists(st.floats(0.05, 20), min_size=4, max_size=4)
values = st.lists(st.sampled_from([None, "adds value", "necessary", "waste"]), min_size=4, max_size=4)


@given(theirs=noted, waits=noted, rate=rates, value=values)
def test_all_who_were_contacted_spend_at_least_what_the_customer_does(
    theirs: list[float], waits: list[float], rate: list[float], value: list[str | None]
) -> None:
    rows = ads_steps(customer_minutes=theirs, waiting=waits, customer_value=value)
    effort = effort_of(journey(chain(rows.assign(pass_rate=rate), Rates(60))))
    if effort.minutes is not None:
        assert effort.minutes_of_all is not None
        assert effort.minutes_of_all >= effort.minutes * (1 - 1e-9)
        assert effort.lead_time >= effort.minutes * (1 - 1e-9)
    if effort.waiting is not None:
        assert effort.lead_time >= effort.waiting * (1 - 1e-9)
    if effort.value_share is not None:
        least, most = effort.value_share
        assert 0 <= least <= most + 1e-12
        assert most <= 1
    assert "nan" not in answer(effort)


@given(rate=rates)
def test_how_many_are_lost_changes_nothing_for_the_one_who_becomes_a_customer(rate: list[float]) -> None:
    lossy = effort_of(journey(chain(ads_steps().assign(pass_rate=rate), Rates(60))))
    assert lossy.minutes == pytest.approx(35)
    assert lossy.waiting == pytest.approx(135)
    assert lossy.contacts == 3
