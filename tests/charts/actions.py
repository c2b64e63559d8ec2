"""Actions and logged time that the tests of their charts draw, small enough to be checked by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from core.factory.actions import Action
from core.factory.focus import Focus, focus
from core.factory.judged import Judged, judge
from tests.factory.weeks import MONDAY, UNKNOWN, log_of, reach_of, week

BEFORE = [1, 0, 1, 0, 1, UNKNOWN, 1, 0, 1, 0, 1, 0]
SINCE = [0, 2, 3, 1, 2]


def judged(counts: Sequence[float] = (*BEFORE, *SINCE), number: int = 12, days: int = 3) -> Judged:
    """So many customers a week, and an action some days into one of the weeks."""
    day = week(number) + dt.timedelta(days=days)
    return judge(Action(1, day, what="Call back"), log_of(reach_of({"customer": counts})))


def logged(*weeks: tuple[float, float]) -> Focus:
    """Of each week the minutes on the weakest link and the others; else four weeks, one of them empty."""
    rows = [
        (pd.Timestamp(week(number)), minutes, step)
        for number, both in enumerate(weeks or ((120, 40), (100, 20), (0, 0), (10, 90)))
        for minutes, step in zip(both, ("offer", None), strict=True)
    ]
    return focus(pd.DataFrame(rows, columns=["date", "minutes", "step_id"]), ["offer"], MONDAY)
