"""What each stage needs for a goal: through which channel, how surely, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.funnel.goal.ambition import Ambition
from core.funnel.goal.draws import drawn, likely, point
from core.funnel.goal.hours import Effort, at_stage
from core.funnel.goal.needs import (
    Numbers,
    RateOf,
    Wanted,
    above,
    needs_of,
    reaching,
    shared_out,
    through,
    wanted,
    whole,
)
from core.funnel.goal.plan import StageNeed
from core.funnel.goal.rates import Leg, Marks, Route, least_sure, part
from core.funnel.stages import Stage

_FARTHEST_DAYS = 36_500
"""No calendar goes back further than that from any goal."""


@dataclass(frozen=True, eq=False)
class Won:
    """The customers that a goal takes, as they are counted and as the draws have them."""

    new: int | None
    seeds: int | None
    k: float | None
    happy: int | None
    """Happy customers in the period; None for a revenue goal."""
    by_channel: Mapping[str, int]
    """Seeds of each channel."""
    draws: Wanted

    @property
    def referred(self) -> int:
        """Those who come by referral."""
        return (self.new or 0) - (self.seeds or 0)

    def weight(self, route: Route) -> float:
        """The share of the seeds that a channel wins; its share in the mix where nobody has to be won."""
        return self.by_channel[route.channel] / self.seeds if self.seeds else route.share


def won_of(ambition: Ambition, routes: Sequence[Route], marks: Marks) -> Won:
    """How many customers the goal takes, and which channel wins how many."""
    counted = wanted(ambition, routes, marks, point)
    new, seeds = _figure(counted.new), _figure(counted.seeds)
    happy = None if ambition.happy is None else _figure(whole(np.array([ambition.happy])))
    return Won(
        new,
        seeds,
        None if counted.k is None else float(counted.k[0]),
        happy,
        shared_out(seeds or 0, ambition.shares),
        wanted(ambition, routes, marks, drawn),
    )


def stage_needs(
    ambition: Ambition,
    stages: Sequence[Stage],
    routes: Sequence[Route],
    marks: Marks,
    won: Won,
    lags: Mapping[str, float],
    effort: Effort,
) -> tuple[StageNeed, ...]:
    """Every stage from the first to the one of the goal, in the order of the funnel."""
    goal = goal_stage(ambition, marks)
    customer, lead = marks.order.index(marks.customer), marks.order.index(marks.lead)
    counted = {
        route.channel: needs_of(route, np.array([float(won.by_channel[route.channel])]), marks, point)
        for route in routes
    }
    base = _behind_the_customers(ambition, routes, marks, won)
    found = []
    for at, stage in enumerate(stages[: marks.order.index(goal) + 1]):
        low = high = None
        if at > customer:
            need, by_channel, referred = _after_the_win(stage.key, stage.key == goal, routes, won)
        else:
            by_channel = _by_channel(stage.key, routes, won, counted)
            need = _total(by_channel)
            referred = _referred(stage.key, routes, marks, won)
            drawn_needs = _drawn(stage.key, routes, marks, won)
            if drawn_needs is not None:
                low, high = likely(drawn_needs, None if need is None else float(need))
        behind = [] if at > customer and stage.key == goal else [*base, *_up_to(stage.key, routes, won)]
        days = sum(lags.get(key, 0.0) for key in marks.order[at + 1 : marks.order.index(goal) + 1])
        enter_by = ambition.end - dt.timedelta(days=round(min(days, _FARTHEST_DAYS)))
        found.append(
            StageNeed(
                stage,
                need,
                by_channel,
                referred,
                low,
                high,
                least_sure([leg.rate.evidence for leg in behind]),
                days,
                enter_by,
                (enter_by - ambition.start).days / 7,
                at_stage(stage.key, at > lead, won.by_channel, won.referred, ambition.shares, effort)
                if won.new is not None
                else None,
            )
        )
    return tuple(found)


def goal_stage(ambition: Ambition, marks: Marks) -> str:
    """The key of the stage by which the goal is reached."""
    return marks.customer if ambition.happy is None or marks.happy is None else marks.happy


def _by_channel(
    key: str, routes: Sequence[Route], won: Won, counted: Mapping[str, Mapping[str, Numbers]]
) -> dict[str, int | None]:
    """A stage's need in each channel; a channel that has nobody to win needs nobody anywhere."""
    if won.seeds is None:
        return {route.channel: None for route in routes}
    return {
        route.channel: _figure(counted[route.channel].get(key)) if won.by_channel[route.channel] else 0
        for route in routes
    }


