"""The funnel's answers in sentences, as a user reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.funnel.findings import answer, rate_words, share_words, stage_words
from core.funnel.funnel import Funnel, funnel_of
from core.funnel.rates import Rate
from core.funnel.stages import DEFAULT_STAGES, Stage
from tests.funnel.reaches import funnel_reach


def funnel(stages: tuple[Stage, ...] = DEFAULT_STAGES, **people: float) -> Funnel:
    return funnel_of(stages, {"counts": funnel_reach(*people.items())})


def with_unit(**units: str) -> tuple[Stage, ...]:
    return tuple(replace(stage, unit=units.get(stage.key, "")) for stage in DEFAULT_STAGES)


def test_few_customers_of_many_people_and_where_most_are_lost() -> None:
    assert answer(funnel(suspect=4283, lead=20, prospect=17, customer=6)) == (
        "Of 4,283 people 6 become customers (1.4 in 1,000); most are lost between Suspect and Lead."
    )


def test_the_lowest_rate_is_named_where_it_is_elsewhere() -> None:
    assert answer(funnel(suspect=100, lead=40, customer=4)) == (
        "Of 100 people 4 become customers (4%); most are lost between Suspect and Lead. "
        "The lowest rate is from Lead to Customer: 4 of 40."
    )


def test_two_stages_need_no_telling_where_people_are_lost() -> None:
    assert answer(funnel(lead=20, customer=1)) == "Of 20 people 1 becomes a customer (5%)."


def test_where_nobody_is_lost_nothing_is_said_of_it() -> None:
    assert answer(funnel(suspect=5, lead=5, customer=5)) == "Of 5 people 5 become customers (100%)."


def test_no_customer_yet() -> None:
    assert answer(funnel(lead=20, customer=0)) == "None of 20 people became a customer so far."
    assert answer(funnel(suspect=90, lead=20, customer=0)) == (
        "None of 90 people became a customer so far; most are lost between Suspect and Lead. "
        "The lowest rate is from Lead to Customer: 0 of 20."
    )


def test_without_customers_the_last_stage_on_the_way_is_told() -> None:
    assert answer(funnel(suspect=90, lead=20, prospect=5)) == (
        "Of 90 people 5 reach Prospect (5.6%); most are lost between Suspect and Lead."
    )
    assert answer(funnel(suspect=90, lead=1)) == "Of 90 people 1 reaches Lead (1.1%)."
    assert answer(funnel(suspect=90, lead=0)) == "None of 90 people reached Lead so far."


def test_losses_after_the_customer_are_no_part_of_the_answer() -> None:
    assert answer(funnel(lead=20, prospect=15, customer=12, referral=1)) == (
        "Of 20 people 12 become customers (60%); most are lost between Lead and Prospect."
    )


def test_a_stage_with_a_name_of_ones_own_keeps_it() -> None:
    stages = (Stage("lead"), Stage("customer", "Order signed", factory="revenue"))
    assert answer(funnel(stages, lead=20, customer=6)) == "Of 20 people 6 reach Order signed (30%)."


def test_nothing_known_and_one_stage_known() -> None:
    assert answer(funnel()) == "No stage is counted here, so nobody can tell how many get through."
    assert answer(funnel(lead=20)) == ("Lead: 20 people. No other stage is counted, so no rate can be told.")


def test_only_ratios_are_told_as_ratios() -> None:
    stages = with_unit(prospect="offers", customer="firms")
    assert answer(funnel(stages, prospect=1000, customer=200)) == (
        "For every 100 offers at Prospect there are 20 firms at Customer."
    )


def test_a_loss_before_the_unit_changes_is_still_told() -> None:
    stages = with_unit(customer="firms")
    assert answer(funnel(stages, suspect=1000, lead=100, customer=20)) == (
        "For every 100 people at Suspect there are 2 firms at Customer; "
        "most are lost between Suspect and Lead."
    )


def test_of_nobody_and_of_cases_still_open_there_is_no_rate() -> None:
    assert answer(funnel(lead=0, customer=0)) == (
        "Nobody was counted at Lead, so there is no rate from there to Customer."
    )
    still_open = funnel_of(DEFAULT_STAGES, {"events": funnel_reach(("lead", 8, 0), ("customer", 1, 0))})
    assert answer(still_open) == "8 people at Lead are all still open, so no rate can be told yet."


def test_each_stage_says_all_that_is_known_of_it() -> None:
    suspect, lead, prospect = funnel(suspect=4283, lead=20).stages[:3]
    assert stage_words(suspect) == "Suspect: 4,283 people."
    assert stage_words(lead) == "Lead: 20 people. From Suspect: 20 of 4,283, between 3 and 6 of 1,000."
    assert stage_words(prospect) == "Prospect: not counted."


def test_a_stage_from_events_says_what_is_open_and_how_long_it_took() -> None:
    events = funnel_of(DEFAULT_STAGES, {"events": funnel_reach(("lead", 20, 15), ("customer", 6, 5))})
    customer = replace(events.known[1], median_days=12.0)
    assert stage_words(customer) == (
        "Customer: 6 people. From Lead: 5 of 15, between 20 and 50 of 100. "
        "1 is still open and not in the rates. Half of them took up to 12 days from there."
    )


def test_a_stage_without_a_rate_says_why() -> None:
    assert stage_words(funnel(lead=0, customer=0).known[1]) == (
        "Customer: 0 people. There is no rate from Lead yet: nobody there counts for one."
    )


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (Rate.counted(6, 20), "6 of 20, between 19 and 44 of 100"),
        (Rate.counted(0, 20), "0 of 20, at most 6 of 100"),
        (Rate.counted(20, 20), "20 of 20, at least 94 of 100"),
        (Rate.counted(12, 10), "120 people for every 100 people"),
        (Rate.ratio(1, 5000), "2 people for every 10,000 people"),
        (Rate.ratio(0, 50), "0 people for every 100 people"),
    ],
)
def test_a_rate_in_words(rate: Rate, words: str) -> None:
    assert rate_words(rate, "people", "people") == words


def test_a_ratio_names_both_units() -> None:
    ratio = Rate.ratio(200, 500)
    assert ratio is not None
    assert rate_words(ratio, "orders", "firms") == "40 firms for every 100 orders"


@pytest.mark.parametrize(
    ("share", "words"),
    [(1, "100%"), (0.13, "13%"), (0.01, "1%"), (0.0099, "9.9 in 1,000"), (0.0004, "4 in 10,000"), (0, "0%")],
)
def test_a_small_share_is_told_of_many(share: float, words: str) -> None:
    assert share_words(share) == words
