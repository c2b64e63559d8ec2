"""Stage counts become people per stage: nobody twice, nobody lost, whatever the sheets look like."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.funnel.counts import CountsRead, reach_of_counts
from core.funnel.funnel import REACH
from core.funnel.matching import meanings
from core.funnel.periods import PERIODS, Period
from core.funnel.stages import DEFAULT_STAGES, Stage
from core.sheets.intake import take_in
from core.sheets.kinds import STAGE_COUNTS
from core.store import Workspace
from core.store.rows import kept_rows

TRICHTER = Path(__file__).parents[2] / "data" / "examples" / "trichter.xlsx"
Row = tuple[str, str | None, str, float]


def days_of(when: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day of "2026", "2026Q1", "2026-01", "2026-W05" or "2026-01-05/2026-01-11"."""
    first, slash, last = when.partition("/")
    if slash:
        return pd.Timestamp(first), pd.Timestamp(last)
    if "W" in when:
        monday = pd.Timestamp.fromisocalendar(int(when[:4]), int(when[-2:]), 1)
        return monday, monday + pd.Timedelta(days=6)
    period = pd.Period(when)
    return period.start_time, period.end_time.normalize()


def counts(*rows: Row) -> pd.DataFrame:
    """Counts from (when, channel, name of the stage, how many); "" is no period."""
    days = [days_of(when) if when else (pd.NaT, pd.NaT) for when, *_ in rows]
    return pd.DataFrame(
        {
            "period_start": pd.Series([first for first, _ in days], dtype="datetime64[us]"),
            "period_end": pd.Series([last for _, last in days], dtype="datetime64[us]"),
            "channel": pd.Series([row[1] for row in rows], dtype="str"),
            "stage": pd.Series([row[2] for row in rows], dtype="str"),
            "count": pd.Series([row[3] for row in rows], dtype="float64"),
        }
    )


def read(
    *rows: Row, period: Period = "month", chosen: dict[str, str] | None = None, **changes: Any
) -> CountsRead:
    """What these rows say; `changes` are those of the stage called like that, lead={"measure": "stock"}."""
    stages = [replace(stage, **changes.get(stage.key, {})) for stage in DEFAULT_STAGES]
    frame = counts(*rows)
    return reach_of_counts(frame, stages, meanings(frame["stage"].unique(), stages, chosen), period)


def people(found: CountsRead) -> list[tuple[str, str, str, float]]:
    """The reach as (stage, channel, first day, people)."""
    return [
        (row.stage, row.channel, "" if row.period is pd.NaT else str(row.period.date()), row.people)
        for row in found.reach.itertuples()
    ]


def notes(found: CountsRead) -> list[str]:
    return [str(note).replace("\u2009", " ") for note in found.notes]


def test_months_add_up_to_quarters() -> None:
    rows: list[Row] = [
        ("2026-01", "Ads", "Leads", 10),
        ("2026-02", "Ads", "Leads", 20),
        ("2026-04", "Ads", "Leads", 5),
    ]
    assert people(read(*rows, period="quarter")) == [
        ("lead", "Ads", "2026-01-01", 30),
        ("lead", "Ads", "2026-04-01", 5),
    ]
    assert read(*rows, period="quarter").finest == "month"


def test_counts_by_quarter_are_told_by_quarter_when_months_are_asked() -> None:
    found = read(("2026Q1", "Ads", "Leads", 30), ("2026-01", "Ads", "Customers", 1), period="month")
    assert (found.finest, found.period) == ("quarter", "quarter")
    assert people(found) == [("lead", "Ads", "2026-01-01", 30), ("customer", "Ads", "2026-01-01", 1)]


def test_a_week_over_two_months_belongs_to_that_of_its_thursday() -> None:
    # Week 5 of 2026 is January 26 to February 1, week 9 February 23 to March 1, week 14 March 30 to April 5.
    found = read(
        ("2026-W05", None, "Leads", 1),
        ("2026-W09", None, "Leads", 2),
        ("2026-W14", None, "Leads", 4),
    )
    assert found.finest == "week"
    assert people(found) == [
        ("lead", "", "2026-01-01", 1),
        ("lead", "", "2026-02-01", 2),
        ("lead", "", "2026-04-01", 4),
    ]


def test_single_days_belong_to_their_own_month_and_week() -> None:
    days: list[Row] = [("2026-01-31", None, "Leads", 1), ("2026-02-01", None, "Leads", 2)]
    assert [row[2:] for row in people(read(*days, period="month"))] == [("2026-01-01", 1), ("2026-02-01", 2)]
    assert [row[2:] for row in people(read(*days, period="week"))] == [("2026-01-26", 3)]


