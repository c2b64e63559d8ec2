"""One funnel from counts and events: people, rates and what must be said of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.funnel.counts import reach_of_counts
from core.funnel.funnel import (
    Funnel,
    Reached,
    Source,
    by_channel,
    by_period,
    empty_reach,
    funnel_of,
    sources_of,
)
from core.funnel.matching import meanings
from core.funnel.rates import interval
from core.funnel.stages import DEFAULT_STAGES, SIX, Stage
from core.sheets.intake import take_in
from tests.funnel.reaches import Line, funnel_reach, reach

TRICHTER = Path(__file__).parents[2] / "data" / "examples" / "trichter.xlsx"
OFFERS_TO_FIRMS = (
    Stage("prospect", "Offer", unit="offers"),
    Stage("own 1", "Order", unit="orders"),
    Stage("customer", "Firm", unit="firms", factory="revenue"),
)
JANUARY, FEBRUARY = pd.Timestamp("2026-01-01"), pd.Timestamp("2026-02-01")


def at(funnel: Funnel, key: str) -> Reached:
    return next(reached for reached in funnel.stages if reached.stage.key == key)


def figures(funnel: Funnel) -> dict[str, float]:
    return {reached.stage.key: reached.people for reached in funnel.known if reached.people is not None}


def said(funnel: Funnel) -> list[str]:
    return [str(text) for text in funnel.warnings]


def with_stock(key: str) -> tuple[Stage, ...]:
    return tuple(replace(one, measure="stock") if one.key == key else one for one in DEFAULT_STAGES)


def test_half_of_1000_offers_become_orders_from_200_firms_and_both_are_ratios() -> None:
    year = [("prospect", 1000.0), ("own 1", 500.0), ("customer", 200.0)]
    funnel = funnel_of(OFFERS_TO_FIRMS, {"counts": funnel_reach(*year)})
    orders, firms = at(funnel, "own 1"), at(funnel, "customer")
    assert orders.from_before is not None
    assert firms.from_before is not None
    assert firms.from_first is not None
    assert (orders.from_before.share, firms.from_before.share, firms.from_first.share) == (0.5, 0.4, 0.2)
    assert {rate.low for rate in (orders.from_before, firms.from_before, firms.from_first)} == {None}
    assert said(funnel) == [
        "Order: 500 orders from 1,000 offers is a ratio, no conversion.",
        "Firm: 200 firms from 500 orders is a ratio, no conversion.",
    ]


def test_the_example_loses_most_before_anybody_asks() -> None:
    rows = take_in(TRICHTER.name, TRICHTER.read_bytes()).tables[0].rows
    means = meanings(rows["stage"].unique(), DEFAULT_STAGES)
    counted = {"counts": reach_of_counts(rows, DEFAULT_STAGES, means, "month").reach}
    funnel = funnel_of(DEFAULT_STAGES, counted)
    assert figures(funnel) == {"suspect": 4400, "lead": 20, "prospect": 17, "customer": 7}
    customer = at(funnel, "customer")
    assert customer.from_before is not None
    assert (customer.from_before.k, customer.from_before.n) == (7, 17)
    assert (customer.from_before.low, customer.from_before.high) == interval(7, 17)
    assert funnel.most_lost is at(funnel, "lead")
    assert funnel.lowest_rate is at(funnel, "lead")
    assert funnel.warnings == ()
    channels = by_channel(DEFAULT_STAGES, counted)
    assert list(channels) == ["Events", "Search ads", "Webinar"]
    assert figures(channels["Events"]) == {"suspect": 69, "lead": 7, "prospect": 7, "customer": 3}
    months = by_period(DEFAULT_STAGES, counted)
    assert [start.month for start in months] == [1, 2, 3, 4, 5, 6]
    # Nobody bought in January: that was counted, so it is 0.
    assert [at(month, "customer").people for month in months.values()] == [0, 2, 1, 2, 1, 1]


def test_of_events_only_closed_cases_make_a_rate() -> None:
    events = funnel_reach(("lead", 20, 15), ("customer", 6, 5))
    customer = at(funnel_of(DEFAULT_STAGES, {"events": events}), "customer")
    assert customer.from_before is not None
    assert (customer.from_before.k, customer.from_before.n) == (5, 15)
    assert (customer.people, customer.still_open, customer.closed) == (6, 1, 5)


def test_between_counts_and_events_all_people_make_the_rate_and_the_mix_is_said() -> None:
    found = {"counts": funnel_reach(("suspect", 100)), "events": funnel_reach(("lead", 20, 15))}
    funnel = funnel_of(DEFAULT_STAGES, found)
    lead = at(funnel, "lead")
    assert lead.from_before is not None
    assert (lead.from_before.k, lead.from_before.n) == (20, 100)
    assert said(funnel) == [
        "Suspect comes from stage counts and Lead from stage events: the rate between them mixes both, so "
        "the people may not be the same."
    ]


def test_where_both_know_a_stage_events_count_unless_counts_are_chosen() -> None:
    found = {
        "counts": funnel_reach(("lead", 22), ("customer", 5)),
        "events": funnel_reach(("lead", 20), ("prospect", 9)),
    }
    assert sources_of(DEFAULT_STAGES, found) == {
        **{key: set() for key in SIX},
        "lead": {"counts", "events"},
        "prospect": {"events"},
        "customer": {"counts"},
    }
    assert figures(funnel_of(DEFAULT_STAGES, found)) == {"lead": 20, "prospect": 9, "customer": 5}
    chosen = funnel_of(DEFAULT_STAGES, found, chosen={"lead": "counts", "prospect": "counts"})
    assert figures(chosen) == {"lead": 22, "prospect": 9, "customer": 5}
    assert [reached.source for reached in chosen.known] == ["counts", "events", "counts"]


def test_a_rate_is_from_the_nearest_known_stage_and_from_the_first_known_one() -> None:
    funnel = funnel_of(
        DEFAULT_STAGES, {"counts": funnel_reach(("lead", 20), ("customer", 6), ("referral", 3))}
    )
    assert [reached.stage.key for reached in funnel.known] == ["lead", "customer", "referral"]
    lead, customer, referral = funnel.known
    assert (lead.from_before, lead.from_first, lead.before) == (None, None, None)
    assert customer.before == lead.stage
    assert referral.before == customer.stage
    assert referral.from_before is not None
    assert referral.from_first is not None
    assert (referral.from_before.n, referral.from_first.n) == (6, 20)


def test_a_stock_is_that_of_the_last_period_over_all_channels() -> None:
    rows = reach(
        ("lead", "Ads", "2026-01-01", 10),
        ("lead", "Events", "2026-02-01", 4),
        ("consumption", "Ads", "2026-01-01", 8),
        ("consumption", "Events", "2026-01-01", 2),
        ("consumption", "Ads", "2026-02-01", 9),
    )
    stages = with_stock("consumption")
    funnel = funnel_of(stages, {"counts": rows})
    assert figures(funnel) == {"lead": 14, "consumption": 9}
    assert figures(funnel_of(stages, {"counts": rows}, period=JANUARY)) == {"lead": 10, "consumption": 10}
    by = by_channel(stages, {"counts": rows})
    assert figures(by["Ads"]) == {"lead": 10, "consumption": 9}
    assert figures(by["Events"]) == {"lead": 4}
    assert at(funnel, "consumption").from_before is not None
    assert at(funnel, "consumption").from_before.low is None
    assert said(funnel) == [
        "Consumption is counted at a date, Lead over a period: the rate between them is a ratio, no "
        "conversion. Count at Consumption how many came in each period."
    ]


def test_a_stock_stage_told_by_events_is_how_many_came() -> None:
    rows = reach(("lead", "Ads", "2026-01-01", 10), ("consumption", "Ads", "2026-01-01", 4))
    rows = pd.concat([rows, rows.assign(period=FEBRUARY)], ignore_index=True)
    funnel = funnel_of(with_stock("consumption"), {"events": rows})
    assert figures(funnel) == {"lead": 20, "consumption": 8}
    assert funnel.warnings == ()


def test_a_stage_not_counted_in_a_period_is_unknown_and_a_counted_zero_is_0() -> None:
    rows = reach(
        ("lead", "Ads", "2026-01-01", 10),
        ("customer", "Ads", "2026-01-01", 0),
        ("lead", "Ads", "2026-02-01", 12),
    )
    months = by_period(DEFAULT_STAGES, {"counts": rows})
    assert figures(months[JANUARY]) == {"lead": 10, "customer": 0}
    assert figures(months[FEBRUARY]) == {"lead": 12}
    assert figures(funnel_of(DEFAULT_STAGES, {"counts": rows}, period=pd.Timestamp("2026-03-01"))) == {}


def test_who_is_in_no_event_of_a_month_with_events_did_not_get_there() -> None:
    rows = reach(
        ("lead", "Ads", "2026-01-01", 10),
        ("lead", "Ads", "2026-02-01", 12),
        ("customer", "Ads", "2026-02-01", 1),
    )
    months = by_period(DEFAULT_STAGES, {"events": rows})
    assert figures(months[JANUARY]) == {"lead": 10, "customer": 0}
    assert figures(funnel_of(DEFAULT_STAGES, {"events": rows}, channels=["Webinar"])) == {}


def test_of_nobody_there_is_no_rate() -> None:
    funnel = funnel_of(DEFAULT_STAGES, {"counts": funnel_reach(("lead", 0), ("customer", 0))})
    assert at(funnel, "customer").from_before is None
    assert funnel.warnings == ()


def test_counts_without_a_period_count_only_where_none_is_chosen() -> None:
    rows = pd.concat([funnel_reach(("lead", 10)), funnel_reach(("lead", 5)).assign(period=pd.NaT)])
    assert figures(funnel_of(DEFAULT_STAGES, {"counts": rows})) == {"lead": 15}
    assert figures(funnel_of(DEFAULT_STAGES, {"counts": rows}, period=JANUARY)) == {"lead": 10}
    assert list(by_period(DEFAULT_STAGES, {"counts": rows})) == [JANUARY]


def test_channels_of_both_sources_are_one_however_they_are_written() -> None:
    found = {
        "counts": reach(("suspect", "search ads", "2026-01-01", 100), ("suspect", "", "2026-01-01", 7)),
        "events": reach(("lead", "Search Ads", "2026-01-01", 9), ("lead", "Events", "2026-01-01", 1)),
    }
    channels = by_channel(DEFAULT_STAGES, found)
    assert list(channels) == ["Events", "search ads", ""]
    assert figures(channels["search ads"]) == {"suspect": 100, "lead": 9}
    assert figures(channels[""]) == {"suspect": 7}
    assert figures(funnel_of(DEFAULT_STAGES, found, channels=[" Search ads"])) == {"suspect": 100, "lead": 9}
    assert list(by_channel(DEFAULT_STAGES, found, channels=["events"])) == ["Events"]


def test_a_stage_larger_than_the_one_above_it_is_said() -> None:
    funnel = funnel_of(DEFAULT_STAGES, {"counts": funnel_reach(("lead", 10), ("prospect", 12))})
    assert said(funnel) == ["More reached Prospect (12) than Lead (10): check what is counted at both."]
    assert at(funnel, "prospect").from_before is not None
    assert at(funnel, "prospect").from_before.low is None
    assert at(funnel, "prospect").lost == 0


def test_stages_counted_in_different_months_or_channels_are_said() -> None:
    months = reach(
        ("lead", "", "2026-01-01", 10), ("lead", "", "2026-02-01", 12), ("customer", "", "2026-02-01", 3)
    )
    channels = reach(("lead", "Ads", "2026-01-01", 10), ("customer", "Events", "2026-01-01", 3))
    for rows in (months, channels):
        assert said(funnel_of(DEFAULT_STAGES, {"counts": rows})) == [
            "Lead and Customer are not counted for the same periods and channels, so the rate between them "
            "may be wrong. Where nobody came, write 0."
        ]
    whole_and_channels = reach(
        ("lead", "", "2026-01-01", 10),
        ("customer", "Ads", "2026-01-01", 2),
        ("customer", "Fair", "2026-01-01", 1),
    )
    assert said(funnel_of(DEFAULT_STAGES, {"counts": whole_and_channels})) == []


def test_two_stocks_are_a_ratio_even_where_the_lower_one_is_larger() -> None:
    stages = tuple(replace(stage, measure="stock") for stage in DEFAULT_STAGES)
    funnel = funnel_of(stages, {"counts": funnel_reach(("customer", 4), ("consumption", 9))})
    assert said(funnel) == [
        "Customer and Consumption are both counted at a date: the rate between them is a ratio, no "
        "conversion. Count how many came in each period."
    ]


def test_times_stand_beside_the_stages_that_events_tell() -> None:
    times = pd.DataFrame(
        {
            "stage": ["lead", "prospect", "customer"],
            "median_days": [float("nan"), 4.0, 12.0],
            "quick_days": [float("nan"), 2.0, 6.0],
            "slow_days": [float("nan"), 9.0, 30.0],
        }
    )
    events = funnel_reach(("lead", 20), ("prospect", 9), ("customer", 6))
    found = {"events": events, "counts": funnel_reach(("prospect", 10), ("consumption", 4))}
    prospect, customer = funnel_of(DEFAULT_STAGES, found, times=times).known[1:3]
    assert (prospect.median_days, prospect.quick_days, prospect.slow_days) == (4, 2, 9)
    assert customer.median_days == 12
    chosen = funnel_of(DEFAULT_STAGES, found, chosen={"prospect": "counts"}, times=times)
    assert [reached.median_days for reached in chosen.known] == [None, None, 12, None]


def test_times_from_a_stage_that_events_do_not_know_are_not_said() -> None:
    times = pd.DataFrame(
        {"stage": ["customer"], "median_days": [12.0], "quick_days": [6.0], "slow_days": [30.0]}
    )
    found = {"events": funnel_reach(("lead", 20), ("customer", 6)), "counts": funnel_reach(("prospect", 10))}
    # The 12 days run from the lead, and the prospect stands between.
    assert at(funnel_of(DEFAULT_STAGES, found, times=times), "customer").median_days is None


def test_a_funnel_of_nothing_has_all_stages_and_no_figures() -> None:
    for found in ({}, {"counts": empty_reach()}, {"counts": empty_reach(), "events": empty_reach()}):
        funnel = funnel_of(DEFAULT_STAGES, found)
        assert [reached.stage for reached in funnel.stages] == list(DEFAULT_STAGES)
        assert (funnel.known, funnel.warnings, funnel.won, funnel.most_lost) == ((), (), None, None)
        assert by_channel(DEFAULT_STAGES, found) == by_period(DEFAULT_STAGES, found) == {}


@pytest.mark.parametrize(
    ("known", "won"),
    [
        (("suspect", "lead", "customer", "referral"), "customer"),
        (("suspect", "lead", "prospect"), "prospect"),
        (("suspect", "lead", "consumption"), "lead"),
        (("lead", "consumption"), "consumption"),
        (("customer", "consumption"), "consumption"),
        (("customer",), "customer"),
    ],
)
def test_the_funnel_is_for_customers_or_the_last_stage_on_the_way_to_them(
    known: tuple[str, ...], won: str
) -> None:
    funnel = funnel_of(DEFAULT_STAGES, {"counts": funnel_reach(*((key, 5.0) for key in known))})
    assert funnel.won is at(funnel, won)


some_lines = st.lists(
    st.tuples(
        st.sampled_from(SIX),
        st.sampled_from(["", "Ads", "Events"]),
        st.sampled_from(["2026-01-01", "2026-02-01", "2026-03-01"]),
        st.integers(0, 40).map(float),
    ),
    max_size=30,
    unique_by=lambda line: line[:3],
)


@settings(max_examples=40, deadline=None)
@given(some_lines, some_lines, st.sampled_from([(), ("consumption",), ("suspect", "referral")]))
def test_channels_add_up_to_the_whole(
    counted: list[Line], cases: list[Line], stocks: tuple[str, ...]
) -> None:
    stages = tuple(replace(one, measure="stock") if one.key in stocks else one for one in DEFAULT_STAGES)
    found = {"counts": reach(*counted), "events": reach(*cases)}
    whole = funnel_of(stages, found)
    parts = by_channel(stages, found).values()
    for reached in whole.stages:
        told = [at(part, reached.stage.key).people for part in parts]
        known = [people for people in told if people is not None]
        assert (sum(known) if known else None) == reached.people


@settings(max_examples=40, deadline=None)
@given(some_lines)
def test_periods_add_up_to_the_whole(counted: list[Line]) -> None:
    found = {"counts": reach(*counted)}
    parts = by_period(DEFAULT_STAGES, found).values()
    for key, people in figures(funnel_of(DEFAULT_STAGES, found)).items():
        assert sum(at(part, key).people or 0 for part in parts) == people


@settings(max_examples=40, deadline=None)
@given(some_lines, st.randoms())
def test_the_order_of_rows_changes_nothing(counted: list[Line], random: Any) -> None:
    mixed = random.sample(counted, len(counted))
    one, other = (funnel_of(DEFAULT_STAGES, {"counts": reach(*lines)}) for lines in (counted, mixed))
    assert one.stages == other.stages
    assert said(one) == said(other)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 500), st.integers(0, 500)), min_size=2, max_size=6),
    st.sampled_from(["counts", "events"]),
)
def test_rates_multiply_to_the_overall_rate(people: list[tuple[int, int]], source: Source) -> None:
    lines = [
        (key, float(closed + still_open), float(closed if source == "events" else closed + still_open))
        for key, (closed, still_open) in zip(SIX, people, strict=False)
    ]
    known = funnel_of(DEFAULT_STAGES, {source: funnel_reach(*lines)}).known
    overall = 1.0
    for reached in known[1:]:
        assert reached.from_before is not None
        assert reached.from_first is not None
        overall *= reached.from_before.share
        assert reached.from_first.share == pytest.approx(overall)


def test_counts_of_other_periods_than_the_events_are_said() -> None:
    counts = reach(("suspect", "", "2026-01-01", 100))
    events = reach(("lead", "", "2026-01-01", 10), ("lead", "", "2026-02-01", 10))
    sentences = said(funnel_of(DEFAULT_STAGES, {"counts": counts, "events": events}))
    assert any("are not known of the same periods" in sentence for sentence in sentences)
    both = reach(("lead", "", "2026-01-01", 10))
    sentences = said(funnel_of(DEFAULT_STAGES, {"counts": counts, "events": both}))
    assert not any("are not known of the same periods" in sentence for sentence in sentences)
