"""The ladder: problem/solution fit, product/market fit, scale; where one stands, and what is too early."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from core.errors import StepwiseError
from core.factory.business import Business
from core.factory.throughput import ENOUGH, ENOUGH_PERIODS
from core.language import Text
from core.steps.rates import role_key

RungKey = Literal["problem_solution", "product_market", "scale"]
TIMES = 10.0
"""Each rung has about so many times the throughput of the one before."""
FIRST = 0.1
"""Happy customers a week at which a problem is solved for somebody: five a year, so it was no accident."""
NAMES: Mapping[RungKey, Text] = {
    "problem_solution": Text("Problem/solution fit"),
    "product_market": Text("Product/market fit"),
    "scale": Text("Scale"),
}

SPEND_FROM: RungKey = "problem_solution"
"""The rung that should stand before money is spent on ads: before it, they bring people to what none buys."""
HOURS_FROM: RungKey = "product_market"
"""The rung that should stand before hours are held ready: before it, nobody knows what they will be for."""
IDLE = 0.5
"""Hours of a role are held ready where less than this share of them is needed."""
_CLEAR = 1.2816
"""So many standard errors from 0 a slope must be for its 80 % interval to lie beside it."""


@dataclass(frozen=True)
class Rung:
    """One rung and the happy customers a week at which it is reached.

    >>> Rung("scale", 10).label
    'Scale'
    """

    key: RungKey
    target: float

    @property
    def label(self) -> str:
        """Its name, in the language spoken."""
        return str(NAMES[self.key])


DEFAULT_RUNGS: tuple[Rung, ...] = tuple(Rung(key, FIRST * TIMES**place) for place, key in enumerate(NAMES))
"""0.1, 1 and 10 happy customers a week."""


def rungs_of(targets: Sequence[float]) -> tuple[Rung, ...]:
    """The rungs with these targets, in happy customers a week.

    Raises StepwiseError where one is no number above 0, or not above the one before.

    >>> [rung.target for rung in rungs_of([0.2, 2, 20])]
    [0.2, 2, 20]
    """
    if any(not 0 < target < math.inf for target in targets):
        raise StepwiseError("A rung of the ladder needs a number above 0, in happy customers a week.")
    if any(later <= earlier for earlier, later in pairwise(targets)):
        raise StepwiseError("Each rung of the ladder must be higher than the one before it.")
    return tuple(Rung(key, target) for key, target in zip(NAMES, targets, strict=True))


@dataclass(frozen=True)
class Trend:
    """By how many happy customers a week the throughput rises from week to week; below 0 where it falls."""

    slope: float
    low: float
    high: float
    """Its 80 % interval."""

    @property
    def is_clear(self) -> bool:
        """Whether the interval lies beside 0."""
        return self.low > 0 or self.high < 0


def trend_of(weeks: pd.DataFrame, spread: float = 1.0) -> Trend | None:
    """The straight line through the counts, by least squares in which longer periods weigh more.

    `weeks` is a counted frame, `spread` how many times as much as chance its periods differ (see
    `core.factory.throughput.Throughput`). None with fewer than 6 periods or 5 happy customers.
    """
    ends = np.cumsum(weeks["days"].to_numpy(float)) / 7
    known = weeks["count"].notna().to_numpy()
    counts, length = weeks["count"].to_numpy(float)[known], weeks["days"].to_numpy(float)[known] / 7
    if len(counts) < ENOUGH_PERIODS or counts.sum() < ENOUGH:
        return None
    middle = ends[known] - length / 2
    middle = middle - (middle * length).sum() / length.sum()
    of_time = float((length * middle**2).sum())
    slope = float((counts * middle).sum()) / of_time
    # The counts are Poisson around their mean: Var(count) = spread · rate · length.
    error = math.sqrt(spread * counts.sum() / length.sum() / of_time)
    return Trend(slope, slope - _CLEAR * error, slope + _CLEAR * error)


@dataclass(frozen=True)
class Premature:
    """Money or hours for a later rung than the throughput shows."""

    kind: Literal["spend", "hours"]
    name: str
    """The channel that is paid for, or the role that has the hours."""
    per_week: float
    """Money a week, or hours a week that nobody needs."""
    rung: Rung
    """The rung that should stand first."""


@dataclass(frozen=True)
class Standing:
    """Where a business stands on the ladder."""

    rungs: tuple[Rung, ...]
    throughput: float
    reached: Rung | None
    """The highest rung that is reached; None below the first."""
    next: Rung | None
    """None at the top."""
    trend: Trend | None
    premature: tuple[Premature, ...] = ()

    @property
    def times(self) -> float | None:
        """How many times the present throughput the next rung is; None at the top, or without any."""
        return self.next.target / self.throughput if self.next is not None and self.throughput > 0 else None

    @property
    def weeks_to_next(self) -> float | None:
        """Weeks until the next rung at the present trend; None where none is clear and rising."""
        if self.next is None or self.trend is None or self.trend.low <= 0:
            return None
        return (self.next.target - self.throughput) / self.trend.slope


def standing(
    business: Business,
    throughput: float,
    *,
    rungs: Sequence[Rung] = DEFAULT_RUNGS,
    trend: Trend | None = None,
    spend_per_week: Mapping[str, float] | None = None,
) -> Standing:
    """Where a throughput (happy customers a week) stands, and what is spent too early.

    Below problem/solution fit every spend on a channel is too early (`spend_per_week`, money by channel;
    None: the spend of a win · wins a week), and below product/market fit so are hours that are held ready: of
    a role that needs less than half of its hours, those that are not needed. The user's own hours are not,
    they are not bought; where nobody says which role is their own, it is the one with the most hours.
    """
    reached = [rung for rung in rungs if throughput >= rung.target * (1 - 1e-9)]
    beyond = [rung for rung in rungs if rung not in reached]
    found = [*_spends(business, spend_per_week, beyond), *_hours(business, beyond)]
    return Standing(
        tuple(rungs),
        throughput,
        reached[-1] if reached else None,
        beyond[0] if beyond else None,
        trend,
        tuple(found),
    )


def _spends(
    business: Business, spend_per_week: Mapping[str, float] | None, beyond: Sequence[Rung]
) -> list[Premature]:
    first = next((rung for rung in beyond if rung.key == SPEND_FROM), None)
    if first is None:
        return []
    if spend_per_week is None:
        spend_per_week = {
            channel: business.wins[channel].per_week * said.per_win
            for channel, said in business.economics.spends.items()
            if channel in business.wins and math.isfinite(said.per_win)
        }
    return [
        Premature("spend", channel, money, first) for channel, money in spend_per_week.items() if money > 0
    ]


def _hours(business: Business, beyond: Sequence[Rung]) -> list[Premature]:
    first = next((rung for rung in beyond if rung.key == HOURS_FROM), None)
    if first is None:
        return []
    roles = business.capacity.roles
    own = role_key(business.own_role)
    if own not in {role_key(role.role) for role in roles}:
        own = role_key(max(roles, key=lambda role: role.hours or 0.0).role) if roles else ""
    return [
        Premature("hours", role.role, role.unbooked / 60, first)
        for role in roles
        if role_key(role.role) != own and role.unbooked and (role.utilisation or 0.0) < IDLE
    ]
