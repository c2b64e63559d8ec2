"""How many of so many got through, with what the count leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from core.language import _
from core.language.amounts import number
from core.steps.uncertainty import SURE


@dataclass(frozen=True)
class Rate:
    """k of n, as a share with its 80 % interval; of what is no part of the other, a plain ratio.

    `low` and `high` are None for a ratio: where units differ, or k exceeds n, it is no conversion.

    >>> Rate.counted(3, 10).words
    'between 15 and 50 of 100'
    """

    k: float
    n: float
    low: float | None
    high: float | None

    @property
    def share(self) -> float:
        """k / n."""
        return self.k / self.n

    @classmethod
    def counted(cls, k: float, n: float) -> Rate | None:
        """A conversion; None where nobody was counted: a rate of nothing is no zero.

        Where k exceeds n, or either is no whole number, there is no interval.
        """
        if not n > 0:
            return None
        if k > n or k != int(k) or n != int(n):
            return cls(k, n, None, None)
        return cls(k, n, *interval(int(k), int(n)))

    @classmethod
    def ratio(cls, k: float, n: float) -> Rate | None:
        """Of two different things how many there are of the one for each of the other."""
        return cls(k, n, None, None) if n > 0 else None

    @property
    def words(self) -> str:
        """The interval as people say it; "" where there is none."""
        return "" if self.low is None or self.high is None else between(self.low, self.high, self.k, self.n)


@lru_cache(maxsize=4096)
def interval(k: int, n: int, sure: float = SURE) -> tuple[float, float]:
    """The interval that holds the true rate with 80 %, from Beta(k + ½, n − k + ½) (Jeffreys).

    Of none in n only the upper end is told from 0, of all in n only the lower end from 1.

    >>> [round(end, 3) for end in interval(3, 10)]
    [0.151, 0.502]
    """
    from scipy.special import betaincinv

    tail = (1 - sure) / 2
    low = 0.0 if k == 0 else float(betaincinv(k + 0.5, n - k + 0.5, tail))
    high = 1.0 if k == n else float(betaincinv(k + 0.5, n - k + 0.5, 1 - tail))
    return low, high


def base_of(low: float, high: float) -> int:
    """Of how many an interval is told: 100, or as many more as it takes to say neither none nor all.

    >>> base_of(0.02, 0.09), base_of(0.0000003, 0.000001), base_of(0.9995, 0.9999)
    (100, 10000000, 10000)
    """
    bases = [int(10**power) for power in range(2, 10)]
    return next(
        (base for base in bases if high * base >= 2 and (low == 1 or (1 - low) * base >= 1)), bases[-1]
    )


def between(low: float, high: float, k: float, n: float) -> str:
    """An interval in words: of 100, or of 1,000 where it would else say nothing.

    >>> between(0.018, 0.094, 1, 20)
    'between 2 and 9 of 100'
    """
    base = base_of(low, high)
    first, last = round(low * base), round(high * base)
    of = number(base)
    if k == 0:
        return _("at most {high} of {base}").format(high=number(last), base=of)
    if k == n:
        return _("at least {low} of {base}").format(low=number(first), base=of)
    if first == last:
        return _("about {value} of {base}").format(value=number(first), base=of)
    return _("between {low} and {high} of {base}").format(low=number(first), high=number(last), base=of)
