"""Twelve cases drawn as a picture, and who of them got how far: ordered, in any order, strict."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pandas as pd
import pytest
from event_logs import STAGES, Event, counts, furthest, kept, question

from core.funnel.events_sql import How
from core.funnel.rates import Rate
from core.store.event_funnel import cases_of, late_only, reach_of, times_of

PICTURE = """
 case              day 0         10        20
                       |123456789|123456789|123456789
 straight through      A.C..O...W....................
 no call               A....O..W.....................
 won on the 11th day   A.C.O......W..................
 won on the 10th day   A..C...O..W...................
 called before asking  ..C.A.O.W.....................
 offer before the call A.O.C.O.W.....................
 everything twice      A.AC.CO.OW....................
 asked once more       A.C.A.O..W....................
 asked again later     A............A.C.O.W..........
 still open            ........................A....C
 never asked           ....C..O..W...................
 called long before    C..........A.O................
"""
"""A: Ask, C: Call, O: Offer, W: Won; a column is a day, each event at noon. The window has 10 days."""

#                        ordered any strict   why
FURTHEST = {
    "straight through": (4, 4, 4),
    "no call": (1, 1, 1),  # the call is missing, so the offer does not count either
    "won on the 11th day": (3, 3, 3),  # after the window
    "won on the 10th day": (4, 4, 4),  # the window's end is included
    "called before asking": (1, 4, 1),
    "offer before the call": (4, 4, 1),  # an offer lies between asking and the call
    "everything twice": (4, 4, 4),  # a stage of its own does not interrupt
    "asked once more": (4, 4, 2),  # asking lies between the call and the offer
    "asked again later": (1, 1, 1),  # once, and its window ended before the rest
    "still open": (2, 2, 2),
    "called long before": (1, 1, 1),  # 11 days before asking
}
HOWS: dict[How, int] = {"ordered": 0, "any": 1, "strict": 2}
FIRST = dt.datetime(2026, 3, 1, 12)


def drawn(picture: str = PICTURE) -> list[Event]:
    """The events of the picture."""
    stages = {"A": "Ask", "C": "Call", "O": "Offer", "W": "Won"}
    events = []
    for line in picture.splitlines()[3:]:
        case, days = line[:23].strip(), line[23:]
        for day, letter in enumerate(days):
            if letter in stages:
                events.append(Event(case, stages[letter], FIRST + dt.timedelta(days=day), "Ads"))
    return events


@pytest.mark.parametrize("how", HOWS)
def test_each_drawn_case_gets_as_far_as_the_eye_says(how: How) -> None:
    expected = {case: reached[HOWS[how]] for case, reached in FURTHEST.items()}
    assert furthest(drawn(), how=how, window_days=10) == expected


def test_of_eleven_asked_five_are_won_in_order() -> None:
    # The last event is on day 29, so of who came on day 24 nobody knows yet.
    assert counts(drawn(), window_days=10) == ([11, 7, 6, 5], [10, 6, 6, 5])


def test_of_eleven_asked_six_are_won_in_any_order() -> None:
    assert counts(drawn(), how="any", window_days=10) == ([11, 8, 7, 6], [10, 7, 7, 6])


def test_of_eleven_asked_three_are_won_with_nothing_in_between() -> None:
    assert counts(drawn(), how="strict", window_days=10) == ([11, 6, 4, 3], [10, 5, 4, 3])


def test_the_case_that_was_never_asked_is_told_apart() -> None:
    with kept(drawn()) as log:
        assert late_only(log, question(log, window_days=10)) == 1


def test_with_a_window_of_30_days_everybody_who_was_won_counts() -> None:
    reached = furthest(drawn(), window_days=30)
    assert reached["won on the 11th day"] == reached["asked again later"] == 4
    # Nobody's window is over within the 29 days, so there is no rate.
    assert counts(drawn(), window_days=30).closed == [0, 0, 0, 0]


def test_the_rates_of_the_drawn_log_multiply_to_the_overall_rate() -> None:
    with kept(drawn()) as log:
        asked = question(log, window_days=10)
        reach = reach_of(cases_of(log, asked), asked, "month")
    closed = reach.groupby("stage")["closed"].sum()
    rates = [Rate.counted(closed[stage.key], closed[before.key]) for before, stage in pairwise(STAGES)]
    shares = [rate.share for rate in rates if rate]
    assert shares == pytest.approx([6 / 10, 6 / 6, 5 / 6])
    assert shares[0] * shares[1] * shares[2] == pytest.approx(5 / 10)


def test_the_times_of_the_drawn_log_are_days() -> None:
    # To the call: 2, 2, 3, 4, 3, 2 days. To the offer: 3, 2, 4, 2, 3, 4. To winning: 4, 3, 2, 3, 3.
    with kept(drawn()) as log:
        asked = question(log, window_days=10)
        times = times_of(cases_of(log, asked), asked).set_index("stage")
    assert times.loc["lead"].tolist() == [2.5, 2, 3]
    assert times.loc["prospect"].tolist() == [3, 2.25, 3.75]
    assert times.loc["customer"].tolist() == [3, 3, 3]


def test_the_reach_tells_stage_channel_and_period() -> None:
    with kept(drawn()) as log:
        asked = question(log, window_days=10)
        reach = reach_of(cases_of(log, asked), asked, "month")
    assert reach.to_dict("list") == {
        "stage": ["customer", "lead", "prospect", "suspect"],
        "channel": ["Ads"] * 4,
        "period": [pd.Timestamp("2026-03-01")] * 4,
        "people": [5, 7, 6, 11],
        "closed": [5, 6, 6, 10],
    }
