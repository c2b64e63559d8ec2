"""What a goal is held against, and everything about it that is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from core.funnel.goal.ambition import Ambition
from core.funnel.goal.hours import Effort, RoleLoad, Workload
from core.funnel.goal.plan import Gap, Limit, StageNeed
from core.funnel.goal.rates import Marks, Route, part
from core.funnel.goal.stages import Won, goal_stage
from core.funnel.stages import Stage


def limits_of(
    ambition: Ambition, needs: Sequence[StageNeed], loads: Sequence[RoleLoad], days_known: bool
) -> tuple[Limit, ...]:
    """All that can be checked, in the order of the funnel: the market, the calendar, the hours.

    The calendar is checked at the highest stage that is known to need anybody: from there the way is
    longest.
    """
    found = []
    first = needs[0]
    if ambition.market is not None and first.total:
        found.append(Limit("market", first.total, ambition.market, first.stage))
    highest = next((need for need in needs if need.need or need.referred), None)
    if highest is not None and days_known:
        found.append(Limit("calendar", highest.days, ambition.days, highest.stage))
    hours = [
        Limit("hours", load.needed, load.available, load) for load in loads if load.available is not None
    ]
    return (*found, *sorted(hours, key=lambda limit: -limit.used))


def gaps_of(
    ambition: Ambition,
    stages: Sequence[Stage],
    routes: Sequence[Route],
    marks: Marks,
    won: Won,
    needs: Sequence[StageNeed],
    lags: Mapping[str, float],
) -> tuple[Gap, ...]:
    """What of the way to the goal is not known; nothing where nobody new is needed."""
    if won.new == 0:
        return ()
    named = {stage.key: stage for stage in stages}
    used = [route for route in routes if won.new is None or won.weight(route)]
    found = chain(
        _zeros(ambition, used, named),
        _holes(ambition, used, marks, named),
        _referrals(ambition, used, marks, won, named),
        _lags(ambition, used, marks, named, lags),
        _market(ambition, needs),
    )
    # Channels that share their rates share their gaps, and each is said once.
    return tuple(dict.fromkeys(found))


def _channel(route: Route) -> str:
    """Under which name a route's rates are to be mended."""
    return "" if route.borrowed else route.channel


def _zeros(ambition: Ambition, routes: Sequence[Route], named: Mapping[str, Stage]) -> Iterator[Gap]:
    for route in routes:
        beyond = () if ambition.happy is None else route.to_happy or ()
        for leg in (*beyond, *route.legs):
            if leg.rate.share == 0:
                counted = leg.rate.n if leg.rate.evidence == "counted" else None
                yield Gap("zero", _channel(route), named[leg.above], named[leg.below], counted=counted)
                break


def _holes(
    ambition: Ambition, routes: Sequence[Route], marks: Marks, named: Mapping[str, Stage]
) -> Iterator[Gap]:
    for route in routes:
        if route.borrowed:
            yield Gap("borrowed", route.channel)
        if ambition.happy is not None and route.to_happy is None and marks.happy is not None:
            yield Gap("rate", _channel(route), named[marks.customer], named[marks.happy])
        top = route.legs[-1].above if route.legs else marks.customer
        at = marks.order.index(top)
        passed = {leg.above for leg in route.legs} | {marks.customer}
        for key in reversed(marks.order[at : marks.order.index(marks.customer)]):
            if key not in passed:
                yield Gap("skipped", stage=named[key])
        if at > 0:
            yield Gap("rate", _channel(route), named[marks.order[at - 1]], named[top])


def _referrals(
    ambition: Ambition, routes: Sequence[Route], marks: Marks, won: Won, named: Mapping[str, Stage]
) -> Iterator[Gap]:
    if ambition.referred_leads == 0 or won.k is not None:
        return
    if marks.happy is not None and any(route.to_happy is None for route in routes):
        yield Gap("referrals", above=named[marks.customer], stage=named[marks.happy])
    if any(part(route.legs, marks.lead) is None for route in routes):
        yield Gap("referrals", above=named[marks.lead], stage=named[marks.customer])


def _lags(
    ambition: Ambition,
    routes: Sequence[Route],
    marks: Marks,
    named: Mapping[str, Stage],
    lags: Mapping[str, float],
) -> Iterator[Gap]:
    reached = stages_passed(ambition, routes, marks)
    missing = tuple(named[key] for key in marks.order if key in reached and key not in lags)
    if missing:
        yield Gap("calendar" if len(missing) == len(reached) else "lags", stages=missing)


def stages_passed(ambition: Ambition, routes: Sequence[Route], marks: Marks) -> set[str]:
    """The stages that the way to the goal leads to from one above: between them time passes."""
    after = goal_stage(ambition, marks) != marks.customer
    return {
        leg.below for route in routes for leg in (*route.legs, *((route.to_happy or ()) if after else ()))
    }


def _market(ambition: Ambition, needs: Sequence[StageNeed]) -> Iterator[Gap]:
    if ambition.market is None:
        yield Gap("market", stage=needs[0].stage)
    elif needs[0].total is None:
        yield Gap("market need", stage=needs[0].stage)


def effort_gaps(
    ambition: Ambition,
    work: Workload,
    effort: Effort,
    loads: Sequence[RoleLoad],
    hours: Mapping[str, float],
) -> Iterator[Gap]:
    """What of the hours is not known."""
    winning = sum(work.wins.values()) + work.referred > 0
    if not winning and not work.orders:
        return
    if not effort.channels:
        yield Gap("steps")
        return
    told = {channel: effort.of(channel) for channel in work.shares}
    undelivered = [channel for channel, one in told.items() if one is not None and not one.delivered]
    for channel, one in told.items():
        if one is None:
            yield Gap("mix" if channel == "" else "steps", channel)
        elif one.blocked_by is not None and winning:
            yield Gap("blocked steps", channel, step=one.blocked_by)
    if len(undelivered) == len(told):
        yield Gap("delivery")
    else:
        yield from (Gap("delivery", channel) for channel in undelivered)
    if work.referred and any(one is not None and one.referred_minutes is None for one in told.values()):
        yield Gap("referred time")
    if loads and not hours:
        yield Gap("hours")
    else:
        yield from (Gap("role", role=load.role, hours=load.needed) for load in loads if load.hours is None)
    if ambition.happy is not None and ambition.customers_now > 0:
        yield Gap("own orders")
