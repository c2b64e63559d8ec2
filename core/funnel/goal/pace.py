"""How many must come each week, held against how many came lately."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Literal

import pandas as pd

from core.funnel.funnel import Funnel
from core.funnel.goal.ambition import WEEKS_OF_A_YEAR
from core.funnel.goal.findings import unit_of
from core.funnel.goal.plan import Plan, StageNeed
from core.funnel.periods import Period, next_start
from core.funnel.stages import Stage
from core.language import _
from core.language.amounts import number
from core.steps.findings import quoted

Per = Literal["week", "month"]
COLUMNS = ("stage", "needed", "low", "high", "now", "guess", "breaks", "unit")
_LATELY = dt.timedelta(days=366)


def pace_of(funnels: Mapping[pd.Timestamp, Funnel], period: Period, today: dt.date) -> dict[str, float]:
    """How many came to each stage a week, by its key: Σ people / weeks, over at most the last year counted.

    `funnels` by the first day of each period. A period that is not over yet is left out where there are
    others. A stage that says how many there are on a day has no pace.

    >>> from core.funnel.funnel import Reached
    >>> months = {pd.Timestamp(2026, month, 1): Funnel((Reached(Stage("lead"), "counts", 13.0),))
    ...           for month in (4, 5, 6)}
    >>> pace_of(months, "month", dt.date(2026, 11, 1))
    {'lead': 3.0}
    """
    counted: dict[str, dict[dt.date, float]] = {}
    for start, funnel in funnels.items():
        for reached in funnel.known:
            if not reached.is_stock and reached.people is not None:
                counted.setdefault(reached.stage.key, {})[start.date()] = reached.people
    return {key: _a_week(people, period, today) for key, people in counted.items()}


def _a_week(people: Mapping[dt.date, float], period: Period, today: dt.date) -> float:
    over = {start: count for start, count in people.items() if next_start(start, period) <= today} or people
    end = next_start(max(over), period)
    lately = {start: count for start, count in over.items() if start >= end - _LATELY}
    return sum(lately.values()) * 7 / (end - min(lately)).days


def stage_paces(plan: Plan, pace: Mapping[str, float], per: Per) -> pd.DataFrame:
    """What every stage needs each week or month, and what came lately, as `core.charts.goal_stages` draws it.

    One row a stage, in the order of the funnel, without those that nobody is needed at. Who comes by
    referral is among the needed, as they are among those who came. Where no number is enough, because nobody
    gets any further or it is too late, the need is infinite.
    """
    times = WEEKS_OF_A_YEAR / 12 if per == "month" else 1.0
    wanted = [need for need in plan.stages if need.need != 0 or need.referred]
    rows = [_row(plan, need, pace, times) for need in wanted]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(plan: Plan, need: StageNeed, pace: Mapping[str, float], times: float) -> dict[str, object]:
    stage = need.stage
    now = pace.get(stage.key)
    return {
        "stage": stage.label,
        **dict(zip(("needed", "low", "high"), _needed(plan, need, times), strict=True)),
        "now": math.nan if now is None else now * times,
        "guess": need.evidence == "assumed",
        "breaks": stage.key in (_broken_stage(plan), _dead_end(plan)),
        "unit": stage.unit,
    }


def _needed(plan: Plan, need: StageNeed, times: float) -> tuple[float, float, float]:
    """How many, and its interval, each week or month."""
    if need.need is None:
        return (math.inf if _in_vain(plan, need) else math.nan), math.nan, math.nan
    if not need.weeks > 0:
        return math.inf, math.nan, math.nan
    referred = need.referred or 0
    parts = (need.need, need.low, need.high)
    needed, low, high = (
        math.nan if part is None else (part + referred) / need.weeks * times for part in parts
    )
    return needed, low, high


def _dead_end(plan: Plan) -> str | None:
    """The key of the stage beyond which nobody gets."""
    return next((gap.above.key for gap in plan.gaps if gap.kind == "zero" and gap.above is not None), None)


def _broken_stage(plan: Plan) -> str | None:
    at = None if plan.breaks is None else plan.breaks.at
    return at.key if isinstance(at, Stage) else None


def _in_vain(plan: Plan, need: StageNeed) -> bool:
    """Whether a stage leads to one beyond which nobody gets."""
    keys = [one.stage.key for one in plan.stages]
    dead_end = _dead_end(plan)
    return dead_end in keys and keys.index(need.stage.key) <= keys.index(dead_end)


def pace_says(plan: Plan, paces: pd.DataFrame, per: Per) -> str:
    """What the picture of the paces shows: where most is missing against what came lately.

    `paces` are the rows of `stage_paces`.
    """
    if _dead_end(plan) is not None:
        return _("However many come, nobody gets through")
    known = [row for row in paces.to_dict("records") if math.isfinite(row["needed"])]
    if not known:
        return _("What the stages need is not known yet")
    counted = [row for row in known if row["now"] == row["now"]]
    short = min(counted, key=lambda row: row["now"] / row["needed"], default=None)
    if short is not None and short["now"] >= short["needed"]:
        return _("As many as are needed came lately")
    row = known[0] if short is None else short
    stage = _called(plan, str(row["stage"]))
    words = {
        "stage": quoted(stage.label),
        "needed": number(row["needed"]),
        "unit": unit_of(stage, row["needed"]),
        "now": number(row["now"]),
    }
    if short is None:
        template = (
            _("{needed} {unit} a week are needed at {stage}")
            if per == "week"
            else _("{needed} {unit} a month are needed at {stage}")
        )
    else:
        template = (
            _("{needed} {unit} a week are needed at {stage}; lately {now} came")
            if per == "week"
            else _("{needed} {unit} a month are needed at {stage}; lately {now} came")
        )
    return template.format(**words)


def _called(plan: Plan, label: str) -> Stage:
    return next(need.stage for need in plan.stages if need.stage.label == label)
