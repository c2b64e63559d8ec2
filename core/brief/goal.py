"""What a goal takes, as plain data: every stage's need, the limits, and what makes it impossible."""

from __future__ import annotations

from typing import Any

from core.brief.figures import figure
from core.funnel.goal.ambition import Ambition
from core.funnel.goal.findings import answer, limit_says, referrals
from core.funnel.goal.gaps import not_checked, taken_for_granted
from core.funnel.goal.hours import RoleLoad
from core.funnel.goal.plan import Limit, Plan, StageNeed

Json = dict[str, Any]


def goal_told(plan: Plan | None) -> Json | None:
    """The plan for a goal; None where there is none."""
    return None if plan is None else {**_ambition(plan.ambition), **_plan(plan)}


def _ambition(ambition: Ambition) -> Json:
    names = ("revenue", "happy_per_week", "revenue_per_customer", "customers_now", "churn", "market")
    return {
        "assumptions": {
            "start": ambition.start.isoformat(),
            "weeks": figure(ambition.weeks),
            **{name: figure(getattr(ambition, name)) for name in names},
            "referred_leads": figure(ambition.referred_leads),
            "orders_per_customer": figure(ambition.orders_per_customer),
            "mix": {channel: figure(share) for channel, share in ambition.shares.items()},
        }
    }


def _plan(plan: Plan) -> Json:
    return {
        "sentence": answer(plan),
        "verdict": plan.verdict,
        "new_customers": plan.new,
        "k": figure(plan.k),
        "seeds": plan.seeds,
        "referrals": referrals(plan),
        "stages": [_need(need) for need in plan.stages],
        "limits": [_limit(limit, plan) for limit in plan.limits],
        "breaks": _limit(plan.breaks, plan) if plan.breaks else None,
        "channels": [
            {
                "channel": one.channel,
                "wins": one.wins,
                "minutes": figure(one.minutes),
                "cost": figure(one.cost),
            }
            for one in plan.channels
        ],
        "one_more_hour": plan.one_more_hour
        and {
            "role": plan.one_more_hour.role,
            "customers_per_year": figure(plan.one_more_hour.customers),
            "revenue_per_year": figure(plan.one_more_hour.revenue),
        },
        "not_checked": not_checked(plan),
        "taken_for_granted": taken_for_granted(plan),
    }


def _need(need: StageNeed) -> Json:
    return {
        "stage": need.stage.key,
        "name": need.stage.label,
        "unit": need.stage.unit_label,
        "need": need.need,
        "by_channel": dict(need.by_channel),
        "referred": need.referred,
        "low": figure(need.low),
        "high": figure(need.high),
        "evidence": need.evidence,
        "per_month": figure(need.per_month),
        "per_week": figure(need.per_week),
        "enter_by": need.enter_by.isoformat(),
        "minutes": figure(need.effort.minutes) if need.effort else None,
        "cost": figure(need.effort.cost) if need.effort else None,
    }


def _limit(limit: Limit, plan: Plan) -> Json:
    of_role = isinstance(limit.at, RoleLoad)
    return {
        "kind": limit.kind,
        "stage": None if isinstance(limit.at, RoleLoad) else limit.at.key,
        "role": limit.at.role if isinstance(limit.at, RoleLoad) else None,
        "unit": "hours a week" if of_role else "days" if limit.kind == "calendar" else "people",
        "needed": figure(limit.needed),
        "available": figure(limit.available),
        "broken": limit.broken,
        "sentence": limit_says(limit, plan),
    }
