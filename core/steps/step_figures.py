"""The figures of a chain's steps with their evidence: counted, measured, said as a range, or guessed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from core.steps.chain import ACQUIRE, Chain
from core.steps.likely import Between, Brought, Counted, Likely
from core.steps.rates import NOT_OUR_TIME

RANGE_HOLDS = 0.9
"""A range such as 20-40 that somebody writes holds the truth in so many cases."""
MEASURED_HOLDS = 0.8
"""So does the interval that comes with measured minutes."""

Source = Literal["counted", "measured", "range", "guessed", "given"]
"""Where a figure comes from; given is what leaves nothing open: a price, or that everybody gets through."""


@dataclass(frozen=True)
class Figure:
    """One figure: its value, where it comes from, and what it may truly be.

    A bare guess stays a point here, and so do minutes of which nobody says how far they were measured.
    """

    value: float
    source: Source = "given"
    likely: Likely | None = None
    runs: float | None = None
    """How many runs were counted or measured, where that is known."""


@dataclass(frozen=True)
class StepFigures:
    """What one step takes and lets through."""

    step: str
    step_id: str
    rate: Figure
    """Runs of the next step from one run; where the runs for one win are given, the rate that follows."""
    given_runs: float
    """Runs for one win as the sheet gives them, a guess; NaN where it does not."""
    minutes: Figure
    """For doing it once; 0 where it is not our time."""
    cash: Figure
    """For doing it once."""
    times: float
    hourly_rate: float

    @property
    def minutes_per_run(self) -> float:
        """m · t, in minutes."""
        return self.times * self.minutes.value

    @property
    def cost_per_run(self) -> float:
        """m · (t·r/60 + c), in money."""
        return self.times * (self.minutes.value * self.hourly_rate / 60 + self.cash.value)


_COLUMNS = (
    *("step", "step_id", "performed_by", "times", "hourly_rate", "given_runs", "reached_rate"),
    *("pass_rate", "pass_rate_low", "pass_rate_high", "pass_rate_evidence"),
    *("pass_rate_succeeded", "pass_rate_tried"),
    *("minutes", "minutes_low", "minutes_high", "minutes_evidence", "minutes_runs"),
    *("cash", "cash_low", "cash_high"),
)


def figures_of(chain: Chain) -> list[StepFigures]:
    """The figures of each step, in the chain's order.

    A pass rate that is not given, or given as 100 %, leaves nothing open: the step is always followed by the
    next one. A single amount of cash is a price, and no guess.
    """
    # How many runs are behind measured minutes is told only where time entries were laid over the steps.
    frame = chain.steps.reindex(columns=list(_COLUMNS))
    columns = [frame[name].tolist() for name in _COLUMNS]
    rows = (dict(zip(_COLUMNS, row, strict=True)) for row in zip(*columns, strict=True))
    return [
        StepFigures(
            step=str(row["step"]),
            step_id=str(row["step_id"]),
            rate=_rate(row, chain.phase),
            given_runs=float(row["given_runs"]),
            minutes=_minutes(row),
            cash=_cash(row),
            times=1.0 if pd.isna(row["times"]) else float(row["times"]),
            hourly_rate=float(row["hourly_rate"]),
        )
        for row in rows
    ]


def _rate(row: dict[str, object], phase: str) -> Figure:
    rate = _number(row["pass_rate"])
    if phase == ACQUIRE and not math.isnan(_number(row["given_runs"])):
        return Figure(_number(row["reached_rate"]), "guessed")
    k, n = _number(row["pass_rate_succeeded"]), _number(row["pass_rate_tried"])
    if row["pass_rate_evidence"] == "counted" and k >= 0 and n > 0:
        return Figure(rate, "counted", Counted(k, n) if k <= n else Brought(k, n), n)
    low, high = _number(row["pass_rate_low"]), _number(row["pass_rate_high"])
    if low < high:
        return Figure(rate, "range", Between(low, high, RANGE_HOLDS, most=1.0 if high <= 1 else math.inf))
    return Figure(1.0) if math.isnan(rate) or rate == 1 else Figure(rate, "guessed")


def _minutes(row: dict[str, object]) -> Figure:
    minutes = _number(row["minutes"])
    if not minutes > 0 or row["performed_by"] in NOT_OUR_TIME:
        return Figure(0.0)
    measured = row["minutes_evidence"] == "measured"
    low, high = _number(row["minutes_low"]), _number(row["minutes_high"])
    if measured:
        likely = Between(low, high, MEASURED_HOLDS) if low < high else None
        runs = _number(row["minutes_runs"])
        return Figure(minutes, "measured", likely, runs if runs > 0 else None)
    if low < high:
        return Figure(minutes, "range", Between(low, high, RANGE_HOLDS))
    return Figure(minutes, "guessed")


def _cash(row: dict[str, object]) -> Figure:
    cash, low, high = _number(row["cash"]), _number(row["cash_low"]), _number(row["cash_high"])
    if math.isnan(cash):
        return Figure(0.0)
    return Figure(cash, "range", Between(low, high, RANGE_HOLDS)) if low < high else Figure(cash)


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else math.nan


def carried(weights: Sequence[float], steps: Sequence[StepFigures], phase: str) -> list[float]:
    """For the rate of each step, the sum of the weights of all steps whose runs hang on it.

    Of an acquiring step these are itself and all before it, of one after the win all after it; runs that the
    sheet gives hang on nothing, and nothing beyond them hangs on further rates.
    """
    found = []
    total = 0.0
    pairs = list(zip(weights, steps, strict=True))
    if phase == ACQUIRE:
        for weight, step in pairs:
            total += weight
            found.append(total)
            if not math.isnan(step.given_runs):
                total = 0.0
        return found
    for weight, step in reversed(pairs):
        found.append(total)
        total = total + weight if math.isnan(step.given_runs) else 0.0
    return found[::-1]
