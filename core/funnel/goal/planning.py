"""What a goal takes: counted back from revenue or happy customers, and held against all that may break it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.funnel.goal.ambition import Ambition
from core.funnel.goal.hours import Effort, RoleLoad, Workload, loads_of, minutes_of_one_more
from core.funnel.goal.limits import effort_gaps, gaps_of, limits_of, stages_passed
from core.funnel.goal.plan import ChannelTotal, Limit, OneMoreHour, Plan
from core.funnel.goal.rates import Ladder, marks_of, routes_of
from core.funnel.goal.stages import Won, goal_stage, stage_needs, won_of
from core.funnel.stages import Stage
from core.steps.capacity import PRACTICAL


def plan_of(
    ambition: Ambition,
    stages: Sequence[Stage],
    rates: Mapping[str, Ladder],
    *,
    lags: Mapping[str, float] | None = None,
    effort: Effort | None = None,
    hours: Mapping[str, float] | None = None,
    practical: float = PRACTICAL,
) -> Plan:
    """Count a goal back through the funnel, and hold it against the market, the calendar and the hours.

    `rates` by channel, those of all channels together under ""; `lags` the days to each stage from the one
    above; `hours` per week by role, "" for whoever does the steps without a role.

    Customers needed: active = revenue / revenue per customer; new = ⌈max(0, active − now + lost)⌉, of which
    ⌈new · (1 − K)⌉ through the channels. Each stage in each channel: ⌈need of the next / rate⌉.

    Raises StepwiseError where no stage stands for the customer.

    >>> import datetime as dt
    >>> from core.funnel.goal.rates import StepRate
    >>> from core.funnel.stages import DEFAULT_STAGES
    >>> rates = {"": {"lead": StepRate(0.5), "prospect": StepRate(0.4), "customer": StepRate(0.25)}}
    >>> goal = Ambition(dt.date(2026, 1, 1), revenue=120_000, revenue_per_customer=6_000)
    >>> [need.need for need in plan_of(goal, DEFAULT_STAGES, rates).stages]
    [400, 200, 80, 20]
    """
    lags, effort, hours = lags or {}, effort or Effort(), hours or {}
    marks = marks_of(stages)
    routes = routes_of(marks, rates, ambition.shares)
    won = won_of(ambition, routes, marks)
    needs = stage_needs(ambition, stages, routes, marks, won, lags, effort)
    work = _workload(ambition, won)
    loads = loads_of(work, effort, hours, practical)
    days_known = bool(stages_passed(ambition, routes, marks) & set(lags))
    limits = limits_of(ambition, needs, loads, days_known)
    named = {stage.key: stage for stage in stages}
    return Plan(
        ambition,
        named[marks.customer],
        named[goal_stage(ambition, marks)],
        won.new,
        won.k,
        won.seeds,
        needs,
        tuple(_channel_total(channel, wins, effort) for channel, wins in won.by_channel.items()),
        loads,
        limits,
        (
            *gaps_of(ambition, stages, routes, marks, won, needs, lags),
            *effort_gaps(ambition, work, effort, loads, hours),
        ),
        _one_more_hour(ambition, limits, effort, won),
    )


def _workload(ambition: Ambition, won: Won) -> Workload:
    """What has to be won and delivered.

    For a revenue every customer who stays or comes orders as often as one does in a year; a happy customer
    of the other goal has one order.
    """
    new = won.new or 0
    served = max(0.0, ambition.customers_now - ambition.lost) + new
    orders = new if ambition.happy is not None else served * ambition.orders_per_customer * ambition.years
    return Workload(won.by_channel, won.referred, orders, ambition.shares, ambition.weeks_at_work)


def _channel_total(channel: str, wins: int, effort: Effort) -> ChannelTotal:
    one = effort.of(channel)
    if one is None or one.blocked_by is not None:
        return ChannelTotal(channel, wins, None, None)
    cost = None if one.cost is None else one.cost * wins
    return ChannelTotal(channel, wins, sum(one.minutes.values()) * wins, cost)


def _one_more_hour(
    ambition: Ambition, limits: Sequence[Limit], effort: Effort, won: Won
) -> OneMoreHour | None:
    """What one more hour a week of the fullest role is enough for; None where no role was checked."""
    load = next((limit.at for limit in limits if isinstance(limit.at, RoleLoad)), None)
    if load is None:
        return None
    orders = 1.0 if ambition.happy is not None else ambition.orders_per_customer
    minutes = minutes_of_one_more(load.role, effort, ambition.shares, won.k or 0.0, orders)
    if not minutes:
        return None
    customers = load.practical * 60 * ambition.working_weeks / minutes
    revenue = None if ambition.revenue_per_customer is None else customers * ambition.revenue_per_customer
    told = [effort.of(channel) for channel in ambition.shares]
    delivered = all(one is not None and one.delivered for one in told)
    return OneMoreHour(load.role, customers, revenue, delivered)
