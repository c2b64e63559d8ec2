"""The event funnel, asked of an event log: first who got how far, then whatever is told of them.

`cases` is everywhere one row per case that entered the first stage, as core/funnel/events.sql describes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from core.funnel.events import NAMES, Question, one_name_each, reach_of_events, times_of_events
from core.funnel.events_sql import cases_statement, statement
from core.funnel.periods import Period
from core.store.event_log import EventLog
from core.store.opening import LOCKED


def names_of(log: EventLog, now: dt.datetime) -> pd.DataFrame:
    """Every name of a stage in the events, most frequent first: a names frame of `core.funnel.events`."""
    with log.cursor() as cursor:
        found = cursor.execute(
            f"""
            with stage_events as ({log.events})
            select
                stage,
                count(*) as events,
                count(*) - count(time) as without_time,
                count(case when time > $now then 1 end) as planned,
                min(case when time <= $now then time end)::timestamp as first,
                max(case when time <= $now then time end)::timestamp as last
            from stage_events
            where stage is not null
            group by stage
            order by events desc, stage
            """,
            {"now": now, **log.parameters},
        ).df()
    return found[list(NAMES)]


def cases_of(log: EventLog, question: Question) -> pa.Table:
    """Who got how far: the one query over all events. Everything else is asked of what it gives."""
    with log.cursor() as cursor, _named(cursor, question):
        given = {"window_days": question.window_days, "until": question.until}
        if len(question.stages) > 1:  # one stage alone has no order, and the query no such parameter
            given["any_order"] = question.how == "any"
        cases: pa.Table = cursor.sql(
            f"""
            with stage_events as ({log.events}),
            cases as ({cases_statement(len(question.stages), question.how)})
            select * from cases
            """,
            params={**given, **log.parameters},
        ).to_arrow_table()
    return cases


def reach_of(cases: pa.Table, question: Question, period: Period) -> pd.DataFrame:
    """How many got how far, by channel and by the period in which they entered: a reach frame."""
    places = range(1, len(question.stages) + 1)
    # The medians, which nobody wants here, would take most of the time.
    counts = ", ".join(f"people_{place}, closed_{place}" for place in places)
    return reach_of_events(_reach(cases, question, period, f"channel, period, {counts}"), question)


def medians_of(cases: pa.Table, question: Question, period: Period) -> pd.DataFrame:
    """The answer of reach.sql, with the median seconds between the stages in each channel and period."""
    return _reach(cases, question, period, "*")


def _reach(cases: pa.Table, question: Question, period: Period, columns: str) -> pd.DataFrame:
    with _over(cases) as cursor:
        return cursor.execute(
            f"select {columns} from ({statement('reach', len(question.stages))})",
            {"period": period, "until": question.until},
        ).df()


def times_of(
    cases: pa.Table,
    question: Question,
    *,
    channels: Collection[str] | None = None,
    first: dt.date | None = None,
    before: dt.date | None = None,
) -> pd.DataFrame:
    """How many days each stage takes: stage, median_days, quick_days and slow_days.

    Only of cases of these channels, and of those that entered from `first` on and before `before`.
    """
    chosen = None if channels is None else list(channels)
    with _over(cases) as cursor:
        found = cursor.execute(
            f"""
            with chosen as (
                select * from cases
                where ($channels is null or list_contains($channels, channel))
                    and ($first is null or time_1 >= $first)
                    and ($before is null or time_1 < $before)
            )
            select * from ({statement("times", len(question.stages)).replace("from cases", "from chosen")})
            """,
            {"until": question.until, "channels": chosen, "first": first, "before": before},
        ).df()
    return times_of_events(found.iloc[0].to_dict(), question)


def channels_called(cases: pa.Table | None, name: str) -> list[str]:
    """The channels of the cases that are this one, however they are written."""
    if cases is None:
        return []
    found = pd.Series(pc.unique(cases["channel"]).to_pylist())
    shown = one_name_each(found)
    wanted = name.strip().casefold()
    return [channel for channel in found if shown[channel].casefold() == wanted]


def late_only(log: EventLog, question: Question) -> int:
    """How many cases have events of later stages and none of the first one."""
    with log.cursor() as cursor, _named(cursor, question):
        ((count,),) = cursor.execute(
            f"""
            with stage_events as ({log.events}),
            earliest as (
                select case_id, min(position) as position
                from stage_events
                join funnel_stages on funnel_stages.stage = stage_events.stage
                where time <= $until
                group by case_id
            )
            select count(*) from earliest where position > 1
            """,
            {"until": question.until, **log.parameters},
        ).fetchall()
    return int(count)


def lost_of(log: EventLog, cases: pa.Table, question: Question) -> pd.DataFrame:
    """Why people were lost: channel, furthest (position of the last stage reached), reason, cases."""
    with log.cursor() as cursor, _named(cursor, question):
        cursor.register("cases", cases)
        found = cursor.execute(
            f"""
            with stage_events as ({log.events})
            select * from ({statement("lost", len(question.stages))})
            """,
            {"won": question.won, "until": question.until, **log.parameters},
        ).df()
        cursor.unregister("cases")
    return found.sort_values(
        ["cases", "furthest", "reason", "channel"], ascending=[False, True, True, True], ignore_index=True
    )


def stuck_of(log: EventLog, question: Question) -> pd.DataFrame:
    """Who has not moved for longest: case_id, channel, position, since, alike; see stuck.sql.

    As long as nobody is a customer, nobody is through: then also who got furthest of all may be stuck.
    """
    last = len(question.stages)
    if question.won > last:
        last += 1
    with log.cursor() as cursor, _named(cursor, question):
        return cursor.execute(
            f"""
            with stage_events as ({log.events})
            select * from ({statement("stuck", len(question.stages))})
            """,
            {"until": question.until, "last": last, **log.parameters},
        ).df()


@contextmanager
def _named(cursor: duckdb.DuckDBPyConnection, question: Question) -> Iterator[None]:
    """While the block runs, the cursor knows the names of the question's stages."""
    names, positions = zip(*question.positions, strict=True)
    cursor.register(
        "funnel_stages",
        pa.table({"stage": pa.array(names, pa.string()), "position": pa.array(positions, pa.int8())}),
    )
    cursor.register("lost_stages", pa.table({"stage": pa.array(question.lost, pa.string())}))
    try:
        yield
    finally:
        cursor.unregister("funnel_stages")
        cursor.unregister("lost_stages")


@contextmanager
def _over(cases: pa.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that knows the cases and nothing else."""
    with _memory().cursor() as cursor:
        cursor.register("cases", cases)
        yield cursor


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    """Made once, because that takes longer than most questions; what a cursor registers no other one sees."""
    settings: dict[str, Any] = LOCKED
    return duckdb.connect(":memory:", config=settings)
