"""What was counted week by week, and in which weeks nothing was: unknown, which is not 0."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection
from itertools import pairwise

import numpy as np
import pandas as pd

from core.factory.before_after import Counted
from core.funnel.funnel import channel_key
from core.funnel.periods import Period, next_start, starts

COUNTED = ("start", "days", "count")
"""The columns of a counted frame; one row is one week, or a longer period where nobody counted by weeks.

start: its first day. days: how many it has. count: how many came; NaN where it was not counted. From the
first row to the last no period is left out.
"""
PASSED = ("start", "days", "passed", "tried")
"""The columns of a passed frame; one row is one period. passed: of those tried, how many got on to the stage;
both are NaN where either was not counted.
"""
BEFORE_MOST = 26
"""Weeks before an action that it is compared with, at most: what is older tells of another time."""
BEFORE_ENOUGH = 12
"""If so many weeks lie between two actions, each is judged by its own side of the later one alone."""

_WEEK = 7


def weekly(
    reach: pd.DataFrame,
    stage: str,
    period: Period,
    *,
    channels: Collection[str] | None = None,
    first: dt.date | None = None,
    before: dt.date | None = None,
) -> pd.DataFrame:
    """How many reached a stage, period by period, as a counted frame.

    `reach` has the columns of `core.funnel.funnel.REACH`, told by this period. A row of a channel that was
    counted before and after, but not in a period, makes that period unknown: the sum of the others would look
    like a fall. A channel is not asked of before its first count and after its last one.

    With `first` and `before`, the days of which a log tells everything, a period without a row had nobody; a
    period that is not wholly between the two is left out.

    >>> rows = [("Ads", "2026-01-05", 2.0), ("Ads", "2026-01-19", 1.0)]
    >>> reach = pd.DataFrame(rows, columns=["channel", "period", "people"]).assign(stage="lead")
    >>> reach["period"] = pd.to_datetime(reach["period"])
    >>> weekly(reach, "lead", "week")["count"].tolist()
    [2.0, nan, 1.0]
    >>> log = {"first": dt.date(2026, 1, 1), "before": dt.date(2026, 1, 26)}
    >>> weekly(reach, "lead", "week", **log)["count"].tolist()
    [2.0, 0.0, 1.0]
    """
    log = first is not None and before is not None
    table = _by_channel(reach[reach["stage"] == stage], "people", channels, log=log)
    return _periods(table, period, first, before, ["count"])


def weekly_passed(
    passes: pd.DataFrame,
    stage: str,
    period: Period,
    *,
    channels: Collection[str] | None = None,
    first: dt.date | None = None,
    before: dt.date | None = None,
) -> pd.DataFrame:
    """Of how many tried how many got on to a stage, period by period, as a passed frame; see `weekly`.

    `passes` has one row a stage, channel and period: stage, channel, period, passed and tried.
    """
    rows, log = passes[passes["stage"] == stage], first is not None and before is not None
    tables = [_by_channel(rows, name, channels, log=log) for name in ("passed", "tried")]
    return _periods(pd.concat(tables, axis=1), period, first, before, ["passed", "tried"])


def passes_of_counts(reach: pd.DataFrame, order: Collection[str]) -> pd.DataFrame:
    """The rates between the stages of a reach frame from counts: those of a stage by those of the one before.

    `order` are the keys of the stages in their order; the stage before is the last one that is counted at
    all. One row a stage, channel and period in which both were counted; the columns are those of
    `core.factory.stage_log.PASSES`.

    >>> reach = pd.DataFrame({"stage": ["lead", "customer"], "people": [20.0, 6.0]})
    >>> reach = reach.assign(channel="Ads", period=pd.Timestamp("2026-01-05"))
    >>> passes = passes_of_counts(reach, ["lead", "prospect", "customer"])
    >>> passes[["stage", "passed", "tried"]].values.tolist()
    [['customer', 6.0, 20.0]]
    """
    counted = set(reach["stage"])
    known = [key for key in order if key in counted]
    parts = []
    for before, stage in pairwise(known):
        upper, lower = (
            reach.loc[reach["stage"] == key, ["channel", "period", "people"]] for key in (before, stage)
        )
        both = lower.rename(columns={"people": "passed"}).merge(
            upper.rename(columns={"people": "tried"}), on=["channel", "period"]
        )
        parts.append(both.assign(stage=stage))
    columns = ["stage", "channel", "period", "passed", "tried"]
    return pd.concat(parts)[columns] if parts else pd.DataFrame(columns=columns)


def _by_channel(rows: pd.DataFrame, value: str, channels: Collection[str] | None, *, log: bool) -> pd.Series:
    """The sum over the channels of each period; NaN where one of them was left out in between.

    A log tells everything: there a channel without a row had nobody.
    """
    rows = rows[rows["period"].notna() & rows[value].notna()]
    keys = rows["channel"].map(channel_key)
    if channels is not None:
        chosen = keys.isin([channel_key(name) for name in channels])
        rows, keys = rows[chosen], keys[chosen]
    if rows.empty:
        return pd.Series(dtype=float, index=pd.DatetimeIndex([]), name=value)
    table = rows.groupby(["period", keys])[value].sum().unstack()
    if log:
        return table.sum(axis=1).rename(value)
    running = table.ffill().notna() & table.bfill().notna()
    return table.sum(axis=1).where(~(running & table.isna()).any(axis=1)).rename(value)


def _periods(
    table: pd.Series | pd.DataFrame,
    period: Period,
    first: dt.date | None,
    before: dt.date | None,
    names: list[str],
) -> pd.DataFrame:
    """One row for each period from the first to the last."""
    frame = pd.DataFrame(table)
    frame.columns = pd.Index(names)
    begins = [stamp.date() for stamp in frame.index]
    missing = np.nan
    if first is not None and before is not None:
        every = _every(first_whole(first, period), before, period)
        every = [one for one in every if next_start(one, period) <= before]
        missing = 0.0
    else:
        every = _every(min(begins), next_start(max(begins), period), period) if begins else []
    frame = frame.reindex(pd.DatetimeIndex(every), fill_value=missing)
    days = [(next_start(one, period) - one).days for one in every]
    found = pd.DataFrame({"start": every, "days": days}, columns=["start", "days"])
    return found.assign(**{name: frame[name].to_numpy(float) for name in names})


def first_whole(day: dt.date, period: Period) -> dt.date:
    """The first day of the first period that lies wholly after a day, or begins with it.

    >>> first_whole(dt.date(2026, 4, 3), "week"), first_whole(dt.date(2026, 4, 1), "month")
    (datetime.date(2026, 4, 6), datetime.date(2026, 4, 1))
    """
    start: dt.date = starts(pd.Series([pd.Timestamp(day)]), period).iloc[0].date()
    return start if start == day else next_start(start, period)


def _every(start: dt.date, before: dt.date, period: Period) -> list[dt.date]:
    found = []
    while start < before:
        found.append(start)
        start = next_start(start, period)
    return found


def parted(
    weeks: pd.DataFrame,
    day: dt.date,
    *,
    lag_days: float = 0.0,
    since: dt.date | None = None,
    until: dt.date | None = None,
    after_weeks: int | None = None,
) -> pd.DataFrame:
    """The weeks with what each is to an action on this day: its `part`.

    - "before": over when the action came, not begun before `since` and at most half a year earlier.
    - "after": begun once the lag after its day is over, and over by `until`; no more of them than it takes to
      count so many weeks. An unknown week counts for none.
    - "between": the week of the action itself and those of the lag, in which what came is owed to before as
      much as to after.
    - "" else.

    >>> days = [dt.date(2026, 1, 5 + 7 * i) for i in range(4)]
    >>> weeks = pd.DataFrame({"start": days, "days": 7, "count": 1.0})
    >>> parted(weeks, dt.date(2026, 1, 14), after_weeks=1)["part"].tolist()
    ['before', 'between', 'after', '']
    """
    oldest = day - dt.timedelta(days=_WEEK * BEFORE_MOST)
    oldest = oldest if since is None else max(oldest, since)
    counting = counts_from(day, lag_days)
    known = weeks.drop(columns=["start", "days"]).notna().all(axis=1)
    parts, waited = [], 0
    for start, days, is_known in zip(weeks["start"].tolist(), weeks["days"].tolist(), known, strict=True):
        end = start + dt.timedelta(days=days)
        if end <= day:
            parts.append("before" if start >= oldest else "")
        elif start < counting:
            parts.append("between")
        elif (until is None or end <= until) and (after_weeks is None or waited < after_weeks * _WEEK):
            parts.append("after")
            waited += days if is_known else 0
        else:
            parts.append("")
    return weeks.assign(part=pd.Series(parts, index=weeks.index, dtype=object))


def counts_from(day: dt.date, lag_days: float) -> dt.date:
    """The first day on which what an action moves can be seen, so many days after it."""
    return day + dt.timedelta(days=math.ceil(lag_days))


def counted(weeks: pd.DataFrame, part: str) -> Counted:
    """How many in how many weeks, of those of this part that were counted.

    >>> counted(pd.DataFrame({"days": 7, "count": [1.0, float("nan"), 2.0], "part": "before"}), "before")
    Counted(count=3.0, weeks=2.0)
    """
    known = weeks[(weeks["part"] == part) & weeks["count"].notna()]
    return Counted(float(known["count"].sum()), float(known["days"].sum()) / _WEEK)
