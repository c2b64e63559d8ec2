"""The throughput: happy customers a week, how sure and even it is, what it costs, and where it is made."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from core.factory.before_after import Counted
from core.factory.business import Business
from core.factory.stage_log import StageLog
from core.factory.steadiness import spread, trend
from core.factory.wins import customer_stage, happy_stage
from core.funnel.funnel import Reached, Source
from core.funnel.periods import Period
from core.funnel.rates import Rate
from core.funnel.stages import Factory, Stage
from core.steps.delivery import after_the_win
from core.steps.uncertainty import SURE

ENOUGH_PERIODS, ENOUGH = 6, 5
"""In fewer periods, or with fewer happy customers in all, nobody can tell whether they come evenly."""

_WEEK = 7


@dataclass(frozen=True, eq=False)
class Throughput:
    """Happy customers as they were counted, period by period. See `throughput_of`."""

    stage: Stage
    """Where they are counted."""
    stands_in: bool
    """Whether it is another stage than that of the happy customers: those are not counted."""
    period: Period
    weeks: pd.DataFrame
    """A counted frame (`core.factory.counted_weeks.COUNTED`); a period that was not counted is NaN."""
    free: float = 0.0
    """People who reached the outcome beyond those who paid: they had it for free."""

    @property
    def counted(self) -> Counted:
        """How many in how many weeks, of those that were counted."""
        known = self.weeks[self.weeks["count"].notna()]
        return Counted(float(known["count"].sum()), float(known["days"].sum()) / _WEEK)

    @property
    def per_week(self) -> float:
        """Happy customers a week: count / weeks."""
        return self.counted.per_week

    @property
    def between(self) -> tuple[float, float] | None:
        """Its 80 % interval, from Gamma(count + ½) / weeks."""
        return self.counted.between

    @property
    def variation(self) -> float | None:
        """Standard deviation of the counts of a period / their mean; None with fewer than two periods."""
        counts = self.weeks["count"].dropna().to_numpy(float)
        return float(counts.std(ddof=1) / counts.mean()) if len(counts) > 1 and counts.sum() > 0 else None

    @property
    def variation_by_chance(self) -> float | None:
        """What it would be if they came evenly and chance alone made the difference: 1 / √mean."""
        counts = self.weeks["count"].dropna().to_numpy(float)
        return 1 / math.sqrt(counts.mean()) if len(counts) > 1 and counts.sum() > 0 else None

    @property
    def spread(self) -> float:
        """How many times as much as chance the periods differ; 1 where it may be chance."""
        return spread([self.weeks])

    @property
    def trend(self) -> Literal["rising", "falling", ""]:
        """Whether it rose or fell all along; "" where that cannot be told."""
        return trend(self.weeks, self.spread)

    @property
    def predictable(self) -> bool | None:
        """Whether they come as evenly as chance allows; None where too few were counted to tell."""
        if self.weeks["count"].notna().sum() < ENOUGH_PERIODS or self.counted.count < ENOUGH:
            return None
        return self.spread == 1.0

    def expected_in(self, weeks: float) -> tuple[int, int] | None:
        """Between how many will come in so many weeks, with 80 %, if it goes on so; None without a week.

        Of Gamma(count + ½) / weeks customers a week come Poisson many: a negative binomial. Where periods
        differ more than by chance, they are taken to come `spread` at a time.
        """
        from scipy.special import betainc

        seen = self.counted
        if not seen.weeks > 0:
            return None
        shape, success = seen.count / self.spread + 0.5, seen.weeks / (seen.weeks + weeks)
        mean = (seen.count + 1) * (weeks / seen.weeks)
        most = int(10 + 4 * (mean + 3 * math.sqrt(mean * (1 + weeks / seen.weeks))))
        below = betainc(shape, np.arange(most + 1) + 1.0, success)
        low, high = (int(np.searchsorted(below, tail)) for tail in ((1 - SURE) / 2, (1 + SURE) / 2))
        return round(low * self.spread), round(high * self.spread)


def throughput_of(
    log: StageLog, *, since: dt.date | None = None, until: dt.date | None = None
) -> Throughput | None:
    """The throughput, from the periods that lie wholly between `since` and before `until`.

    Happy customers reached the outcome and paid. Where the outcome is not counted the customers stand in,
    where they are not either, who got furthest. Where more reached the outcome than paid, the customers
    count, and the others are told apart. None where nothing is counted week by week or month by month.
    """
    stage = log.throughput
    weeks = None if stage is None else _between(log.counted(stage.key), since, until)
    if stage is None or weeks is None:
        return None
    happy, paying = happy_stage(log.stages), customer_stage(log.stages)
    free = 0.0
    if happy is not None and paying is not None:
        both = [_between(log.counted(one.key), since, until) for one in (happy, paying)]
        if both[0] is not None and both[1] is not None:
            table = both[0].merge(both[1], on="start", suffixes=("", "_paid")).dropna()
            free = max(0.0, float(table["count"].sum() - table["count_paid"].sum()))
    told = log.source(stage.key)
    assert told is not None
    stands_in = happy is None or happy not in log.known
    return Throughput(stage, stands_in, told.period, weeks, free)


def _between(weeks: pd.DataFrame | None, since: dt.date | None, until: dt.date | None) -> pd.DataFrame | None:
    if weeks is None:
        return None
    begins = pd.to_datetime(weeks["start"])
    kept = pd.Series(True, index=weeks.index)
    if since is not None:
        kept &= begins >= pd.Timestamp(since)
    if until is not None:
        kept &= begins + pd.to_timedelta(weeks["days"], unit="D") <= pd.Timestamp(until)
    found = weeks[kept].reset_index(drop=True)
    return found if found["count"].notna().any() else None


@dataclass(frozen=True)
class OperatingExpense:
    """What the customers of a week cost, won and served, in money a week."""

    labour: float
    cash: float
    spend: float
    untold: tuple[str, ...] = ()
    """Channels that win customers, and whose cost cannot be told."""

    @property
    def total(self) -> float:
        """All of it."""
        return self.labour + self.cash + self.spend


def operating_expense(business: Business) -> OperatingExpense | None:
    """Σ over the channels of wins a week · what a win and its order cost; None where no channel tells it.

    That is the work the customers take, not the hours that are paid: what nobody books is not in it.
    """
    chains = {chain.channel: chain for chain in business.economics.acquiring if chain.blocked_by is None}
    labour = cash = spend = 0.0
    told, untold = False, []
    for channel, won in business.wins.items():
        chain = chains.get(channel)
        said = business.economics.spends.get(channel)
        per_win = 0.0 if said is None else said.per_win
        known = chain is not None and channel not in business.from_funnel and math.isfinite(per_win)
        if not known and won.wins > 0:
            untold.append(channel)
        ways = [chain] if chain is not None else []
        for process in [*ways, *after_the_win(business.economics.chains, channel, business.delivery)]:
            told = True
            labour += won.per_week * process.labour_per_win
            cash += won.per_week * process.cash_per_win
        spend += won.per_week * per_win if math.isfinite(per_win) else 0.0
    return OperatingExpense(labour, cash, spend, tuple(untold)) if told else None


@dataclass(frozen=True)
class FactoryStep:
    """One of the five steps of the customer factory, as the blueprint shows it."""

    name: Factory
    stage: Stage | None = None
    """The last of its stages that is known; None where none is."""
    per_week: float | None = None
    """How many come out of it in a week; None where that is not known, or where it is how many there are."""
    rate: Rate | None = None
    """Of how many at `since` how many got there."""
    since: Stage | None = None
    source: Source | Literal["typed"] | None = None
    """Where the figure comes from."""


def factory_steps(business: Business, weeks: Mapping[Source, float] | None = None) -> tuple[FactoryStep, ...]:
    """Acquisition, activation, retention, referral and revenue, each from the stages that stand for it.

    `weeks` are those that each source counted; None: those of the wins. The acquisition goes from the first
    known stage to the last one before the customer, the others from the known stage before. Without a funnel
    that counts them, the customers of a week are the wins as they are known.
    """
    reached = () if business.funnel is None else business.funnel.known
    return tuple(_factory_step(factory, reached, business, weeks) for factory in get_args(Factory))


def _factory_step(
    factory: Factory, reached: tuple[Reached, ...], business: Business, weeks: Mapping[Source, float] | None
) -> FactoryStep:
    own = [one for one in reached if one.stage.factory == factory]
    if factory == "revenue" and not own:
        own = [one for one in reached if one.stage == customer_stage([one.stage for one in reached])]
    if not own:
        if factory == "revenue" and business.wins_known:
            source = next(iter(business.wins.values())).source
            return FactoryStep(factory, per_week=business.wins_per_week, source=source)
        return FactoryStep(factory)
    last = own[-1]
    told = business.weeks if weeks is None or last.source is None else weeks.get(last.source, 0.0)
    per_week = None if last.people is None or last.is_stock or not told > 0 else last.people / told
    acquiring = factory == "acquisition"
    rate = last.from_first if acquiring else last.from_before
    since = reached[0].stage if acquiring and last is not reached[0] else last.before
    return FactoryStep(factory, last.stage, per_week, rate, since if rate is not None else None, last.source)
