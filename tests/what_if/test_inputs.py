"""The inputs that can be moved: where they stand, how far they plausibly go, and what they are called."""

from __future__ import annotations

import pytest

from core.funnel.rates import interval
from core.what_if.changes import ALL, HandedOver, LeftOut, Moved
from core.what_if.findings import basis_says, change_says, group_label, input_label, value_says
from core.what_if.inputs import inputs
from core.what_if.movable import GROUPS, Input
from core.what_if.situation import Situation
from tests.what_if.situations import OFFER, TALK, ads, delivery, events, situation


def told(here: Situation, *changes: Moved) -> dict[str, Input]:
    return {one.key: one for one in inputs(here, changes)}


def test_the_inputs_of_the_example_are_grouped_as_people_think() -> None:
    here = situation(events(), ads(), delivery(), wins={"Events": 26, "Ads": 13}, prices={"Events": 900.0})
    found = inputs(here)
    assert [group for group in GROUPS if any(one.group == group for one in found)] == [
        "faster",
        "keep",
        "price",
        "more",
        "hours",
        "pay_less",
    ]
    assert [group_label(group) for group in GROUPS][:4] == [
        "Work faster",
        "Lose fewer",
        "Charge more",
        "Hand over",
    ]
    assert len({one.key for one in found}) == len(found)
    labels = {input_label(one) for one in found}
    assert {
        "Time for every step",
        "Time for “talk” (Events)",
        "Pass rate of “offer” (Events)",
        "Price of an order from Events",
        "Starts in Ads",
        "Share of Ads in all customers",
        "Hours of Owner",
        "Value of an hour",
        "Cash at “film” (Video)",
    } <= labels


def test_a_counted_rate_goes_as_far_as_its_count_leaves_open() -> None:
    offer = told(situation())[f"pass_rate|{OFFER}"]
    assert (offer.value, offer.basis) == (0.5, "evidence")
    low, high = interval(1, 2)
    assert (offer.low, offer.high) == (pytest.approx(low, abs=0.02), pytest.approx(high, abs=0.02))


def test_a_guess_goes_from_half_to_double_and_says_so() -> None:
    talk = told(situation())[f"minutes|{TALK}"]
    assert (talk.low, talk.high, talk.basis) == (60, 240, "guessed")
    assert basis_says("guessed") == "guessed: half to double"
    asked = told(situation(events(), ads()))["pass_rate|Ads|acquire|answer|1"]
    assert (asked.low, asked.high) == (0.25, 1.0)


def test_what_the_user_sets_goes_a_fifth_up_and_down() -> None:
    found = told(situation(prices={"Events": 1000.0}))
    assert (found["price|Events"].low, found["price|Events"].high) == (800, 1200)
    assert found["price|Events"].basis == "chosen"
    assert found["hours|Owner"].high == pytest.approx(48)


def test_an_input_that_is_moved_stands_where_it_was_moved_to_and_is_as_open_as_before() -> None:
    talk = told(situation(), Moved("minutes", TALK, 60.0))[f"minutes|{TALK}"]
    assert (talk.value, talk.before, talk.low, talk.high) == (60, 120, 30, 120)
    half = told(situation(), Moved("minutes", ALL, 0.5, "times"))
    assert (half[f"minutes|{ALL}"].value, half[f"minutes|{TALK}"].value) == (0.5, 60)


def test_what_is_not_known_stands_as_not_known() -> None:
    here = situation(events(), ads(), hours={})
    found = told(here)
    assert found["leads|Ads"].value is None
    assert found["hours|Owner"].value is None
    assert value_says(found["price|Events"], None, "EUR") == "not known"


def test_values_are_said_with_their_units() -> None:
    found = told(situation(prices={"Events": 1000.0}))
    said = {key: value_says(one, one.value, "EUR") for key, one in found.items()}
    assert said[f"minutes|{TALK}"] == "2 h"
    assert said[f"pass_rate|{OFFER}"] == "50%"
    assert said["pass_rate|Events|acquire|travel home|1"] == "10 from each run"
    assert (said["price|Events"], said["hourly_rate|"]) == ("€1,000", "€100 an hour")
    assert (said["hours|Owner"], said["leads|Events"]) == ("40 h a week", "1 a week")
    assert value_says(found[f"minutes|{ALL}"], 0.9, "EUR") == "10% less"


def test_a_change_is_said_as_it_stands_in_a_list() -> None:
    here = situation()
    said = [
        change_says(here, one, "EUR")
        for one in (
            Moved("minutes", TALK, 60.0),
            Moved("minutes", ALL, 0.9, "times"),
            Moved("price", "Events", 900.0),
            HandedOver(OFFER, "partner", share=0.5),
            LeftOut(OFFER),
            Moved("minutes", "Events|acquire|fax|1", 1.0),
            LeftOut("Events|acquire|fax|1"),
        )
    ]
    assert said == [
        "Time for “talk” (Events): 2 h → 1 h",
        "Time for every step: 10% less",
        "Price of an order from Events: not known → €900",
        "“offer” (Events): 50% of its runs are done by a partner",
        "“offer” (Events): left out",
        "fax: changes nothing any more",
        "“fax”: left out",
    ]
