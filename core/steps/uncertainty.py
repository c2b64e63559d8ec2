"""How sure the figures of a chain are: 80 % intervals from what was counted, measured or said as a range."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.steps.chain import ACQUIRE, Chain
from core.steps.likely import DRAWS, Numbers, drawn
from core.steps.step_figures import Figure, StepFigures, carried, figures_of

SURE = 0.8
"""An interval holds the truth in so many of such cases; either end leaves out half of the rest."""

Evidence = Literal["known", "partly", "guessed"]
"""Nothing in it is guessed; the interval takes some guesses as they are; it rests on guesses alone."""

_PLACES = [round(share * (DRAWS - 1)) for share in ((1 - SURE) / 2, 0.5, (1 + SURE) / 2)]
"""Where the low end, the median and the high end stand among the sorted draws."""

_Amount = Numbers | float
"""What is open has many likely values, the rest has one."""


@dataclass(frozen=True)
class Spread:
    """A figure's median and its 80 % interval, and what it rests on.

    Without ends nothing is open, or all of it is guessed: `evidence` tells. Where nobody has got through
    yet, one end is all that can be told: the cost is at least `low`, the wins are at most `high`, in 90 of
    100 such cases.

    >>> Spread(575.0, 480.0, 720.0, "known").is_open, Spread(575.0, None, None, "guessed").is_open
    (True, False)
    """

    median: float | None
    low: float | None
    high: float | None
    evidence: Evidence

    @property
    def is_open(self) -> bool:
        """Whether there is an interval, or one end of it."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, eq=False)
class Draws:
    """The states that a chain is likely in, 20,000 of them: each array has one value a state."""

    rates: tuple[Numbers, ...]
    """The pass rate of each step."""
    runs: tuple[Numbers, ...]
    """The runs of each step for one win, or one order."""
    minutes: Numbers
    """Minutes for one win."""
    cost: Numbers
    """The cost of one win, the channel's spend included."""


@dataclass(frozen=True, eq=False)
class Spreads:
    """How sure the figures of a chain are."""

    cost_per_win: Spread
    minutes_per_win: Spread
    wins_per_start: Spread | None
    """Wins that come from one run of the first step; None after the win."""


def draws(chain: Chain, spend_per_win: float = 0.0) -> Draws | None:
    """Likely states of a chain; None where a guess says that nobody gets through.

    Each rate, time and cash is drawn by itself, see `core.steps.likely`; what is guessed or given stays as
    it is, and so does the spend of a win, which the books tell. Runs, minutes and cost then follow by the
    formulas of `core.steps.chain`. The same chain always has the same draws.
    """
    steps = figures_of(chain)
    if _never_wins(steps, chain.phase):
        return None
    state = _state(steps, chain.phase, spend_per_win, _likely)
    rates, runs = (tuple(_spelled_out(amount) for amount in of) for of in (state.rates, state.runs))
    return Draws(rates, runs, _spelled_out(state.minutes), _spelled_out(state.cost))


def spreads(chain: Chain, spend_per_win: float = 0.0) -> Spreads | None:
    """How sure a chain's cost and minutes per win are; None where a guess says that nobody wins.

    An interval always holds the closed form: where all of n got through, that is the best there can be, and
    stands at its very end.
    """
    steps = figures_of(chain)
    if _never_wins(steps, chain.phase):
        return None
    held = _state(steps, chain.phase, spend_per_win, _as_it_is)
    likely = _state(steps, chain.phase, spend_per_win, _likely)
    own = [step.minutes for step in steps]
    priced = [step.minutes for step in steps if step.hourly_rate > 0] + [step.cash for step in steps]
    costs, minutes = [step.cost_per_run for step in steps], [step.minutes_per_run for step in steps]
    first = _runs_rest_on(0, steps, chain.phase)
    starting = chain.phase == ACQUIRE and bool(held.runs[0])
    return Spreads(
        _spread(likely.cost, held.cost, _rests_on(costs, steps, chain.phase) + priced),
        _spread(likely.minutes, held.minutes, _rests_on(minutes, steps, chain.phase) + own),
        _spread(1 / likely.runs[0], 1 / held.runs[0], first) if starting else None,
    )


def runs_spreads(chain: Chain) -> tuple[Spread, ...]:
    """How sure the runs of each step for one win, or one order, are; none where a guess says nobody wins."""
    steps = figures_of(chain)
    if _never_wins(steps, chain.phase):
        return ()
    held = _state(steps, chain.phase, 0.0, _as_it_is)
    likely = _state(steps, chain.phase, 0.0, _likely)
    return tuple(
        _spread(amount, point, _runs_rest_on(at, steps, chain.phase))
        for at, (amount, point) in enumerate(zip(likely.runs, held.runs, strict=True))
    )


