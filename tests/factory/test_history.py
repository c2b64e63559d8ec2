"""Verdicts over time, in a year of which it is known when the constraint moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.factory.history import SETTLES, Span, Told, spans, told_on
from core.factory.throughput_findings import history_says, span_says
from core.factory.weakest_link import Verdict, weakest_link
from tests.factory.businesses import Shop, Step

MONDAY = dt.date(2026, 1, 5)
WINDOW = 8
CALLS_BETTER, OFFERS_BETTER = 17, 34
"""The weeks in which the calls, and then the offers, were put right."""


def week(number: int) -> dt.date:
    return MONDAY + dt.timedelta(weeks=number)


@dataclass(frozen=True)
class Year:
    """A year of weekly counts: how many were called, agreed to meet, got an offer, and signed."""

    counts: np.ndarray

    @classmethod
    def simulated(cls, seed: int) -> Year:
        """Of 100 called a week one in ten agrees, from week 17 on three; then half meet; then half sign, from
        week 34 on 17 of 20."""
        chance = np.random.default_rng(seed)
        rows = []
        for number in range(52):
            called = int(chance.poisson(100))
            agreed = int(chance.binomial(called, 0.1 if number < CALLS_BETTER else 0.3))
            met = int(chance.binomial(agreed, 0.5))
            signed = int(chance.binomial(met, 0.5 if number < OFFERS_BETTER else 0.85))
            rows.append((called, agreed, met, signed))
        return cls(np.array(rows))

    def verdict(self, day: dt.date) -> Verdict | None:
        """The verdict as it was to be told on a Monday, from the eight weeks before it."""
        number = (day - MONDAY).days // 7
        if number < WINDOW:
            return None
        called, agreed, met, signed = self.counts[number - WINDOW : number].sum(axis=0).tolist()
        steps = [
            Step("call", 5, agreed, called, target=0.3),
            Step("meet", 45, met, agreed, target=0.6),
            Step("offer", 30, signed, met, target=0.9),
        ]
        # An editor can book 20 h, and works 100 minutes for each customer: enough for 10 a week at 85 %.
        shop = Shop(
            {"Calls": steps},
            {"Calls": signed},
            weeks=WINDOW,
            delivery=[Step("cut", 100, role="Editor")],
            hours={"Editor": 25},
        )
        return weakest_link(shop.business())


@pytest.mark.parametrize("seed", range(3))
def test_in_a_year_in_which_the_constraint_moves_twice_both_moves_are_seen(seed: int) -> None:
    year = Year.simulated(seed)
    told = told_on([week(number) for number in range(WINDOW, 53)], year.verdict)
    found = spans(told, settles=SETTLES)
    assert [span.key for span in found] == [
        "flow|Calls|acquire|call|1",
        "flow|Calls|acquire|offer|1",
        "capacity|editor",
    ]
    # Once all weeks of the window lie after the move, chance alone could hide it.
    for moved, span in zip((CALLS_BETTER, OFFERS_BETTER), found[1:], strict=True):
        assert week(moved) < span.first <= week(moved + WINDOW)
    first, second, third = (span.throughput or 0.0 for span in found)
    assert first < 5 < second < 10 < third
    # 2.5, 7.5 and 12.75 a week by construction, mixed in the windows over a move.
    assert (first, second, third) == pytest.approx((3.0, 7.0, 12.5), rel=0.25)


def kept(*keys: str) -> list[Told]:
    return [Told(week(number), key, float(number)) for number, key in enumerate(keys)]


def test_the_same_constraint_day_after_day_is_one_span() -> None:
    assert spans(kept("a", "a", "a")) == (Span("a", week(0), week(2), None, 1.0),)


def test_a_change_ends_one_span_and_begins_the_next() -> None:
    assert spans(kept("a", "a", "b", "b")) == (
        Span("a", week(0), week(1), week(2), 0.5),
        Span("b", week(2), week(3), None, 2.5),
    )


def test_a_single_odd_week_is_no_move() -> None:
    found = spans(kept("a", "a", "a", "b", "a", "a", "a", "c", "c", "c"), settles=3)
    assert [(span.key, span.first, span.until) for span in found] == [
        ("a", week(0), week(7)),
        ("c", week(7), None),
    ]
    # The odd week passed under the other one, and its throughput is not counted.
    assert found[0].throughput == pytest.approx((0 + 1 + 2 + 4 + 5 + 6) / 6)


def test_what_came_first_and_never_settled_gives_way_to_what_did() -> None:
    assert [span.key for span in spans(kept("x", "a", "a", "a"), settles=3)] == ["a"]


def test_one_verdict_alone_is_a_history_already_and_none_is_no_error() -> None:
    assert [span.key for span in spans(kept("a"), settles=3)] == ["a"]
    assert spans([]) == ()
    assert history_says([]).startswith("No verdict is kept yet.")


def test_verdicts_kept_out_of_order_and_without_throughput_are_taken_as_they_are() -> None:
    told = [Told(week(3), "b"), Told(week(0), "a"), Told(week(1), "a", 2.0)]
    assert spans(told) == (
        Span("a", week(0), week(1), week(3), 2.0),
        Span("b", week(3), week(3), None, None),
    )


def test_a_span_says_how_long_it_held_and_what_was_won_under_it() -> None:
    held, holds = spans(kept("a", "a", "b"))
    assert span_says(held, "“Offer” (Events)", week(10)) == (
        "“Offer” (Events): from Jan 5, 2026 to Jan 19, 2026, for 2 weeks. "
        "Under it there were 2.2 happy customers a month."
    )
    assert span_says(holds, "Hours of Editor", week(10)).startswith(
        "Hours of Editor: since Jan 19, 2026, for 8 weeks."
    )
    assert history_says([held, holds]) == "The constraint has moved 1 time since Jan 5, 2026."
    assert history_says([held]) == "The constraint has not moved since Jan 5, 2026."


@given(st.lists(st.sampled_from("abc"), max_size=30), st.integers(1, 4))
def test_spans_follow_each_other_without_a_gap_and_never_repeat(keys: list[str], settles: int) -> None:
    found = spans(kept(*keys), settles=settles)
    assert bool(found) == bool(keys)
    for one, following in pairwise(found):
        assert one.until == following.first
        assert one.first <= one.last < following.first
        assert one.key != following.key
    assert all(span.until is None for span in found[-1:])
