"""The business as its latest weeks tell it: which weeks count, and all that is known in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from core.factory.before_after import Counted as Seen
from core.factory.business import Business, business_of
from core.factory.own_counts import own_counts
from core.factory.stage_log import StageLog
from core.factory.throughput import FactoryStep, factory_steps
from core.factory.wins import WinsPerWeek, customer_stage, happy_from, weeks_counted, wins_from, within
from core.funnel.funnel import Reaches, Source, funnel_of
from core.funnel.periods import Period, next_start
from core.funnel.stages import Stage
from core.steps.capacity import PRACTICAL
from core.steps.economics import Economics

LOOK_BACK_WEEKS = 26
"""The verdict is about now, so it looks back half a year,"""
ENOUGH_TO_SEE = 10
"""as long as so many customers were won in it; else it looks at all that was counted."""


@dataclass(frozen=True, eq=False)
class Counted:
    """What the funnel counted, as far as the factory asks for it."""

    stages: tuple[Stage, ...]
    reach: Reaches
    """Told by `period`, which is a week where the counts allow it."""
    period: Period
    monthly: Reaches
    """The same told by `monthly_period`, a month where the counts allow it: long enough to be a record."""
    monthly_period: Period
    step_stages: pd.DataFrame
    """The rows of `core.funnel.step_stages.stages_of_steps`."""
    log: StageLog
    """The same week by week, each case in the week in which it got to a stage."""
    chosen: Mapping[str, Source] = field(default_factory=dict)
    events_until: dt.date | None = None
    """Up to before which day the events tell everything; None where there are none."""

    @property
    def until(self) -> dt.date | None:
        """The day before which something was counted last; None where nothing was."""
        if self.events_until is not None and "events" in self.reach:
            return self.events_until
        starts = [self._starts(frame) for frame in self.reach.values()]
        begins = [found.max() for found in starts if not found.empty]
        return next_start(max(begins).date(), self.period) if begins else None

    @property
    def since(self) -> dt.date | None:
        """The day on which the first period begins; None where nothing was counted."""
        starts = [self._starts(frame) for frame in self.reach.values()]
        begins = [found.min() for found in starts if not found.empty]
        return min(begins).date() if begins else None

    @staticmethod
    def _starts(frame: pd.DataFrame) -> pd.Series:
        return frame.loc[frame["people"].notna() & frame["period"].notna(), "period"]


@dataclass(frozen=True)
class Window:
    """The weeks that a verdict is about: from `since` (None: all before) to the day before `until`."""

    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, eq=False)
class Recent:
    """A business with the weeks that it is told by."""

    business: Business
    window: Window
    weeks: Mapping[Source, float]
    """The weeks that each source counted of them."""


def window_of(counted: Counted, today: dt.date) -> Window:
    """The latest 26 weeks where 10 customers were won in them, else everything that was counted.

    What is still to come on the day after `today` counts nowhere.
    """
    last = counted.until
    if last is None:
        return Window()
    until = min(last, today + dt.timedelta(days=1))
    since = until - dt.timedelta(weeks=LOOK_BACK_WEEKS)
    found = _wins(counted, Window(since, until))
    enough = sum(one.wins for one in found.values()) >= ENOUGH_TO_SEE
    return Window(since if enough else None, until)


def recent_business(
    economics: Economics,
    counted: Counted,
    hours: Mapping[str, float],
    window: Window,
    *,
    quick_minutes: Mapping[str, float] | None = None,
    practical: float = PRACTICAL,
    delivery: str | None = None,
    spend_weeks: float | None = None,
) -> Recent:
    """All that is known of a business in these weeks, see `core.factory.business.business_of`.

    What a step could do in a single month, or in another channel, is told by all months before the end of the
    window: that was reached once, however long ago. `spend_weeks` are the weeks that the wins stand for which
    were typed in beside the spend; they count where the funnel tells of no customers at all.
    """
    stages, chosen = counted.stages, counted.chosen
    here = within(counted.reach, window.since, window.until)
    wins = _wins(counted, window)
    if not wins and spend_weeks:
        wins = wins_from({}, stages, counted.period, spends=economics.spends, spend_weeks=spend_weeks)
    asked = (economics, counted.step_stages, stages)
    counts = own_counts(
        *asked, counted.reach, counted.period, since=window.since, until=window.until, chosen=chosen
    )
    ever = own_counts(*asked, counted.monthly, counted.monthly_period, until=window.until, chosen=chosen)
    happy = happy_from(
        counted.reach, stages, counted.period, since=window.since, until=window.until, chosen=chosen
    )
    if happy is not None:
        once = happy_from(counted.monthly, stages, counted.monthly_period, until=window.until, chosen=chosen)
        happy = replace(happy, records=happy.records if once is None else once.records)
    business = business_of(
        economics,
        wins,
        hours,
        happy=happy,
        funnel=funnel_of(stages, here, chosen=chosen) if any(len(one) for one in here.values()) else None,
        counts=replace(counts, records=ever.records),
        quick_minutes=quick_minutes,
        practical=practical,
        delivery=delivery,
    )
    weeks = {
        source: weeks_counted(frame, source, counted.period, window.until) for source, frame in here.items()
    }
    return Recent(business, window, weeks)


def flows(recent: Recent, counted: Counted) -> tuple[FactoryStep, ...]:
    """The five steps of the factory, each with the people of the weeks in which they got there."""
    return tuple(
        replace(step, per_week=seen.per_week)
        if step.stage is not None
        and step.per_week is not None
        and (seen := _seen(counted.log, step.stage.key, recent.window)) is not None
        else step
        for step in factory_steps(recent.business, recent.weeks)
    )


def _wins(counted: Counted, window: Window) -> dict[str, WinsPerWeek]:
    """The wins of the window; of events those of the weeks in which they were won.

    `wins_from` tells them by the weeks in which the cases came in; of the latest of those many will still be
    won, and in the first weeks nobody could have been.
    """
    found = wins_from(
        counted.reach,
        counted.stages,
        counted.period,
        since=window.since,
        until=window.until,
        chosen=counted.chosen,
    )
    stage = customer_stage(counted.stages)
    told = None if stage is None else counted.log.source(stage.key)
    if stage is None or told is None or told is not counted.log.told.get("events"):
        return found
    everybody = _seen(counted.log, stage.key, window)
    if everybody is None:
        return found
    reached = told.reach
    of_stage = reached[(reached["stage"] == stage.key) & reached["people"].notna()]
    names = [str(name) for name in of_stage["channel"].dropna().unique() if str(name).strip()]
    won = {name: _seen(counted.log, stage.key, window, name) for name in names}
    counts = {name: 0.0 if seen is None else seen.count for name, seen in won.items()}
    counts |= {name: 0.0 for name in found if name and name not in counts}
    if (unnamed := everybody.count - sum(counts.values())) > 0 or not counts:
        counts[""] = max(unnamed, 0.0)
    return {name: WinsPerWeek(count, everybody.weeks, "events") for name, count in counts.items()}


def _seen(log: StageLog, stage: str, window: Window, channel: str = "") -> Seen | None:
    """How many got to a stage in the whole weeks of the window that were counted; None without one."""
    weeks = log.counted(stage, channel)
    if weeks is None:
        return None
    begins = pd.to_datetime(weeks["start"])
    kept = weeks["count"].notna()
    if window.since is not None:
        kept &= begins >= pd.Timestamp(window.since)
    if window.until is not None:
        kept &= begins + pd.to_timedelta(weeks["days"], unit="D") <= pd.Timestamp(window.until)
    known = weeks[kept]
    return Seen(float(known["count"].sum()), float(known["days"].sum()) / 7) if len(known) else None
