"""What to measure first: the rates and times whose uncertainty moves the cost of a win most."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.steps.chain import ACQUIRE, Chain, runs_per_order, runs_per_win
from core.steps.likely import Between, Brought, Counted, Likely, Numbers
from core.steps.step_figures import RANGE_HOLDS, Figure, Source, StepFigures, carried, figures_of

GUESS_AS_COUNTED = 4
"""A guessed rate is trusted as if it had been counted so many times: enough to tell often from seldom, and
not enough to tell a half from a third."""
GUESS_OFF_BY = 0.5
"""Guessed minutes are trusted to be right within a half, up or down, in 90 of 100 cases."""
RUNS_TO_TIME = 5
"""So many timed runs halve the doubt about minutes. Where single runs scatter as widely as the guess is in
doubt, the mean of n runs is in doubt by 1/√n of it: four would do, and the fifth makes up for an odd one."""

What = Literal["rate", "minutes", "cash"]


@dataclass(frozen=True)
class Mover:
    """A figure that is not known exactly, and how much of what is open it brings.

    `share` is its part of the variance of the logarithm of the cost per win, 0 to 1; over all movers of a
    chain they sum to 1.
    """

    step: str
    step_id: str
    what: What
    share: float
    source: Source
    next_runs: int | None
    """Counting, timing or noting so many further runs halves its interval. None where it takes three times as
    many as were measured so far, and nobody says how many those are."""


def what_moves_it(chain: Chain, spend_per_win: float = 0.0) -> tuple[Mover, ...]:
    """What the uncertainty of a chain's cost per win is made of, the largest part first.

    Each part is (elasticity · relative standard deviation)²: of a pass rate the elasticity is (cost of the
    steps whose runs hang on it) / cost, of minutes its own labour / cost, of cash its own cash / cost; the
    deviation is that of `core.steps.likely`. Only here a bare guess is doubted too, or it would never be
    measured: a rate as if it had been counted 4 times, minutes by half in 90 of 100 cases. The spend of a
    win is known from the books and brings nothing. Where nothing costs anything, minutes are judged alike.

    Where nobody has got through yet, rates of 0 count as (k + ½)/(n + 1). Empty where nothing is open, or
    nothing takes time or money.
    """
    parts = []
    for one in _weighed(figures_of(chain), chain.phase, spend_per_win):
        likely = _doubted(one.what, one.figure)
        if likely is not None and one.elasticity > 0:
            parts.append((one, likely, (one.elasticity * likely.relative_sd) ** 2))
    whole = sum(part for _one, _likely, part in parts)
    movers = [
        Mover(
            one.step.step,
            one.step.step_id,
            one.what,
            part / whole,
            one.figure.source,
            _next_runs(one.what, one.figure, likely),
        )
        for one, likely, part in parts
        if part > 0
    ]
    return tuple(sorted(movers, key=lambda mover: -mover.share))


@dataclass(frozen=True)
class _Weighed:
    """One figure of a step, and the elasticity of the cost per win to it, without its sign."""

    step: StepFigures
    what: What
    figure: Figure
    elasticity: float


def _weighed(steps: Sequence[StepFigures], phase: str, spend_per_win: float) -> list[_Weighed]:
    """Every figure of the steps; none where nothing takes time or money."""
    runs = _runs(steps, phase)
    labour = runs * [step.minutes_per_run * step.hourly_rate / 60 for step in steps]
    cash = runs * [step.times * step.cash.value for step in steps]
    total = float(labour.sum() + cash.sum()) + spend_per_win
    if not total > 0:
        labour = runs * [step.minutes_per_run for step in steps]
        total = float(labour.sum())
    if not total > 0:
        return []
    hanging = carried((labour + cash).tolist(), steps, phase)
    found = []
    for step, on_rate, on_minutes, on_cash in zip(
        steps, hanging, labour.tolist(), cash.tolist(), strict=True
    ):
        found.append(_Weighed(step, "rate", step.rate, on_rate / total))
        found.append(_Weighed(step, "minutes", step.minutes, on_minutes / total))
        found.append(_Weighed(step, "cash", step.cash, on_cash / total))
    return found


def _runs(steps: Sequence[StepFigures], phase: str) -> Numbers:
    """Runs of each step for one win, as if somebody got through wherever nobody did yet."""
    rates = [step.rate.value or _as_rate(step.rate).mean for step in steps]
    formula = runs_per_win if phase == ACQUIRE else runs_per_order
    runs, _rates = formula(np.array(rates), np.array([step.given_runs for step in steps]))
    return runs


def _as_rate(figure: Figure) -> Likely:
    """What a rate may be; of a guess what it might, had it been counted a few times."""
    if figure.likely is not None:
        return figure.likely
    counted = figure.value * GUESS_AS_COUNTED
    return (Counted if figure.value <= 1 else Brought)(counted, GUESS_AS_COUNTED)


def _doubted(what: What, figure: Figure) -> Likely | None:
    """What a figure may be, a bare guess in honest doubt; None where nothing is open."""
    if figure.source != "guessed" or not math.isfinite(figure.value):
        return figure.likely
    if what == "rate":
        return _as_rate(figure)
    return Between((1 - GUESS_OFF_BY) * figure.value, (1 + GUESS_OFF_BY) * figure.value, RANGE_HOLDS)


def _next_runs(what: What, figure: Figure, likely: Likely) -> int | None:
    """So many runs more have to be seen until the interval is half as wide; a round number, never too few."""
    if what != "rate":
        if figure.source != "measured":
            return RUNS_TO_TIME
        return None if figure.runs is None else _rounded_up(3 * figure.runs)
    mean = likely.mean
    wanted = mean * likely.relative_sd / 2
    # The variance of Beta is m·(1 − m)/(n + 2), that of Gamma m/n.
    runs = mean * (1 - mean) / wanted**2 - 2 if mean < 1 else mean / wanted**2
    return _rounded_up(max(runs - (figure.runs or 0.0), RUNS_TO_TIME))


def _rounded_up(runs: float) -> int:
    """A number of runs as people set it themselves: in fives up to a hundred, then with two figures."""
    whole = math.ceil(runs - 1e-9)
    step = 5 if whole <= 100 else 10 ** (len(str(whole)) - 2)
    return math.ceil(whole / step) * step
