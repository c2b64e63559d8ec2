"""What the evidence of the steps leaves open: intervals, and what to measure first."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from core.language.amounts import duration, money
from core.steps.chain import Chain, chain, chains
from core.steps.likely import drawn
from core.steps.rates import Rates
from core.steps.uncertainty import Spread, draws, runs_spreads, spreads
from core.steps.uncertainty_findings import between, how_sure, measure_first, range_of
from core.steps.what_moves_it import Mover, what_moves_it
from tests.steps.processes import EVENTS, process

NAN = float("nan")
CLOSE = {"rel": 0.03}
"""How near 20,000 draws come to the exact quantile."""


def counted(*rows: tuple[str, float, float, float], rate: float = 60, **columns: list[Any]) -> Chain:
    """A chain of (step, minutes, k, n), priced so that a minute costs one."""
    steps = process([(step, minutes, k / n) for step, minutes, k, n in rows], **columns)
    steps["pass_rate_evidence"] = "counted"
    steps["pass_rate_succeeded"] = [k for _step, _minutes, k, _n in rows]
    steps["pass_rate_tried"] = [n for _step, _minutes, _k, n in rows]
    return chain(steps, Rates(rate))


def timed(low: float, high: float, evidence: str = "guessed") -> Chain:
    """One step that everybody gets through, its minutes given as a range."""
    ends = {"minutes_low": [low], "minutes_high": [high], "minutes_evidence": [evidence]}
    return chain(process([("call", (low + high) / 2, 1)], **ends), Rates(60))


def cost(one: Chain, spend: float = 0.0) -> Spread:
    found = spreads(one, spend)
    assert found is not None
    return found.cost_per_win


def test_three_of_ten_leave_the_cost_open_as_the_beta_distribution_has_it() -> None:
    # One call of a minute at 1 a minute: a customer costs 1/p.
    found = cost(counted(("call", 1, 3, 10)))
    rate = stats.beta(3.5, 7.5)
    assert found.low == pytest.approx(1 / rate.ppf(0.9), **CLOSE)
    assert found.median == pytest.approx(1 / rate.ppf(0.5), **CLOSE)
    assert found.high == pytest.approx(1 / rate.ppf(0.1), **CLOSE)
    assert found.evidence == "partly"  # the minute itself is a guess


def test_an_event_that_brings_ten_contacts_is_open_as_the_gamma_distribution_has_it() -> None:
    found = spreads(counted(("event", 60, 30, 3)))
    assert found is not None
    assert found.wins_per_start is not None
    brought = stats.gamma(30.5, scale=1 / 3)
    assert found.wins_per_start.low == pytest.approx(brought.ppf(0.1), **CLOSE)
    assert found.wins_per_start.high == pytest.approx(brought.ppf(0.9), **CLOSE)


def test_a_range_holds_in_90_of_100_cases_and_measured_minutes_in_80() -> None:
    said, measured = cost(timed(20, 40)), cost(timed(20, 40, "measured"))
    reach = math.log(40 / 20) / 2 / stats.norm.ppf(0.95)
    likely = stats.lognorm(reach, scale=math.sqrt(20 * 40))
    assert said.low == pytest.approx(likely.ppf(0.1), **CLOSE)
    assert said.high == pytest.approx(likely.ppf(0.9), **CLOSE)
    assert (measured.low, measured.high) == (pytest.approx(20, **CLOSE), pytest.approx(40, **CLOSE))
    assert (said.evidence, measured.evidence) == ("known", "known")


def test_a_range_from_0_on_never_goes_below_it() -> None:
    likely = draws(timed(0, 60))
    assert likely is not None
    assert likely.cost.min() > 0
    reach = stats.norm.ppf(0.95)
    exact = stats.truncnorm(-reach, math.inf, loc=30, scale=30 / reach)
    assert np.quantile(likely.cost, 0.9) == pytest.approx(exact.ppf(0.9), **CLOSE)


def test_a_rate_said_as_a_range_up_to_1_never_goes_above_it_and_a_batch_may() -> None:
    def rates(low: float, high: float) -> Any:
        ends = {"pass_rate_low": [low], "pass_rate_high": [high]}
        found = draws(chain(process([("call", 1, (low + high) / 2)], **ends), Rates(60)))
        assert found is not None
        return found.rates[0]

    assert rates(0.6, 1.0).max() == 1
    assert rates(8, 12).max() > 12


def test_a_bare_guess_stays_a_point_and_is_called_a_guess() -> None:
    assert cost(chain(process(EVENTS), Rates(100))) == Spread(575.0, None, None, "guessed")


def test_what_is_given_is_neither_open_nor_a_guess() -> None:
    paid = chain(process([("click", 0, None)], cash=[3.0]), Rates(100))
    assert cost(paid) == Spread(3.0, None, None, "known")


def test_of_nobody_in_20_only_an_at_least_can_be_told() -> None:
    none = counted(("offer", 60, 0, 20))
    assert none.blocked_by == "offer"
    found = spreads(none)
    assert found is not None
    rate = stats.beta(0.5, 20.5)
    assert (found.cost_per_win.median, found.cost_per_win.high) == (None, None)
    assert found.cost_per_win.low == pytest.approx(60 / rate.ppf(0.9), **CLOSE)
    assert found.wins_per_start is not None
    assert (found.wins_per_start.low, found.wins_per_start.median) == (None, None)
    assert found.wins_per_start.high == pytest.approx(rate.ppf(0.9), **CLOSE)


def test_after_the_step_that_nobody_passed_runs_are_known_as_ever() -> None:
    offers, meeting = runs_spreads(counted(("offer", 60, 0, 20), ("meet", 60, 5, 10)))
    assert offers.high is None
    assert meeting.median == pytest.approx(1 / stats.beta(5.5, 5.5).median(), **CLOSE)


def test_where_somebody_says_that_nobody_gets_through_nothing_is_drawn() -> None:
    stuck = chain(process([("call", 10, 0.5), ("offer", 20, 0)]), Rates(60))
    assert spreads(stuck) is None
    assert draws(stuck) is None
    assert runs_spreads(stuck) == ()


def test_where_all_came_through_the_closed_form_stands_at_the_end_of_the_interval() -> None:
    found = cost(counted(("call", 10, 5, 5)))
    assert found.low == pytest.approx(10)


def test_runs_that_the_sheet_gives_are_not_open_whatever_follows() -> None:
    rows = process(
        [("write", 1, None), ("offer", 1, 0.3)],
        runs_per_win=[10.0, NAN],
        pass_rate_evidence=[None, "counted"],
    )
    rows.loc[1, ["pass_rate_succeeded", "pass_rate_tried"]] = [3.0, 10.0]
    letters, offers = runs_spreads(chain(rows, Rates(60)))
    assert letters == Spread(10.0, None, None, "guessed")
    assert offers.is_open


def test_spend_is_known_and_moves_both_ends_alike() -> None:
    one = counted(("call", 1, 3, 10))
    without, with_spend = cost(one), cost(one, 100.0)
    assert with_spend.low == pytest.approx(without.low + 100)
    assert with_spend.high == pytest.approx(without.high + 100)


def test_the_runs_of_a_delivery_are_counted_forward() -> None:
    order = counted(("cut", 60, 5, 10), ("cut again", 40, 1, 1), phase="deliver")
    first, again = runs_spreads(order)
    assert first == Spread(1.0, None, None, "known")
    assert again.low == pytest.approx(stats.beta(5.5, 5.5).ppf(0.1), **CLOSE)
    found = spreads(order)
    assert found is not None
    assert found.wins_per_start is None


def test_the_same_chain_always_has_the_same_interval() -> None:
    first = cost(counted(("call", 1, 3, 10), ("offer", 5, 1, 2)))
    drawn.cache_clear()
    assert cost(counted(("call", 1, 3, 10), ("offer", 5, 1, 2))) == first


def test_the_order_of_steps_and_the_figures_of_one_channel_leave_another_as_it_is() -> None:
    def ads(*rows: tuple[str, float, float]) -> Spread:
        mine = process([("click", 1, 0.25)], channel="Ads")
        mine["pass_rate_evidence"], mine["pass_rate_succeeded"], mine["pass_rate_tried"] = (
            "counted",
            5.0,
            20.0,
        )
        both = pd.concat([process(list(rows)), mine], ignore_index=True)
        return cost(chains(both, Rates(60))[1])

    assert ads(*EVENTS) == ads(*reversed(EVENTS)) == ads(("call", 10, 0.5))


def test_two_channels_do_not_share_their_luck() -> None:
    one, other = counted(("call", 1, 3, 10)), counted(("phone", 1, 3, 10))
    first, second = draws(one), draws(other)
    assert first is not None
    assert second is not None
    assert abs(np.corrcoef(first.cost, second.cost)[0, 1]) < 0.05


some_counts = st.lists(
    st.tuples(st.floats(1, 100), st.integers(1, 40), st.integers(0, 60)), min_size=1, max_size=6
).map(lambda rows: [(f"step {i}", minutes, k, k + lost) for i, (minutes, k, lost) in enumerate(rows)])


@given(some_counts)
@settings(max_examples=30, deadline=None)
def test_an_interval_holds_its_median_and_the_closed_form(
    rows: list[tuple[str, float, float, float]],
) -> None:
    one = counted(*rows)
    found = cost(one)
    assert found.low <= found.median <= found.high
    assert found.low <= one.cost_per_win * (1 + 1e-9)
    assert found.high >= one.cost_per_win * (1 - 1e-9)


@given(some_counts)
@settings(max_examples=30, deadline=None)
def test_ten_times_as_many_counted_narrow_the_interval(rows: list[tuple[str, float, float, float]]) -> None:
    few, many = cost(counted(*rows)), cost(counted(*((step, t, 10 * k, 10 * n) for step, t, k, n in rows)))
    assert many.high / many.low < few.high / few.low


@given(some_counts, st.floats(0, 300))
@settings(max_examples=30, deadline=None)
def test_the_draws_follow_the_formulas_of_the_chain(
    rows: list[tuple[str, float, float, float]], rate: float
) -> None:
    likely = draws(counted(*rows, rate=rate), 5.0)
    assert likely is not None
    for state in (0, 19_999):
        steps = process([(step, t, likely.rates[i][state]) for i, (step, t, _k, _n) in enumerate(rows)])
        again = chain(steps, Rates(rate))
        assert likely.cost[state] == pytest.approx(again.cost_per_win + 5)
        assert likely.minutes[state] == pytest.approx(again.minutes_per_win)
        assert likely.runs[0][state] == pytest.approx(again.steps["runs_per_win"].iloc[0])


def test_most_is_moved_by_the_late_step_that_was_counted_least() -> None:
    # 1/p1p2 minutes and 1/p2: half of the cost hangs on both rates, all of it on the second.
    one = counted(("call", 1, 50, 100), ("offer", 2, 1, 2), minutes_evidence=["measured"] * 2)
    offer, call = what_moves_it(one)
    # Beta(1.5, 1.5): variance/mean² = 1.5/(1.5·4); Beta(50.5, 50.5): 50.5/(50.5·102), with elasticity 2/4.
    assert (offer.step, offer.what) == ("offer", "rate")
    assert offer.share / call.share == pytest.approx((1 / 4) / (0.25 / 102))


def test_the_shares_sum_to_all_that_is_open() -> None:
    assert sum(mover.share for mover in what_moves_it(chain(process(EVENTS), Rates(100)))) == pytest.approx(1)


def test_a_guess_is_doubted_as_if_counted_four_times_and_minutes_by_half() -> None:
    guessed = what_moves_it(chain(process([("call", 10, 0.5)]), Rates(60)))
    rate, minutes = ((mover.what, mover.source) for mover in guessed)
    assert (rate, minutes) == (("rate", "guessed"), ("minutes", "guessed"))
    # Beta(2.5, 2.5) against a lognormal from half to one and a half.
    of_rate, of_minutes = 1 / 6, (math.log(3) / 2 / stats.norm.ppf(0.95)) ** 2
    assert guessed[0].share == pytest.approx(of_rate / (of_rate + of_minutes))


def test_three_times_as_many_measured_runs_halve_their_interval() -> None:
    ends = {"minutes_low": [20.0], "minutes_high": [40.0], "minutes_evidence": ["measured"]}
    rows = process([("call", 30, 1)], **ends)
    assert what_moves_it(chain(rows, Rates(60)))[0].next_runs is None
    assert what_moves_it(chain(rows.assign(minutes_runs=8.0), Rates(60)))[0].next_runs == 25


def test_a_rate_of_100_percent_and_spend_leave_nothing_to_measure() -> None:
    sure = process([("call", 10, 1)], minutes_evidence=["measured"])
    assert what_moves_it(chain(sure, Rates(60)), 200.0) == ()


def test_where_nothing_costs_anything_minutes_are_judged() -> None:
    assert what_moves_it(chain(process(EVENTS), Rates(0)))[0].step == "offer"
    assert what_moves_it(chain(process([("call", 0, 0.5)]), Rates(0))) == ()


def test_where_nobody_got_through_yet_that_step_is_measured_first() -> None:
    first = what_moves_it(counted(("call", 10, 6, 10), ("offer", 20, 0, 5)))[0]
    assert (first.step, first.what) == ("offer", "rate")


@given(some_counts)
@settings(max_examples=30, deadline=None)
def test_where_much_was_counted_the_closed_form_is_the_variance_of_the_draws(
    rows: list[tuple[str, float, float, float]],
) -> None:
    rows = [(step, minutes, 40 * k, 40 * n) for step, minutes, k, n in rows]
    steps = counted(*rows, minutes_evidence=["measured"] * len(rows))
    likely = draws(steps)
    assert likely is not None
    movers = what_moves_it(steps)
    found = np.log(likely.cost).var()
    assume(found > 1e-5)
    # The share of one mover times the whole variance is (elasticity · relative sd)², worked by hand for the
    # last step: all of the cost hangs on it.
    _step, _minutes, k, n = rows[-1]
    last = next(mover for mover in movers if mover.step == rows[-1][0])
    a, b = k + 0.5, n - k + 0.5
    assert last.share * found == pytest.approx(b / (a * (a + b + 1)), rel=0.1)


@pytest.mark.parametrize(("k", "n"), [(3, 10), (1, 2), (0, 20), (40, 50), (1, 200)])
def test_counting_so_many_more_halves_the_interval(k: int, n: int) -> None:
    more = what_moves_it(counted(("offer", 10, k, n), minutes_evidence=["measured"]))[0].next_runs
    assert more is not None

    def wide(counted: float) -> float:
        """The standard deviation of the rate, should as many get through as now seems likely."""
        a = (k + 0.5) / (n + 1) * (counted + 1)
        return float(stats.beta(a, counted + 1 - a).std())

    assert wide(n + more) <= wide(n) / 2
    # Nor is it far more than that takes.
    assert wide(n + 0.7 * more) > wide(n) / 2


def test_the_interval_is_said_in_plain_words() -> None:
    def euros(amount: float) -> str:
        return money(amount, "EUR")

    known = Spread(575, 480, 720, "known")
    assert between(known, euros) == "between €480 and €720 (80 of 100 such cases)"
    assert range_of(known, euros) == "€480 to €720"
    partly = Spread(575, 480, 720, "partly")
    assert between(partly, euros) == (
        "between €480 and €720 (80 of 100 such cases, if the guesses in it are right)"
    )
    assert between(Spread(575, None, None, "guessed"), euros) == "€575, guessed"
    assert range_of(Spread(575, None, None, "guessed"), euros) == "guessed"
    assert between(Spread(None, 480, None, "known"), euros) == "at least €480 (90 of 100 such cases)"
    assert between(Spread(None, None, 0.2, "known"), str) == "at most 0.2 (90 of 100 such cases)"
    assert between(Spread(45, 44.9, 45.1, "known"), duration) == "about 45 min"
    assert range_of(Spread(3, None, None, "known"), euros) == ""


def test_a_page_says_how_sure_the_cost_of_a_customer_is() -> None:
    measured = {"minutes_evidence": ["measured"]}
    one = counted(("call", 10, 30, 100), **measured)
    assert how_sure(one, spreads(one), "EUR") == (
        "A customer from Events costs between €28 and €41 (80 of 100 such cases)."
    )
    free = counted(("call", 10, 30, 100), rate=0, **measured)
    assert how_sure(free, spreads(free), "EUR") == (
        "A customer from Events takes between 28 min and 41 min (80 of 100 such cases)."
    )
    none = counted(("call", 10, 0, 20), **measured)
    said = how_sure(none, spreads(none), "EUR")
    assert said is not None
    assert said.startswith("Of 20 so far nobody got past “call”; a customer from Events costs at least €")
    guessed = chain(process(EVENTS), Rates(100))
    assert how_sure(guessed, spreads(guessed), "EUR") == (
        "All of this is guessed so far, so nobody can say how sure it is."
    )
    stuck = chain(process([("offer", 20, 0)]), Rates(60))
    assert how_sure(stuck, spreads(stuck), "EUR") is None


def test_what_to_measure_first_is_said_with_the_way() -> None:
    rate = Mover("offer", "offer", "rate", 0.54, "guessed", 25)
    assert measure_first(rate) == (
        "Count how many of the next 25 runs of “offer” go on: "
        "54% of what is unsure about the cost comes from there."
    )
    assert measure_first(Mover("talk", "talk", "minutes", 0.4, "guessed", 5)).startswith(
        "Time the next 5 runs of “talk”:"
    )
    assert measure_first(Mover("talk", "talk", "minutes", 0.4, "measured", None)).startswith(
        "Time three times as many runs of “talk” as so far:"
    )
    assert measure_first(Mover("ticket", "ticket", "cash", 0.4, "range", 5)).startswith(
        "Note what the next 5 runs of “ticket” cost:"
    )