def test_a_quarter_beside_its_months_is_not_counted_again() -> None:
    rows: list[Row] = [(f"2026-0{month}", "Ads", "Leads", 10) for month in (1, 2, 3)]
    found = read(*rows, ("2026Q1", "Ads", "Leads", 30), ("2026", "Ads", "Leads", 30))
    assert (found.finest, found.reach["people"].sum()) == ("month", 30)
    assert notes(found) == [
        "“Leads”: some periods hold shorter ones that are counted too. Only the shorter ones count."
    ]


def test_a_quarter_that_its_months_do_not_add_up_to_is_said() -> None:
    found = read(
        ("2026-01", "Ads", "Leads", 10), ("2026-02", "Ads", "Leads", 11), ("2026Q1", "Ads", "Leads", 30)
    )
    assert found.reach["people"].tolist() == [10, 11]
    assert notes(found) == [
        "“Leads”, Jan 1 – Mar 31, 2026: 30 are counted, but 21 in the shorter periods within. "
        "The shorter ones count; take them out where the longer one is right."
    ]


def test_a_quarter_of_another_channel_or_name_holds_nothing() -> None:
    found = read(
        ("2026-01", "Ads", "Leads", 10), ("2026Q1", "Events", "Leads", 30), ("2026Q1", "Ads", "Visits", 900)
    )
    assert found.reach["people"].sum() == 940
    assert found.notes == ()


def test_a_total_beside_the_channels_is_not_counted_again() -> None:
    found = read(
        ("2026-01", "Ads", "Leads", 10), ("2026-01", "Events", "Leads", 4), ("2026-01", None, "Leads", 14)
    )
    assert people(found) == [("lead", "Ads", "2026-01-01", 10), ("lead", "Events", "2026-01-01", 4)]
    assert found.notes == ()


def test_a_total_that_the_channels_do_not_add_up_to_is_said() -> None:
    found = read(
        ("2026-01", "Ads", "Leads", 10),
        ("2026-01", None, "Leads", 14),
        ("2026-02", "Ads", "Leads", 3),
        ("2026-02", None, "Leads", 5),
        ("2026-02", None, "Visits", 500),
    )
    assert found.reach["people"].sum() == 513
    assert notes(found) == [
        "“Leads”, Jan 1 – 31, 2026: 14 are counted without a channel, but 10 in the channels together (the "
        "first of 2 such periods). The channels count; name the channel of those that are missing."
    ]


def test_a_total_of_a_quarter_and_channels_by_month_are_held_together_and_the_other_way_round() -> None:
    by_month = read(
        ("2026-01", "Ads", "Leads", 10), ("2026-03", "Ads", "Leads", 4), ("2026Q1", None, "Leads", 14)
    )
    assert (by_month.finest, by_month.reach["people"].tolist()) == ("month", [10, 4])
    by_quarter = read(
        ("2026-01", None, "Leads", 10), ("2026-03", None, "Leads", 4), ("2026Q1", "Ads", "Leads", 14)
    )
    assert people(by_quarter) == [("lead", "Ads", "2026-01-01", 14)]


def test_a_channel_is_one_however_it_is_written_and_shown_as_first_written() -> None:
    found = read(
        ("2026-01", "Search ads", "Leads", 1),
        ("2026-01", " search Ads ", "Leads", 2),
        ("2026-01", "SEARCH ADS", "Customers", 1),
    )
    assert people(found) == [
        ("lead", "Search ads", "2026-01-01", 3),
        ("customer", "Search ads", "2026-01-01", 1),
    ]


def test_who_called_and_got_an_offer_is_one_prospect() -> None:
    found = read(("2026-01", "Ads", "Calls", 7), ("2026-01", "Ads", "Offers", 4))
    assert people(found) == [("prospect", "Ads", "2026-01-01", 7)]
    assert notes(found) == [
        "“Calls”, “Offers” stand for one stage, Prospect. They are taken for the same people, so in each "
        "channel only the one with the most people counts. If they are different people, have them added up."
    ]


def test_the_offer_for_a_call_of_last_month_is_no_second_prospect() -> None:
    # Five called in January, two in February; four of the seven got an offer in February.
    rows: list[Row] = [
        ("2026-01", "Ads", "Calls", 5),
        ("2026-02", "Ads", "Calls", 2),
        ("2026-01", "Ads", "Offers", 0),
        ("2026-02", "Ads", "Offers", 4),
    ]
    assert [row[2:] for row in people(read(*rows))] == [("2026-01-01", 5), ("2026-02-01", 2)]
    assert [row[2:] for row in people(read(*rows, period="quarter"))] == [("2026-01-01", 7)]


