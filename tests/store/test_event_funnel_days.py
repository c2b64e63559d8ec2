"""Dates without a time of day, the edges of the window, and cases whose window is not over."""

from __future__ import annotations

from typing import Any

import pytest
from event_logs import Event, counts, furthest, kept, question

from core.funnel.events_sql import How
from core.store.event_funnel import cases_of, late_only, lost_of, reach_of, stuck_of, times_of

Path = tuple[tuple[str, str], ...]
LATER = Event("later", "Ask", "2027-01-01 12:00")
"""An event long after the others, so that every window is over."""


def path(**times: str) -> Path:
    """When one case reached which stage."""
    return tuple((stage.capitalize(), time) for stage, time in times.items())


def log_of(*paths: Path) -> list[Event]:
    """A case for each path."""
    return [*(Event(f"{number}", *at) for number, one in enumerate(paths) for at in one), LATER]


def reached(*paths: Path, **asked: Any) -> list[int]:
    """How many stages each case got through."""
    found = furthest(log_of(*paths), **asked)
    return [found[f"{number}"] for number, _path in enumerate(paths)]


def test_on_the_same_day_a_date_alone_comes_before_and_after_everything() -> None:
    assert reached(
        path(ask="2026-03-02", call="2026-03-02"),
        path(ask="2026-03-02", call="2026-03-02 09:00"),
        path(ask="2026-03-02 09:00", call="2026-03-02"),
        path(ask="2026-03-02 23:59:59.999999", call="2026-03-02"),
        path(ask="2026-03-02 09:00", call="2026-03-02 09:00"),
    ) == [2, 2, 2, 2, 2]


def test_a_call_that_was_surely_before_asking_does_not_follow_it() -> None:
    assert reached(
        path(ask="2026-03-02 09:00", call="2026-03-02 08:59:59"),
        path(ask="2026-03-02", call="2026-03-01"),
        path(ask="2026-03-02", call="2026-03-01 23:59:59.999999"),
        path(ask="2026-03-02 00:00:01", call="2026-03-01"),
    ) == [1, 1, 1, 1]


def test_a_date_alone_between_two_times_keeps_their_order() -> None:
    # The call was some time that day after the asking at 14:00, so an offer at 13:00 was before it.
    assert reached(
        path(ask="2026-03-02 14:00", call="2026-03-02", offer="2026-03-02 13:00"),
        path(ask="2026-03-02 14:00", call="2026-03-02", offer="2026-03-02 15:00"),
        path(ask="2026-03-02 14:00", call="2026-03-02", offer="2026-03-02"),
    ) == [2, 3, 3]


def test_stages_that_tie_take_no_time() -> None:
    with kept(log_of(path(ask="2026-03-02 14:00", call="2026-03-02"))) as log:
        asked = question(log)
        assert times_of(cases_of(log, asked), asked)["median_days"].tolist() == [0]


@pytest.mark.parametrize("how", ["ordered", "any", "strict"])
def test_the_end_of_the_window_is_included_and_nothing_after_it(how: How) -> None:
    assert (
        reached(
            path(ask="2026-03-02 09:00:00", call="2026-04-01 09:00:00"),
            path(ask="2026-03-02 09:00:00", call="2026-04-01 09:00:01"),
            path(ask="2026-03-02 09:00:00", call="2026-04-01"),
            path(ask="2026-03-02 09:00:00", call="2026-04-02"),
            path(ask="2026-03-02", call="2026-04-01 23:59:59.999999"),
            path(ask="2026-03-02", call="2026-04-02 00:00:01"),
            path(ask="2026-03-02", call="2026-04-01"),
            path(ask="2026-03-02", call="2026-04-02"),
            how=how,
        )
        == [2, 1] * 4
    )


def test_in_any_order_the_window_reaches_as_far_back() -> None:
    paths = [
        path(ask="2026-03-31 09:00:00", call="2026-03-01 09:00:00"),
        path(ask="2026-03-31 09:00:00", call="2026-03-01 08:59:59"),
        path(ask="2026-03-31 09:00:00", call="2026-03-01"),
        path(ask="2026-03-31 09:00:00", call="2026-02-28"),
        path(ask="2026-03-31", call="2026-03-01 00:00:01"),
        path(ask="2026-03-31", call="2026-02-28 23:59:59.999999"),
        path(ask="2026-03-31", call="2026-03-01"),
        path(ask="2026-03-31", call="2026-02-28"),
    ]
    assert reached(*paths, how="any") == [2, 1] * 4
    assert reached(*paths) == [1, 1] * 4


def test_in_any_order_a_stage_counts_only_with_all_above_it() -> None:
    assert reached(
        path(offer="2026-03-01 09:00", ask="2026-03-02 09:00"),
        path(offer="2026-03-01 09:00", ask="2026-03-02 09:00", call="2026-06-01 09:00"),
        path(offer="2026-03-01 09:00", ask="2026-03-02 09:00", call="2026-03-03 09:00"),
        how="any",
    ) == [1, 1, 3]


def test_only_what_is_surely_between_two_times_interrupts() -> None:
    def won(at: str) -> Path:
        return path(ask="2026-03-02 09:00", call="2026-03-04 09:00", won=at)

    assert reached(
        won("2026-03-02"),  # it may have been before the asking
        won("2026-03-02 08:00"),
        won("2026-03-02 09:00"),
        won("2026-03-02 09:00:01"),
        won("2026-03-03"),
        won("2026-03-04"),  # it may have been after the call, and then is the third stage
        won("2026-03-04 08:59:59"),
        won("2026-03-04 09:00"),
        how="strict",
    ) == [2, 2, 2, 1, 1, 3, 1, 3]