def _drawn(key: str, routes: Sequence[Route], marks: Marks, won: Won) -> Numbers | None:
    """A stage's need over all channels, in every draw; None where a channel's rates do not reach it."""
    if won.draws.seeds is None:
        return None
    total = np.zeros(1)
    for route in routes:
        weight = won.weight(route)
        if weight == 0:
            continue
        need = needs_of(route, won.draws.seeds * weight, marks, drawn).get(key)
        if need is None:
            return None
        total = total + need
    return total


def _referred(key: str, routes: Sequence[Route], marks: Marks, won: Won) -> int | None:
    """How many of those at a stage come by referral: ⌈referred customers / conversion from there⌉."""
    if won.new is None:
        return None
    if won.referred == 0 or marks.order.index(key) < marks.order.index(marks.lead):
        return 0
    share = reaching(routes, key, point) if key != marks.customer else np.ones(1)
    return None if share is None else _figure(above(np.array([float(won.referred)]), share))


def _after_the_win(
    key: str, is_goal: bool, routes: Sequence[Route], won: Won
) -> tuple[int | None, dict[str, int | None], int | None]:
    """The need of a stage after the customer, through each channel and by referral.

    The happy customers themselves are the goal; a stage in between has new · share of those who get there.
    """
    shares = {route.channel: _down_to(key, route, point) for route in routes}
    each = {
        route.channel: None if (share := shares[route.channel]) is None else route.share * float(share[0])
        for route in routes
    }
    known = {channel: share for channel, share in each.items() if share is not None}
    complete, arriving = len(known) == len(each), sum(known.values())
    if is_goal:
        total = won.happy
    else:
        total = _figure(whole(np.array([won.new * arriving]))) if won.new is not None and complete else None
    if total is None or not won.new or not complete or not arriving:
        return total, {route.channel: None if total is None or total else 0 for route in routes}, 0
    referred = total * won.referred // won.new
    parts = shared_out(total - referred, {channel: share / arriving for channel, share in known.items()})
    return total - referred, dict(parts), referred


def _down_to(key: str, route: Route, rate_of: RateOf) -> Numbers | None:
    """How many get from the customer to this later stage, for each customer."""
    for number, leg in enumerate(route.to_happy or ()):
        if leg.below == key:
            return through((route.to_happy or ())[number:], rate_of)
    return None


def _behind_the_customers(ambition: Ambition, routes: Sequence[Route], marks: Marks, won: Won) -> list[Leg]:
    """The legs on which the number of customers itself rests."""
    referring = ambition.referred_leads > 0 and won.k is not None
    legs: list[Leg] = []
    for route in routes:
        if referring or ambition.happy is not None:
            legs += route.to_happy or ()
        if referring:
            legs += part(route.legs, marks.lead) or ()
    return legs


def _up_to(key: str, routes: Sequence[Route], won: Won) -> list[Leg]:
    """The legs from the customer up to a stage, of every channel that has somebody to win."""
    return [leg for route in routes if won.weight(route) for leg in part(route.legs, key) or ()]


def _total(by_channel: Mapping[str, int | None]) -> int | None:
    known = [need for need in by_channel.values() if need is not None]
    return sum(known) if len(known) == len(by_channel) else None


def _figure(people: Numbers | None) -> int | None:
    """The one figure of a point; None where it is not known or without end."""
    return None if people is None or not np.isfinite(people[0]) else int(people[0])
