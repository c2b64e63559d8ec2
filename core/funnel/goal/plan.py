"""The plan that a goal comes to: needs, limits and what is not known; `core.funnel.goal` counts it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.funnel.goal.ambition import WEEKS_OF_A_YEAR, Ambition
from core.funnel.goal.hours import RoleLoad, StageEffort
from core.funnel.goal.rates import Evidence
from core.funnel.stages import Stage

GapKind = Literal[
    "zero",
    "rate",
    "skipped",
    "borrowed",
    "referrals",
    "lags",
    "market",
    "market need",
    "calendar",
    "hours",
    "role",
    "mix",
    "steps",
    "blocked steps",
    "delivery",
    "referred time",
    "own orders",
]
UNCHECKED: tuple[GapKind, ...] = (
    "market",
    "market need",
    "calendar",
    "hours",
    "role",
    "mix",
    "steps",
    "blocked steps",
    "delivery",
    "own orders",
)
"""The gaps that leave something of the goal unchecked."""


@dataclass(frozen=True)
class Gap:
    """Something that is not known, or had to be taken for granted; `core.funnel.goal.gaps` says it.

    Which fields are filled depends on the kind.
    """

    kind: GapKind
    channel: str = ""
    above: Stage | None = None
    stage: Stage | None = None
    stages: tuple[Stage, ...] = ()
    role: str = ""
    step: str = ""
    hours: float = 0.0
    counted: float | None = None


@dataclass(frozen=True)
class StageNeed:
    """What one stage needs for the goal, within the period."""

    stage: Stage
    need: int | None
    """People (or what the stage counts) through the channels; None where it cannot be told."""
    by_channel: Mapping[str, int | None]
    referred: int | None
    """Those who come by referral beside them; 0 above the stage where they come in, None: not known."""
    low: float | None
    high: float | None
    """The 80 % interval that the counts behind the rates leave; None where nothing was counted. Where nobody
    has come through yet, only `low` is told: at least so many."""
    evidence: Evidence | None
    """The least sure of the rates behind it; None where it follows from the goal alone."""
    days: float
    """From this stage to the goal, by the medians of the stages between."""
    enter_by: dt.date
    """The last day on which to enter it and still count for the goal."""
    weeks: float
    """From the start to that day; 0 or less: it is too late."""
    effort: StageEffort | None
    """Minutes and money of the steps that lead to the stage, for all of them; None where it is not known."""

    @property
    def total(self) -> int | None:
        """Through the channels and by referral."""
        return None if self.need is None or self.referred is None else self.need + self.referred

    @property
    def per_week(self) -> float | None:
        """The pace in the weeks left for it: need / weeks; None where it is too late or not known."""
        return None if self.need is None or not self.weeks > 0 else self.need / self.weeks

    @property
    def per_month(self) -> float | None:
        """The same pace by the month, twelve in a year of 52 weeks."""
        return None if self.per_week is None else self.per_week * WEEKS_OF_A_YEAR / 12


@dataclass(frozen=True)
class Limit:
    """Something that a goal may break on: what it needs there, and what there is.

    market: in the unit of the first stage. calendar: days from the stage to the goal, and days of the
    period. hours: per working week, those that can be planned.
    """

    kind: Literal["market", "calendar", "hours"]
    needed: float
    available: float
    at: Stage | RoleLoad
    """The stage; of hours the role."""

    @property
    def broken(self) -> bool:
        """Whether the goal is impossible by it. Who must enter on the very day of the start is too late."""
        if self.kind == "calendar":
            return self.needed >= self.available
        return self.needed > self.available * (1 + 1e-9)

    @property
    def spare(self) -> float:
        """What is left there; below 0 what is missing."""
        return self.available - self.needed

    @property
    def used(self) -> float:
        """The share of it that the goal uses up."""
        if self.available > 0:
            return self.needed / self.available
        return math.inf if self.needed > 0 else 0.0


@dataclass(frozen=True)
class ChannelTotal:
    """What the wins of one channel take in the period."""

    channel: str
    wins: int
    minutes: float | None
    """wins · minutes per win; None where no steps tell."""
    cost: float | None
    """wins · cost per win, own hours and spend included; None where it cannot be told."""


@dataclass(frozen=True)
class OneMoreHour:
    """What one more hour a week of the tightest role is enough for."""

    role: str
    customers: float
    """Per year: practical share · 60 · working weeks / the role's minutes for one customer."""
    revenue: float | None
    """Per year; None where it is not known what a customer brings."""
    delivered: bool
    """Whether the delivery is in those minutes."""


@dataclass(frozen=True)
class Plan:
    """What a goal takes."""

    ambition: Ambition
    customer: Stage
    goal: Stage
    """The stage by which the goal is reached: the customer, or the happy customer."""
    new: int | None
    """New customers in the period; None where a rate is missing for it, or nobody would ever come through."""
    k: float | None
    """Customers that each customer brings by referral in the period; None where it cannot be told."""
    seeds: int | None
    """Of the new customers those who must be won through the channels."""
    stages: tuple[StageNeed, ...]
    """From the first stage to the goal's, in the order of the funnel."""
    channels: tuple[ChannelTotal, ...]
    loads: tuple[RoleLoad, ...]
    limits: tuple[Limit, ...]
    """All that was checked, in the order of the funnel: market, calendar, hours (the fullest role first)."""
    gaps: tuple[Gap, ...]
    one_more_hour: OneMoreHour | None

    @property
    def referred(self) -> int | None:
        """Of the new customers those who come by referral."""
        return None if self.new is None or self.seeds is None else self.new - self.seeds

    @property
    def first(self) -> StageNeed | None:
        """The highest stage of which it is known what it needs; None where none is."""
        return next((need for need in self.stages if need.need is not None), None)

    @property
    def breaks(self) -> Limit | None:
        """The first limit that makes the goal impossible; None where none does."""
        return next((limit for limit in self.limits if limit.broken), None)

    @property
    def tightest(self) -> Limit | None:
        """Of all that was checked what is used up most."""
        return max(self.limits, key=lambda limit: limit.used, default=None)

    @property
    def unchecked(self) -> tuple[Gap, ...]:
        """What leaves open whether the goal is possible."""
        return tuple(gap for gap in self.gaps if gap.kind in UNCHECKED)

    @property
    def verdict(self) -> Literal["never", "impossible", "there", "possible", "untold"]:
        """never: nobody comes through somewhere; there: nobody new is needed; untold: nothing was checked."""
        if any(gap.kind == "zero" for gap in self.gaps):
            return "never"
        if self.breaks is not None:
            return "impossible"
        if self.new == 0:
            return "there"
        return "possible" if self.limits and self.new is not None else "untold"
