"""How far a link can be moved: what a step, a time or the share of happy customers can reach."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.factory.flow import Numbers, Station
from core.factory.records import Record
from core.factory.wins import Happy
from core.funnel.funnel import channel_key
from core.steps.likely import Counted
from core.steps.step_figures import Figure

ReachedBy = Literal["target", "own period", "own channel", "half", "quick", "faster", "relief", "nothing"]
"""By what a link is thought to move: the sheet's target; what was reached in a period or a channel of one's
own; half of those who are lost; the quick quarter of the measured runs; a tenth less time; somebody else's
hands; nothing, where all get through already."""

ENOUGH_CASES = 10
"""A period or a channel has enough cases from so many on."""
AVOIDED = 0.5
"""The share of the losses that is thought to be avoidable where nothing better is known."""
MOST_TIMES = 2.0
"""What never happened in the channel itself is not thought to let more than so many times as many through.
Of 4,283 people who saw an ad nine asked: half of the losses avoided would be 2,146 of them, and at a fair,
the best other channel, ten of a hundred ask. No ad was ever that good; the lowest rate would always win."""
FASTER = 0.1
"""The share of a step's time that is thought away where no measured runs tell of quicker ones."""


@dataclass(frozen=True)
class Reachable:
    """What a rate can reach, and by what."""

    by: ReachedBy
    value: float
    record: Record | None = None

    def after(self, rates: Numbers) -> Numbers:
        """What it is after the move, in states where the rate is one of these; never below it."""
        if self.by == "half":
            return half_avoided(rates)
        return np.maximum(rates, self.value)


def half_avoided(rates: Numbers) -> Numbers:
    """Half of the losses avoided, p' = p + 0.5·(1 − p), but at most 2·p; a rate of 1 or more stays.

    >>> half_avoided(np.array([0.6, 0.1, 1.0, 10.0])).tolist()
    [0.8, 0.2, 1.0, 10.0]
    """
    avoided = np.minimum(rates + AVOIDED * (1 - rates), MOST_TIMES * rates)
    return np.where(rates < 1, avoided, rates)


def rate_reachable(
    passing: Figure,
    target: float,
    records: Iterable[Record],
    counted_now: float | None,
    alike: Iterable[Record] = (),
    sheet_now: float | None = None,
) -> Reachable:
    """What a pass rate can reach: the target; else the best own period or channel; else half its losses.

    - A target that is reached already leaves nothing to reach.
    - `records` are what the funnel counted of the step at other times and in other channels, held against
      `counted_now`, what it counted of it over all: the best one with 10 cases or more, by the median of
      Beta(k + ½, n − k + ½), if it is above; the rate moves by that ratio. `alike` are the counts of steps
      of the same name in other channels' sheets, held against `sheet_now`, what the sheet says of it. A
      channel that lets more than twice as many through is no measure: who comes there are other people.
    - Half of the losses avoided is at most twice as many too.

    >>> best = Record(12, 20, "", None, None)
    >>> found = rate_reachable(Figure(0.4, "counted", Counted(8, 20)), math.nan, [best], 0.4)
    >>> found.by, round(found.value, 2)
    ('own period', 0.6)
    """
    now = passing.value
    if not math.isnan(target):
        return Reachable("target", max(now, target))
    best: Reachable | None = None
    told = [(record, counted_now) for record in records] + [(record, sheet_now) for record in alike]
    for record, against in told:
        if record.n < ENOUGH_CASES or not against or not math.isfinite(now):
            continue
        # The median lies nearer to a half than k/n: of the only period there is it is above, or below, it.
        if not record.k / record.n > against:
            continue
        ratio = _median(record) / against
        if record.channel and ratio > MOST_TIMES:
            continue
        value = now * ratio if now > 1 else min(now * ratio, 1.0)
        if value > now and (best is None or value > best.value):
            best = Reachable("own channel" if record.channel else "own period", value, record)
    if best is not None:
        return best
    if now < 1:
        return Reachable("half", float(half_avoided(np.array(now))))
    return Reachable("nothing", now)


def _median(record: Record) -> float:
    """The median of what the rate may be; of Gamma(k + ½) / n where n runs brought more than n."""
    from scipy.special import betaincinv, gammaincinv

    if record.k > record.n:
        return float(gammaincinv(record.k + 0.5, 0.5)) / record.n
    return float(betaincinv(record.k + 0.5, record.n - record.k + 0.5, 0.5))


def same_steps(stations: Sequence[Station]) -> Callable[[Station], list[Record]]:
    """For a station the counts of steps that are called the same in other channels."""
    by_name: dict[str, list[Station]] = {}
    for one in stations:
        by_name.setdefault(channel_key(one.figures.step), []).append(one)

    def alike(station: Station) -> list[Record]:
        found = []
        for one in by_name[channel_key(station.figures.step)]:
            likely = one.figures.rate.likely
            if one.process != station.process and isinstance(likely, Counted):
                found.append(Record(likely.k, likely.n, one.process))
        return found

    return alike


def happy_reachable(happy: Happy) -> Reachable:
    """What the share of happy customers can reach, by the same rule as a pass rate without a target."""
    rate = happy.rate
    figure = Figure(rate.share, "counted", Counted(rate.k, rate.n))
    return rate_reachable(figure, math.nan, happy.records, rate.share)


def minutes_reachable(minutes: float, quick: float | None) -> Reachable:
    """What the minutes of a step can come down to: its quick quarter where measured, else a tenth less.

    >>> minutes_reachable(25, 18), minutes_reachable(25, None).value
    (Reachable(by='quick', value=18, record=None), 22.5)
    """
    if quick is not None and 0 < quick < minutes:
        return Reachable("quick", quick)
    return Reachable("faster", (1 - FASTER) * minutes)
