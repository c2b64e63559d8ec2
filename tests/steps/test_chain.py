"""What one win takes, worked by hand, and what must hold for any process."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.steps.chain import chain, chains
from core.steps.rates import Rates
from tests.steps.processes import EVENTS, process

pass_rates = st.floats(0.02, 1.0) | st.integers(2, 30).map(float)
some_steps = st.lists(st.tuples(st.just("step"), st.floats(0, 300), pass_rates), min_size=1, max_size=12)
NAN = float("nan")


def test_a_customer_from_events_takes_345_minutes_and_575_at_100_an_hour() -> None:
    events = chain(process(EVENTS), Rates(100))
    assert events.minutes_per_win == pytest.approx(345)
    assert events.labour_per_win == pytest.approx(575)
    assert events.cost_per_win == pytest.approx(575)


def test_at_0_an_hour_the_same_customer_costs_nothing_but_the_time_stays() -> None:
    events = chain(process(EVENTS), Rates(0))
    assert events.cost_per_win == 0
    assert events.minutes_per_win == pytest.approx(345)


def test_runs_are_counted_backwards_from_the_win() -> None:
    events = chain(process(EVENTS), Rates(100))
    assert events.steps["runs_per_win"].tolist() == pytest.approx([1, 1, 1, 1, 1, 10, 4, 3, 2])


def test_of_ten_people_at_an_event_nine_tenths_of_the_time_go_to_those_who_never_buy() -> None:
    # Of the 195 minutes at the event 19.5 went to the one who bought; of 30 minutes of writing 3, of 20 of
    # arranging 5, of 60 on the phone 20, of 40 for offers 20: 67.5 minutes of the win itself.
    events = chain(process(EVENTS), Rates(100))
    assert events.minutes_lost_per_win == pytest.approx(345 - 67.5)


def test_two_calls_in_one_run_count_twice_in_time_and_cash() -> None:
    steps = process([("call", 10, 0.5)], times=[2.0], cash=[3.0])
    called = chain(steps, Rates(60))
    assert called.minutes_per_win == pytest.approx(40)
    assert called.cash_per_win == pytest.approx(12)


def test_runs_per_win_can_be_given_instead_of_pass_rates() -> None:
    given_runs = process([("write", 3, None), ("call", 20, None)], runs_per_win=[10.0, 4.0])
    rated = process([("write", 3, 0.4), ("call", 20, 0.25)])
    one, other = chain(given_runs, Rates(50)), chain(rated, Rates(50))
    assert one.minutes_per_win == pytest.approx(other.minutes_per_win) == pytest.approx(110)
    assert one.steps["reached_rate"].tolist() == pytest.approx([0.4, 0.25])
    assert one.minutes_lost_per_win == pytest.approx(other.minutes_lost_per_win)


def test_a_step_that_nobody_gets_past_is_named_instead_of_an_infinite_cost() -> None:
    stuck = chain(process([("write", 3, 0.4), ("call", 20, 0), ("offer", 20, 0.5)]), Rates(100))
    assert stuck.blocked_by == "call"
    assert math.isnan(stuck.cost_per_win)
    assert not np.isinf(stuck.steps["runs_per_win"]).any()


def test_what_the_customer_or_a_system_does_costs_us_no_minutes_but_its_cash_counts() -> None:
    steps = process(
        [("ask", 10, 1), ("fill in form", 30, 1), ("remind", 5, 1)],
        performed_by=["us", "customer", "system"],
        cash=[NAN, NAN, 0.5],
    )
    served = chain(steps, Rates(60))
    assert served.minutes_per_win == pytest.approx(10)
    assert served.cost_per_win == pytest.approx(10.5)


def test_a_role_with_its_own_rate_costs_that_rate() -> None:
    steps = process([("plan", 60, 1), ("cut", 60, 1)], role=["Owner", " editor"])
    assert chain(steps, Rates(100, {"Editor": 45})).labour_per_win == pytest.approx(145)


def test_delivery_counts_forward_from_one_order() -> None:
    steps = process([("cut", 60, 1), ("show", 30, 0.5), ("cut again", 40, 1)], phase="deliver")
    order = chain(steps, Rates(60))
    assert order.steps["runs_per_win"].tolist() == [1, 1, 0.5]
    assert order.minutes_per_win == pytest.approx(110)
    assert order.minutes_lost_per_win == 0


def test_blank_minutes_rates_and_cash_count_as_none() -> None:
    steps = process([("greet", 10, None), ("think", 10, 0.5)])
    steps.loc[1, "minutes"] = NAN
    greeted = chain(steps, Rates(60))
    assert greeted.minutes_per_win == pytest.approx(20)


@given(some_steps, st.floats(0, 500))
def test_the_parts_sum_to_the_whole(rows: list[tuple[str, float, float]], rate: float) -> None:
    found = chain(process(rows), Rates(rate))
    steps = found.steps
    assert steps["minutes_per_win"].sum() == pytest.approx(found.minutes_per_win)
    assert found.cost_per_win == pytest.approx(found.labour_per_win + found.cash_per_win)
    assert found.labour_per_win == pytest.approx(found.minutes_per_win * rate / 60)
    assert -1e-9 <= found.minutes_lost_per_win <= found.minutes_per_win + 1e-9
    assert steps["share"].sum() == pytest.approx(1 if found.minutes_per_win > 0 else 0)


@given(some_steps)
def test_runs_times_pass_rate_are_the_runs_of_the_next_step(rows: list[tuple[str, float, float]]) -> None:
    steps = chain(process(rows), Rates(1)).steps
    following = [*steps["runs_per_win"].iloc[1:], 1.0]
    assert (steps["runs_per_win"] * steps["reached_rate"]).tolist() == pytest.approx(following)


@given(some_steps, st.integers(0, 11), st.floats(0.01, 1))
def test_getting_more_people_through_never_costs_more(
    rows: list[tuple[str, float, float]], at: int, better: float
) -> None:
    at %= len(rows)
    step, minutes, rate = rows[at]
    improved = [*rows[:at], (step, minutes, rate + better), *rows[at + 1 :]]
    before, after = chain(process(rows), Rates(60)), chain(process(improved), Rates(60))
    assert after.minutes_per_win <= before.minutes_per_win + 1e-9


@given(some_steps, some_steps)
def test_mixing_the_rows_of_two_channels_changes_neither(
    one: list[tuple[str, float, float]], other: list[tuple[str, float, float]]
) -> None:
    import pandas as pd

    apart = [process(one, channel="A"), process(other, channel="B")]
    together = pd.concat(apart, ignore_index=True)
    # Any order of rows that keeps the order within each channel.
    mixed = together.sort_values("position", kind="stable")
    minutes = {found.channel: found.minutes_per_win for found in chains(mixed, Rates(60))}
    for part in apart:
        alone = chain(part, Rates(60))
        assert minutes[alone.channel] == pytest.approx(alone.minutes_per_win)
