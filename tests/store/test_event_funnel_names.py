"""What names mean in the event funnel, its channels and periods, and the events that do not count."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from event_logs import NOW, STAGES, Event, counts, furthest, kept, question

from core.funnel.events import Question, doubts
from core.funnel.matching import LEFT_OUT, meanings
from core.funnel.periods import Period
from core.store.event_funnel import (
    cases_of,
    channels_called,
    late_only,
    medians_of,
    names_of,
    reach_of,
    times_of,
)
from core.store.event_log import EventLog

LATER = Event("later", "Ask", "2027-01-01 12:00", "Fair")


def people(events: list[Event], period: Period = "year") -> dict[tuple[str, str, str], float]:
    """How many reached each stage in each channel and period."""
    with kept(events) as log:
        asked = question(log)
        reach = reach_of(cases_of(log, asked), asked, period)
    return {(row.stage, row.channel, str(row.period.date())): row.people for row in reach.itertuples()}


def said(log: EventLog, asked: Question | None) -> list[str]:
    """What must be said of the events."""
    names = names_of(log, NOW)
    means = meanings(names["stage"], STAGES)
    late = 0 if asked is None else late_only(log, asked)
    return [str(text) for text in doubts(names, means, asked, late)]


def test_two_names_that_mean_one_stage_are_one_stage() -> None:
    events = [
        Event("one", "Ask", "2026-03-02"),
        Event("one", "Phoned", "2026-03-03"),
        Event("one", "Call", "2026-03-05"),
        Event("one", "Offer", "2026-03-04"),
        Event("two", "Ask", "2026-03-02"),
        Event("two", "Call", "2026-03-04"),
        LATER,
    ]
    assert counts(events, chosen={"phoned": "lead"}).people == [3, 2, 1]
    # The second call is a repeat, so nothing is in between.
    assert counts(events, how="strict", chosen={"phoned": "lead"}).people == [3, 2, 1]
    assert counts(events, chosen={"phoned": LEFT_OUT}).people == [3, 2, 0]


def test_a_name_that_is_left_out_interrupts_nothing() -> None:
    events = [
        Event("one", "Ask", "2026-03-02"),
        Event("one", "Newsletter", "2026-03-03"),
        Event("one", "Call", "2026-03-04"),
        LATER,
    ]
    assert furthest(events, how="strict")["one"] == 2


def test_a_stage_without_events_is_passed_over() -> None:
    events = [Event("one", "Ask", "2026-03-02"), Event("one", "Won", "2026-03-04"), LATER]
    with kept(events) as log:
        asked = question(log)
        assert asked.stages == ("suspect", "customer")
        assert asked.won == 2
        assert reach_of(cases_of(log, asked), asked, "year")["stage"].unique().tolist() == [
            "customer",
            "suspect",
        ]


def test_a_case_belongs_to_the_channel_of_its_first_touch() -> None:
    events = [
        Event("one", "Call", "2026-03-09", "Search"),
        Event("one", "Ask", "2026-03-05", "Fair"),
        Event("one", "Ask", "2026-03-02", "Ads"),
        Event("two", "Ask", "2026-03-02"),
        Event("two", "Call", "2026-03-03", "Ads"),
        LATER,
    ]
    assert people(events) == {
        ("suspect", "", "2026-01-01"): 1,
        ("suspect", "Ads", "2026-01-01"): 1,
        ("suspect", "Fair", "2027-01-01"): 1,
        ("lead", "", "2026-01-01"): 1,
        ("lead", "Ads", "2026-01-01"): 1,
        ("lead", "Fair", "2027-01-01"): 0,
    }


def test_channels_that_differ_by_case_or_spaces_are_one() -> None:
    events = [
        Event("one", "Ask", "2026-03-02", "Search ads"),
        Event("one", "Call", "2026-03-03", "Search ads"),
        Event("two", "Ask", "2026-03-02", "search  ads "),
        Event("two", "Call", "2026-03-07", "search  ads "),
        LATER,
    ]
    found = people(events)
    assert found[("suspect", "Search ads", "2026-01-01")] == 2
    assert found[("lead", "Search ads", "2026-01-01")] == 2
    assert {channel for _stage, channel, _period in found} == {"Search ads", "Fair"}
    with kept(events) as log:
        asked = question(log)
        cases = cases_of(log, asked)
        channels = channels_called(cases, "Search ads")
        assert sorted(channels) == ["Search ads", "search  ads "]
        assert times_of(cases, asked, channels=channels)["median_days"].tolist() == [3]
        assert times_of(cases, asked, channels=["Search ads"])["median_days"].tolist() == [1]
        assert times_of(cases, asked, channels=["Fair"]).empty


def test_cases_that_never_were_in_the_first_stage_are_told_and_in_no_rate() -> None:
    events = [
        Event("late", "Call", "2026-03-02"),
        Event("late", "Offer", "2026-03-03"),
        Event("nobody knows when", "Ask", None),
        Event("nobody knows when", "Call", "2026-03-03"),
        Event("one", "Ask", "2026-03-02"),
        LATER,
    ]
    assert furthest(events) == {"one": 1, "later": 1}
    with kept(events) as log:
        asked = question(log)
        assert late_only(log, asked) == 2
        assert said(log, asked) == [
            "One event has no time, so nobody knows when it was: it does not count.",
            "2 cases have later stages but not the first one, so they are in no rate. Leave the first stage "
            "out, or say which names mean it, if they belong here.",
        ]


def test_events_without_a_time_or_still_to_come_do_not_count() -> None:
    events = [
        Event("one", "Ask", "2026-03-02"),
        Event("one", "Call", None),
        Event("two", "Ask", "2026-03-02"),
        Event("two", "Call", "2030-01-02"),
        Event("three", "Ask", "2030-01-02"),
        LATER,
    ]
    with kept(events) as log:
        names = names_of(log, NOW)
        assert names.drop(columns=["first", "last"]).to_dict("list") == {
            "stage": ["Ask", "Call"],
            "events": [4, 2],
            "without_time": [0, 1],
            "planned": [1, 1],
        }
        assert names["first"].tolist() == [pd.Timestamp("2026-03-02"), pd.NaT]
        assert names["last"].tolist() == [pd.Timestamp("2027-01-01 12:00"), pd.NaT]
        asked = question(log)
        # Nobody was called yet, so there is no such stage.
        assert asked.stages == ("suspect",)
        assert len(cases_of(log, asked)) == 3
        assert said(log, asked) == [
            "One event has no time, so nobody knows when it was: it does not count.",
            "2 events are still to come: they count once their time is past.",
        ]
        assert furthest(events, now=dt.datetime(2030, 1, 3))["three"] == 1


def test_what_comes_after_the_last_known_moment_does_not_count_yet() -> None:
    events = [
        Event("one", "Ask", "2026-03-02 09:00"),
        Event("one", "Call", "2026-03-02 10:00"),
        Event("two", "Call", "2026-03-01 09:00"),
    ]
    assert furthest(events, now=dt.datetime(2026, 3, 2, 10)) == {"one": 2}
    assert furthest(events, now=dt.datetime(2026, 3, 2, 9, 59, 59)) == {"one": 1}


def test_cases_are_told_by_the_week_month_quarter_or_year_in_which_they_came() -> None:
    days = ["2026-03-29 23:59:59", "2026-03-30", "2026-04-05", "2026-04-06", "2027-01-01"]
    # 29 March is the Sunday of the week from the 23rd, 1 January 2027 a Friday.
    events = [Event(f"case {number}", "Ask", day, "Ads") for number, day in enumerate(days)]
    by: dict[Period, list[tuple[str, int]]] = {
        "week": [("2026-03-23", 1), ("2026-03-30", 2), ("2026-04-06", 1), ("2026-12-28", 1)],
        "month": [("2026-03-01", 2), ("2026-04-01", 2), ("2027-01-01", 1)],
        "quarter": [("2026-01-01", 2), ("2026-04-01", 2), ("2027-01-01", 1)],
        "year": [("2026-01-01", 4), ("2027-01-01", 1)],
    }
    with kept(events) as log:
        asked = question(log)
        cases = cases_of(log, asked)
        for period, expected in by.items():
            reach = reach_of(cases, asked, period)
            starts = [str(start.date()) for start in reach["period"]]
            assert list(zip(starts, reach["people"], strict=True)) == expected


def test_a_late_stage_counts_in_the_period_in_which_the_case_came() -> None:
    events = [Event("one", "Ask", "2026-03-30", "Ads"), Event("one", "Call", "2026-04-02", "Ads"), LATER]
    assert people(events, "month")[("lead", "Ads", "2026-03-01")] == 1
    assert ("lead", "Ads", "2026-04-01") not in people(events, "month")


def test_times_are_medians_and_quartiles_of_the_closed_cases() -> None:
    # 1, 2, 4 and 8 days to the call: the median 3, a quarter within 1.75, three quarters within 5.
    took = {"one": 1, "two": 2, "three": 4, "four": 8}
    first = dt.datetime(2026, 3, 2, 9)
    events = [
        *(Event(case, "Ask", first, "Ads") for case in took),
        *(Event(case, "Call", first + dt.timedelta(days=days)) for case, days in took.items()),
        Event("three", "Offer", first + dt.timedelta(days=4, hours=6)),
        LATER,
    ]
    with kept(events) as log:
        asked = question(log)
        cases = cases_of(log, asked)
        assert times_of(cases, asked).to_dict("list") == {
            "stage": ["lead", "prospect"],
            "median_days": [3, 0.25],
            "quick_days": [1.75, 0.25],
            "slow_days": [5, 0.25],
        }
        by_channel = medians_of(cases, asked, "year").set_index("channel")
        assert by_channel.loc["Ads", "seconds_2"] == 3 * 86_400
        assert pd.isna(by_channel.loc["Fair", "seconds_2"])


def test_times_of_a_period_are_those_of_the_cases_that_came_in_it() -> None:
    events = [
        Event("one", "Ask", "2026-03-31 23:59:59"),
        Event("one", "Call", "2026-04-02 23:59:59"),
        Event("two", "Ask", "2026-04-01"),
        Event("two", "Call", "2026-04-05"),
        Event("three", "Ask", "2026-05-01"),
        Event("three", "Call", "2026-05-07"),
        LATER,
    ]
    with kept(events) as log:
        asked = question(log)
        cases = cases_of(log, asked)
        april, may = dt.date(2026, 4, 1), dt.date(2026, 5, 1)
        assert times_of(cases, asked, first=april, before=may)["median_days"].tolist() == [4]
        assert times_of(cases, asked, before=may)["median_days"].tolist() == [3]
        assert times_of(cases, asked, first=april, channels=[""])["median_days"].tolist() == [5]


def test_a_window_longer_than_what_is_known_leaves_every_case_open() -> None:
    events = [
        Event("one", "Ask", "2026-03-02 09:00"),
        Event("two", "Ask", "2026-03-20 09:00"),
        Event("two", "Newsletter", "2026-03-31 09:00"),
    ]
    with kept(events) as log:
        # Up to the newsletter everything is known, though it means no stage.
        asked = question(log, window_days=29)
        assert cases_of(log, asked).to_pandas()["deadline"].min() <= asked.until
        assert said(log, asked) == []
        asked = question(log, window_days=30)
        assert cases_of(log, asked).to_pandas()["deadline"].min() > asked.until
        assert said(log, asked) == [
            "The window of 30 days is longer than your events reach (29 days), so every case is still open. "
            "Choose a shorter window."
        ]


def test_events_that_mean_no_stage_ask_nothing() -> None:
    with kept([Event("one", "Newsletter", "2026-03-02")]) as log:
        assert said(log, None) == []
