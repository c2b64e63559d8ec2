"""A funnel against the one of the period before: what changed at each stage, and whether by chance."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from core.funnel.funnel import Funnel, Reached
from core.funnel.rates import Rate
from core.funnel.stages import Stage

DRAWS = 20_000
_SEED = 20_260_101


@dataclass(frozen=True)
class Change:
    """One stage now and earlier."""

    now: Reached
    earlier: Reached
    chance: float | None = None
    """How likely it is that the rate from the stage before truly rose, from 0 to 1; None where the two rates
    are no conversions between the same two stages."""

    @property
    def stage(self) -> Stage:
        """The stage as it is now."""
        return self.now.stage

    @property
    def people(self) -> float | None:
        """How many more reached it now; None where it was not counted in both."""
        if self.now.people is None or self.earlier.people is None:
            return None
        return self.now.people - self.earlier.people

    @property
    def rates(self) -> tuple[Rate, Rate] | None:
        """The rate from the stage before, now and earlier; None where they are not between the same two."""
        now, earlier = self.now, self.earlier
        if now.from_before is None or earlier.from_before is None or now.before is None:
            return None
        alike = earlier.before is not None and earlier.before.key == now.before.key
        return (now.from_before, earlier.from_before) if alike else None


def compare(now: Funnel, before: Funnel) -> tuple[Change, ...]:
    """Each stage of the funnel as it is now against the one of the period before, in the order of now.

    The chance that a rate rose is the share of 20,000 draws from Beta(k + ½, n − k + ½) of both in which that
    of now is the larger one. The draws are always the same.

    >>> def funnel(k: float) -> Funnel:
    ...     lead, won = Stage("lead"), Stage("customer")
    ...     rate = Rate.counted(k, 20)
    ...     return Funnel((Reached(lead, "events", 20), Reached(won, "events", k, 0, rate, rate, lead)))
    >>> change = compare(funnel(16), funnel(4))[1]
    >>> change.people, change.chance > 0.99
    (12, True)
    """
    earlier = {reached.stage.key: reached for reached in before.stages}
    changes = [Change(one, earlier.get(one.stage.key, Reached(one.stage))) for one in now.stages]
    judged = [place for place, change in enumerate(changes) if _both_conversions(change)]
    if not judged:
        return tuple(changes)
    counted = np.array([[(rate.k, rate.n) for rate in changes[place].rates or ()] for place in judged])
    k, n = counted[..., 0, None], counted[..., 1, None]
    drawn = np.random.default_rng(_SEED).beta(k + 0.5, n - k + 0.5, size=(*counted.shape[:2], DRAWS))
    chances = (drawn[:, 0] > drawn[:, 1]).mean(axis=1)
    for place, chance in zip(judged, chances, strict=True):
        changes[place] = replace(changes[place], chance=float(chance))
    return tuple(changes)


def _both_conversions(change: Change) -> bool:
    same_source = change.now.source == change.earlier.source
    return same_source and change.rates is not None and all(rate.low is not None for rate in change.rates)