def _rests_on(weights: Sequence[float], steps: Sequence[StepFigures], phase: str) -> list[Figure]:
    """The rates, and the given runs, that Σ runs · weight hangs on."""
    hanging = zip(steps, carried(weights, steps, phase), weights, strict=True)
    found = []
    for step, weight, own in hanging:
        if weight > 0:
            found.append(step.rate)
        if own > 0 and not math.isnan(step.given_runs):
            found.append(Figure(step.given_runs, "guessed"))
    return found


def _runs_rest_on(at: int, steps: Sequence[StepFigures], phase: str) -> list[Figure]:
    return _rests_on([float(i == at) for i in range(len(steps))], steps, phase)


@dataclass(frozen=True)
class _State:
    """What a chain takes, either as its figures are, or in all its likely states at once."""

    rates: list[_Amount]
    runs: list[_Amount]
    minutes: _Amount
    cost: _Amount


def _state(
    steps: Sequence[StepFigures], phase: str, spend: float, value: Callable[[Figure, str], _Amount]
) -> _State:
    """The formulas of a chain over the values that its figures have."""
    rates = [value(step.rate, f"{step.step_id}\nrate") for step in steps]
    runs = _runs(rates, [step.given_runs for step in steps], phase)
    # Summed by hourly rate first: most steps have the same, and arrays are worth sparing.
    at_rate: dict[float, _Amount] = {}
    cost: _Amount = spend
    for step, often in zip(steps, runs, strict=True):
        if step.minutes_per_run > 0:
            took = often * value(step.minutes, f"{step.step_id}\nminutes")
            took = took if step.times == 1 else took * step.times
            at_rate[step.hourly_rate] = at_rate.get(step.hourly_rate, 0.0) + took
        if step.times * step.cash.value > 0:
            cost = cost + often * (step.times * value(step.cash, f"{step.step_id}\ncash"))
    minutes: _Amount = 0.0
    for hourly_rate, took in at_rate.items():
        minutes = minutes + took
        if hourly_rate > 0:
            cost = cost + took * (hourly_rate / 60)
    return _State(rates, runs, minutes, cost)


def _as_it_is(figure: Figure, name: str) -> _Amount:
    del name
    return figure.value


def _likely(figure: Figure, name: str) -> _Amount:
    return figure.value if figure.likely is None else drawn(figure.likely, name)


def _runs(rates: Sequence[_Amount], given: Sequence[float], phase: str) -> list[_Amount]:
    """N_i of each step, as `core.steps.chain.runs_per_win` and `runs_per_order` have it."""
    found: list[_Amount] = []
    following: _Amount = 1.0
    if phase != ACQUIRE:
        for rate, stated in zip(rates, given, strict=True):
            found.append(following if math.isnan(stated) else stated)
            following = found[-1] * rate
        return found
    for rate, stated in zip(reversed(rates), reversed(given), strict=True):
        if not math.isnan(stated):
            following = stated
        elif isinstance(rate, float):
            # Most rates are 1, and then the runs are those of the next step.
            following = following if rate == 1 else following / rate if rate else math.inf
        else:
            following = following / rate
        found.append(following)
    return found[::-1]


def _never_wins(steps: Sequence[StepFigures], phase: str) -> bool:
    """Whether somebody said that nobody gets through; of none in n that were counted it is not so sure."""
    return phase == ACQUIRE and any(step.rate.value == 0 and step.rate.likely is None for step in steps)


def _evidence(figures: Sequence[Figure]) -> Evidence:
    """What a figure rests on that rests on all of these."""
    if not any(figure.source == "guessed" for figure in figures):
        return "known"
    return "partly" if any(figure.likely is not None for figure in figures) else "guessed"


def _spread(amount: _Amount, held: _Amount, figures: Sequence[Figure]) -> Spread:
    """The spread of an amount that is `held` as its figures are, and rests on these."""
    evidence, point = _evidence(figures), float(held)
    if isinstance(amount, float):
        return Spread(point, None, None, evidence)
    ordered = np.partition(amount, _PLACES)
    low, median, high = (float(ordered[place]) for place in _PLACES)
    if math.isinf(point):
        return Spread(None, low, None, evidence)
    if point == 0:
        return Spread(None, None, high, evidence)
    return Spread(median, min(low, point), max(high, point), evidence)


def _spelled_out(amount: _Amount) -> Numbers:
    return np.broadcast_to(np.asarray(amount, dtype=float), (DRAWS,))
