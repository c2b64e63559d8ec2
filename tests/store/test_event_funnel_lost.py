"""Who was lost and why, and who has not moved for longest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from event_logs import NOW, STAGES, Event, kept, question

from core.funnel.stages import Stage
from core.store.event_funnel import cases_of, lost_of, stuck_of

LATER = Event("later", "Ask", "2026-12-01 12:00", "Fair")


def lost(events: list[Event], now: dt.datetime = NOW) -> list[tuple[str, int, str, int]]:
    """Channel, furthest stage, reason, cases."""
    with kept(events) as log:
        asked = question(log, now=now)
        found = lost_of(log, cases_of(log, asked), asked)
    return list(found.itertuples(index=False, name=None))


def stuck(events: list[Event], now: dt.datetime = NOW) -> list[tuple[str, str, int, str, int]]:
    """Case, channel, stage, since, how many of its channel are there."""
    with kept(events) as log:
        found = stuck_of(log, question(log, now=now))
    found["since"] = found["since"].dt.strftime("%Y-%m-%d")
    return list(found.itertuples(index=False, name=None))


def test_the_lost_are_told_by_channel_furthest_stage_and_reason() -> None:
    events = [
        Event("one", "Ask", "2026-03-02", "Ads"),
        Event("one", "Call", "2026-03-04", "Ads"),
        Event("one", "Lost", "2026-03-09", "Ads", "too expensive"),
        Event("two", "Ask", "2026-03-02", "Ads"),
        Event("two", "Call", "2026-03-05", "Ads", "too expensive"),
        Event("three", "Ask", "2026-03-02", "Ads"),
        Event("three", "Lost", "2026-03-03", "Ads"),
        Event("four", "Ask", "2026-03-02", "Fair"),
        Event("four", "Lost", "2026-03-03", "Fair", "too expensive"),
        LATER,
    ]
    assert lost(events) == [
        ("Ads", 2, "too expensive", 2),
        ("Ads", 1, "", 1),
        ("Fair", 1, "too expensive", 1),
    ]


def test_who_was_won_is_not_lost_and_who_never_came_was_not_lost_here() -> None:
    events = [
        Event("won", "Ask", "2026-03-02"),
        Event("won", "Call", "2026-03-03"),
        Event("won", "Lost", "2026-03-03", None, "too early"),
        Event("won", "Offer", "2026-03-04"),
        Event("won", "Won", "2026-03-05"),
        Event("late", "Call", "2026-03-02"),
        Event("late", "Lost", "2026-03-03", None, "too early"),
        LATER,
    ]
    assert lost(events) == []


def test_a_loss_counts_once_its_time_is_known_and_past() -> None:
    events = [
        Event("one", "Ask", "2026-03-02", "Ads"),
        Event("one", "Lost", None, "Ads", "too expensive"),
        Event("two", "Ask", "2026-03-03", "Ads"),
        Event("two", "Lost", "2030-01-02", "Ads", "too expensive"),
        LATER,
    ]
    assert lost(events) == []
    assert [case for case, *_ in stuck(events)] == ["one", "two", "later"]
    after = dt.datetime(2030, 1, 2)
    assert lost(events, after) == [("Ads", 1, "too expensive", 1)]
    assert [case for case, *_ in stuck(events, after)] == ["one", "later"]


def test_the_stuck_are_neither_lost_nor_through_and_the_longest_waiting_come_first() -> None:
    events = [
        Event("went back", "Call", "2026-03-01", "Ads"),
        Event("went back", "Ask", "2026-03-20", "Ads"),
        Event("went back", "Call", "2026-03-25", "Ads"),
        Event("waits", "Ask", "2026-02-01", "Ads"),
        Event("waits", "Call", "2026-03-05", "Ads"),
        Event("never asked", "Offer", "2026-02-05"),
        Event("never asked", "Call", "2026-02-06"),
        Event("through", "Won", "2026-02-01", "Ads"),
        Event("lost", "Ask", "2026-01-01", "Ads"),
        Event("lost", "Lost", "2026-01-02", "Ads"),
        Event("has a reason", "Ask", "2026-01-01", "Ads", "no money"),
        LATER,
    ]
    assert stuck(events) == [
        ("never asked", "", 3, "2026-02-05", 1),
        ("went back", "Ads", 2, "2026-03-01", 2),
        ("waits", "Ads", 2, "2026-03-05", 2),
        ("later", "Fair", 1, "2026-12-01", 1),
    ]


def test_whoever_is_stuck_belongs_to_the_channel_of_the_first_touch() -> None:
    events = [
        Event("one", "Ask", "2026-03-02", "Search"),
        Event("one", "Ask", "2026-03-09", "Ads"),
        Event("one", "Call", "2026-03-01"),
        Event("one", "Offer", "2026-03-05", "Fair"),
    ]
    assert stuck(events) == [("one", "Search", 3, "2026-03-05", 1)]
    with kept(events) as log:
        assert cases_of(log, question(log)).to_pandas()["channel"].tolist() == ["Search"]


def test_twenty_of_a_channel_are_named_and_all_are_counted() -> None:
    many = [Event(f"case {number:02}", "Ask", f"2026-03-{number:02}", "Ads") for number in range(1, 26)]
    last = Event("through", "Call", "2026-04-01", "Ads")
    found = stuck([*many, last, LATER])
    assert [case for case, *_ in found] == [*(f"case {number:02}" for number in range(1, 21)), "later"]
    assert {alike for _case, channel, *_, alike in found if channel == "Ads"} == {25}


def test_before_the_first_customer_also_the_furthest_of_all_are_stuck() -> None:
    offered = [Event("one", "Ask", "2026-03-02", "Ads"), Event("one", "Offer", "2026-03-05", "Ads")]
    assert stuck(offered) == [("one", "Ads", 2, "2026-03-05", 1)]
    # Once somebody is a customer, that is where the funnel ends.
    assert stuck([*offered, Event("two", "Won", "2026-03-09", "Ads")]) == [("one", "Ads", 2, "2026-03-05", 1)]


def test_a_customer_is_whoever_reached_the_stage_that_stands_for_revenue_or_one_after_it() -> None:
    def won(stages: Sequence[Stage], *names: str) -> int:
        with kept([Event("one", name, "2026-03-02") for name in names]) as log:
            return question(log, stages).won

    ask, sign, stay = Stage("own 1", "Ask"), Stage("own 2", "Sign", factory="revenue"), Stage("own 3", "Stay")
    assert won([ask, sign, stay], "Ask", "Sign", "Stay") == 2
    assert won([ask, sign, stay], "Ask", "Stay") == 2
    assert won([ask, sign, stay], "Ask") == 2  # past the last
    assert won([ask, stay], "Ask", "Stay") == 2  # the last one is what the funnel is for
    assert won(STAGES, "Ask", "Call", "Won") == 3