def test_where_only_the_smaller_name_is_counted_it_counts() -> None:
    found = read(
        ("2026-01", "Ads", "Calls", 7),
        ("2026-01", "Ads", "Offers", 4),
        ("2026-02", "Ads", "Offers", 3),
        ("2026-01", "Events", "Offers", 2),
    )
    assert people(found) == [
        ("prospect", "Ads", "2026-01-01", 7),
        ("prospect", "Ads", "2026-02-01", 3),
        ("prospect", "Events", "2026-01-01", 2),
    ]


def test_names_for_different_people_are_added() -> None:
    found = read(
        ("2026-01", "Ads", "Demos", 7),
        ("2026-01", "Ads", "Trial lessons", 4),
        prospect={"together": "sum"},
    )
    assert people(found) == [("prospect", "Ads", "2026-01-01", 11)]
    assert notes(found) == [
        "“Demos”, “Trial lessons” stand for one stage, Prospect. They are added up, as different people. "
        "If they are the same people, let only the largest count."
    ]


def test_calls_by_channel_and_offers_as_a_whole_are_the_same_people() -> None:
    rows: list[Row] = [
        ("2026-01", "Ads", "Calls", 5),
        ("2026-01", "Events", "Calls", 3),
        ("2026-01", None, "Offers", 6),
    ]
    assert read(*rows).reach["people"].sum() == 8
    assert read(*rows, prospect={"together": "sum"}).reach["people"].sum() == 14


def test_lost_left_out_and_unknown_names_count_nowhere() -> None:
    found = read(
        ("2026-01", None, "Leads", 7),
        ("2026-01", None, "Lost", 4),
        ("2026-01", None, "Blue", 90),
        ("2026-01", None, "Reviews", 2),
        chosen={"reviews": "left out"},
    )
    assert people(found) == [("lead", "", "2026-01-01", 7)]


def test_of_a_stock_the_latest_count_of_a_period_counts_and_channels_add() -> None:
    rows: list[Row] = [
        ("2026-01", "Ads", "Active customers", 10),
        ("2026-03", "Ads", "Active customers", 12),
        ("2026-02", "Events", "Active customers", 5),
        ("2026-04", "Ads", "Active customers", 11),
    ]
    found = read(*rows, period="quarter", consumption={"measure": "stock"})
    assert people(found) == [
        ("consumption", "Ads", "2026-01-01", 12),
        ("consumption", "Ads", "2026-04-01", 11),
        ("consumption", "Events", "2026-01-01", 5),
    ]


def test_a_stock_at_the_end_of_a_year_keeps_no_months_from_being_told() -> None:
    found = read(
        ("2025", None, "Active customers", 10),
        ("2025-12", None, "Active customers", 9),
        ("2026-01", None, "Leads", 20),
        consumption={"measure": "stock"},
    )
    assert found.finest == "month"
    assert people(found) == [("lead", "", "2026-01-01", 20), ("consumption", "", "2025-12-01", 9)]
    assert len(found.notes) == 1


def test_counts_without_a_period_are_in_none() -> None:
    found = read(("", "Ads", "Leads", 20), ("2026-01", "Ads", "Leads", 3))
    assert people(found) == [("lead", "Ads", "2026-01-01", 3), ("lead", "Ads", "", 20)]
    assert found.finest == "month"
    assert notes(found) == [
        "“Leads”: counts without a period, or for more than a year, are in no week, month, quarter or year. "
        "They count only where no period is chosen, together with the others."
    ]


def test_without_any_period_none_can_be_chosen() -> None:
    found = read(("", None, "Leads", 20), ("", None, "Customers", 3))
    assert people(found) == [("lead", "", "", 20), ("customer", "", "", 3)]
    assert (found.finest, found.notes) == (None, ())


def test_three_years_in_one_count_are_in_no_year() -> None:
    found = read(("2023-01-01/2025-12-31", None, "Leads", 900), ("2026", None, "Leads", 20))
    assert (found.finest, found.reach["period"].isna().sum()) == ("year", 1)


def test_a_counted_zero_is_a_zero_and_a_blank_is_nothing() -> None:
    found = read(("2026-01", None, "Customers", 0), ("2026-02", None, "Customers", float("nan")))
    assert people(found) == [("customer", "", "2026-01-01", 0)]


def test_nothing_counted_is_an_empty_reach() -> None:
    found = read(("2026-01", None, "Blue", 4))
    assert found.reach.empty
    assert list(found.reach) == list(REACH)
    assert (found.finest, found.notes) == (None, ())


