"""The funnel as a query for a warehouse: run over a small log, and its answer brought back as a sheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import duckdb
import pandas as pd
import pytest
import sqlglot

from core.errors import StepwiseError
from core.funnel.counts import reach_of_counts
from core.funnel.events import Question
from core.funnel.events_sql import HOWS, How
from core.funnel.matching import meanings
from core.funnel.periods import PERIODS, Period
from core.funnel.stages import CUSTOMER, LEAD, PROSPECT, Stage
from core.funnel.warehouse import ENGINES, Dialect, warehouse_sql
from core.sheets.intake import take_in
from core.store.event_funnel import cases_of, reach_of
from core.store.event_log import EventLog

DIALECTS: Sequence[Dialect] = tuple(ENGINES)
UNTIL = dt.datetime(2026, 6, 30, 18)
NAMES = {"Anfrage": "Leads", "Übergabe „an’s“ Büro": "Offers", 'Closed "won"': "Won", "Gewonnen": "Won"}
STAGES = (Stage(LEAD, "Leads"), Stage(PROSPECT, "Offers"), Stage(CUSTOMER, "Won"))

# case, name of the stage, time, channel
EVENTS = [
    # January, ads: two of three get an offer, one of them is won
    ("a1", "Anfrage", "2026-01-05 09:00", "Ads"),
    ("a1", "Übergabe „an’s“ Büro", "2026-01-09 09:00", "Ads"),
    ("a1", 'Closed "won"', "2026-01-20", "Ads"),
    ("a2", "Anfrage", "2026-01-06", "Ads"),
    ("a2", "Übergabe „an’s“ Büro", "2026-01-06", "Ads"),  # the same day: tied, so it counts
    ("a2", "Gewonnen", "2026-03-20", "Ads"),  # after the window
    ("a3", "Anfrage", "2026-01-31 23:59", "Ads"),
    # February: two of no channel, of whom one asks twice, and one from the fair who is won in any order
    ("n1", "Anfrage", "2026-02-02 12:00", None),
    ("n1", "Anfrage", "2026-02-10 12:00", None),
    ("n1", "Übergabe „an’s“ Büro", "2026-02-11 12:00", None),
    ("n2", "Anfrage", "2026-02-03 12:00", None),
    ("f1", "Anfrage", "2026-02-04 12:00", "Fair"),
    ("f1", "Gewonnen", "2026-02-08 12:00", "Fair"),
    ("f1", "Übergabe „an’s“ Büro", "2026-02-09 12:00", "Fair"),
    # March: a call between the lead and the offer matters only where nothing may lie in between
    ("f2", "Anfrage", "2026-03-02 12:00", "Fair"),
    ("f2", "Gewonnen", "2026-03-03 12:00", "Fair"),
    ("f2", "Übergabe „an’s“ Büro", "2026-03-04 12:00", "Fair"),
    ("f2", "Gewonnen", "2026-03-05 12:00", "Fair"),
    # June: still open
    ("o1", "Anfrage", "2026-06-29 12:00", "Ads"),
    ("o1", "Übergabe „an’s“ Büro", "2026-06-30 18:00", "Ads"),
    # what counts nowhere: another name, an event without time
    ("x1", "Newsletter", "2026-01-02 12:00", "Ads"),
    ("x2", "Anfrage", None, "Ads"),
]


@pytest.fixture
def warehouse() -> duckdb.DuckDBPyConnection:
    """A database with the events in a table of its own."""
    connection = duckdb.connect()
    connection.execute(
        "create table stage_events (case_id varchar, stage varchar, time timestamp, channel varchar)"
    )
    connection.executemany("insert into stage_events values (?, ?, ?, ?)", EVENTS)
    return connection


def query(dialect: Dialect = "duckdb", **changed: Any) -> str:
    asked: dict[str, Any] = {"how": "ordered", "window_days": 30, "until": UNTIL, "period": "month"}
    return warehouse_sql(NAMES, ["Leads", "Offers", "Won"], dialect=dialect, **{**asked, **changed})


def rows_of(warehouse: duckdb.DuckDBPyConnection, text: str) -> list[tuple[str, str, str, int]]:
    """The first day of the period, the channel, the stage and the count of each row."""
    return [(str(start), channel, stage, n) for start, _end, channel, stage, n in _asked(warehouse, text)]


def _asked(warehouse: duckdb.DuckDBPyConnection, text: str) -> list[tuple[Any, ...]]:
    return warehouse.execute(text).fetchall()


def as_csv(warehouse: duckdb.DuckDBPyConnection, text: str) -> bytes:
    """What a database program saves: the headings and the rows."""
    found = warehouse.execute(text)
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([column[0] for column in found.description])
    writer.writerows(found.fetchall())
    return file.getvalue().encode()


def test_two_of_three_leads_of_january_get_an_offer_and_one_is_won(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    rows = rows_of(warehouse, query())
    assert [(stage, n) for start, channel, stage, n in rows if (start, channel) == ("2026-01-01", "Ads")] == [
        ("Leads", 3),
        ("Offers", 2),
        ("Won", 1),
    ]


def test_who_has_no_channel_is_counted_under_a_name_for_that(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = rows_of(warehouse, query(without_channel="ohne Kanal"))
    assert [row for row in rows if row[1] == "ohne Kanal"] == [
        ("2026-02-01", "ohne Kanal", "Leads", 2),
        ("2026-02-01", "ohne Kanal", "Offers", 1),
        ("2026-02-01", "ohne Kanal", "Won", 0),
    ]


def test_cases_that_are_still_open_give_no_zero_that_looks_measured(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert {start for start, *_ in rows_of(warehouse, query())} == {"2026-01-01", "2026-02-01", "2026-03-01"}


def test_without_a_moment_everything_is_known_up_to_the_last_event(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert rows_of(warehouse, query(until=None)) == rows_of(warehouse, query())
    warehouse.execute("delete from stage_events where case_id in ('o1', 'f2')")
    # a2 is won on the 20th of March, a date alone: the window of a3 was over by then, in February or January
    assert len(rows_of(warehouse, query(until=None))) == 3 * 3


def test_an_event_still_to_come_does_not_move_what_is_known(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute("insert into stage_events values ('p', 'Gewonnen', '2990-01-01', 'Ads')")
    assert rows_of(warehouse, query(until=None)) == rows_of(warehouse, query())


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("how", HOWS)
def test_the_counts_are_those_of_the_funnel_page(
    warehouse: duckdb.DuckDBPyConnection, how: How, period: Period
) -> None:
    log = EventLog(
        warehouse.cursor,
        """
        select case_id, stage, time, coalesce(channel, '') as channel, null as lost_reason
        from stage_events
        """,
    )
    places = {"Leads": 1, "Offers": 2, "Won": 3}
    positions = tuple(sorted((name, places[label]) for name, label in NAMES.items()))
    asked = Question(positions, (LEAD, PROSPECT, CUSTOMER), UNTIL, how)
    reach = reach_of(cases_of(log, asked), asked, period)
    labels = {stage.key: stage.label for stage in STAGES}
    expected = {
        (f"{row.period:%Y-%m-%d}", row.channel or "no channel", labels[row.stage], int(row.closed))
        for row in reach.itertuples()
        if reach.loc[
            (reach["stage"] == LEAD) & (reach["channel"] == row.channel) & (reach["period"] == row.period),
            "closed",
        ].item()
    }
    assert set(rows_of(warehouse, query(how=how, period=period))) == expected


@pytest.mark.parametrize("period", PERIODS)
def test_saved_as_csv_it_comes_back_as_stage_counts_with_the_same_figures(
    warehouse: duckdb.DuckDBPyConnection, period: Period
) -> None:
    text = query(period=period)
    [table] = take_in("From the warehouse.csv", as_csv(warehouse, text)).tables
    assert (table.kind, table.problems, table.questions, table.waiting) == ("stage_counts", (), (), 0)
    rows = table.rows
    back = zip(
        rows["period_start"].dt.date,
        rows["period_end"].dt.date,
        rows["channel"].fillna(""),
        rows["stage"],
        rows["count"].astype(int),
        strict=True,
    )
    assert list(back) == _asked(warehouse, text)


@pytest.mark.parametrize("period", PERIODS)
def test_brought_back_it_gives_the_rates_of_the_events(
    warehouse: duckdb.DuckDBPyConnection, period: Period
) -> None:
    [table] = take_in("counts.csv", as_csv(warehouse, query(period=period))).tables
    read = reach_of_counts(table.rows, STAGES, meanings(table.rows["stage"].unique(), STAGES), period)
    people = read.reach.groupby("stage")["people"].sum()
    # Of seven leads whose window is over, five get an offer; a1 and f2 are won after theirs within 30 days.
    assert (read.period, people.to_dict()) == (period, {LEAD: 7.0, PROSPECT: 5.0, CUSTOMER: 2.0})


def test_who_has_no_channel_is_not_taken_for_the_total_of_the_others(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    warehouse.execute("update stage_events set channel = null where channel = 'Ads'")
    [table] = take_in("counts.csv", as_csv(warehouse, query())).tables
    read = reach_of_counts(table.rows, STAGES, meanings(table.rows["stage"].unique(), STAGES), "month")
    assert read.reach.groupby("channel")["people"].sum().to_dict() == {
        "Fair": 2 + 2 + 1,
        "no channel": (3 + 2 + 1) + (2 + 1),
    }


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("until", [None, UNTIL])
def test_every_engine_can_read_its_query(dialect: Dialect, how: How, until: dt.datetime | None) -> None:
    [parsed] = sqlglot.parse(query(dialect, how=how, until=until), read=dialect)
    assert parsed is not None
    texts = {literal.this for literal in parsed.find_all(sqlglot.exp.Literal) if literal.is_string}
    assert {*NAMES, "Leads", "Offers", "Won"} <= texts


@pytest.mark.parametrize("dialect", DIALECTS)
def test_nothing_is_left_to_fill_in(dialect: Dialect) -> None:
    parsed = sqlglot.parse_one(query(dialect), read=dialect)
    assert not list(parsed.find_all(sqlglot.exp.Placeholder, sqlglot.exp.Parameter))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "name", ["it's", 'say "yes"', "a\\b", "\\'; drop table stage_events; --", "Größe\nx"]
)
def test_a_name_comes_through_whatever_signs_it_has(dialect: Dialect, name: str) -> None:
    text = warehouse_sql(
        {name: name}, [name], how="ordered", window_days=30, until=UNTIL, period="month", dialect=dialect
    )
    [parsed] = sqlglot.parse(text, read=dialect)
    assert parsed is not None
    assert sum(literal.this == name for literal in parsed.find_all(sqlglot.exp.Literal)) == 2


def test_the_query_says_what_it_reads_and_what_its_counts_are() -> None:
    comment = [line for line in query("postgres", table="crm.events").splitlines() if line.startswith("--")]
    said = "\n".join(comment)
    assert "for PostgreSQL" in comment[0]
    assert "Reads   crm.events" in said
    assert all(f"  {column}   " in said for column in ("case_id", "stage  ", "time   ", "channel"))
    assert "Only cases whose 30 days\n-- were over at 2026-06-30 18:00:00 are counted" in said


def test_the_table_may_have_a_schema_and_any_name(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute("create schema crm")
    warehouse.execute('create table crm."my events" as select * from stage_events')
    assert rows_of(warehouse, query(table='crm."my events"')) == rows_of(warehouse, query())


def test_clickhouse_is_told_that_what_does_not_match_is_null() -> None:
    assert query("clickhouse").rstrip().endswith("SETTINGS join_use_nulls = 1")


def test_clickhouse_multiplies_no_interval() -> None:
    parsed = sqlglot.parse_one(query("clickhouse"), read="clickhouse")
    assert not list(parsed.find_all(sqlglot.exp.Mul))


def test_a_stage_that_no_name_means_is_passed_over(warehouse: duckdb.DuckDBPyConnection) -> None:
    text = warehouse_sql(
        NAMES | {"Newsletter": "Readers"},
        ["Leads", "Calls", "Offers", "Won"],
        how="strict",
        window_days=30,
        until=UNTIL,
        period="month",
        dialect="duckdb",
    )
    assert rows_of(warehouse, text) == rows_of(warehouse, query(how="strict"))


@pytest.mark.parametrize("how", HOWS)
def test_one_stage_alone_is_counted(warehouse: duckdb.DuckDBPyConnection, how: How) -> None:
    asked = {"window_days": 30, "until": UNTIL, "period": "year", "dialect": "duckdb"}
    text = warehouse_sql(NAMES, ["Leads"], how=how, **asked)  # type: ignore[arg-type]
    assert sorted(rows_of(warehouse, text)) == [
        ("2026-01-01", "Ads", "Leads", 3),
        ("2026-01-01", "Fair", "Leads", 2),
        ("2026-01-01", "no channel", "Leads", 2),
    ]


def test_names_that_mean_nothing_yet_are_refused() -> None:
    with pytest.raises(StepwiseError, match="Say first which stage each name means"):
        warehouse_sql({}, ["Leads"], how="any", window_days=30, until=None, period="week", dialect="spark")


def test_dates_alone_are_read_from_a_column_of_days(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute(
        "create table by_day as select case_id, stage, cast(time as date) as time, channel from stage_events"
    )
    found = pd.DataFrame(
        rows_of(warehouse, query(table="by_day")), columns=["start", "channel", "stage", "n"]
    )
    assert found.loc[found["stage"] == "Leads", "n"].sum() == 7
