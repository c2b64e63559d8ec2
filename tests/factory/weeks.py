"""Weeks and stages small enough to be counted by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from core.factory.counted_weeks import COUNTED
from core.factory.stage_log import StageLog, Told
from core.funnel.stages import DEFAULT_STAGES, Stage

MONDAY = dt.date(2026, 1, 5)
UNKNOWN = float("nan")


def week(number: int) -> dt.date:
    """The Monday of a week, 0 the first."""
    return MONDAY + dt.timedelta(weeks=number)


def weeks_of(counts: Sequence[float], days: int = 7) -> pd.DataFrame:
    """A counted frame of weeks."""
    rows = [(MONDAY + dt.timedelta(days=days * i), days, count) for i, count in enumerate(counts)]
    return pd.DataFrame(rows, columns=list(COUNTED))


def reach_of(
    people: Mapping[str, Sequence[float]], channel: str = "Ads", first: dt.date = MONDAY
) -> pd.DataFrame:
    """A reach frame by week: by stage the people of each week; NaN has no row."""
    rows = [
        (stage, channel, pd.Timestamp(first + dt.timedelta(weeks=i)), float(count), float(count))
        for stage, counts in people.items()
        for i, count in enumerate(counts)
        if count == count
    ]
    return pd.DataFrame(rows, columns=["stage", "channel", "period", "people", "closed"])


def log_of(*reaches: pd.DataFrame, stages: Sequence[Stage] = DEFAULT_STAGES) -> StageLog:
    """The stages as counts tell of them by week."""
    told = Told.counts(pd.concat(reaches), stages, "week")
    return StageLog(tuple(stages), {"counts": told})
