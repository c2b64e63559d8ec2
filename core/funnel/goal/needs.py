"""Counted back from the goal: new customers, those who come by referral, and what every stage needs for them.

The same functions give the point, from rates of one figure each, and the interval, from rates of many draws.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import floor

import numpy as np
from numpy.typing import NDArray

from core.funnel.goal.ambition import Ambition
from core.funnel.goal.rates import Leg, Marks, Route, part

Numbers = NDArray[np.float64]
RateOf = Callable[[Leg], Numbers]
"""The rate of a leg: one figure, or one for each draw."""


def whole(people: Numbers) -> Numbers:
    """Rounded up to whole people; a hair above, as sums of floats end, adds nobody.

    >>> whole(np.array([8.8, 3 * 1.1 / 0.1, 0.0])).tolist()
    [9.0, 33.0, 0.0]
    """
    return np.ceil(people * (1 - 1e-9) - 1e-9) + 0.0


def above(need: Numbers, rate: Numbers) -> Numbers:
    """What the stage above needs: ⌈need / rate⌉; infinitely many at a rate of 0, nobody where none is needed.

    >>> above(np.array([9.0, 9.0, 0.0]), np.array([0.25, 0.0, 0.0])).tolist()
    [36.0, inf, 0.0]
    """
    return whole(_per(need, rate))


def _per(amount: Numbers, rate: Numbers) -> Numbers:
    amount, rate = np.broadcast_arrays(amount, rate)
    none_there = np.where(amount > 0, np.inf, 0.0)
    return np.divide(amount, rate, out=none_there, where=(rate > 0) & (amount > 0))


def through(legs: Sequence[Leg], rate_of: RateOf) -> Numbers:
    """How many come out at the end of these legs for each one that enters them."""
    share = np.ones(1)
    for leg in legs:
        share = share * rate_of(leg)
    return share


@dataclass(frozen=True, eq=False)
class Wanted:
    """The customers that a goal takes; one figure each, or one for each draw."""

    new: Numbers | None
    """New customers in the period; None where a rate that is needed for it is not known."""
    k: Numbers | None
    """Customers that each customer brings in the period; None where it cannot be told."""
    seeds: Numbers | None
    """Of the new customers those who must be won through the channels."""
    happy_share: Numbers | None
    """Happy customers for each new customer, over all channels."""


def wanted(ambition: Ambition, routes: Sequence[Route], marks: Marks, rate_of: RateOf) -> Wanted:
    """How many customers must be won.

    Of a revenue goal: new = ⌈max(0, active − now + lost)⌉. Of happy customers: new = ⌈happy / happy share⌉.
    K = leads that a happy customer brings in the period · happy share · conversion from lead to customer.
    The channels must win seeds = ⌈new · (1 − K)⌉, and nobody where K reaches 1.
    """
    happy_share = _happy_share(routes, rate_of)
    new = None
    if ambition.missing is not None:
        new = whole(np.array([ambition.missing]))
    elif ambition.happy is not None and happy_share is not None:
        new = above(np.array([ambition.happy]), happy_share)
    k: Numbers | None = np.zeros(1)
    if ambition.referred_leads > 0:
        bought = reaching(routes, marks.lead, rate_of)
        k = None
        if bought is not None and happy_share is not None:
            k = ambition.referred_leads * ambition.years * happy_share * bought
    seeds = new if new is None or k is None else whole(new * np.maximum(0.0, 1 - k))
    return Wanted(new, k, seeds, happy_share)


def _happy_share(routes: Sequence[Route], rate_of: RateOf) -> Numbers | None:
    total = np.zeros(1)
    for route in routes:
        if route.to_happy is None:
            return None
        total = total + route.share * through(route.to_happy, rate_of)
    return total


def reaching(routes: Sequence[Route], stage: str, rate_of: RateOf) -> Numbers | None:
    """Customers for each one at this stage, over all channels; None where a channel's rates do not reach it.

    All customers by all who were there, 1 / Σ (share / rate), and not the mean of the rates.
    """
    for_one = np.zeros(1)
    for route in routes:
        legs = part(route.legs, stage)
        if legs is None:
            return None
        for_one = for_one + _per(np.array([route.share]), through(legs, rate_of))
    return 1 / for_one


def shared_out(total: int, shares: Mapping[str, float]) -> dict[str, int]:
    """So many customers, whole, shared out to the channels by their shares (Sainte-Laguë).

    One more never takes one away from a channel, which rounding each share would do.

    >>> shared_out(9, {"Events": 0.5, "Ads": 0.3, "Fair": 0.2})
    {'Events': 4, 'Ads': 3, 'Fair': 2}
    """
    # So many are certain: each channel gets its next one at the latest when the total has grown by this.
    ahead = total - len(shares) / 2
    given = {name: max(0, floor(share * ahead + 0.5)) for name, share in shares.items()}
    for _left in range(total - sum(given.values())):
        given[max(given, key=lambda name: shares[name] / (2 * given[name] + 1))] += 1
    return given


def needs_of(route: Route, customers: Numbers, marks: Marks, rate_of: RateOf) -> dict[str, Numbers]:
    """What a channel's stages need for so many customers, by stage, as far up as its rates reach."""
    needs = {marks.customer: customers}
    need = customers
    for leg in route.legs:
        need = needs[leg.above] = above(need, rate_of(leg))
    return needs
