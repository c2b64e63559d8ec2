"""Goals and rates for the tests, written as short as on paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.funnel.goal.ambition import Ambition
from core.funnel.goal.hours import ChannelEffort, Effort
from core.funnel.goal.plan import Plan, StageNeed
from core.funnel.goal.planning import plan_of
from core.funnel.goal.rates import StepRate
from core.funnel.stages import DEFAULT_STAGES

START = dt.date(2026, 1, 1)
RATES = {"lead": 0.5, "prospect": 0.4, "customer": 0.25}
"""Half of the suspects become leads, two in five leads prospects, one in four prospects customers."""
LAGS = {"lead": 10.0, "prospect": 20.0, "customer": 30.0}


def assumed(**shares: float) -> dict[str, StepRate]:
    return {stage: StepRate(share) for stage, share in shares.items()}


def counted(**pairs: tuple[int, int]) -> dict[str, StepRate]:
    return {stage: StepRate(k / n, k, n, "counted") for stage, (k, n) in pairs.items()}


def revenue_goal(revenue: float = 120_000, **more: Any) -> Ambition:
    """12 customers now, of whom a quarter leaves in a year; each brings 6,000 a year."""
    figures = {"revenue_per_customer": 6_000, "customers_now": 12, "churn": 0.25, **more}
    return Ambition(START, revenue=revenue, **figures)


def happy_goal(per_week: float = 0.25, **more: Any) -> Ambition:
    return Ambition(START, happy_per_week=per_week, **more)


def planned(ambition: Ambition, rates: Any = None, stages: Any = DEFAULT_STAGES, **more: Any) -> Plan:
    return plan_of(ambition, stages, {"": assumed(**RATES)} if rates is None else rates, **more)


def needs(plan: Plan) -> list[int | None]:
    return [one.need for one in plan.stages]


def at(plan: Plan, key: str) -> StageNeed:
    return next(one for one in plan.stages if one.stage.key == key)


def owner(minutes: float, order: float = 0.0, *, delivered: bool = True, cost: float = 0.0) -> ChannelEffort:
    """What one customer takes of the owner."""
    return ChannelEffort({"owner": minutes}, cost, {"owner": order} if order else {}, delivered)


def of_the_owner(minutes: float, order: float = 0.0) -> Effort:
    return Effort({"Events": owner(minutes, order)}, {"owner": "Owner"})
