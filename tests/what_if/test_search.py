"""What moves an answer most, what one input must become to reach a target, and the next best step."""

from __future__ import annotations

from itertools import pairwise

import pytest

from core.what_if.changes import ALL, Moved
from core.what_if.findings import reached_says
from core.what_if.inputs import inputs
from core.what_if.movable import Input
from core.what_if.outcome import outcome
from core.what_if.search import Answer, effort_by_size, next_steps, reach, size_of, tornado
from core.what_if.situation import Situation
from tests.what_if.situations import OFFER, TALK, WRITE, ads, delivery, events, situation

COST, THROUGHPUT = Answer("cost_per_win"), Answer("throughput")


def named(here: Situation, what: str, target: str) -> Input:
    return next(one for one in inputs(here) if (one.what, one.target) == (what, target))


def test_the_rate_that_makes_a_customer_cost_400() -> None:
    here = situation()
    found = reach(here, COST, 400, named(here, "pass_rate", OFFER))
    # All 575 hang on it: 575 · ½ / p = 400.
    assert found.value == pytest.approx(575 * 0.5 / 400)
    assert found.best == pytest.approx(400)
    assert reached_says(found, COST, 400, "EUR") == (
        "Pass rate of “offer” (Events), 72% instead of 50%: that would reach €400."
    )


def test_the_minutes_that_make_a_customer_cost_400() -> None:
    here = situation()
    # 240 of 345 minutes at 100 an hour: 105 less.
    assert reach(here, COST, 400, named(here, "minutes", TALK)).value == pytest.approx(15)


def test_the_price_at_which_an_hour_earns_90_though_nobody_said_one_yet() -> None:
    here = situation(events(), delivery())
    found = reach(here, Answer("hour_earns"), 90, named(here, "price", "Events"))
    # 345 + 240 minutes, and 30 of cash.
    assert found.value == pytest.approx(90 * 585 / 60 + 30)


def test_what_one_input_alone_cannot_reach_is_said_with_the_best_it_can() -> None:
    here = situation()
    found = reach(here, COST, 100, named(here, "pass_rate", OFFER))
    assert (found.value, found.best, found.best_at) == (None, pytest.approx(287.5), 1.0)
    assert reached_says(found, COST, 100, "EUR") == (
        "€100 cannot be reached by this alone: Pass rate of “offer” (Events). The best is €288, at 100%."
    )


def test_the_hours_set_the_end_to_what_more_starts_can_bring() -> None:
    here = situation()
    found = reach(here, THROUGHPUT, 6, named(here, "leads", "Events"))
    assert (found.value, found.best) == (None, pytest.approx(1920 / 345))
    assert reach(here, THROUGHPUT, 3, named(here, "leads", "Events")).value == pytest.approx(3)


def test_a_target_that_is_reached_says_how_far_an_input_may_go() -> None:
    here = situation()
    found = reach(here, COST, 600, named(here, "pass_rate", OFFER))
    assert (found.already, found.value) == (True, pytest.approx(575 / 1200))
    assert reached_says(found, COST, 600, "EUR").startswith("€600 is reached already, and still so with this")


def test_a_target_is_searched_with_the_other_changes_as_they_are() -> None:
    here = situation()
    changes = (Moved("minutes", ALL, 0.8, "times"),)
    found = reach(here, COST, 400, named(here, "pass_rate", OFFER), changes)
    assert found.value == pytest.approx(460 * 0.5 / 400)


def test_the_tornado_has_what_moves_the_cost_most_on_top() -> None:
    here = situation()
    bars = tornado(here, COST)
    assert [bar.input.target for bar in bars[:2]] == [OFFER, "Events|acquire|phone|1"]
    assert all(first.swing >= second.swing for first, second in pairwise(bars))
    offer = bars[0]
    assert offer.input.basis == "evidence"
    assert offer.at_low == pytest.approx(575 * 0.5 / offer.low)
    assert offer.at_high == pytest.approx(575 * 0.5 / offer.high)
    talk = next(bar for bar in bars if bar.input.target == TALK)
    # 120 guessed minutes: 60 to 240, at 100 an hour.
    assert (talk.at_low, talk.at_high) == (pytest.approx(475), pytest.approx(775))
    assert talk.input.basis == "guessed"


