"""A week that was not counted is unknown and never 0; which weeks are before, between and after."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.factory.counted_weeks import counted, parted, weekly, weekly_passed
from core.factory.steadiness import spread, trend
from tests.factory.weeks import MONDAY, UNKNOWN, log_of, reach_of, week, weeks_of


def same(found: pd.Series, expected: list[float]) -> bool:
    return bool(np.array_equal(found.to_numpy(), expected, equal_nan=True))


def test_a_week_without_a_row_is_unknown_and_one_with_nobody_is_0() -> None:
    found = weekly(reach_of({"customer": [2, UNKNOWN, 0, 1]}), "customer", "week")
    assert same(found["count"], [2, UNKNOWN, 0, 1])
    assert found["start"].tolist() == [week(i) for i in range(4)]


def test_a_channel_left_out_in_between_makes_its_week_unknown() -> None:
    reach = pd.concat(
        [
            reach_of({"customer": [2, 2, 2, 2, 2]}, "Ads"),
            # Counted from the second week on, forgotten in the third, given up after the fourth.
            reach_of({"customer": [UNKNOWN, 1, UNKNOWN, 1]}, "Events"),
        ]
    )
    assert same(weekly(reach, "customer", "week")["count"], [2, 3, UNKNOWN, 3, 2])
    assert same(weekly(reach, "customer", "week", channels=["ads "])["count"], [2, 2, 2, 2, 2])


def test_a_log_tells_of_its_whole_weeks_also_where_nobody_came() -> None:
    reach = reach_of({"customer": [2, UNKNOWN, 1, 3]})
    days = {"first": MONDAY + dt.timedelta(days=1), "before": week(4) - dt.timedelta(days=1)}
    found = weekly(reach, "customer", "week", **days)
    assert found["start"].tolist() == [week(1), week(2)]
    assert same(found["count"], [0, 1])
    assert weekly(reach, "referral", "week", **days)["count"].tolist() == [0, 0]


def test_in_a_log_of_two_channels_a_week_in_which_only_one_brought_somebody_is_counted() -> None:
    both = pd.concat(
        [
            reach_of({"lead": [1, UNKNOWN, 2]}, "Ads"),
            reach_of({"lead": [UNKNOWN, 3, UNKNOWN, UNKNOWN]}, "Events"),
        ]
    )
    log = weekly(both, "lead", "week", first=MONDAY, before=week(4))
    assert log["count"].tolist() == [1, 3, 2, 0]


def test_months_have_the_days_they_have() -> None:
    reach = reach_of({"customer": [3]}, first=dt.date(2026, 2, 1))
    found = weekly(
        pd.concat([reach, reach_of({"customer": [4]}, first=dt.date(2026, 4, 1))]), "customer", "month"
    )
    assert found["days"].tolist() == [28, 31, 30]
    assert same(found["count"], [3, UNKNOWN, 4])


def test_nothing_counted_is_no_week_at_all() -> None:
    assert weekly(reach_of({"lead": [1]}), "customer", "week").empty
    assert log_of(reach_of({"lead": [1]})).counted("customer") is None


def test_a_rate_by_week_needs_both_of_its_stages() -> None:
    log = log_of(reach_of({"lead": [20, 10, UNKNOWN, 5], "customer": [6, UNKNOWN, 2, 1]}))
    found = log.passed("customer")
    assert found is not None
    assert same(found["tried"], [20, UNKNOWN, UNKNOWN, 5])
    assert same(found["passed"], [6, UNKNOWN, UNKNOWN, 1])
    assert log.passed("lead") is None
    empty = weekly_passed(log.told["counts"].passes, "lead", "week")
    assert empty.empty


def parts(counts: list[float], day: dt.date, **said: object) -> str:
    found = parted(weeks_of(counts), day, **said)["part"]  # type: ignore[arg-type]
    return "".join({"before": "b", "between": "-", "after": "a", "": "."}[part] for part in found)


def test_the_week_of_the_action_belongs_to_neither_side() -> None:
    assert parts([1] * 6, week(2)) == "bbaaaa"
    assert parts([1] * 6, week(2) + dt.timedelta(days=3)) == "bb-aaa"
    assert parts([1] * 6, week(-1)) == "aaaaaa"
    assert parts([1] * 6, week(9)) == "bbbbbb"


def test_after_begins_once_the_lag_is_over_and_lasts_as_many_counted_weeks_as_are_needed() -> None:
    assert parts([1] * 8, week(2), lag_days=9.5) == "bb--aaaa"
    assert parts([1] * 8, week(2), after_weeks=2) == "bbaa...."
    assert parts([1, 1, 1, UNKNOWN, 1, 1], week(2), after_weeks=2) == "bbaaa."


def test_what_is_older_than_half_a_year_or_than_the_action_before_is_not_compared_with() -> None:
    assert parts([1] * 30, week(29)) == "..." + "b" * 26 + "a"
    assert parts([1] * 8, week(6), since=week(2)) == "..bbbbaa"


def test_an_unknown_week_adds_neither_people_nor_time() -> None:
    found = counted(weeks_of([2, UNKNOWN, 1]).assign(part="before"), "before")
    assert (found.count, found.weeks) == (3, 2)


def test_batches_are_told_from_steady_weeks() -> None:
    assert spread([weeks_of([2, 1, 3, 2, 2, 1, 2, 3])]) == 1
    assert spread([weeks_of([0, 0, 0, 16, 0, 0, 0, 0])]) == pytest.approx(16)
    # Each side has its own mean: a rise from one to the other is no batch.
    assert spread([weeks_of([1] * 8), weeks_of([9] * 8)]) == 1
    assert spread([weeks_of([0, 12])]) == 1


def test_steady_weeks_are_taken_for_batches_in_at_most_one_case_of_twenty() -> None:
    random = np.random.default_rng(3)
    for mean in (0.5, 2, 20):
        taken = [spread([weeks_of(list(random.poisson(mean, 24).astype(float)))]) > 1 for _ in range(400)]
        assert np.mean(taken) < 0.08


def test_a_rise_that_was_there_before_is_told_also_where_weeks_are_unknown() -> None:
    assert trend(weeks_of([0, 1, 1, 2, UNKNOWN, 3, 4, 4])) == "rising"
    assert trend(weeks_of([4, 4, 3, UNKNOWN, 2, 1, 1, 0])) == "falling"
    assert trend(weeks_of([2, 1, 2, 3, 2, 1, 2, 2])) == ""
    assert trend(weeks_of([0, 1, 9])) == ""
    assert trend(weeks_of([0, 0, 0, 3, 0, 3, 3, 0]), spread=3) == ""


@given(st.lists(st.integers(0, 30), min_size=6, max_size=40), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_rows_are_kept_changes_nothing(counts: list[int], random: object) -> None:
    reach = reach_of({"lead": [3 * count for count in counts], "customer": counts})
    shuffled = reach.sample(frac=1, random_state=random.randrange(2**32))  # type: ignore[attr-defined]
    for key in ("lead", "customer"):
        pd.testing.assert_frame_equal(weekly(reach, key, "week"), weekly(shuffled, key, "week"))
    one, other = log_of(reach).passed("customer"), log_of(shuffled).passed("customer")
    assert one is not None
    pd.testing.assert_frame_equal(one, other)