def test_the_example_is_read_as_its_sheet_says() -> None:
    intake = take_in(TRICHTER.name, TRICHTER.read_bytes())
    rows = intake.tables[0].rows
    found = reach_of_counts(rows, DEFAULT_STAGES, meanings(rows["stage"].unique(), DEFAULT_STAGES), "quarter")
    assert found.finest == "month"
    table = found.reach.pivot_table(index="stage", columns="channel", values="people", aggfunc="sum")
    # Of six months; seven calls and four offers after events are seven prospects.
    assert table.loc["suspect"].to_dict() == {"Events": 69, "Search ads": 4283, "Webinar": 48}
    assert table.loc["lead"].to_dict() == {"Events": 7, "Search ads": 9, "Webinar": 4}
    assert table.loc["prospect"].to_dict() == {"Events": 7, "Search ads": 7, "Webinar": 3}
    assert table.loc["customer"].to_dict() == {"Events": 3, "Search ads": 2, "Webinar": 2}
    assert [note.split(" ")[0] for note in notes(found)] == ["“Telefonate”,"]


def test_kept_rows_without_any_count_are_no_trouble() -> None:
    with Workspace.open() as workspace:
        assert reach_of_counts(kept_rows(workspace, STAGE_COUNTS), DEFAULT_STAGES, {}, "week").reach.empty


some_rows = st.lists(
    st.tuples(
        st.sampled_from(["", "2026-W05", "2026-W06", "2026-01", "2026-02", "2026-03", "2026Q1", "2026"]),
        st.sampled_from([None, "Ads", "Events"]),
        st.sampled_from(["Visits", "Leads", "Calls", "Offers", "Customers", "Active customers"]),
        st.integers(0, 50).map(float),
    ),
    min_size=1,
    max_size=25,
)
some_stages = st.fixed_dictionaries(
    {
        "prospect": st.sampled_from([{}, {"together": "sum"}, {"measure": "stock"}]),
        "consumption": st.sampled_from([{}, {"measure": "stock"}]),
    }
)


@settings(max_examples=25, deadline=None)
@given(some_rows, some_stages, st.sampled_from(PERIODS), st.randoms())
def test_the_order_of_rows_changes_nothing(
    rows: list[Row], changes: dict[str, Any], period: Period, random: Any
) -> None:
    mixed = random.sample(rows, len(rows))
    one, other = (read(*some, period=period, **changes) for some in (rows, mixed))
    pd.testing.assert_frame_equal(one.reach, other.reach)
    assert (notes(one), one.finest) == (notes(other), other.finest)


@settings(max_examples=25, deadline=None)
@given(some_rows, some_stages)
def test_a_flow_is_as_many_people_by_every_period(rows: list[Row], changes: dict[str, Any]) -> None:
    totals = [
        read(*rows, period=period, **changes).reach.groupby(["stage", "channel"])["people"].sum()
        for period in PERIODS
    ]
    stocks = {key for key, change in changes.items() if change.get("measure") == "stock"}
    flows = [total[~total.index.get_level_values("stage").isin(list(stocks))] for total in totals]
    assert all(flow.equals(flows[0]) for flow in flows)


@settings(max_examples=25, deadline=None)
@given(some_rows)
def test_nobody_is_counted_who_is_in_no_row(rows: list[Row]) -> None:
    found = read(*rows).reach
    written = counts(*rows)
    means = meanings(written["stage"].unique(), DEFAULT_STAGES)
    most = written.groupby(written["stage"].map(means))["count"].sum()
    assert (found.groupby("stage")["people"].sum() <= most.reindex(sorted(set(found["stage"])))).all()
    assert set(found["stage"]) == set(most.index)
    assert (found["closed"] == found["people"]).all()
    assert not found.duplicated(["stage", "channel", "period"]).any()


def test_a_stage_of_ones_own_is_counted_by_its_name() -> None:
    stages = (Stage("lead"), Stage("own 1", "Probefahrt", unit="drives"))
    frame = counts(("2026-01", None, "Probefahrt", 4), ("2026-01", None, "Leads", 9))
    found = reach_of_counts(frame, stages, meanings(frame["stage"], stages), "month")
    assert people(found) == [("lead", "", "2026-01-01", 9), ("own 1", "", "2026-01-01", 4)]


@pytest.mark.parametrize("period", PERIODS)
def test_a_reach_has_the_types_of_an_empty_one(period: Period) -> None:
    full, empty = read(("2026-W05", None, "Leads", 1), period=period), read(period=period)
    pd.testing.assert_series_equal(full.reach.dtypes, empty.reach.dtypes)
