"""Each stage is told in the week in which it was reached, each rate in the week of the stage before."""

from __future__ import annotations

import pandas as pd
from event_logs import Event, kept, question

from core.store.event_funnel import cases_of, reach_of
from core.store.stage_weeks import passed_in_weeks, reached_in_weeks

# Weeks begin on March 2, 9, 16, 23 and 30.
EVENTS = [
    Event("a", "Ask", "2026-03-02", "Ads"),
    Event("a", "Call", "2026-03-10", "Ads"),
    Event("a", "Offer", "2026-03-12", "Ads"),
    Event("a", "Won", "2026-03-31", "Ads"),
    Event("b", "Ask", "2026-03-03", "ads "),
    Event("b", "Call", "2026-03-12", "ads "),
    Event("c", "Ask", "2026-03-04", None),
    # Still open where the window has 30 days: what is known ends on May 10.
    Event("d", "Ask", "2026-05-04", "Ads"),
    Event("d", "Call", "2026-05-10", "Ads"),
]


def rows(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    told = frame.assign(period=frame["period"].dt.strftime("%m-%d"))
    return list(told.itertuples(index=False, name=None))


def test_a_customer_counts_in_the_week_of_the_order_and_not_in_that_of_the_first_contact() -> None:
    with kept(EVENTS) as log:
        asked = question(log)
        cases = cases_of(log, asked)
        assert rows(reached_in_weeks(cases, asked)) == [
            ("customer", "Ads", "03-30", 1),
            ("lead", "Ads", "03-09", 2),
            ("lead", "Ads", "05-04", 1),
            ("prospect", "Ads", "03-09", 1),
            ("suspect", "", "03-02", 1),
            ("suspect", "Ads", "03-02", 2),
            ("suspect", "Ads", "05-04", 1),
        ]
        people = reached_in_weeks(cases, asked).groupby("stage")["people"].sum()
        assert people.equals(reach_of(cases, asked, "week").groupby("stage")["people"].sum())


def test_of_those_of_a_week_it_is_told_how_many_got_on_whenever_that_was() -> None:
    with kept(EVENTS) as log:
        asked = question(log)
        assert rows(passed_in_weeks(cases_of(log, asked), asked)) == [
            ("customer", "Ads", "03-09", 1, 1),
            ("lead", "", "03-02", 0, 1),
            ("lead", "Ads", "03-02", 2, 2),
            ("prospect", "Ads", "03-09", 1, 2),
        ]


def test_one_stage_alone_has_no_rate() -> None:
    with kept(EVENTS[:1]) as log:
        asked = question(log)
        cases = cases_of(log, asked)
        assert passed_in_weeks(cases, asked).empty
        assert len(reached_in_weeks(cases, asked)) == 1
