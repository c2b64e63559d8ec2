"""Event logs small enough to draw, kept in a workspace and asked as the pages ask them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import pandas as pd
from kept_tables import kept_file

from core.funnel.events import Question, question_of
from core.funnel.events_sql import How
from core.funnel.matching import meanings
from core.funnel.stages import CUSTOMER, LEAD, PROSPECT, SUSPECT, Stage
from core.sheets.kinds import STAGE_EVENTS
from core.store import Workspace
from core.store.event_funnel import cases_of, names_of, reach_of
from core.store.event_log import EventLog, kept_events
from core.store.uploads import KeptTable

STAGES = (Stage(SUSPECT, "Ask"), Stage(LEAD, "Call"), Stage(PROSPECT, "Offer"), Stage(CUSTOMER, "Won"))
NOW = dt.datetime(2030, 1, 1)


class Event(NamedTuple):
    """One row of a sheet of stage events; a time at midnight is a date alone."""

    case: str
    stage: str
    time: dt.datetime | str | None
    channel: str | None = None
    lost_reason: str | None = None


def event_table(events: Iterable[Event]) -> KeptTable:
    """The events as a sheet's check hands them over."""
    frame = pd.DataFrame(list(events), columns=list(Event._fields))
    frame["time"] = pd.to_datetime(frame["time"], format="ISO8601").astype("datetime64[us]")
    return KeptTable(STAGE_EVENTS.name, "Sheet1", frame.assign(row=range(2, 2 + len(frame))))


@contextmanager
def kept(*files: Iterable[Event]) -> Iterator[EventLog]:
    """The events of these files, kept in a workspace of their own."""
    with Workspace.open() as workspace:
        for number, events in enumerate(files):
            kept_file(workspace, f"events {number}.csv", event_table(events))
        yield kept_events(workspace)


def question(
    log: EventLog,
    stages: Sequence[Stage] = STAGES,
    *,
    how: How = "ordered",
    window_days: int = 30,
    now: dt.datetime = NOW,
    chosen: Mapping[str, str] | None = None,
) -> Question:
    """What these stages ask of the log; `chosen` says what a name means that is not a stage's own."""
    names = names_of(log, now)
    means = meanings(names["stage"], stages, chosen)
    asked = question_of(stages, names, means, how=how, window_days=window_days)
    assert asked is not None
    return asked


class Counts(NamedTuple):
    """How many cases reached each stage, and of these how many have a window that is over."""

    people: list[int]
    closed: list[int]


def counts(events: Iterable[Event], stages: Sequence[Stage] = STAGES, **asked: Any) -> Counts:
    """The counts of the events over all channels and periods, kept and asked."""
    with kept(events) as log:
        asking = question(log, stages, **asked)
        reach = reach_of(cases_of(log, asking), asking, "year")
    sums = reach.groupby("stage")[["people", "closed"]].sum().loc[list(asking.stages)]
    return Counts(sums["people"].astype(int).tolist(), sums["closed"].astype(int).tolist())


def furthest(events: Iterable[Event], stages: Sequence[Stage] = STAGES, **asked: Any) -> dict[str, int]:
    """How many stages each case got through, from the first one on."""
    with kept(events) as log:
        cases = cases_of(log, question(log, stages, **asked)).to_pandas()
    times = cases[[name for name in cases if str(name).startswith("time_")]]
    return {
        str(case): int(count) for case, count in zip(cases["case_id"], times.notna().sum(axis=1), strict=True)
    }
