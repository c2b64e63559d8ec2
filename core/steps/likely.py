"""What a figure may truly be: counted, brought by the batch, or said to lie between two ends."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.random import SFC64, Generator
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

DRAWS = 20_000
"""So many likely states are drawn."""


@dataclass(frozen=True)
class Counted:
    """k of n got through, so the rate is likely Beta(k + ½, n − k + ½) (Jeffreys).

    >>> round(Counted(3, 10).relative_sd, 3)
    0.423
    """

    k: float
    n: float

    @property
    def relative_sd(self) -> float:
        """Standard deviation / mean: √(b / (a·(a + b + 1))) with a = k + ½, b = n − k + ½."""
        a, b = self.k + 0.5, self.n - self.k + 0.5
        return math.sqrt(b / (a * (a + b + 1)))

    @property
    def mean(self) -> float:
        """(k + ½) / (n + 1)."""
        return (self.k + 0.5) / (self.n + 1)

    def draw(self, chance: Generator) -> Numbers:
        """Likely rates."""
        return chance.beta(self.k + 0.5, self.n - self.k + 0.5, DRAWS)


@dataclass(frozen=True)
class Brought:
    """n runs brought k, more than one each, so one run likely brings Gamma(k + ½) / n.

    >>> round(Brought(40, 4).relative_sd, 3)
    0.157
    """

    k: float
    n: float

    @property
    def relative_sd(self) -> float:
        """Standard deviation / mean: 1 / √(k + ½)."""
        return 1 / math.sqrt(self.k + 0.5)

    @property
    def mean(self) -> float:
        """(k + ½) / n."""
        return (self.k + 0.5) / self.n

    def draw(self, chance: Generator) -> Numbers:
        """Likely numbers that one run brings."""
        return chance.standard_gamma(self.k + 0.5, DRAWS) / self.n


@dataclass(frozen=True)
class Between:
    """A figure that lies between two ends in so many of a hundred cases, and never above `most`.

    Lognormal where the low end is above 0: it never reaches 0, and its longer tail is the upper one, as with
    all that takes time. Else normal around the middle, without what is not above 0.

    >>> round(Between(20, 40, sure=0.9).relative_sd, 3)
    0.211
    """

    low: float
    high: float
    sure: float
    most: float = math.inf

    @property
    def _reach(self) -> float:
        """How many standard deviations either end is away from the middle."""
        return NormalDist().inv_cdf((1 + self.sure) / 2)

    @property
    def relative_sd(self) -> float:
        """Standard deviation of the logarithm, ln(high/low) / 2z; from 0 on sd / mean, which is 1 / z."""
        if self.low > 0:
            return math.log(self.high / self.low) / (2 * self._reach)
        return (self.high - self.low) / (self.high + self.low) / self._reach

    @property
    def mean(self) -> float:
        """Halfway between the ends, as the sheet's own figure."""
        return (self.low + self.high) / 2

    def draw(self, chance: Generator) -> Numbers:
        """Likely figures."""
        if self.low > 0:
            middle = (math.log(self.low) + math.log(self.high)) / 2
            found = chance.lognormal(middle, self.relative_sd, DRAWS)
        else:
            sd = (self.high - self.low) / (2 * self._reach)
            found = chance.normal(self.mean, sd, DRAWS)
            while (outside := found <= 0).any():
                found[outside] = chance.normal(self.mean, sd, int(outside.sum()))
        return found if math.isinf(self.most) else np.minimum(found, self.most)


Likely = Counted | Brought | Between


@lru_cache(maxsize=256)
def drawn(likely: Likely, name: str) -> Numbers:
    """Likely values of the figure of this name: the same ones whenever it is asked, and never another's.

    The seed is made of the name alone. So figures do not share their luck, channels can be held against each
    other, and another rate, order of steps or value of an hour leaves these draws as they are.
    """
    # SFC64 draws a tenth quicker than numpy's default.
    found = likely.draw(Generator(SFC64(zlib.crc32(name.encode()))))
    found.setflags(write=False)
    return found