def test_only_what_is_surely_between_two_days_interrupts() -> None:
    def won(at: str) -> Path:
        return path(ask="2026-03-02", call="2026-03-04", won=at)

    assert reached(
        won("2026-03-02"),
        won("2026-03-02 20:00"),
        won("2026-03-03"),
        won("2026-03-04 08:00"),
        won("2026-03-04"),
        how="strict",
    ) == [2, 2, 1, 3, 3]


def test_a_stage_reached_on_a_day_and_at_a_time_of_it_was_reached_by_then() -> None:
    asked = (*path(ask="2026-03-02"), *path(ask="2026-03-02 10:00", call="2026-03-04"))
    assert reached(
        (*asked, ("Won", "2026-03-02 09:00")),
        (*asked, ("Won", "2026-03-02 11:00")),
        how="strict",
    ) == [2, 1]


def test_a_case_that_came_on_a_day_and_at_a_time_of_it_had_come_by_then() -> None:
    asked = (*path(ask="2026-03-02"), *path(ask="2026-03-02 10:00"))
    assert reached(
        (*asked, ("Call", "2026-04-01 10:00")),
        (*asked, ("Call", "2026-04-01 10:01")),
        path(ask="2026-03-02", call="2026-04-01 10:01"),
    ) == [2, 1, 2]


def test_a_day_that_follows_a_time_of_the_same_day_may_have_been_at_its_end() -> None:
    called = path(ask="2026-03-02 14:00", call="2026-03-02", offer="2026-03-04")
    assert reached(
        (*called, ("Ask", "2026-03-02 16:00")),
        (*called, ("Ask", "2026-03-03")),
        how="strict",
    ) == [3, 2]


def test_the_first_interruption_ends_a_strict_path_for_good() -> None:
    whole = (
        *path(ask="2026-03-02", won="2026-03-03", call="2026-03-04", offer="2026-03-06"),
        *path(ask="2026-03-07", won="2026-03-08"),
    )
    assert reached(whole, how="strict") == [1]
    assert reached(whole) == [4]


def test_a_window_is_over_in_the_moment_of_its_end() -> None:
    one = [Event("one", "Ask", "2026-03-02 09:00:00"), Event("one", "Call", "2026-03-05 09:00:00")]
    # 30 days later, to the second.
    assert counts([*one, Event("two", "Ask", "2026-04-01 09:00:00")]) == ([2, 1], [1, 1])
    assert counts([*one, Event("two", "Ask", "2026-04-01 08:59:59")]) == ([2, 1], [0, 0])


def test_a_window_from_a_date_is_over_with_the_whole_day() -> None:
    asked = Event("one", "Ask", "2026-03-02")
    # A last event that is a date alone stands for all that is known of its day.
    assert counts([asked, Event("two", "Ask", "2026-04-01")]) == ([2], [1])
    assert counts([asked, Event("two", "Ask", "2026-04-01 18:00")]) == ([2], [0])
    assert counts([asked, Event("two", "Ask", "2026-03-31")]) == ([2], [0])


def test_whoever_is_still_open_counts_as_a_person_and_in_no_rate_nor_time() -> None:
    events = log_of(
        path(ask="2026-11-05", call="2026-11-09"),
        path(ask="2026-12-20", call="2026-12-29"),
    )
    assert counts(events) == ([3, 2], [1, 1])
    with kept(events) as log:
        asked = question(log)
        assert times_of(cases_of(log, asked), asked)["median_days"].tolist() == [4]


def test_a_case_that_enters_twice_counts_once_from_its_first_time() -> None:
    twice = (
        *path(ask="2026-01-05", call="2026-01-09"),
        *path(ask="2026-06-05", call="2026-06-06", offer="2026-06-07"),
    )
    with kept(log_of(twice)) as log:
        cases = cases_of(log, question(log)).to_pandas().set_index("case_id")
    assert cases.loc["0", ["time_1", "time_2"]].astype(str).tolist() == ["2026-01-05", "2026-01-09"]
    assert cases["time_3"].isna().all()


def test_an_event_kept_twice_counts_once() -> None:
    events = log_of(path(ask="2026-03-02 09:00", call="2026-03-03 09:00"))
    with kept(events, [*events, Event("two", "Ask", "2026-03-05")]) as log:
        cases = cases_of(log, question(log)).to_pandas()
    assert sorted(cases["case_id"]) == ["0", "later", "two"]
    assert cases["time_2"].notna().sum() == 1


@pytest.mark.parametrize("how", ["ordered", "any", "strict"])
def test_a_log_of_one_stage_is_a_funnel_of_one_stage(how: How) -> None:
    with kept(log_of((*path(ask="2026-03-02"), *path(ask="2026-03-05")))) as log:
        asked = question(log, how=how)
        cases = cases_of(log, asked)
        assert reach_of(cases, asked, "year")["people"].tolist() == [1, 1]
        assert times_of(cases, asked).empty
        assert lost_of(log, cases, asked).empty
        assert stuck_of(log, asked)["case_id"].tolist() == ["0", "later"]
        assert late_only(log, asked) == 0
