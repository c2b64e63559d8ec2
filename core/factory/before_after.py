"""Before and after an action: how much more came, and what chance alone would explain.

Only counts and weeks go in. What was counted, and in which weeks, is settled in `core.factory.counted_weeks`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from core.funnel.rates import Rate
from core.steps.uncertainty import SURE

Verdict = Literal["broken", "not broken", "cannot tell"]
"""The constraint is broken: it truly rose; it did not rise as expected; too little was counted to say."""

DOUBLING = 2.0
"""How many times as many are looked for where nobody said what they expect."""
CHANCE = (1 - SURE) / 2
"""How often chance alone may be taken for a rise: the part of an 80 % interval that lies below it."""
POWER = 0.8
"""How surely a rise as large as expected shall show."""
LONGEST = 104
"""Nobody waits for longer than so many weeks."""
_DRAWS = 20_000
_SEED = 20_260_101


@dataclass(frozen=True)
class Counted:
    """So many in so many weeks.

    >>> Counted(6, 12).per_week
    0.5
    """

    count: float
    weeks: float

    @property
    def per_week(self) -> float:
        """How many a week; 0 where there is no week."""
        return self.count / self.weeks if self.weeks > 0 else 0.0

    @property
    def between(self) -> tuple[float, float] | None:
        """The interval that holds the true number a week with 80 %, from Gamma(count + ½) / weeks (Jeffreys).

        Where nothing was counted it begins at 0. None without a week.

        >>> [round(end, 2) for end in Counted(6, 12).between]
        [0.29, 0.83]
        """
        from scipy.special import gammaincinv

        if not self.weeks > 0:
            return None
        low = float(gammaincinv(self.count + 0.5, CHANCE)) if self.count else 0.0
        return low / self.weeks, float(gammaincinv(self.count + 0.5, 1 - CHANCE)) / self.weeks


@dataclass(frozen=True)
class BeforeAfter:
    """What was counted before and after, and what can be told from it. See `before_after`."""

    before: Counted
    after: Counted
    expected: float
    """How many times as many were looked for."""
    spread: float
    """How many times as much as chance the weeks differ; 1 where they differ by chance alone."""
    ratio: float | None
    """How many times as many a week; None where nothing was counted before."""
    low: float | None
    high: float | None
    """The exact 80 % interval of the ratio; `high` is None where it has no upper end. Both are None where
    there is nothing to compare."""
    p_value: float | None
    """How likely chance alone gives as many after, or more; None where there is nothing to compare."""
    chance: float | None
    """How likely it is that it truly rose, from 0 to 1; None where the weeks before or after are missing."""
    weeks_needed: int | None
    """After how many weeks the expected rise would show; None where it takes more than two years."""

    @property
    def verdict(self) -> Verdict:
        """Broken: the interval lies above 1. Not broken: below 1, or the expected rise would show by now."""
        if self.low is not None and self.low > 1:
            return "broken"
        if self.high is not None and self.high < 1:
            return "not broken"
        if self.weeks_needed is not None and self.after.weeks >= self.weeks_needed:
            return "not broken"
        return "cannot tell"

    @property
    def weeks_to_go(self) -> int | None:
        """The weeks that must still be counted until it can be told; None where it can be, or never will."""
        if self.verdict != "cannot tell" or self.weeks_needed is None:
            return None
        return max(1, math.ceil(self.weeks_needed - self.after.weeks))


def before_after(
    before: Counted, after: Counted, *, expected: float | None = None, spread: float = 1.0
) -> BeforeAfter:
    """Compare k1 in T1 weeks before with k2 in T2 weeks after.

    If nothing changed, k2 of the k1 + k2 is binomial with the share π = T2/(T1+T2) (Przyborowski and
    Wilenski). So the p-value is P(X ≥ k2) for X ~ Binomial(k1+k2, π); the interval is that of Clopper and
    Pearson for the share, q, turned into a ratio: q/(1−q) · T1/T2. The chance of a rise is P(λ2 > λ1) where
    λ ~ Gamma(k + ½) / T (Jeffreys), that is P(B > π) for B ~ Beta(k2 + ½, k1 + ½).

    `expected`: how many times as many are looked for; None: a doubling. `spread`: where weeks differ more
    than by chance, all counts tell only as much as 1/spread of them (quasi-Poisson).

    >>> tried = before_after(Counted(6, 12), Counted(10, 12))
    >>> round(tried.p_value, 2), round(tried.chance, 2), tried.verdict
    (0.23, 0.84, 'cannot tell')
    >>> round(tried.ratio, 2), round(tried.low, 2), round(tried.high, 2)
    (1.67, 0.77, 3.75)
    """
    from scipy.special import betainc

    looked_for = DOUBLING if expected is None else expected
    spread = max(1.0, spread)
    ratio = low = high = p_value = chance = None
    if before.weeks > 0 and after.weeks > 0:
        k1, k2 = before.count / spread, after.count / spread
        share = after.weeks / (before.weeks + after.weeks)
        chance = float(1 - betainc(k2 + 0.5, k1 + 0.5, share))
        if k1 + k2 > 0:
            ratio = after.per_week / before.per_week if k1 > 0 else None
            low, high = ratio_interval(Counted(k1, before.weeks), Counted(k2, after.weeks))
            p_value = _at_least(k2, k1, share)
    needed = weeks_needed(before, looked_for, spread)
    return BeforeAfter(before, after, looked_for, spread, ratio, low, high, p_value, chance, needed)


def ratio_interval(before: Counted, after: Counted, sure: float = SURE) -> tuple[float | None, float | None]:
    """The exact (Clopper–Pearson) interval of how many times as many a week there are after.

    With none after it begins at 0; with none before its upper end is None: there is none.

    >>> [round(end, 2) for end in ratio_interval(Counted(6, 12), Counted(10, 12), sure=0.9)]
    [0.64, 4.63]
    """
    from scipy.special import betaincinv

    tail = (1 - sure) / 2
    k1, k2 = before.count, after.count
    odds = before.weeks / after.weeks
    low, high = 0.0, None
    if k2 > 0:
        share = float(betaincinv(k2, k1 + 1, tail))
        low = share / (1 - share) * odds
    if k1 > 0:
        share = float(betaincinv(k2 + 1, k1, 1 - tail))
        high = share / (1 - share) * odds
    return low, high


def _at_least(k2: float, k1: float, share: float) -> float:
    """P(X ≥ k2) for X ~ Binomial(k1 + k2, share); through the Beta, so that parts of counts do too."""
    from scipy.special import betainc

    return 1.0 if k2 <= 0 else float(betainc(k2, k1 + 1, share))


@lru_cache(maxsize=4096)
def weeks_needed(before: Counted, expected: float, spread: float = 1.0) -> int | None:
    """After how many weeks a rise as large as expected shows with 80 %; None: not within two years.

    Before, k1 were counted in T1 weeks. Were there `expected` times as many a week from then on, so many
    weeks T2 are needed that P(K2 ≥ c) ≥ 0.8 for K2 ~ Poisson(expected · k1/T1 · T2), where c is the smallest
    count that is above chance: the exact test's p-value is at most 0.1. With few counted before, no later
    count can make up for that. Where none was, half a one is taken for the present rate.

    >>> weeks_needed(Counted(26, 26), 2.0), weeks_needed(Counted(6, 12), 1.5)
    (10, None)
    """
    from scipy.special import betainc, gammainc

    if not before.weeks > 0 or expected <= 1:
        return None
    k1 = before.count / spread
    weeks = np.arange(1, LONGEST + 1, dtype=float)
    share = weeks / (before.weeks + weeks)
    mean = expected * (k1 or 0.5) / before.weeks * weeks
    # The smallest count above chance lies between these two, for each number of weeks; above the second
    # one it comes in hardly any case, and the power is next to nothing anyway.
    below = np.zeros(LONGEST)
    above = np.ceil(mean + 10 * np.sqrt(mean) + 10)
    reachable = betainc(above, k1 + 1, share) <= CHANCE
    while np.any(above - below > 1):
        middle = np.floor((below + above) / 2)
        told = (middle > 0) & (betainc(np.maximum(middle, 1), k1 + 1, share) <= CHANCE)
        above, below = np.where(told, middle, above), np.where(told, below, middle)
    power = np.where(reachable, gammainc(above, mean), 0.0)
    enough = np.flatnonzero(power >= POWER)
    return int(weeks[enough[0]]) if enough.size else None


@dataclass(frozen=True)
class RateChange:
    """The rate of one step before and after."""

    before: Rate
    after: Rate
    low: float | None = None
    high: float | None = None
    """The 80 % interval of the difference, after − before, as a share of one."""
    chance: float | None = None
    """How likely it truly rose. All three are None where the two are no conversions."""

    @property
    def verdict(self) -> Literal["rose", "fell", "cannot tell"]:
        """Whether the whole interval lies above or below 0."""
        if self.low is not None and self.low > 0:
            return "rose"
        if self.high is not None and self.high < 0:
            return "fell"
        return "cannot tell"


def rate_change(before: Rate | None, after: Rate | None) -> RateChange | None:
    """How much the rate of a step rose, from 20,000 draws of Beta(k + ½, n − k + ½) of both; always the same.

    None where nobody was counted before or after.

    >>> change = rate_change(Rate.counted(20, 100), Rate.counted(40, 100))
    >>> change.verdict, round(change.low, 2), round(change.high, 2)
    ('rose', 0.12, 0.28)
    """
    if before is None or after is None:
        return None
    if before.low is None or after.low is None:
        return RateChange(before, after)
    random = np.random.default_rng(_SEED)
    drawn = [random.beta(one.k + 0.5, one.n - one.k + 0.5, _DRAWS) for one in (before, after)]
    more = drawn[1] - drawn[0]
    low, high = np.quantile(more, [CHANCE, 1 - CHANCE])
    return RateChange(before, after, float(low), float(high), float((more > 0).mean()))