def test_what_does_not_move_the_answer_is_not_in_the_tornado() -> None:
    here = situation(events(), delivery(), prices={"Events": 1200.0})
    assert not any(bar.input.what == "price" for bar in tornado(here, COST))
    assert any(bar.input.what == "price" for bar in tornado(here, Answer("margin")))
    assert tornado(situation(), Answer("margin")) == ()


def test_the_next_step_is_the_smallest_change_that_reaches_the_goal() -> None:
    here = situation()
    found = next_steps(here, COST, 520)
    reaching = [one for one in found if one.value is not None]
    assert reaching == list(found[: len(reaching)])
    assert [one.effort for one in reaching] == sorted(one.effort for one in reaching)
    for one in reaching:
        assert one.value is not None
        moved = outcome(here, (one.input.moved(one.value),), verdict=False)
        assert moved.cost_per_win == pytest.approx(520)
    # To think less of one's own hours is no step.
    assert not any(one.input.what == "hourly_rate" for one in found)


def test_the_user_says_what_is_an_effort() -> None:
    here = situation()
    key = named(here, "minutes", TALK).key
    assert next_steps(here, COST, 520)[0].input.key != key
    first = next_steps(here, COST, 520, efforts={key: 1, f"pass_rate|{ALL}": 5})[0]
    assert (first.input.key, first.effort) == (key, 1)


def test_those_that_cannot_reach_it_come_last_the_nearest_first() -> None:
    found = [one for one in next_steps(situation(), COST, 100) if one.value is None]
    assert [one.best for one in found] == sorted(one.best or 0.0 for one in found)


def test_a_share_is_moved_by_those_lost_who_are_kept() -> None:
    here = situation()
    write = named(here, "pass_rate", WRITE)
    assert size_of(write, 0.7) == pytest.approx(0.75)
    assert size_of(write, 0.3) == pytest.approx(0.25)
    assert effort_by_size(size_of(write, 0.42)) == 1


def test_a_channel_has_answers_of_its_own() -> None:
    here = situation(events(), delivery(), prices={"Events": 1200.0})
    found = outcome(here)
    assert Answer("cost_per_win", "Events").of(found) == pytest.approx(575)
    assert Answer("margin", "Events").of(found) == pytest.approx(1200 - 575 - 430)
    assert Answer("margin", "Fairs").of(found) is None


def test_more_of_a_dear_channel_helps_until_its_customers_take_the_hours_of_all_others() -> None:
    # 13 hours a week, 624 minutes to book; a customer takes 345 of events and 610 of ads.
    here = situation(events(), ads(), wins={"Events": 26.0, "Ads": 1.0}, hours={"Owner": 13.0})
    leads = named(here, "leads", "Ads")
    most = 1 + (624 - 345) / 610
    found = reach(here, THROUGHPUT, 1.4, leads)
    assert found.value == pytest.approx(0.4)
    beyond = reach(here, THROUGHPUT, 1.5, leads)
    assert (beyond.value, beyond.best) == (None, pytest.approx(most))
    far = outcome(here, (leads.moved(20.0),), verdict=False)
    assert far.throughput == pytest.approx(21 * 624 / (345 + 20 * 610))


def test_starts_that_are_not_known_are_looked_for_up_to_the_turn_too() -> None:
    # As above, where nobody counted what comes of the ads: 1 + 0.4 customers do with the hours, 10 would not.
    here = situation(events(), ads(), wins={"Events": 26.0}, hours={"Owner": 13.0})
    leads = named(here, "leads", "Ads")
    assert leads.value is None
    assert reach(here, THROUGHPUT, 1.4, leads).value == pytest.approx(0.4)
