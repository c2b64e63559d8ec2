"""How far each input plausibly goes, as it is now: by its evidence, else by a rule that is said with it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np

from core.steps.chain import ACQUIRE
from core.steps.likely import Between, Brought, Counted, Likely
from core.steps.step_figures import Figure, figures_of
from core.steps.uncertainty import SURE
from core.what_if.changes import Slot
from core.what_if.layout import Layout

Basis = Literal["evidence", "range", "guessed", "chosen"]
"""Counted or measured: the 80 % interval; a range that the sheet gives: 80 % of it too; a bare guess: half to
double; what the user sets, as a price or an hourly rate: a fifth less to a fifth more."""

OFF_BY = 2.0
"""A bare guess may be so many times too high or too low."""
CHOSEN = 0.2
"""What somebody sets for themselves they can move by so much without doing something else altogether."""
_TAILS = np.array([(1 - SURE) / 2, (1 + SURE) / 2])


@dataclass(frozen=True)
class Plausible:
    """From what to what an input may well go, and why."""

    low: float
    high: float
    basis: Basis


def plausible_of(layout: Layout) -> Mapping[Slot, Plausible]:
    """By the slot of its change the range of each input; what leaves nothing open has none.

    That everybody gets through a step is a fact, and so are minutes of which nobody says how far they were
    measured. A single amount of cash is a price, that the user agreed to.
    """
    found: dict[Slot, Plausible] = {}
    for chain in layout.chains:
        for step in figures_of(chain):
            figures = {"minutes": step.minutes, "cash": step.cash}
            if chain.phase == ACQUIRE:
                figures["pass_rate"] = step.rate
            for what, figure in figures.items():
                range_ = _of(figure, share=what == "pass_rate")
                if range_ is None and what == "cash" and figure.value > 0:
                    range_ = chosen(figure.value)
                if range_ is not None:
                    found[what, step.step_id] = range_
    for one in layout.customers:
        won = layout.business.wins.get(one.channel)
        runs = float(layout.runs[layout.first[one.process]]) if one.process >= 0 else 0.0
        if won is None or not won.per_week > 0 or not runs > 0:
            continue
        ends = won.between
        slot = ("leads", one.channel.strip().casefold())
        if ends is None:
            found[slot] = guessed(won.per_week * runs)
        else:
            found[slot] = Plausible(ends[0] * runs, ends[1] * runs, "evidence")
    happy = layout.business.happy
    if happy is not None and happy.rate.low is not None and happy.rate.high is not None:
        found["happy", ""] = Plausible(happy.rate.low, happy.rate.high, "evidence")
    return found


def _of(figure: Figure, *, share: bool) -> Plausible | None:
    if figure.likely is not None:
        low, high = interval_of(figure.likely)
        basis: Basis = "range" if figure.source == "range" else "evidence"
        return Plausible(min(low, figure.value), max(high, figure.value), basis)
    if figure.source != "guessed" or not figure.value > 0 or not np.isfinite(figure.value):
        return None
    return guessed(figure.value, most=1.0 if share and figure.value <= 1 else np.inf)


def interval_of(likely: Likely) -> tuple[float, float]:
    """The 80 % interval of a figure in closed form; without what a normal one has below 0.

    >>> interval_of(Between(20.0, 40.0, sure=0.8))
    (20.0, 40.0)
    >>> [round(end, 2) for end in interval_of(Counted(1, 2))]
    [0.16, 0.84]
    """
    from scipy.special import betaincinv, gammaincinv

    if isinstance(likely, Counted):
        low, high = betaincinv(likely.k + 0.5, likely.n - likely.k + 0.5, _TAILS)
    elif isinstance(likely, Brought):
        low, high = gammaincinv(likely.k + 0.5, _TAILS) / likely.n
    elif likely.sure == SURE:
        low, high = likely.low, likely.high
    else:
        reach = NormalDist().inv_cdf((1 + SURE) / 2) * likely.relative_sd
        if likely.low > 0:
            middle = math.sqrt(likely.low * likely.high)
            low, high = middle * math.exp(-reach), middle * math.exp(reach)
        else:
            low, high = max(0.0, likely.mean * (1 - reach)), likely.mean * (1 + reach)
    most = likely.most if isinstance(likely, Between) else math.inf
    return float(low), min(float(high), most)


def guessed(value: float, *, most: float = np.inf) -> Plausible:
    """A bare guess: half to double, a share at most 1.

    >>> guessed(20), guessed(0.8, most=1.0).high
    (Plausible(low=10.0, high=40.0, basis='guessed'), 1.0)
    """
    return Plausible(value / OFF_BY, min(value * OFF_BY, most), "guessed")


def chosen(value: float) -> Plausible:
    """What the user sets: a fifth less to a fifth more.

    >>> chosen(100)
    Plausible(low=80.0, high=120.0, basis='chosen')
    """
    return Plausible((1 - CHOSEN) * value, (1 + CHOSEN) * value, "chosen")
