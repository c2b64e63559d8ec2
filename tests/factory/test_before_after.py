"""The figures before and after equal the exact test; what was shuffled or turned round gives the same."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import beta, binomtest, gamma

from core.factory.before_after import (
    LONGEST,
    BeforeAfter,
    Counted,
    before_after,
    rate_change,
    ratio_interval,
    weeks_needed,
)
from core.funnel.rates import Rate

CASES = [
    # k1, T1, k2, T2
    (6, 12, 10, 12),
    (10, 12, 6, 12),
    (0, 12, 5, 12),
    (5, 12, 0, 12),
    (1, 26, 4, 3),
    (3, 4, 3, 12),
    (52, 26, 80, 26),
    (260, 26, 150, 13),
    (17, 8.5, 21, 30 / 7),
    (1000, 26, 1400, 26),
]


def compared(k1: float, t1: float, k2: float, t2: float, **said: float) -> BeforeAfter:
    return before_after(Counted(k1, t1), Counted(k2, t2), **said)


@pytest.mark.parametrize(("k1", "t1", "k2", "t2"), CASES)
def test_the_figures_are_those_of_the_exact_binomial_test(k1: int, t1: float, k2: int, t2: float) -> None:
    found = compared(k1, t1, k2, t2)
    share = t2 / (t1 + t2)
    assert found.p_value == pytest.approx(binomtest(k2, k1 + k2, share, "greater").pvalue)
    exact = binomtest(k2, k1 + k2, share).proportion_ci(0.8, "exact")
    assert found.low == pytest.approx(exact.low / (1 - exact.low) * t1 / t2)
    if k1:
        assert found.high == pytest.approx(exact.high / (1 - exact.high) * t1 / t2)
        assert found.ratio == pytest.approx(k2 / t2 / (k1 / t1))
    else:
        assert (found.high, found.ratio) == (None, None)
    assert found.chance == pytest.approx(beta.sf(share, k2 + 0.5, k1 + 0.5))


def test_six_before_and_ten_after_can_not_be_told_yet() -> None:
    found = compared(6, 12, 10, 12)
    assert found.verdict == "cannot tell"
    assert found.p_value == pytest.approx(0.227, abs=0.001)
    assert found.chance == pytest.approx(0.84, abs=0.005)
    assert ratio_interval(found.before, found.after, sure=0.9) == pytest.approx((0.64, 4.6), abs=0.03)
    # With only six before, a doubling needs 76 weeks of 0.5 · 2 each to stand out.
    assert (found.weeks_needed, found.weeks_to_go) == (76, 64)


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ((6, 12, 20, 12), "broken"),
        ((0, 12, 5, 12), "broken"),
        ((20, 12, 6, 12), "not broken"),  # it fell
        ((26, 26, 12, 12), "not broken"),  # a doubling would show by now
        ((26, 26, 6, 6), "cannot tell"),
        ((0, 12, 0, 12), "cannot tell"),
        ((6, 12, 0, 0), "cannot tell"),
        ((0, 0, 6, 12), "cannot tell"),
    ],
)
def test_the_verdict_follows_from_the_interval_and_from_what_would_show(
    counts: tuple[float, float, float, float], verdict: str
) -> None:
    assert compared(*counts).verdict == verdict


def test_where_nothing_can_be_compared_there_is_no_figure_and_no_division_by_zero() -> None:
    for counts in ((6, 12, 0, 0), (0, 0, 6, 12), (0, 0, 0, 0)):
        found = compared(*counts)
        assert (found.ratio, found.low, found.high, found.p_value, found.chance) == (None,) * 5
    nobody = compared(0, 12, 0, 12)
    assert (nobody.ratio, nobody.low, nobody.p_value, nobody.chance) == (None, None, None, pytest.approx(0.5))


def test_a_rise_that_is_expected_to_be_small_takes_longer_to_show() -> None:
    before = Counted(52, 26)
    waits = [weeks_needed(before, expected) for expected in (3.0, 2.0, 1.5)]
    assert None not in waits
    assert waits == sorted(waits)
    assert weeks_needed(before, 1.2) is None


def test_the_weeks_needed_are_those_after_which_four_of_five_true_rises_show() -> None:
    random = np.random.default_rng(7)
    for k1, t1, expected in ((16, 16, 2.0), (52, 26, 1.5), (260, 26, 1.2)):
        weeks = weeks_needed(Counted(k1, t1), expected)
        assert weeks is not None
        came = random.poisson(expected * k1 / t1 * weeks, 4000)
        counts, times = np.unique(came, return_counts=True)
        shown = [compared(k1, t1, int(k2), weeks).verdict == "broken" for k2 in counts]
        assert np.average(shown, weights=times) == pytest.approx(0.8, abs=0.04)
        assert np.average(shown, weights=times) > 0.78


def test_weeks_that_differ_more_than_by_chance_tell_less() -> None:
    steady, in_batches = compared(6, 12, 20, 12), compared(6, 12, 20, 12, spread=4)
    assert (steady.verdict, in_batches.verdict) == ("broken", "cannot tell")
    assert in_batches.ratio == pytest.approx(steady.ratio)
    assert in_batches.low < steady.low < steady.high < in_batches.high  # type: ignore[operator]


def test_a_count_stands_with_its_interval() -> None:
    low, high = Counted(6, 12).between or (0, 0)
    assert (low, high) == pytest.approx(gamma.ppf([0.1, 0.9], 6.5) / 12)
    assert (Counted(0, 12).between or (1, 0))[0] == 0
    assert Counted(0, 0).between is None


def test_a_rate_rose_fell_or_may_be_the_same() -> None:
    verdicts = [
        rate_change(Rate.counted(20, 100), Rate.counted(k, 100)).verdict  # type: ignore[union-attr]
        for k in (40, 24, 8)
    ]
    assert verdicts == ["rose", "cannot tell", "fell"]
    assert rate_change(Rate.counted(20, 100), None) is None
    ratio = rate_change(Rate.counted(20, 100), Rate.counted(120, 100))
    assert ratio is not None
    assert (ratio.chance, ratio.verdict) == (None, "cannot tell")


counts = st.integers(0, 3000)
weeks = st.integers(1, 200)


@given(counts, weeks, counts, weeks)
@settings(max_examples=60, deadline=None)
def test_turning_before_and_after_round_turns_the_ratio_round(k1: int, t1: int, k2: int, t2: int) -> None:
    assume(k1 + k2 > 0)
    there, back = compared(k1, t1, k2, t2), compared(k2, t2, k1, t1)
    assert there.chance == pytest.approx(1 - (back.chance or 0), abs=1e-9)
    if there.ratio:
        assert there.ratio == pytest.approx(1 / (back.ratio or math.nan))
    for one, other in ((there, back), (back, there)):
        if one.high is None:
            assert other.low == 0
        else:
            assert one.high == pytest.approx(1 / (other.low or math.nan), rel=1e-6)


@given(counts, weeks, counts, weeks)
@settings(max_examples=60, deadline=None)
def test_the_interval_holds_the_ratio_and_a_rise_is_broken_where_chance_is_below_a_tenth(
    k1: int, t1: int, k2: int, t2: int
) -> None:
    found = compared(k1, t1, k2, t2)
    if found.low is None or found.p_value is None:
        assert k1 + k2 == 0 or found.low == 0
        return
    if found.ratio is not None:
        assert found.low <= found.ratio <= (math.inf if found.high is None else found.high)
    if abs(found.p_value - 0.1) > 1e-9:
        assert (found.verdict == "broken") == (found.p_value < 0.1)


@given(counts, weeks, st.floats(1.01, 11), st.floats(1, 20))
@settings(max_examples=60, deadline=None)
def test_the_weeks_needed_are_a_number_of_weeks_or_never(
    k1: int, t1: int, expected: float, spread: float
) -> None:
    needed = weeks_needed(Counted(k1, t1), expected, spread)
    assert needed is None or 1 <= needed <= LONGEST
