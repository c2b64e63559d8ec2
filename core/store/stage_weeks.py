"""When each stage was reached, week by week, told by the cases of the event funnel."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from core.funnel.events import Question, one_name_each
from core.store.opening import LOCKED


def reached_in_weeks(cases: pa.Table, question: Question) -> pd.DataFrame:
    """How many reached each stage in which week: stage, channel, period (its Monday) and people.

    The reach frame of the funnel tells each case in the period in which it *entered*; here it is told in the
    week in which it got to the stage.
    """
    counted = " union all ".join(
        f"""
        select {place} as place, channel, date_trunc('week', time_{place}) as period, count(*) as people
        from cases
        where time_{place} is not null
        group by 2, 3
        """
        for place in range(1, len(question.stages) + 1)
    )
    return _told(cases, question, counted, {}, ["people"])


def passed_in_weeks(cases: pa.Table, question: Question) -> pd.DataFrame:
    """Of those at the stage before how many got on: a passes frame (`core.factory.stage_log.PASSES`).

    They are told in the week in which they reached the stage before, whenever they got on. Cases whose
    window is not over are left out, as in all rates.
    """
    if len(question.stages) < 2:
        return pd.DataFrame(columns=["stage", "channel", "period", "passed", "tried"])
    counted = " union all ".join(
        f"""
        select
            {place} as place,
            channel,
            date_trunc('week', time_{place - 1}) as period,
            count(time_{place}) as passed,
            count(*) as tried
        from cases
        where time_{place - 1} is not null and deadline <= $until
        group by 2, 3
        """
        for place in range(2, len(question.stages) + 1)
    )
    return _told(cases, question, counted, {"until": question.until}, ["passed", "tried"])


def _told(
    cases: pa.Table, question: Question, counted: str, given: dict[str, Any], values: list[str]
) -> pd.DataFrame:
    settings: dict[str, Any] = LOCKED
    with duckdb.connect(":memory:", config=settings) as connection:
        connection.register("cases", cases)
        found = connection.execute(counted, given).df()
    names = one_name_each(found["channel"])
    found = found.assign(
        stage=[question.stages[place - 1] for place in found["place"]],
        channel=found["channel"].map(names),
        period=pd.to_datetime(found["period"]),
    )
    key = ["stage", "channel", "period"]
    together = found.groupby(key, as_index=False)[values].sum()
    return together.astype({"stage": "str", "channel": "str", **dict.fromkeys(values, "float64")})
