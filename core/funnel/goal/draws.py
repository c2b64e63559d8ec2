"""What the counts leave open: likely rates, drawn so that the same counts always give the same draws."""

from __future__ import annotations

import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.funnel.goal.rates import Leg
from core.steps.uncertainty import SURE

Numbers = NDArray[np.float64]
DRAWS = 4_000


def point(leg: Leg) -> Numbers:
    """The rate of a leg as it was counted or assumed."""
    return np.array([leg.rate.share])


def drawn(leg: Leg) -> Numbers:
    """Likely rates of a leg: draws of Beta(k + ½, n − k + ½) where it was counted, else the one point."""
    rate = leg.rate
    if rate.evidence != "counted" or rate.k is None or rate.n is None:
        return point(leg)
    return _beta(rate.k, rate.n, leg.source, leg.below)


@lru_cache(maxsize=256)
def _beta(k: float, n: float, source: str, stage: str) -> Numbers:
    # A seed of its own for each rate: moving the goal, or another rate, leaves these draws as they are.
    seed = zlib.crc32(f"{source}\n{stage}".encode())
    found = np.random.default_rng(seed).beta(k + 0.5, n - k + 0.5, DRAWS)
    found.setflags(write=False)
    return found


def likely(people: Numbers, counted: float | None) -> tuple[float | None, float | None]:
    """The ends of the 80 % interval of these draws, around what was counted; None where nothing is open.

    Without a counted figure, because nobody has come through yet, only the lower end can be told.
    """
    tail = (1 - SURE) / 2
    if not np.isfinite(people).all() or np.ptp(people) == 0:
        return None, None
    low, high = (float(end) for end in np.quantile(people, [tail, 1 - tail]))
    if counted is None:
        return float(np.floor(low)), None
    # Where all of n came through, the counted rate is the best there can be, and lies at the very end.
    return min(float(np.floor(low)), counted), max(float(np.ceil(high)), counted)
