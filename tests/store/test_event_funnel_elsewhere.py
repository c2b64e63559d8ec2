"""The query of the event funnel elsewhere: written for other engines, and run on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import postgres
import psycopg
import pytest
from crowds import CHOSEN, FIRST, crowd
from event_logs import Event, kept, question
from sqlglot import ErrorLevel, exp, parse_one

from core.funnel.events import Question
from core.funnel.events_sql import HOWS, How, cases_statement, statement
from core.funnel.periods import PERIODS, Period
from core.store.event_funnel import cases_of, medians_of

ELSEWHERE = ("postgres", "spark", "clickhouse")


def composed(asked: Question, period: Period) -> exp.Expression:
    """Who got how far and how many they are, as one query that knows its parameters."""
    stages = len(asked.stages)
    query = parse_one(
        f"""
        with stage_events as (select case_id, stage, time, channel from events),
        cases as ({cases_statement(stages, asked.how)})
        {statement("reach", stages)}
        """,
        read="duckdb",
    )
    values = {
        "window_days": exp.Literal.number(asked.window_days),
        "until": exp.cast(exp.Literal.string(str(asked.until)), "timestamp"),
        "any_order": exp.Boolean(this=asked.how == "any"),
        "period": exp.Literal.string(period),
    }
    return query.transform(
        lambda node: values[node.name].copy() if isinstance(node, exp.Placeholder) else node
    )


@pytest.mark.parametrize("dialect", ELSEWHERE)
@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("stages", [1, 2, 6, 8])
def test_the_query_can_be_written_for_other_engines(dialect: str, how: How, stages: int) -> None:
    names = tuple(f"Stage {place}" for place in range(1, stages + 1))
    positions = tuple((name, place) for place, name in enumerate(names, start=1))
    query = composed(Question(positions, names, dt.datetime(2026, 6, 30), how), "month")
    text = query.sql(dialect, unsupported_level=ErrorLevel.RAISE, comments=False)
    back = parse_one(text, read=dialect)
    assert "$" not in text
    assert len(back.selects) == 4 + 3 * (stages - 1)
    # Spark has all names of a query in one list, and refuses one that is there twice.
    parts = [part.alias for part in back.find_all(exp.CTE)]
    assert sorted(set(parts)) == sorted(parts)


@pytest.fixture(scope="module")
def programs() -> Path:
    """PostgreSQL's programs. Where there are none the tests are skipped, in CI they fail."""
    found = postgres.programs()
    if found is None:
        if os.environ.get("STEPWISE_POSTGRES_REQUIRED"):
            pytest.fail("No PostgreSQL is installed: apt-get install postgresql")
        pytest.skip("No PostgreSQL is installed")
    return found


@pytest.fixture(scope="module")
def server(programs: Path) -> Iterator[psycopg.Connection]:
    with postgres.running(programs) as connection:
        connection.execute("create table events (case_id text, stage text, time timestamp, channel text)")
        connection.execute("create table funnel_stages (stage text, position int)")
        yield connection


def load(server: psycopg.Connection, events: list[Event]) -> None:
    """These events and no others."""
    server.execute("truncate events")
    with server.cursor() as cursor, cursor.copy("copy events from stdin") as rows:
        for event in events:
            rows.write_row((event.case, event.stage, event.time, event.channel or ""))
    server.execute("analyze events")


def answer(server: psycopg.Connection, asked: Question, period: Period) -> pd.DataFrame:
    """What PostgreSQL says."""
    server.execute("truncate funnel_stages")
    with server.cursor() as cursor, cursor.copy("copy funnel_stages from stdin") as rows:
        for position in asked.positions:
            rows.write_row(position)
    with server.cursor() as cursor:
        cursor.execute(composed(asked, period).sql("postgres", unsupported_level=ErrorLevel.RAISE).encode())
        assert cursor.description is not None
        found = pd.DataFrame(cursor.fetchall(), columns=[column.name for column in cursor.description])
    return found


def told(found: pd.DataFrame) -> pd.DataFrame:
    """An answer as it can be held beside another one."""
    numbers = [name for name in found if name not in ("channel", "period")]
    typed = found.astype({"channel": "str", **dict.fromkeys(numbers, "float64")})
    typed["period"] = pd.to_datetime(found["period"]).astype("datetime64[us]")
    return typed.sort_values(["channel", "period"], ignore_index=True)


@pytest.mark.parametrize("seed", range(5))
def test_postgresql_tells_the_same_of_thousands_of_events(server: psycopg.Connection, seed: int) -> None:
    drawn = crowd(seed, cases=1000)
    # Everything up to the eighth day is known, what comes later is still to come.
    events = [*drawn.events, Event("somebody", "Newsletter", FIRST + dt.timedelta(days=8, hours=12))]
    load(server, events)
    with kept(events) as log:
        for how, period in zip(HOWS, PERIODS[seed % 2 :], strict=False):
            asked = question(
                log,
                drawn.stages,
                how=how,
                window_days=2 + seed,
                now=FIRST + dt.timedelta(days=9),
                chosen=CHOSEN,
            )
            here = told(medians_of(cases_of(log, asked), asked, period))
            pd.testing.assert_frame_equal(told(answer(server, asked, period)), here)
            assert here["closed_2"].sum() > 10
            assert here["seconds_2"].notna().any()


def test_the_server_is_reached_by_nobody_else(server: psycopg.Connection) -> None:
    assert server.execute("show listen_addresses").fetchall() == [("",)]
