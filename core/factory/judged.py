"""An action judged: what came before and after it, at its own step, at the next ones and at the end."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import pandas as pd

from core.factory.actions import Action
from core.factory.before_after import (
    DOUBLING,
    LONGEST,
    BeforeAfter,
    Counted,
    RateChange,
    Verdict,
    before_after,
    rate_change,
    weeks_needed,
)
from core.factory.counted_weeks import BEFORE_ENOUGH, counted, counts_from, first_whole, parted
from core.factory.own_counts import FUNNEL_STEP
from core.factory.stage_log import StageLog
from core.factory.steadiness import spread, trend
from core.funnel.periods import Period, next_start
from core.funnel.rates import Rate
from core.funnel.stages import Stage

PROBABLY_NOT = 0.2
"""Below so small a chance that throughput rose, it probably fell."""
_WEEK = 7


@dataclass(frozen=True)
class StepRate:
    """The rate of one step on the way, before and after."""

    stage: Stage
    before: Stage
    change: RateChange | None
    """None where nobody tried before, or nobody after."""


@dataclass(frozen=True, eq=False)
class Judged:
    """What can be told of an action. See `judge`."""

    action: Action
    stage: Stage | None
    """The stage that its step leads to; None where that is not known."""
    throughput: Stage | None
    """Where happy customers are counted, or who stands in for them; None where nothing is counted."""
    weeks: pd.DataFrame = field(default_factory=pd.DataFrame)
    """The throughput week by week: a counted frame with its `part`."""
    period: Period = "week"
    figures: BeforeAfter = field(default_factory=lambda: before_after(Counted(0, 0), Counted(0, 0)))
    reached: BeforeAfter | None = None
    """How many reached its own stage; None where its stage is not counted or is that of the throughput."""
    rates: tuple[StepRate, ...] = ()
    """Its own step first, if that has a rate, then the next ones up to the throughput."""
    lag_days: float | None = None
    """The median days from its step to the throughput; None where nobody knows."""
    trend: Literal["rising", "falling", ""] = ""
    """Whether the throughput rose or fell already before."""
    together: tuple[Action, ...] = ()
    """Other actions in the same weeks: what each of them did cannot be told apart."""
    following: Action | None = None
    """The next action, with which the weeks after end."""

    @property
    def own(self) -> StepRate | None:
        """The rate of its own step."""
        return next((one for one in self.rates if self.stage is not None and one.stage == self.stage), None)

    @property
    def step_rose(self) -> bool:
        """Whether its own rate rose, or, at a stage without one, the number that reached it."""
        if self.own is not None:
            return self.own.change is not None and self.own.change.verdict == "rose"
        return self.reached is not None and self.reached.verdict == "broken"

    @property
    def local_gain(self) -> bool:
        """Whether the step rose while the throughput, most likely, fell: a rise bought downstream."""
        chance = self.figures.chance
        return self.step_rose and chance is not None and chance <= PROBABLY_NOT

    @property
    def verdict(self) -> Verdict | Literal["local gain"]:
        """What became of it."""
        return "local gain" if self.local_gain else self.figures.verdict

    @property
    def counts_from(self) -> dt.date:
        """The first day on which its effect can be seen at the throughput."""
        return counts_from(self.action.day, self.lag_days or 0.0)

    @property
    def counted_until(self) -> dt.date | None:
        """The day after the last one of which the throughput is known; None where none is."""
        if self.weeks.empty or not self.weeks["count"].notna().any():
            return None
        last = self.weeks[self.weeks["count"].notna()].iloc[-1]
        end: dt.date = last["start"] + dt.timedelta(days=int(last["days"]))
        return end

    @property
    def look_again(self) -> dt.date | None:
        """The day from which on it can be told, if counting goes on; None where it is, or never will be."""
        if self.verdict != "cannot tell" or self.figures.weeks_to_go is None or self.counted_until is None:
            return None
        begin = max(self.counted_until, first_whole(self.counts_from, self.period))
        day = begin + dt.timedelta(days=_WEEK * self.figures.weeks_to_go)
        return None if self.following is not None and day > self.following.day else day

    @property
    def overtaken(self) -> bool:
        """Whether the next action comes before it can be told."""
        return (
            self.verdict == "cannot tell"
            and self.following is not None
            and self.look_again is None
            and self.figures.weeks_needed is not None
        )

    @property
    def first_counts(self) -> dt.date:
        """The day on which the first whole week, or month, is over that counts as after."""
        return next_start(first_whole(self.counts_from, self.period), self.period)

    def weeks_left(self, today: dt.date) -> int | None:
        """The weeks from today until it can be told: 0 where that day is over and only counts are missing."""
        day = self.look_again
        return None if day is None else max(0, math.ceil((day - today).days / _WEEK))

    @property
    def unknown_weeks(self) -> int:
        """How many weeks before or after were not counted, and are left out."""
        if self.weeks.empty:
            return 0
        compared = self.weeks["part"].isin(["before", "after"])
        return int((compared & self.weeks["count"].isna()).sum())


def judge(
    action: Action,
    log: StageLog,
    *,
    stage_of_step: Mapping[str, str | None] | None = None,
    others: Sequence[Action] = (),
) -> Judged:
    """What came before and after an action.

    The weeks before are those since the last action at least twelve weeks earlier, at most 26. The weeks
    after begin once the median lag from its step to the throughput is over. They are as many as it takes to
    see the effect that was expected, at least twelve, and end with the next action that comes at least twelve
    weeks later: what came then would tell of other things.

    Two actions cannot be told apart where the day of one lies within the weeks that the other is judged by.
    `stage_of_step` says by a step's id which stage it leads to.
    """
    means = stage_of_step or {}
    stage = log.stage(means.get(action.step) or _stage_key(action.step))
    throughput = log.throughput
    weeks = None if throughput is None else log.counted(throughput.key)
    if throughput is None or weeks is None:
        return Judged(action, stage, None)
    told = log.source(throughput.key)
    assert told is not None
    lag = None if stage is None else told.lag_between(stage.key, throughput.key)
    ratio = action.ratio or DOUBLING
    last = _neighbour(action.day, others, later=False)
    before = parted(weeks, action.day, since=None if last is None else last.day)
    before = before[before["part"] == "before"]
    needed = weeks_needed(counted(before, "before"), ratio, spread([before])) or LONGEST
    following = _neighbour(counts_from(action.day, lag or 0.0), others, later=True)
    part = partial(
        parted,
        day=action.day,
        since=None if last is None else last.day,
        until=None if following is None else following.day,
        after_weeks=max(needed, BEFORE_ENOUGH),
    )
    weeks = part(weeks, lag_days=lag or 0.0)
    figures = _compared(weeks, ratio)
    of_stage = None
    if stage is not None and stage != throughput:
        own = log.counted(stage.key, action.channel)
        of_stage = None if own is None else _compared(part(own), ratio)
    return Judged(
        action,
        stage,
        throughput,
        weeks,
        told.period,
        figures,
        of_stage,
        _rates(action, log, stage, throughput, part),
        lag,
        trend(before, figures.spread),
        _together(action, others, weeks),
        following,
    )


def _stage_key(step: str) -> str:
    """The stage that a transition of the funnel leads to; of all else what was given."""
    return step.rpartition("|")[2] if step.startswith(f"{FUNNEL_STEP}|") else step


def _neighbour(day: dt.date, others: Sequence[Action], *, later: bool) -> Action | None:
    """The next action, or the last one, that is at least twelve weeks away."""
    enough = dt.timedelta(days=_WEEK * BEFORE_ENOUGH)
    if later:
        following = [one for one in others if one.day >= day + enough]
        return min(following, key=lambda one: one.day, default=None)
    earlier = [one for one in others if one.day <= day - enough]
    return max(earlier, key=lambda one: one.day, default=None)


def _compared(weeks: pd.DataFrame, ratio: float) -> BeforeAfter:
    parts = [weeks[weeks["part"] == part] for part in ("before", "after")]
    before, after = (counted(weeks, part) for part in ("before", "after"))
    return before_after(before, after, expected=ratio, spread=spread(parts))


def _rates(
    action: Action, log: StageLog, stage: Stage | None, throughput: Stage, part: Callable[..., pd.DataFrame]
) -> tuple[StepRate, ...]:
    """The rates from its own step on, each once its lag is over."""
    if stage is None:
        return ()
    keys = [one.key for one in log.stages]
    way = keys[keys.index(stage.key) : keys.index(throughput.key) + 1] or [stage.key]
    found = []
    for key in way:
        table, before, told = log.passed(key, action.channel), log.before(key), log.source(key)
        reached = log.stage(key)
        if table is None or before is None or told is None or reached is None or before.unit != reached.unit:
            continue
        # Those who try for a later stage after the action met its own step later than that.
        lag = 0.0 if key == stage.key else told.lag_between(stage.key, before.key)
        weeks = part(table, lag_days=lag or 0.0)
        change = rate_change(_rate(weeks, "before"), _rate(weeks, "after"))
        found.append(StepRate(reached, before, change))
    return tuple(found)


def _rate(weeks: pd.DataFrame, part: str) -> Rate | None:
    known = weeks[(weeks["part"] == part) & weeks["tried"].notna()]
    return Rate.counted(float(known["passed"].sum()), float(known["tried"].sum()))


def _together(action: Action, others: Sequence[Action], weeks: pd.DataFrame) -> tuple[Action, ...]:
    judged = weeks[weeks["part"] != ""]
    if judged.empty:
        return ()
    first, last = judged.iloc[0], judged.iloc[-1]
    end = last["start"] + dt.timedelta(days=int(last["days"]))
    # Of an action at the very beginning the weeks before have nothing from before it.
    return tuple(
        one
        for one in others
        if one.id != action.id and (first["start"] < one.day < end or one.day == action.day)
    )
