"""All that is known of the stages week by week, whichever source tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from core.factory.counted_weeks import passes_of_counts, weekly, weekly_passed
from core.factory.wins import customer_stage, happy_stage
from core.funnel.funnel import Source
from core.funnel.periods import Period
from core.funnel.stages import Stage

PASSES = ("stage", "channel", "period", "passed", "tried")
"""The columns of a passes frame; one row is one stage, channel and period.

tried: how many reached the stage before in this period. passed: of events, those of them that got on to the
stage, whenever that was; of counts, how many reached the stage in the same period.
"""


@dataclass(frozen=True, eq=False)
class Told:
    """What one source tells of the stages."""

    stages: tuple[str, ...]
    """The keys of those it knows, in their order."""
    period: Period
    """The periods it tells by: weeks, or the finest that the counts allow."""
    reach: pd.DataFrame
    """stage, channel, period (in which the stage was reached) and people; one row for each."""
    passes: pd.DataFrame
    """The columns are PASSES."""
    lag_days: Mapping[str, float] = field(default_factory=dict)
    """By stage, the days that it takes from the one before it, the median."""
    first: dt.date | None = None
    before: dt.date | None = None
    """Of events, the days of which everything is told: from `first` to the day before `before`."""

    @classmethod
    def counts(cls, reach: pd.DataFrame, stages: Sequence[Stage], period: Period) -> Told:
        """What counts tell; `reach` is a reach frame (`core.funnel.funnel.REACH`) told by this period.

        A stock is no count of those who came, so it is passed over.
        """
        order = [stage.key for stage in stages if stage.measure == "flow"]
        known = set(reach["stage"])
        keys = tuple(key for key in order if key in known)
        reach = reach[reach["stage"].isin(keys)]
        return cls(keys, period, reach, passes_of_counts(reach, order))

    @classmethod
    def events(
        cls,
        reach: pd.DataFrame,
        passes: pd.DataFrame,
        stages: Sequence[str],
        lag_days: Mapping[str, float],
        first: dt.date,
        before: dt.date,
    ) -> Told:
        """What events tell, week by week."""
        return cls(tuple(stages), "week", reach, passes, lag_days, first, before)

    def lag_between(self, stage: str, later: str) -> float | None:
        """The median days from just before a stage to a later one; None where that is not known.

        Medians are added up, which is near the median of the whole way.
        """
        if stage not in self.stages or later not in self.stages:
            return None
        way = self.stages[self.stages.index(stage) : self.stages.index(later) + 1]
        if not way or not all(key in self.lag_days for key in way if key != self.stages[0]):
            return None
        return sum(self.lag_days.get(key, 0.0) for key in way)


@dataclass(frozen=True, eq=False)
class StageLog:
    """The stages week by week: of each stage one source counts."""

    stages: tuple[Stage, ...]
    told: Mapping[Source, Told]
    chosen: Mapping[str, Source] = field(default_factory=dict)
    """By stage the source that the user chose where there are two."""

    def source(self, key: str) -> Told | None:
        """What tells of a stage: what the user chose, else events, else counts; None where nothing does."""
        order: list[Source] = ["events", "counts"]
        if key in self.chosen:
            order.insert(0, self.chosen[key])
        there = (self.told[one] for one in order if one in self.told)
        return next((told for told in there if key in told.stages), None)

    @property
    def known(self) -> tuple[Stage, ...]:
        """The stages of which it is told how many reach them week by week."""
        return tuple(stage for stage in self.stages if self.source(stage.key) is not None)

    @property
    def throughput(self) -> Stage | None:
        """The stage of the happy customers; where they are not counted the customers, else who got furthest.

        Where more reached the outcome than paid, some had it for free: then the customers count.
        """
        known = self.known
        happy, paying = happy_stage(self.stages), customer_stage(self.stages)
        if happy in known and paying in known and self.people(happy) > self.people(paying):
            return paying
        acquiring = [stage for stage in known if stage.factory == "acquisition"]
        return next((stage for stage in (happy, paying, *acquiring[-1:]) if stage in known), None)

    def people(self, stage: Stage | None) -> float:
        """How many reached a stage in all the weeks of which its source tells."""
        told = None if stage is None else self.source(stage.key)
        if stage is None or told is None:
            return 0.0
        reach = told.reach
        return float(reach.loc[(reach["stage"] == stage.key) & reach["period"].notna(), "people"].sum())

    def counted(self, key: str, channel: str = "") -> pd.DataFrame | None:
        """How many reach a stage, from one channel or all, as a counted frame; None where nobody knows.

        Of events the first weeks are left out in which, by the median, nobody could have come so far yet.
        Nobody may alter the frame: it is kept.
        """
        return _counted(self, key, channel)

    def passed(self, key: str, channel: str = "") -> pd.DataFrame | None:
        """Of how many at the stage before how many got on to a stage, as a passed frame; kept, too."""
        return _passed(self, key, channel)

    def before(self, key: str) -> Stage | None:
        """The stage before, from which the rate of a stage is told."""
        told = self.source(key)
        if told is None or key not in told.stages[1:]:
            return None
        return self.stage(told.stages[told.stages.index(key) - 1])

    def stage(self, key: str) -> Stage | None:
        """The stage of this key."""
        return next((stage for stage in self.stages if stage.key == key), None)


# Several actions, and several figures of one, ask for the same weeks.
@lru_cache(maxsize=256)
def _counted(log: StageLog, key: str, channel: str) -> pd.DataFrame | None:
    told = log.source(key)
    if told is None:
        return None
    first = told.first
    if first is not None:
        lag = told.lag_between(told.stages[0], key)
        first += dt.timedelta(days=0 if lag is None else round(lag))
    channels = [channel] if channel else None
    found = weekly(told.reach, key, told.period, channels=channels, first=first, before=told.before)
    return None if found.empty else found


@lru_cache(maxsize=256)
def _passed(log: StageLog, key: str, channel: str) -> pd.DataFrame | None:
    told = log.source(key)
    if told is None or key not in told.stages[1:]:
        return None
    channels = [channel] if channel else None
    found = weekly_passed(
        told.passes, key, told.period, channels=channels, first=told.first, before=told.before
    )
    return None if found.empty else found
