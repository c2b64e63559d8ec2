"""How many customers are won in a week, channel by channel, and how many of them become happy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from core.factory.before_after import Counted
from core.factory.records import Record
from core.funnel.funnel import Reached, Reaches, Source, by_channel, by_period, funnel_of
from core.funnel.periods import Period, next_start
from core.funnel.rates import Rate
from core.funnel.stages import CUSTOMER, Stage
from core.steps.channels import Spend

WinsSource = Literal["events", "counts", "typed"]

_WEEK = 7


@dataclass(frozen=True)
class WinsPerWeek:
    """So many customers won in so many weeks, and where that is known from.

    >>> WinsPerWeek(6, 12, "counts").per_week
    0.5
    """

    wins: float
    weeks: float
    source: WinsSource

    @property
    def per_week(self) -> float:
        """Wins / weeks."""
        return Counted(self.wins, self.weeks).per_week

    @property
    def between(self) -> tuple[float, float] | None:
        """The interval that holds the true number a week with 80 %; None where nobody counted them."""
        return None if self.source == "typed" else Counted(self.wins, self.weeks).between


@dataclass(frozen=True)
class Happy:
    """Of the customers those who reached the outcome, at the stage that stands for it."""

    stage: Stage
    rate: Rate
    records: tuple[Record, ...] = ()
    """The same in single channels and single periods."""


def customer_stage(stages: Sequence[Stage]) -> Stage | None:
    """The stage at which somebody is won: the first that stands for revenue, else the customer of the six.

    >>> customer_stage([Stage("lead"), Stage("own 1", "Order", factory="revenue")]).key
    'own 1'
    """
    paying = (stage for stage in stages if stage.factory == "revenue")
    return next(paying, None) or next((stage for stage in stages if stage.key == CUSTOMER), None)


def happy_stage(stages: Sequence[Stage]) -> Stage | None:
    """The stage at which a customer has reached the outcome: the first that stands for activation."""
    return next((stage for stage in stages if stage.factory == "activation"), None)


def within(
    reach: Reaches, since: dt.date | None = None, until: dt.date | None = None
) -> dict[Source, pd.DataFrame]:
    """The rows of the periods that begin on `since` or later, and before `until`; not those of no period."""
    found: dict[Source, pd.DataFrame] = {}
    for source, frame in reach.items():
        kept = frame["period"].notna()
        if since is not None:
            kept &= frame["period"] >= pd.Timestamp(since)
        if until is not None:
            kept &= frame["period"] < pd.Timestamp(until)
        found[source] = frame[kept]
    return found


def weeks_counted(reach: pd.DataFrame, source: Source, period: Period, until: dt.date | None = None) -> float:
    """The weeks of which a reach frame tells.

    Of counts the periods of which anything is counted. An event log tells of everything from its first
    period on, also of the weeks in which nothing happened. What comes from `until` on is not told yet.
    """
    known = reach.loc[reach["people"].notna() & reach["period"].notna(), "period"]
    begins: list[dt.date] = sorted({stamp.date() for stamp in known})
    if not begins:
        return 0.0
    ends = [next_start(day, period) for day in begins]
    if until is not None:
        ends = [min(end, until) for end in ends]
    if source == "events":
        last = ends[-1] if until is None else until
        return max((last - begins[0]).days, 0) / _WEEK
    return sum(max((end - day).days, 0) for day, end in zip(begins, ends, strict=True)) / _WEEK


def wins_from(
    reach: Reaches,
    stages: Sequence[Stage],
    period: Period,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    chosen: Mapping[str, Source] | None = None,
    spends: Mapping[str, Spend] | None = None,
    spend_weeks: float | None = None,
) -> dict[str, WinsPerWeek]:
    """The customers won, by channel; "" those of no known channel. Empty where nobody knows of any.

    `reach` is told by `period`; the periods from `since` to before `until` count (None: all). The customers
    are the people at the customer stage, over the weeks that were counted. A channel whose customers were
    not counted is missing: that is not 0. Where the stage is a stock, the firms there are, it tells of no
    wins.

    Where no funnel tells of any customers, the wins that were typed in beside the spend count, where it is
    known for how many weeks they stand. They are never mixed: both may tell of the same customers.

    >>> from core.funnel.stages import DEFAULT_STAGES
    >>> rows = [("customer", "Ads", 4.0), ("lead", "Ads", 20.0)]
    >>> reach = pd.DataFrame(rows, columns=["stage", "channel", "people"])
    >>> reach = reach.assign(closed=reach["people"], period=pd.Timestamp("2026-02-01"))
    >>> wins_from({"counts": reach}, DEFAULT_STAGES, "month")["Ads"].weeks
    4.0
    """
    found: dict[str, WinsPerWeek] = {}
    stage = customer_stage(stages)
    here = within(reach, since, until)
    weeks = {source: weeks_counted(frame, source, period, until) for source, frame in here.items()}
    if stage is not None:
        for channel, funnel in by_channel(stages, here, chosen=chosen).items():
            won = _at(funnel.stages, stage)
            if won is None or won.source is None or won.people is None or won.is_stock:
                continue
            if weeks[won.source] > 0:
                found[channel] = WinsPerWeek(won.people, weeks[won.source], won.source)
    if not found and spend_weeks:
        for channel, said in (spends or {}).items():
            if said.wins is not None:
                found[channel] = WinsPerWeek(said.wins, spend_weeks, "typed")
    return found


def happy_from(
    reach: Reaches,
    stages: Sequence[Stage],
    period: Period,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    chosen: Mapping[str, Source] | None = None,
) -> Happy | None:
    """How many of the customers reached the outcome; None where that is not counted. See `wins_from`.

    Where more people reached it than paid, all customers are taken for happy: the others had it for free,
    and `core.factory.throughput` counts them apart.
    """
    stage = happy_stage(stages)
    if stage is None or customer_stage(stages) is None:
        return None
    here = within(reach, since, until)
    rate = _happy(funnel_of(stages, here, chosen=chosen).stages, stages)
    if rate is None:
        return None
    channels = by_channel(stages, here, chosen=chosen)
    records = [
        Record(one.k, one.n, channel)
        for channel, funnel in channels.items()
        if channel and len(channels) > 1 and (one := _happy(funnel.stages, stages)) is not None
    ]
    records += [
        Record(one.k, one.n, "", start.date(), period)
        for start, funnel in by_period(stages, here, chosen=chosen).items()
        if (one := _happy(funnel.stages, stages)) is not None
    ]
    return Happy(stage, rate, tuple(records))


def _happy(reached: Sequence[Reached], stages: Sequence[Stage]) -> Rate | None:
    paying, outcome = customer_stage(stages), happy_stage(stages)
    if paying is None or outcome is None:
        return None
    won, happy = _at(reached, paying), _at(reached, outcome)
    if won is None or happy is None or won.is_stock or happy.is_stock:
        return None
    if (paying.unit or "") != (outcome.unit or ""):
        return None
    cases = won.source == happy.source == "events"
    n, k = (won.closed, happy.closed) if cases else (won.people, happy.people)
    return None if n is None or k is None else Rate.counted(min(k, n), n)


def _at(reached: Sequence[Reached], stage: Stage) -> Reached | None:
    return next((one for one in reached if one.stage.key == stage.key and one.people is not None), None)
